import { useMemo, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { VideoTile } from "#client/ui/video-tile.tsx";
import type { MediaRoom } from "../media/use-media-room.ts";

/** One's own picture, as in a mirror; where it is asked for only. */
export function SelfTile({ room }: { readonly room: Pick<MediaRoom, "devices" | "isSpeaking"> }): ReactNode {
  const t = useT();
  const { camera, microphone } = room.devices;
  const track = camera.status === "on" && !camera.isMuted ? camera.track : undefined;
  const isOff = microphone.status === "on" && (microphone.isMuted || microphone.isSilenced === true);
  const isSoundless = microphone.status === "on" && microphone.isSoundless === true;
  const stream = useMemo(() => (track ? new MediaStream([track]) : null), [track]);
  return (
    <VideoTile
      name={t("rooms.you")}
      stream={stream}
      isSelf
      isSpeaking={room.isSpeaking}
      isMicrophoneOff={isOff || isSoundless}
      labels={{
        speaking: t("rooms.speaking"),
        hand: t("rooms.handRaised"),
        microphoneOff: t(isSoundless && !isOff ? "rooms.microphoneSoundless" : "rooms.microphoneOff"),
        noPicture: t("rooms.noVideo"),
      }}
    />
  );
}

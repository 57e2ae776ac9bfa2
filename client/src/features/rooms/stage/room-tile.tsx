import { useRef, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { VideoTile, type VideoTileProps } from "#client/ui/video-tile.tsx";
import type { MediaRoom, RoomMate } from "../media/use-media-room.ts";
import styles from "./stage.module.css";
import { useVisibleSize } from "./use-visible-size.ts";

export interface RoomTileProps {
  readonly room: Pick<MediaRoom, "setSize">;
  readonly mate: RoomMate;
  readonly isHandRaised?: boolean;
  /** An adviser gave them the floor. */
  readonly hasFloor?: boolean;
  readonly ratio?: NonNullable<VideoTileProps["ratio"]>;
  readonly children?: ReactNode;
}

/** Somebody else of the room. What is not on the screen is not sent. */
export function RoomTile({ room, mate, isHandRaised = false, hasFloor = false, ratio = "16 / 9", children }: RoomTileProps): ReactNode {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  useVisibleSize(box, mate.camera?.producerId, room.setSize);
  const isOff = mate.microphone === undefined || mate.microphone.isPaused;
  const hasPicture = mate.isConnected && mate.camera !== undefined && !mate.camera.isPaused;
  return (
    <div ref={box} data-testid="remote-video" className={styles.tile}>
      <VideoTile
        name={mate.name}
        ratio={ratio}
        stream={mate.camera?.stream ?? null}
        hasPicture={hasPicture}
        isSpeaking={mate.isSpeaking}
        isHandRaised={isHandRaised}
        isMicrophoneOff={mate.isConnected && (isOff || mate.isSoundless)}
        isSilent
        {...(mate.role === "ADVISER" ? { badge: t("rooms.adviserBadge") } : {})}
        labels={{
          speaking: t("rooms.speaking"),
          hand: t("rooms.handRaised"),
          microphoneOff: t(isOff ? "rooms.microphoneOff" : "rooms.microphoneSoundless"),
          noPicture: mate.isConnected ? t("rooms.noVideo") : t("rooms.notHere"),
        }}
      >
        {children}
      </VideoTile>
      {hasFloor && <span className={styles.floor}>{t("rooms.hasFloor")}</span>}
    </div>
  );
}

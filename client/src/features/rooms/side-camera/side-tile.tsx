import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { VideoTile } from "#client/ui/video-tile.tsx";
import type { RoomMate } from "../media/use-media-room.ts";

/** The picture of somebody's second camera, as long as there is one. Nobody is heard through it. */
export function SideTile({ mate: { side, stalled }, name }: { readonly mate: Pick<RoomMate, "side" | "stalled">; readonly name: string }): ReactNode {
  const t = useT();
  if (!side) return null;
  return (
    <div data-testid="side-video">
      <VideoTile
        name={t("sidecamera.tile", { name })}
        stream={side.stream}
        hasPicture={!side.isPaused && !stalled.includes("side")}
        fit="contain"
        isSilent
        labels={{ speaking: "", hand: "", microphoneOff: "", noPicture: t("sidecamera.stalled") }}
      />
    </div>
  );
}

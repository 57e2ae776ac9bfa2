import { useEffect, useRef, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { VideoTile, type VideoTileProps } from "#client/ui/index.ts";
import type { MediaRoom, RoomMate } from "../media/use-media-room.ts";
import styles from "./stage.module.css";

/** Under this width the small layer shows everything that can be seen. */
const thumbWidth = 220;

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
  const producerId = mate.camera?.producerId;
  const { setSize } = room;

  // The server sends the layer that the tile is wide enough for, and nothing for a tile that is out of sight.
  useEffect(() => {
    const element = box.current;
    if (!element || producerId === undefined) return;
    const observer = new IntersectionObserver(([entry]) => {
      const width = entry?.boundingClientRect.width ?? 0;
      if (!entry?.isIntersecting) setSize(producerId, "off");
      else setSize(producerId, width < thumbWidth ? "thumb" : "full");
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [producerId, setSize]);

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
        isMicrophoneOff={mate.isConnected && (mate.microphone === undefined || mate.microphone.isPaused)}
        isSilent
        {...(mate.role === "ADVISER" ? { badge: t("rooms.adviserBadge") } : {})}
        labels={{
          speaking: t("rooms.speaking"),
          hand: t("rooms.handRaised"),
          microphoneOff: t("rooms.microphoneOff"),
          noPicture: mate.isConnected ? t("rooms.noVideo") : t("rooms.notHere"),
        }}
      >
        {hasFloor && <span className={styles.floor}>{t("rooms.hasFloor")}</span>}
        {children}
      </VideoTile>
    </div>
  );
}

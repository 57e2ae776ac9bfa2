import { useMemo, useState, type ReactNode } from "react";
import { surfaceOutcome } from "#shared/domain/rooms/supervision.ts";
import type { TechCheckResults } from "#shared/domain/rooms/tech-check.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button } from "#client/ui/index.ts";
import { VideoTile } from "#client/ui/video-tile.tsx";
import { openScreen, surfaceOf } from "../media/open-screen.ts";
import { useTrack } from "./use-track.ts";
import styles from "./tech-check.module.css";

type Result = TechCheckResults["screen"];

const surfaces = ["monitor", "window", "browser"] as const;

/** The whole screen, and nothing less; the picture stays on this device. */
export function ScreenCheck({ onDone }: { readonly onDone: (result: Result) => void }): ReactNode {
  const t = useT();
  const [track, setTrack] = useTrack(() => onDone({ outcome: "STOPPED", surface: "" }));
  const [isAsking, setAsking] = useState(false);
  const stream = useMemo(() => (track ? new MediaStream([track]) : null), [track]);
  const shown = track ? surfaceOf(track) : "";
  const known = surfaces.find((surface) => surface === shown) ?? "other";

  const share = async (): Promise<void> => {
    setAsking(true);
    const opened = await openScreen();
    if (typeof opened === "string") {
      onDone({ outcome: opened === "UNSUPPORTED" ? opened : "REFUSED", surface: "" });
    } else {
      const surface = surfaceOf(opened);
      setTrack(opened);
      onDone({ outcome: surfaceOutcome(surface), surface: surface.slice(0, 30) });
    }
    setAsking(false);
  };
  return (
    <>
      <p>{t("tech.screenHelp")}</p>
      {track && (
        <>
          <div className={styles.preview}>
            <VideoTile
              name={t("tech.screen")}
              stream={stream}
              fit="contain"
              isSilent
              labels={{ speaking: "", hand: "", microphoneOff: "", noPicture: t("rooms.noVideo") }}
            />
          </div>
          {shown !== "" && <p>{t("tech.screenShared", { surface: t(`tech.surface.${known}`) })}</p>}
        </>
      )}
      <div className={styles.row}>
        <Button variant={track ? "secondary" : "primary"} isBusy={isAsking} onClick={() => void share()}>
          {t("tech.shareScreen")}
        </Button>
      </div>
    </>
  );
}

import { useMemo, useState, type ReactNode } from "react";
import type { TechCheckResults } from "#shared/domain/rooms/tech-check.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, VideoTile } from "#client/ui/index.ts";
import { useTrack } from "./use-track.ts";
import styles from "./tech-check.module.css";

type Result = TechCheckResults["screen"];

// Hints that not every browser's types know yet; the track's own setting is what counts.
const displayOptions = {
  video: { frameRate: 5 },
  audio: false,
  monitorTypeSurfaces: "include",
  surfaceSwitching: "exclude",
  selfBrowserSurface: "exclude",
} as DisplayMediaStreamOptions;

const surfaces = ["monitor", "window", "browser"] as const;

/** The whole screen, and nothing less; the picture stays on this device. */
export function ScreenCheck({ onDone }: { readonly onDone: (result: Result) => void }): ReactNode {
  const t = useT();
  const [track, setTrack] = useTrack(() => onDone({ outcome: "STOPPED", surface: "" }));
  const [isAsking, setAsking] = useState(false);
  const stream = useMemo(() => (track ? new MediaStream([track]) : null), [track]);
  const shown = track ? (track.getSettings().displaySurface ?? "") : "";
  const known = surfaces.find((surface) => surface === shown) ?? "other";

  const share = async (): Promise<void> => {
    if (!("mediaDevices" in navigator) || !("getDisplayMedia" in navigator.mediaDevices))
      return onDone({ outcome: "UNSUPPORTED", surface: "" });
    setAsking(true);
    try {
      const shared = await navigator.mediaDevices.getDisplayMedia(displayOptions);
      const [opened] = shared.getVideoTracks();
      const surface = opened?.getSettings().displaySurface ?? "";
      setTrack(opened);
      onDone({ outcome: surface === "monitor" ? "OK" : "NOT_MONITOR", surface: surface.slice(0, 30) });
    } catch {
      onDone({ outcome: "REFUSED", surface: "" });
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
          <p>{t("tech.screenShared", { surface: t(`tech.surface.${known}`) })}</p>
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

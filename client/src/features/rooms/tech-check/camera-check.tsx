import { useMemo, useState, type ReactNode } from "react";
import type { TechCheckResults } from "#shared/domain/rooms/tech-check.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button } from "#client/ui/index.ts";
import { VideoTile } from "#client/ui/video-tile.tsx";
import { deviceFailureOf } from "#client/net/device-failure.ts";
import { openTrack } from "../media/use-local-devices.ts";
import { useTrack } from "./use-track.ts";
import styles from "./tech-check.module.css";

type Outcome = TechCheckResults["camera"];
export const outcomeOf = (error: unknown): Exclude<Outcome["outcome"], "OK" | "NOT_HEARD"> => {
  const failure = deviceFailureOf(error);
  return failure === "UNPLUGGED" ? "FAILED" : failure;
};

export function CameraCheck({ onDone }: { readonly onDone: (result: Outcome) => void }): ReactNode {
  const t = useT();
  const [track, setTrack] = useTrack(() => onDone({ outcome: "FAILED", label: "" }));
  const [isAsking, setAsking] = useState(false);
  const stream = useMemo(() => (track ? new MediaStream([track]) : null), [track]);
  const open = async (): Promise<void> => {
    setAsking(true);
    try {
      setTrack(await openTrack("camera"));
    } catch (error) {
      onDone({ outcome: outcomeOf(error), label: "" });
    }
    setAsking(false);
  };
  const answer = (outcome: "OK" | "FAILED"): void => onDone({ outcome, label: track?.label.slice(0, 120) ?? "" });
  return (
    <>
      {track ? (
        <>
          <div className={styles.preview}>
            <VideoTile
              name={t("tech.preview")}
              stream={stream}
              isSelf
              ratio="4 / 3"
              labels={{ speaking: "", hand: "", microphoneOff: "", noPicture: t("rooms.noVideo") }}
            />
          </div>
          <p>{t("tech.cameraSee")}</p>
          <div className={styles.row}>
            <Button variant="primary" onClick={() => answer("OK")}>
              {t("tech.cameraYes")}
            </Button>
            <Button onClick={() => answer("FAILED")}>{t("tech.heardNo")}</Button>
          </div>
        </>
      ) : (
        <div className={styles.row}>
          <Button variant="primary" isBusy={isAsking} onClick={() => void open()}>
            {t("tech.openCamera")}
          </Button>
        </div>
      )}
    </>
  );
}

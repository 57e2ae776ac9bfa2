import { useEffect, useRef, useState, type ReactNode } from "react";
import type { TechCheckResults } from "#shared/domain/rooms/tech-check.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, Meter } from "#client/ui/index.ts";
import { openTrack } from "../media/use-local-devices.ts";
import { outcomeOf } from "./camera-check.tsx";
import { recordFor, watchLevel } from "./sound.ts";
import { useTrack } from "./use-track.ts";
import styles from "./tech-check.module.css";

const recordMs = 3_000;

/** The level moves, three seconds are recorded and played back: the person says whether they heard themselves. */
export function MicrophoneCheck({
  onDone,
}: {
  readonly onDone: (result: TechCheckResults["microphone"]) => void;
}): ReactNode {
  const t = useT();
  const [track, setTrack] = useTrack(() => onDone({ outcome: "FAILED", label: "", peak: 0 }));
  const [level, setLevel] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [recording, setRecording] = useState<string>();
  const peak = useRef(0);
  const player = useRef<HTMLAudioElement>(null);

  // The meter follows the microphone as long as it is open.
  useEffect(() => {
    if (!track) return;
    return watchLevel(track, (measured) => {
      peak.current = Math.max(peak.current, measured);
      setLevel(measured);
    });
  }, [track]);

  // The recording plays as soon as it is there, and is forgotten with the page.
  useEffect(() => {
    if (recording === undefined) return;
    void player.current?.play().catch(() => undefined);
    return () => URL.revokeObjectURL(recording);
  }, [recording]);

  const open = async (): Promise<void> => {
    setBusy(true);
    try {
      setTrack(await openTrack("microphone"));
    } catch (error) {
      onDone({ outcome: outcomeOf(error), label: "", peak: 0 });
    }
    setBusy(false);
  };
  const record = async (): Promise<void> => {
    if (!track) return;
    setBusy(true);
    peak.current = 0;
    try {
      setRecording(URL.createObjectURL(await recordFor(track, recordMs)));
    } catch {
      onDone({ outcome: "FAILED", label: track.label.slice(0, 120), peak: peak.current });
    }
    setBusy(false);
  };
  const answer = (outcome: "OK" | "NOT_HEARD"): void =>
    onDone({ outcome, label: track?.label.slice(0, 120) ?? "", peak: peak.current });

  if (!track)
    return (
      <div className={styles.row}>
        <Button variant="primary" isBusy={isBusy} onClick={() => void open()}>
          {t("tech.openMicrophone")}
        </Button>
      </div>
    );
  return (
    <>
      <Meter label={t("tech.level")} value={level} valueText={t("tech.levelText", { level: String(level) })} />
      <p>{t("tech.microphoneSay")}</p>
      <div className={styles.row}>
        <Button
          variant={recording ? "secondary" : "primary"}
          isBusy={isBusy}
          busyLabel={t("tech.recording")}
          onClick={() => void record()}
        >
          {t("tech.record")}
        </Button>
        {recording && <Button onClick={() => void player.current?.play()}>{t("tech.replay")}</Button>}
      </div>
      {recording && (
        <>
          <audio ref={player} src={recording} />
          <p>{t("tech.microphoneHeard")}</p>
          <div className={styles.row}>
            <Button variant="primary" onClick={() => answer("OK")}>
              {t("tech.heardYes")}
            </Button>
            <Button onClick={() => answer("NOT_HEARD")}>{t("tech.heardNo")}</Button>
          </div>
        </>
      )}
    </>
  );
}

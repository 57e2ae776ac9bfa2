import { useState, type ReactNode } from "react";
import type { TechCheckResults } from "#shared/domain/rooms/tech-check.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button } from "#client/ui/index.ts";
import { playTone } from "./sound.ts";
import styles from "./tech-check.module.css";

/** Nobody can say that they heard a sound before it was played. */
export function LoudspeakerCheck({
  onDone,
}: {
  readonly onDone: (result: TechCheckResults["loudspeaker"]) => void;
}): ReactNode {
  const t = useT();
  const [state, setState] = useState<"silent" | "playing" | "played" | "failed">("silent");
  const play = (): void => {
    setState("playing");
    playTone().then(
      () => setState("played"),
      () => setState("failed"),
    );
  };
  return (
    <>
      <div className={styles.row}>
        <Button
          variant={state === "silent" ? "primary" : "secondary"}
          isBusy={state === "playing"}
          busyLabel={t("tech.playing")}
          onClick={play}
        >
          {t(state === "silent" ? "tech.playTone" : "tech.playAgain")}
        </Button>
      </div>
      {(state === "played" || state === "failed") && (
        <>
          <p role="status">{t("tech.toneHeard")}</p>
          <div className={styles.row}>
            {state === "played" && (
              <Button variant="primary" onClick={() => onDone({ outcome: "OK" })}>
                {t("tech.toneYes")}
              </Button>
            )}
            <Button onClick={() => onDone({ outcome: "NOT_HEARD" })}>{t("tech.toneNo")}</Button>
          </div>
        </>
      )}
    </>
  );
}

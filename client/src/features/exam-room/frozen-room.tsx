import type { ReactNode } from "react";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, RoomShell } from "#client/ui/index.ts";
import { formatTime } from "#shared/i18n/dates.ts";
import { continueSitting, mySitting, type RunView } from "#shared/protocol/sitting.ts";
import { minutesLeft } from "#shared/domain/sitting/time-left.ts";
import styles from "./thresholds.module.css";
import { useKept } from "./kept-on-device.ts";
import { remainingMs } from "./run-clock.tsx";

/** The room after a crash or a reload: what happened, what is given back, and nothing runs until the person says so. */
export function FrozenRoom({
  sittingId,
  isReadmitted,
  run,
  timeZone,
  help,
  onContinued,
}: {
  readonly sittingId: string;
  /** On another machine than before: what that one keeps is not known here. */
  readonly isReadmitted: boolean;
  readonly run: RunView;
  readonly timeZone: string;
  readonly help: ReactNode;
  readonly onContinued: () => void;
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const kept = useKept(sittingId);
  const resume = useChange(continueSitting, [mySitting]);
  const time = run.stoppedAt === null ? undefined : formatTime(locale, run.stoppedAt, timeZone);
  return (
    <RoomShell skipLabel={t("common.skipToContent")} title={t("exam.dayTitle")} help={help}>
      <div className={styles.coming}>
        <Card
          look="accent"
          title={t("room.frozenTitle")}
          actions={
            <Button
              variant="primary"
              size="large"
              isBusy={resume.isPending}
              onClick={() => resume.mutate({ params: { sittingId } }, { onSuccess: onContinued })}
            >
              {t("room.continue")}
            </Button>
          }
        >
          {time !== undefined && (
            <>
              <p>{t("room.frozenWhat", { time })}</p>
              <p>{t("room.frozenGiven", { time })}</p>
            </>
          )}
          <p>
            <strong>{t("room.frozenLeft", { count: minutesLeft(remainingMs(run, null)) })}</strong>
          </p>
          {isReadmitted && <p>{t("room.frozenElsewhere")}</p>}
          {kept.state === "known" && (kept.unsent > 0 || !isReadmitted) && <p>{t("room.frozenKept", { count: kept.unsent })}</p>}
          <p>{t("room.frozenReady")}</p>
          <RefusalNotice error={resume.error} />
        </Card>
      </div>
    </RoomShell>
  );
}

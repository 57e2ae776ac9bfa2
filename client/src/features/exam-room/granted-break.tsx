import type { ReactNode } from "react";
import { breakActivities } from "#shared/domain/accommodations/measures.ts";
import { endBreak, mySitting, startBreak, type RunView } from "#shared/protocol/sitting.ts";
import { minutesLeft } from "#shared/domain/sitting/time-left.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Notice } from "#client/ui/index.ts";
import { useServerNow } from "./use-now.ts";

/** Breaks that were granted beforehand. Nobody else sees any of this. */

interface GrantedBreak {
  readonly sittingId: string;
  readonly run: RunView;
}

// The page's own query, which the page keeps fresh.
const useGranted = (sittingId: string) =>
  useRoute(mySitting, { params: { sittingId } }, { pollMs: false }).data?.granted.breaks ?? null;

/** In the header line: one more break, while there is one. */
export function BreakButton({ sittingId, run }: GrantedBreak): ReactNode {
  const t = useT();
  const granted = useGranted(sittingId);
  const start = useChange(startBreak, [mySitting]);
  const left = granted ? granted.count - granted.taken : 0;
  if (left <= 0 || run.state !== "OPEN" || !breakActivities.includes(run.activity)) return null;
  return (
    <Button isBusy={start.isPending} onClick={() => start.mutate({ params: { runId: run.runId } })}>
      {t("exam.takeBreak", { count: left })}
    </Button>
  );
}

/** In the place of the content: how long it may last, and the way back. */
export function OnBreak({ sittingId, run }: GrantedBreak): ReactNode {
  const t = useT();
  const now = useServerNow();
  const granted = useGranted(sittingId);
  const end = useChange(endBreak, [mySitting]);
  const endsAt = Date.parse(run.stoppedAt ?? "") + (granted?.minutes ?? 0) * 60_000;
  return (
    <Notice
      title={t("exam.breakTitle")}
      actions={
        <Button
          variant="primary"
          isBusy={end.isPending}
          onClick={() => end.mutate({ params: { runId: run.runId } })}
        >
          {t("exam.breakEnd")}
        </Button>
      }
    >
      <p>{t("exam.breakText")}</p>
      {Number.isFinite(endsAt) && <p>{t("exam.breakLeft", { count: minutesLeft(endsAt - (now ?? endsAt)) })}</p>}
      <RefusalNotice error={end.error} />
    </Notice>
  );
}

import { lazy, Suspense, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { useRoomPolicy } from "#client/features/exam-room/room-policy.ts";
import { Lockdown } from "#client/features/lockdown/lockdown.tsx";
import { HelpButton } from "#client/features/messages/help-button.tsx";
import { Skeleton } from "#client/ui/index.ts";
import type { CandidateSittingView, RunView } from "#shared/protocol/sitting.ts";
import { DayFrame } from "./day-parts.tsx";

/** What keeps an exam to itself: the browser in which it is sat, and what goes on around an open activity. */

const ExamBrowserGate = lazy(async () => ({
  default: (await import("#client/features/exam-browser/exam-browser-gate.tsx")).ExamBrowserGate,
}));
export const EndExamBrowser = lazy(async () => ({
  default: (await import("#client/features/exam-browser/exam-browser-gate.tsx")).EndExamBrowser,
}));

/** Some sessions are sat in Safe Exam Browser: whoever is not there is shown the way, and nothing else. */
export function AtItsBrowser({
  sitting,
  children,
}: {
  readonly sitting: CandidateSittingView;
  readonly children: ReactNode;
}): ReactNode {
  const t = useT();
  if (!sitting.needsExamBrowser) return children;
  const frame = (content: ReactNode): ReactNode => (
    <DayFrame title={t("exam.dayTitle")} sitting={sitting} help={<HelpButton sittingId={sitting.sittingId} />}>
      {content}
    </DayFrame>
  );
  return (
    <Suspense fallback={<Skeleton label={t("common.loading")} look="card" />}>
      <ExamBrowserGate sittingId={sitting.sittingId} frame={frame}>
        {children}
      </ExamBrowserGate>
    </Suspense>
  );
}

/** Whoever writes by hand has no page to keep. */
export const isOnPaper = ({ writingTool }: CandidateSittingView): boolean => writingTool === "HANDWRITTEN";

export function ActivityLockdown({
  sitting,
  run,
}: {
  readonly sitting: CandidateSittingView;
  readonly run: RunView;
}): ReactNode {
  const { mayCopyDocuments } = useRoomPolicy(sitting.sittingId);
  return (
    <Lockdown
      sittingId={sitting.sittingId}
      {...sitting.lockdown}
      activity={run.activity}
      mayCopyDocuments={mayCopyDocuments}
      isRunning={run.state === "OPEN"}
      isSilenceNoted={run.activity === "READING" || run.activity === "WRITING"}
    />
  );
}

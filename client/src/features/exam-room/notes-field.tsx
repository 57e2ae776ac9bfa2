import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { reportFact } from "#client/net/report-fact.ts";
import { Skeleton } from "#client/ui/index.ts";
import { Notes } from "./case-tabs.tsx";
import type { Refusal } from "./editor/judge-input.ts";
import { useRunAnswers } from "./use-run-answers.ts";

/** One's notes during the discussion, saved as they are in the other activities. */
export function NotesField({
  sittingId,
  runId,
  notes,
}: {
  readonly sittingId: string;
  readonly runId: string;
  readonly notes: string;
}): ReactNode {
  const t = useT();
  const answers = useRunAnswers(runId, 0);
  const report = ({ kind, characters }: Refusal): void =>
    reportFact(sittingId, { kind, details: { activity: "DISCUSSION", characters } });
  if (answers.state !== "open") return <Skeleton label={t("common.loading")} />;
  const isReadOnly = answers.status.kind === "elsewhere";
  return (
    <Notes
      key={answers.outbox.clientId}
      outbox={answers.outbox}
      inherited={notes}
      isReadOnly={isReadOnly}
      onRefused={report}
    />
  );
}

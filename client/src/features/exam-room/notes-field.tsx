import { useEffect, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { reportFact } from "#client/net/report-fact.ts";
import { Button, Notice, Skeleton } from "#client/ui/index.ts";
import { Notes } from "./case-tabs.tsx";
import type { Refusal } from "./editor/judge-input.ts";
import { OpenRefused } from "./room-loading.tsx";
import { RescueOfPage } from "./rescue-of-page.tsx";
import { SaveLine } from "./save-line.tsx";
import styles from "./thresholds.module.css";
import { useRoomPolicy } from "./room-policy.ts";
import { useKeptRoom } from "./use-room.ts";
import { useRunAnswers } from "./use-run-answers.ts";

/** One's notes during the discussion, saved as they are in the other activities, in words that are as true. */
export function NotesField({
  sittingId,
  runId,
  notes,
  timeZone,
  onUnsent,
}: {
  readonly sittingId: string;
  readonly runId: string;
  readonly notes: string;
  readonly timeZone: string;
  /** Told how many operations are held up on this device, for the heartbeat. */
  readonly onUnsent: (count: number) => void;
}): ReactNode {
  const t = useT();
  const [attempt, setAttempt] = useState(0);
  useKeptRoom(sittingId, runId, useRoomPolicy(sittingId));
  const answers = useRunAnswers(runId, attempt, true);
  const opened = answers.state === "open" ? answers.outbox.clientId : undefined;
  const heldUp = answers.state === "open" ? answers.outbox.heldUp() : 0;
  // The heartbeat says how much is held up on the device, for as long as there are notes to take.
  useEffect(() => {
    onUnsent(heldUp);
    return () => onUnsent(0);
  }, [heldUp, onUnsent]);
  // The button that was pressed is gone: one goes on in the notes.
  useEffect(() => {
    if (attempt > 0 && opened !== undefined) document.querySelector<HTMLElement>("#notes")?.focus();
  }, [attempt, opened]);
  const report = ({ kind, characters }: Refusal): void =>
    reportFact(sittingId, { kind, details: { activity: "DISCUSSION", characters } });
  if (answers.state === "refused") return <OpenRefused answers={answers} />;
  if (answers.state === "opening") return <Skeleton label={t("common.loading")} />;
  const isElsewhere = answers.state === "elsewhere" || answers.status.kind === "elsewhere";
  return (
    <div className={styles.savedNotes}>
      {isElsewhere ? (
        <Notice
          title={t("room.notesElsewhereTitle")}
          actions={<Button onClick={() => setAttempt((count) => count + 1)}>{t("exam.continueHere")}</Button>}
        >
          {t("room.notesElsewhereText")}
        </Notice>
      ) : (
        <div className={styles.savedLine}>
          <SaveLine
            status={answers.status}
            timeZone={timeZone}
            rescue={<RescueOfPage sittingId={sittingId} runId={runId} outbox={answers.outbox} />}
          />
        </div>
      )}
      {answers.state === "open" && (
        <Notes key={opened} outbox={answers.outbox} inherited={notes} isReadOnly={isElsewhere} onRefused={report} />
      )}
    </div>
  );
}

import { textKey } from "#shared/domain/answers/answer-value.ts";
import { isTerminal } from "#shared/domain/sitting/run-states.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** Reads of one person's interview. */

/** The sitting as an adviser of its session; null for anybody else's. */
export const sittingForInterview = (db: Db | Tx, accountId: string, sittingId: string) =>
  db.sitting.findFirst({
    where: { id: sittingId, booking: { isActive: true }, session: { advisers: { some: { accountId } } } },
    select: {
      id: true,
      accountId: true,
      state: true,
      sessionId: true,
      formId: true,
      writingTool: true,
      session: { select: { state: true, deliveryMode: true, timeZone: true } },
      registration: { select: { givenName: true, familyName: true } },
      runs: { select: { id: true, activity: true, state: true, endsAt: true } },
    },
  });
export type InterviewSitting = NonNullable<Awaited<ReturnType<typeof sittingForInterview>>>;

export const interviewRun = (sitting: Pick<InterviewSitting, "runs">) =>
  sitting.runs.find(({ activity }) => activity === "INTERVIEW");

/** Everything before the interview has ended, one way or another, and the interview has not begun. */
export function mayOpenInterview(sitting: InterviewSitting): boolean {
  const isRunning = sitting.session.state === "IN_PROGRESS" && sitting.state === "IN_PROGRESS";
  const before = sitting.runs.filter(({ activity }) => activity !== "INTERVIEW");
  return isRunning && before.every(({ state }) => isTerminal(state)) && interviewRun(sitting)?.state === "PENDING";
}

/** The text of the writing activity, for the section about it; null when nothing was typed. */
export async function writtenText(db: Db | Tx, sitting: InterviewSitting): Promise<string | null> {
  const run = sitting.runs.find(({ activity }) => activity === "WRITING");
  if (!run) return null;
  const answer = await db.answer.findUnique({
    where: { runId_key: { runId: run.id, key: textKey } },
    select: { value: true },
  });
  return typeof answer?.value === "string" && answer.value.trim() !== "" ? answer.value : null;
}

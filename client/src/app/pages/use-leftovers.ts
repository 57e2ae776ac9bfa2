import { useEffect, useState } from "react";
import { isTerminal } from "#shared/domain/sitting/run-states.ts";
import type { CandidateSittingView } from "#shared/protocol/sitting.ts";
import { reportKept } from "#client/net/report-fact.ts";

const deliverAgainMs = 5_000;
/** No activity waits longer for what is left of the one before. */
const patienceMs = 10_000;

/**
 * Looks after each activity that has ended, one way or another, for what a page has left on this device, until the server
 * has all of it, and for what it could not tell the record. Answers whether that was tried for all that have ended by
 * now: what follows from one activity into the next is read after that [SAV-26].
 */
export function useLeftovers(sitting: CandidateSittingView): boolean {
  const { sittingId } = sitting;
  const [tried, setTried] = useState("");
  const ended = sitting.runs
    .filter(({ activity, state }) => activity !== "INTERVIEW" && isTerminal(state))
    .map(({ runId }) => runId)
    .join(" ");
  // Only here: its own page is shown to its own person.
  useEffect(() => reportKept(sittingId), [sittingId]);
  // The saving code is fetched only when there is an ended activity to look after.
  useEffect(() => {
    if (ended === "") return;
    let isGone = false;
    const done = (): void => setTried(ended);
    const patience = setTimeout(done, patienceMs);
    let again: ReturnType<typeof setTimeout> | undefined;
    const deliver = async (): Promise<void> => {
      const isLeft = await import("#client/features/exam-room/use-run-answers.ts").then(
        ({ lookAfterEnded }) => lookAfterEnded(ended.split(" ")),
        () => true,
      );
      if (isGone) return;
      done();
      if (isLeft) again = setTimeout(() => void deliver(), deliverAgainMs);
    };
    void deliver();
    return () => {
      isGone = true;
      clearTimeout(again);
      clearTimeout(patience);
    };
  }, [ended]);
  return tried === ended;
}

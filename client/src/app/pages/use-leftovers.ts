import { useEffect } from "react";
import { isTerminal } from "#shared/domain/sitting/run-states.ts";
import type { CandidateSittingView } from "#shared/protocol/sitting.ts";

const deliverAgainMs = 5_000;

/** Looks after each activity that has ended, one way or another, for what a page has left on this device, until the server has all of it. */
export function useLeftovers(sitting: CandidateSittingView): void {
  const ended = sitting.runs
    .filter(({ activity, state }) => activity !== "INTERVIEW" && isTerminal(state))
    .map(({ runId }) => runId)
    .join(" ");
  // The saving code is fetched only when there is an ended activity to look after.
  useEffect(() => {
    if (ended === "") return;
    let isGone = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const deliver = async (): Promise<void> => {
      const isLeft = await import("#client/features/exam-room/use-run-answers.ts").then(
        ({ lookAfterEnded }) => lookAfterEnded(ended.split(" ")),
        () => true,
      );
      if (isLeft && !isGone) again = setTimeout(() => void deliver(), deliverAgainMs);
    };
    void deliver();
    return () => {
      isGone = true;
      clearTimeout(again);
    };
  }, [ended]);
}

import { useEffect } from "react";
import type { CandidateSittingView } from "#shared/protocol/sitting.ts";

const deliverAgainMs = 5_000;

/** Looks after each ended activity for what a page has left on this device, until the server has all of it. */
export function useLeftovers(sitting: CandidateSittingView): void {
  const ended = sitting.runs
    .filter(({ activity, state }) => activity !== "INTERVIEW" && state === "COMPLETED")
    .map(({ runId }) => runId)
    .join(" ");
  // The saving code is fetched only when there is an ended activity to look after.
  useEffect(() => {
    if (ended === "") return;
    let isGone = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const deliver = async (): Promise<void> => {
      try {
        const { deliverLeftovers, forgetRoom } = await import("#client/features/exam-room/use-run-answers.ts");
        for (const runId of ended.split(" ")) {
          await deliverLeftovers(runId);
          await forgetRoom(runId);
        }
      } catch {
        // Out of reach: what is left is still on the device.
        if (!isGone) again = setTimeout(() => void deliver(), deliverAgainMs);
      }
    };
    void deliver();
    return () => {
      isGone = true;
      clearTimeout(again);
    };
  }, [ended]);
}

import { breakActivities } from "#shared/domain/accommodations/measures.ts";
import { sessionBoard, type BoardSitting } from "#shared/protocol/conduct.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { endBreak, startBreak } from "#shared/protocol/sitting.ts";
import { useChange } from "#client/net/query.ts";

/** The break that can begin or end for somebody now: `run` does it, and is absent when there is none. */
export function useBreak(sitting: BoardSitting | undefined) {
  const start = useChange(startBreak, [sessionBoard, sittingRecord]);
  const end = useChange(endBreak, [sessionBoard, sittingRecord]);
  const onBreak = sitting?.runs.find(({ stopCause }) => stopCause === "BREAK");
  const open = sitting?.runs.find(({ activity, state }) => state === "OPEN" && breakActivities.includes(activity));
  const breaks = sitting?.granted.breaks;
  const canStart = open !== undefined && breaks && breaks.taken < breaks.count;
  const run = onBreak
    ? () => end.mutate({ params: { runId: onBreak.runId } })
    : canStart
      ? () => start.mutate({ params: { runId: open.runId } })
      : undefined;
  return { start, end, run, isOn: onBreak !== undefined };
}

import { isTerminal } from "#shared/domain/sitting/run-states.ts";
import { activities, type Activity, type RunState } from "#shared/domain/sitting/run-machine.ts";
import type { CandidateSittingView, RunView } from "#shared/protocol/sitting.ts";

/** Where a candidate is in the day: what the page shows follows from it, and from nothing else. */
export type DayStage =
  | { readonly kind: "arrive" }
  | { readonly kind: "waiting" }
  | { readonly kind: "checkIn"; readonly roomId: string }
  | { readonly kind: "between"; readonly next: Activity; readonly isFirst: boolean }
  | { readonly kind: "activity"; readonly run: RunView }
  /** The exam is on another machine; this one has asked to go on, or not. */
  | { readonly kind: "elsewhere"; readonly isAsked: boolean }
  | { readonly kind: "station" }
  /** Just readmitted: everything waits for «Continuer». */
  | { readonly kind: "ready"; readonly run: RunView | null }
  | { readonly kind: "finished" }
  | { readonly kind: "stopped" }
  | { readonly kind: "absent" };

/** An activity is the current one from its opening only: whoever waits for it is not in it yet. */
export function stepState(run: RunState | undefined): "done" | "current" | "next" {
  if (run === undefined || run === "PENDING") return "next";
  return isTerminal(run) ? "done" : "current";
}

/** The activity just before the next one, where a technical cause took it. */
export function lostBefore(next: Activity, runs: CandidateSittingView["runs"]): Activity | undefined {
  const before = activities[activities.indexOf(next) - 1];
  return runs.find(({ activity, state }) => activity === before && state === "TECHNICAL")?.activity;
}

/** What a technical cause took, and is not given back within this sitting. */
export const lostForGood = (runs: CandidateSittingView["runs"]): Activity[] =>
  runs.flatMap(({ activity, state }) => (state === "TECHNICAL" ? [activity] : []));

const checkInOf = (sitting: Pick<CandidateSittingView, "openRooms">): DayStage | undefined => {
  const room = sitting.openRooms.find(({ kind }) => kind === "CHECK_IN");
  return room && { kind: "checkIn", roomId: room.roomId };
};

/** What a browser shows that may not show the exam, or not yet; undefined when it is the one that sits. */
function seatStage(sitting: Pick<CandidateSittingView, "seat" | "isFrozen" | "writingTool" | "openRooms" | "runs">) {
  switch (sitting.seat) {
    case "ELSEWHERE":
      return { kind: "elsewhere", isAsked: false } as const;
    case "REQUESTED":
      return checkInOf(sitting) ?? ({ kind: "elsewhere", isAsked: true } as const);
    case "STATION_NEEDED":
      // Whoever writes by hand has no station: this page only says where the day stands.
      return sitting.writingTool === "KEYBOARD" ? ({ kind: "station" } as const) : undefined;
    case "HERE":
    case "FREE":
      if (!sitting.isFrozen || sitting.seat === "FREE") return undefined;
      return { kind: "ready", run: sitting.runs.find(({ state }) => state === "INTERRUPTED") ?? null } as const;
  }
}

export function dayStage(
  sitting: Pick<CandidateSittingView, "state" | "runs" | "openRooms" | "seat" | "isFrozen" | "writingTool">,
): DayStage {
  switch (sitting.state) {
    case "SCHEDULED":
      return { kind: "arrive" };
    case "WAITING":
      return checkInOf(sitting) ?? { kind: "waiting" };
    case "COMPLETED":
      return { kind: "finished" };
    case "NOT_COMPLETED":
      // Another date is agreed on in the same call.
      return checkInOf(sitting) ?? { kind: "stopped" };
    case "ABSENT":
      return { kind: "absent" };
    case "IDENTITY_CONFIRMED":
    case "IN_PROGRESS":
    case "INTERRUPTED": {
      const stage = seatStage(sitting);
      if (stage) return stage;
      const run = sitting.runs.find(({ state }) => state === "OPEN" || state === "INTERRUPTED");
      // Called again in the middle of it: nothing of the exam is in view meanwhile (IDY-16). No earlier call is open (IDY-17).
      if (run) return (sitting.state === "INTERRUPTED" && checkInOf(sitting)) || { kind: "activity", run };
      // A call goes on until somebody ends it: people say goodbye after the document has been looked at.
      const call = checkInOf(sitting);
      if (call) return call;
      const states = new Map(sitting.runs.map(({ activity, state }) => [activity, state]));
      // A practice has only the activities that one can do alone.
      const next = activities.find((activity) => states.has(activity) && !isTerminal(states.get(activity) ?? "PENDING"));
      return next ? { kind: "between", next, isFirst: next === "READING" } : { kind: "finished" };
    }
  }
}

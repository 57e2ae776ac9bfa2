import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import { activities } from "#shared/domain/sitting/run-machine.ts";
import type { Target } from "./targets.ts";

/** The activity whose clock runs or stands still; a person has at most one. */
export function currentActivity(target: Pick<Target, "runs">): Activity | undefined {
  return activities.find((activity) => target.runs[activity] === "OPEN" || target.runs[activity] === "INTERRUPTED");
}

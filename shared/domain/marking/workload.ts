import { officeDay } from "./deadlines.ts";

/** How much a marker is given, in texts and recordings: a recording is heard once, whatever it is judged for. */
export interface WorkloadLimit {
  /** That wait at a time. */
  readonly openTasks: number;
  /** Given in seven days. */
  readonly weekTasks: number;
}

export const maxLimit = 500;
export const weekMs = 7 * 86_400_000;

/** Days of the Office, `YYYY-MM-DD`, both included. */
export interface Absence {
  readonly from: string;
  readonly to: string;
}

const covers = ({ from, to }: Absence, day: string): boolean => from <= day && day <= to;

export const isAway = (absences: readonly Absence[], at: Date): boolean =>
  absences.some((absence) => covers(absence, officeDay(at)));

/** Whoever is away today cannot begin; whoever is away on the last day would have to hurry: neither is given the task. */
export const isAwayFor = (absences: readonly Absence[], now: Date, dueAt: Date): boolean =>
  isAway(absences, now) || isAway(absences, dueAt);

export const moveReasons = ["ABSENCE", "DIRECTOR"] as const;
export type MoveReason = (typeof moveReasons)[number];

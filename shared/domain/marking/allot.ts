import type { FormLanguage } from "../forms/language.ts";
import { isAwayFor, type Absence, type WorkloadLimit } from "./workload.ts";

/** A person who may mark, and what they have already. */
export interface RaterFact {
  readonly raterId: string;
  readonly openTasks: number;
  readonly weekTasks: number;
  readonly limit: WorkloadLimit;
  readonly absences: readonly Absence[];
  /** In which they are habilitated. */
  readonly languages: readonly FormLanguage[];
  /** The policy asks for a calibration that they have not passed, or not lately. */
  readonly needsCalibration?: boolean;
  /** Holds another role that reads results with names: nothing is blind for them. */
  readonly readsResults?: boolean;
}

/** The marker as they stand once they have one task more. */
export const withOneMore = (rater: RaterFact): RaterFact => ({
  ...rater,
  openTasks: rater.openTasks + 1,
  weekTasks: rater.weekTasks + 1,
});

/** As if they might have half as much: whoever has more keeps their room for marks that somebody waits for. */
export const withRoomToSpare = ({ limit, ...rater }: RaterFact): RaterFact => ({
  ...rater,
  limit: { openTasks: Math.ceil(limit.openTasks / 2), weekTasks: Math.ceil(limit.weekTasks / 2) },
});

/** Who may not mark this text, and why: each set holds account ids. */
export interface AllotmentConstraints {
  /** Of the case that it is about: nobody judges a language in which they are not habilitated. */
  readonly language: FormLanguage;
  /**
   * Met the person, at this exam or at another that they came to: its advisers, whoever looked at a document, whoever helped.
   * Or knows them, by what they said of something else of theirs.
   */
  readonly hasMet: ReadonlySet<string>;
  /** Typed what the person wrote by hand, or opened the pages or what was typed of them. */
  readonly hasTyped: ReadonlySet<string>;
  /** Was asked before, whether they marked or stepped back, or knows what others gave. */
  readonly wasAsked: ReadonlySet<string>;
}

/** What is given: when it is given and when it is due. */
export interface AllotmentTimes {
  readonly now: Date;
  readonly dueAt: Date;
}

/** Why a marker is not given something: the first reason that applies, those that never change first. */
export const bars = ["READS_RESULTS", "MET", "TYPED", "ASKED", "LANGUAGE", "NOT_CALIBRATED", "AWAY", "FULL", "FULL_WEEK"] as const;
export type Bar = (typeof bars)[number];

export function barOf(rater: RaterFact, constraints: AllotmentConstraints, { now, dueAt }: AllotmentTimes): Bar | undefined {
  const { raterId, openTasks, weekTasks, limit, absences, languages, needsCalibration = false, readsResults = false } = rater;
  if (readsResults) return "READS_RESULTS";
  if (constraints.hasMet.has(raterId)) return "MET";
  if (constraints.hasTyped.has(raterId)) return "TYPED";
  if (constraints.wasAsked.has(raterId)) return "ASKED";
  if (!languages.includes(constraints.language)) return "LANGUAGE";
  if (needsCalibration) return "NOT_CALIBRATED";
  if (isAwayFor(absences, now, dueAt)) return "AWAY";
  if (openTasks >= limit.openTasks) return "FULL";
  return weekTasks >= limit.weekTasks ? "FULL_WEEK" : undefined;
}

/**
 * Chooses a marker: never one whom a constraint, an absence or a full desk bars, the least loaded of the others, and by
 * lot among equals, so that nobody can foresee who marks whom. Undefined when nobody is left. `random` gives a number in
 * [0, 1).
 */
export function allot(
  raters: readonly RaterFact[],
  constraints: AllotmentConstraints,
  times: AllotmentTimes,
  random: () => number,
): string | undefined {
  const free = raters.filter((rater) => barOf(rater, constraints, times) === undefined);
  const least = Math.min(...free.map(({ openTasks }) => openTasks));
  const equals = free
    .filter(({ openTasks }) => openTasks === least)
    .toSorted((a, b) => (a.raterId < b.raterId ? -1 : 1));
  return equals[Math.floor(random() * equals.length)]?.raterId;
}

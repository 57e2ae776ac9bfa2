import { equityLimits } from "../domain/equity/limits.ts";
import type { Standing } from "../domain/equity/standing.ts";
import { oralActivities, unitIds, unitsOf, type UnitId } from "../domain/marking/units.ts";
import { agreementOf, isBandPair, type BandPair } from "./agreement.ts";
import { groupOf } from "./group.ts";
import { intraclass, type Intraclass } from "./intraclass.ts";
import { liveAudioGap, type LiveAudioGap } from "./live-audio.ts";
import type { Mode, Side } from "./mode-comparison.ts";

/** How people were marked in each mode: agreement, third marks, what being there adds, reviews, exams brought to an end. */

/** First and second marks of one unit of one sitting; nothing says whose, or by whom. */
export interface MarkedUnit {
  readonly unit: UnitId;
  readonly mode: Mode;
  readonly bands: readonly [first: readonly number[], second: readonly number[]];
  /** Of the same marks, 0 to 100. */
  readonly scores: readonly [first: number, second: number];
  /** Whether each was given by somebody who was there. */
  readonly isLive: readonly [first: boolean, second: boolean];
  readonly hasThird: boolean;
  /** Of a discussion that was heard again by somebody who was not there, what they gave, 0 to 100: it counts in no result. */
  readonly heard: number | null;
}

/** Counts of one mode beside the other; `share` is null without anything counted. */
export interface Counted {
  readonly id: string;
  readonly online: Count;
  readonly inPerson: Count;
  readonly standing: Standing;
}
export interface Count {
  readonly of: number;
  readonly count: number;
}

export interface UnitAgreement {
  readonly id: string;
  readonly unit: UnitId;
  readonly texts: number;
  readonly exact: number | null;
  readonly adjacent: number | null;
  readonly kappa: number | null;
  readonly kappaOf: { readonly [mode in Mode]: number | null };
  readonly intraclass: Intraclass | null;
  /** Criteria by band of the first and of the second mark, so that anybody can compute it again. */
  readonly table: readonly (readonly number[])[];
  readonly standing: Standing;
}

export interface LiveAudio {
  readonly id: string;
  readonly unit: UnitId;
  /** Of live less audio, in points. */
  readonly online: Side;
  readonly inPerson: Side;
  readonly gap: LiveAudioGap | null;
  readonly standing: Standing;
}

const pairsOf = (rows: readonly MarkedUnit[]): BandPair[] =>
  rows
    .flatMap(({ bands: [first, second] }) => first.map((band, place) => [band, second[place] ?? -1] as const))
    .filter(isBandPair);

export const compareAgreement = (rows: readonly MarkedUnit[]): UnitAgreement[] =>
  unitIds.map((unit) => {
    const own = rows.filter((row) => row.unit === unit);
    const isEnough = own.length >= equityLimits.people;
    const pairs = pairsOf(own);
    const agreement = isEnough ? agreementOf(pairs) : undefined;
    const kappaIn = (mode: Mode): number | null => {
      const some = own.filter((row) => row.mode === mode);
      return some.length < equityLimits.people ? null : (agreementOf(pairsOf(some))?.weightedKappa ?? null);
    };
    return {
      id: `agreement.${unit}`,
      unit,
      texts: own.length,
      exact: agreement?.exact ?? null,
      adjacent: agreement?.adjacent ?? null,
      kappa: agreement?.weightedKappa ?? null,
      kappaOf: { ONLINE: kappaIn("ONLINE"), IN_PERSON: kappaIn("IN_PERSON") },
      intraclass: (isEnough && intraclass(own.map(({ scores }) => scores))) || null,
      table: isEnough ? tableOf(pairs) : [],
      // Where everybody gave one band there is no kappa, and no disagreement.
      standing: !agreement ? "INSUFFICIENT" : (agreement.weightedKappa ?? 1) < equityLimits.kappa ? "EXAMINE" : "FINE",
    };
  });

function tableOf(pairs: readonly BandPair[]): number[][] {
  const table = Array.from({ length: 6 }, () => Array.from({ length: 6 }, () => 0));
  for (const [first, second] of pairs) {
    const row = table[first];
    if (row) row[second] = (row[second] ?? 0) + 1;
  }
  return table;
}

export const compareThirdMarks = (rows: readonly MarkedUnit[]): Counted[] =>
  unitIds.map((unit) => {
    const countIn = (mode: Mode): Count => {
      const own = rows.filter((row) => row.unit === unit && row.mode === mode);
      return { of: own.length, count: own.filter(({ hasThird }) => hasThird).length };
    };
    const { least, most } = equityLimits.thirdMarks;
    return counted(`third.${unit}`, countIn("ONLINE"), countIn("IN_PERSON"), (share) => share >= least && share <= most);
  });

/**
 * Live less audio, in points. Of an interview one of both marks is given from its sound; of a discussion both advisers are
 * there, and one that is heard again has their mean beside what was heard.
 */
function liveLessAudio({ unit, scores: [first, second], isLive, heard }: MarkedUnit): number[] {
  const [isFirst, isSecond] = isLive;
  if (unitsOf.DISCUSSION.includes(unit)) return heard !== null && isFirst && isSecond ? [(first + second) / 2 - heard] : [];
  return isFirst === isSecond ? [] : [(isFirst ? 1 : -1) * (first - second)];
}

export const compareLiveAudio = (rows: readonly MarkedUnit[]): LiveAudio[] =>
  oralActivities.flatMap((activity) => unitsOf[activity]).map((unit) => {
    const gapsIn = (mode: Mode): number[] => rows.filter((row) => row.unit === unit && row.mode === mode).flatMap(liveLessAudio);
    const [online, inPerson] = [groupOf(gapsIn("ONLINE")), groupOf(gapsIn("IN_PERSON"))];
    const smaller = Math.min(online?.n ?? 0, inPerson?.n ?? 0);
    const gap = (smaller >= equityLimits.shown && liveAudioGap(online, inPerson)) || null;
    const side = (group: typeof online): Side =>
      group && group.n >= equityLimits.shown ? group : { n: group?.n ?? 0, mean: null, sd: null };
    const isFar = gap !== null && Math.abs(gap.gap) > equityLimits.liveAudio;
    return {
      id: `audio.${unit}`,
      unit,
      online: side(online),
      inPerson: side(inPerson),
      gap,
      standing: smaller < equityLimits.people ? "INSUFFICIENT" : isFar ? "EXAMINE" : "FINE",
    };
  });

/** Of the reviews that were decided, those that raised a result. */
export const compareReviews = (online: Count, inPerson: Count): Counted =>
  counted("reviews", online, inPerson, (share) => share <= equityLimits.raised);

/** Of the exams that were begun and are over, those that were brought to their end: in each mode, and about as many. */
export function compareCompletion(online: Count, inPerson: Count): Counted {
  const shares = [online, inPerson].map(({ of, count }) => count / of);
  const { least, gap } = equityLimits.completion;
  const isFine = Math.min(...shares) >= least && Math.max(...shares) - Math.min(...shares) <= gap;
  const isEnough = Math.min(online.of, inPerson.of) >= equityLimits.people;
  return { id: "completion", online, inPerson, standing: !isEnough ? "INSUFFICIENT" : isFine ? "FINE" : "EXAMINE" };
}

function counted(id: string, online: Count, inPerson: Count, isFine: (share: number) => boolean): Counted {
  const of = online.of + inPerson.of;
  const share = (online.count + inPerson.count) / of;
  return {
    id,
    online,
    inPerson,
    standing: of < equityLimits.people ? "INSUFFICIENT" : isFine(share) ? "FINE" : "EXAMINE",
  };
}

import { readMark } from "../scoring/mark.ts";
import type { Weights } from "../scoring/policy.ts";
import { toNumber } from "../kernel/rational.ts";
import { bands, textUnit, type Band } from "../domain/marking/units.ts";
import { agreementOf, type Agreement, type BandPair } from "./agreement.ts";
import { severityOf } from "./severity.ts";

/** What a marker, and whoever trains markers, may see of how they mark texts. Never an input of a result. */

/** A mark of a text that is not a review's; third marks are left out, since texts that need one are not ordinary. */
export interface CountedMark {
  readonly text: string;
  readonly rater: string;
  readonly bands: readonly number[];
  /** Of the rules that the text was sat under; those of the design where none is said. */
  readonly weights?: Weights;
}

/** Fewer common texts than this say nothing to the marker; whoever leads sees figures from twice as many, so later [P]. */
export const enoughTexts = 30;
export const enoughTextsForLead = 60;
/** Whatever a text adds to a marker's figures is theirs alone for so many days after its result was told [P]. */
export const headStartDays = 7;
/** Whoever leads reads figures of what was told before this moment. */
export const untilLead = (now: Date): Date => new Date(now.getTime() - headStartDays * 86_400_000);
/** Below this kappa, or beyond this severity, somebody is offered training [P]. */
export const alertKappa = 0.6;
export const alertSeverity = 5;

export interface Consistency {
  readonly rater: string;
  /** Texts that this marker and another have both marked. */
  readonly texts: number;
  /** Null while there are too few texts. */
  readonly agreement: Agreement | null;
  /** Points above or below the others, on the scale of 0 to 100; null while there are too few texts. */
  readonly severity: number | null;
}

/** `enough` texts are asked of each marker. */
export function consistencies(marks: readonly CountedMark[], enough: number): Consistency[] {
  const texts = [...Map.groupBy(marks, ({ text }) => text).values()].filter((given) => given.length === 2);
  const severity = severityOf(
    texts.flat().map((mark) => ({ text: mark.text, rater: mark.rater, score: scoreOf(mark) })),
  );
  const raters = [...new Set(texts.flat().map(({ rater }) => rater))].toSorted();
  return raters.map((rater) => {
    const own = texts.filter((given) => given.some((mark) => mark.rater === rater));
    const isEnough = own.length >= enough;
    return {
      rater,
      texts: own.length,
      agreement: isEnough ? (agreementOf(own.flatMap((given) => pairsOf(given, rater))) ?? null) : null,
      severity: isEnough ? (severity.get(rater) ?? null) : null,
    };
  });
}

export const needsTraining = ({ agreement, severity }: Consistency): boolean =>
  (agreement?.weightedKappa ?? 1) < alertKappa || Math.abs(severity ?? 0) > alertSeverity;

const scoreOf = ({ rater, bands: given, weights }: CountedMark): number =>
  toNumber(readMark(textUnit, { rater, bands: given }, weights).score);

const isBand = (value: number): value is Band => bands.some((band) => band === value);

/** The marker's own band first, criterion by criterion. */
function pairsOf(given: readonly CountedMark[], rater: string): BandPair[] {
  const own = given.find((mark) => mark.rater === rater);
  const other = given.find((mark) => mark.rater !== rater);
  return (own?.bands ?? []).flatMap((first, place) => {
    const second = other?.bands[place];
    return isBand(first) && second !== undefined && isBand(second) ? [[first, second] as const] : [];
  });
}

import { compareForms, compareItems, type FormReliability, type FormSpread, type ItemCell, type ItemComparison } from "./item-comparison.ts";
import {
  compareAgreement,
  compareCompletion,
  compareLiveAudio,
  compareReviews,
  compareThirdMarks,
  type Count,
  type Counted,
  type LiveAudio,
  type MarkedUnit,
  type UnitAgreement,
} from "./marking-comparison.ts";
import { compareModes, type Comparison, type Mode, type SentScores } from "./mode-comparison.ts";

/** Everything that is said of the two modes for a period, from facts that name nobody. */

export interface ModeFacts {
  readonly scores: readonly SentScores[];
  readonly marks: readonly MarkedUnit[];
  readonly items: readonly ItemCell[];
  readonly forms: readonly FormSpread[];
  /** Reviews that were decided, and raised. */
  readonly reviews: { readonly [mode in Mode]: Count };
  /** Exams that were begun and are over, and brought to their end. */
  readonly completion: { readonly [mode in Mode]: Count };
}

export interface ModeReport {
  readonly results: { readonly online: number; readonly inPerson: number };
  readonly comparisons: readonly Comparison[];
  readonly liveAudio: readonly LiveAudio[];
  readonly agreement: readonly UnitAgreement[];
  readonly thirdMarks: readonly Counted[];
  readonly reviews: Counted;
  readonly completion: Counted;
  readonly items: readonly ItemComparison[];
  readonly forms: readonly FormReliability[];
}

export const modeReport = (facts: ModeFacts, margin?: number): ModeReport => ({
  results: {
    online: facts.scores.filter(({ mode }) => mode === "ONLINE").length,
    inPerson: facts.scores.filter(({ mode }) => mode === "IN_PERSON").length,
  },
  comparisons: compareModes(facts.scores, margin),
  liveAudio: compareLiveAudio(facts.marks),
  agreement: compareAgreement(facts.marks),
  thirdMarks: compareThirdMarks(facts.marks),
  reviews: compareReviews(facts.reviews.ONLINE, facts.reviews.IN_PERSON),
  completion: compareCompletion(facts.completion.ONLINE, facts.completion.IN_PERSON),
  items: compareItems(facts.items),
  forms: compareForms(facts.forms),
});

/** Every statistic that has an id, to find one by it. */
export const statisticsOf = (report: ModeReport) => [
  ...report.comparisons,
  ...report.comparisons.map(({ passes }) => passes),
  ...report.liveAudio,
  ...report.agreement,
  ...report.thirdMarks,
  report.reviews,
  report.completion,
  ...report.items,
  ...report.forms,
];

import { canonicalJson } from "../../kernel/canonical-json.ts";
import type { ResultState } from "../results/result-machine.ts";
import type { Annotation } from "./annotations.ts";

/** Until when a mark may be corrected by whoever gave it. */

export interface CorrectionFacts {
  /** Of the result that rests on the mark; for an anchor, on the live text beside which it was given. Undefined before there is one. */
  readonly state: ResultState | undefined;
  /** What the person was told rests on this unit in this round. */
  readonly isTold: boolean;
}

const closedStates: readonly ResultState[] = ["ON_HOLD", "RESULT_SENT", "ANNULLED"];

/** What is held is somebody’s to decide, and what was told changes by a review alone. */
export const isCorrectable = ({ state, isTold }: CorrectionFacts): boolean =>
  !isTold && (state === undefined || !closedStates.includes(state));

export interface MarkContent {
  readonly bands: readonly number[];
  readonly comments: string;
  readonly criterionComments: readonly string[];
  readonly annotations: readonly Annotation[];
}

/** A correction that changes nothing is none. Comments that were never given are as good as empty ones. */
export const isSameMark = (one: MarkContent, other: MarkContent): boolean => contentOf(one) === contentOf(other);

const contentOf = ({ bands, comments, criterionComments, annotations }: MarkContent): string =>
  canonicalJson([bands, comments, bands.map((_band, place) => criterionComments[place] ?? ""), annotations]);

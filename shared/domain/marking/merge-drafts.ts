import type { Annotation } from "./annotations.ts";
import type { Band } from "./units.ts";

/** What a marker has given so far on one text. */
export interface TextDraft {
  readonly bands: readonly (Band | null)[];
  readonly comments: string;
  readonly criterionComments: readonly string[];
  readonly annotations: readonly Annotation[];
}

const remarkKey = ({ start, end, criterion, note }: Annotation): string => [start, end, criterion, note].join("\u0000");

/**
 * Two pages of one marker changed the same draft. What only one of them changed is taken from it; words that both wrote
 * are kept one after the other; a criterion to which each gave another band has none until the marker decides again.
 */
export function mergeDrafts(base: TextDraft, mine: TextDraft, theirs: TextDraft): TextDraft {
  const band = (was: Band | null, own: Band | null, other: Band | null): Band | null => {
    if (own === other || other === was) return own;
    return own === was ? other : null;
  };
  const words = (was: string, own: string, other: string): string => {
    if (own === other || other === was) return own;
    if (own === was || other.includes(own)) return other;
    return own.includes(other) ? own : `${other}\n${own}`;
  };
  const had = new Set(base.annotations.map(remarkKey));
  const own = new Set(mine.annotations.map(remarkKey));
  const other = new Set(theirs.annotations.map(remarkKey));
  // A remark stays unless one of the pages took it away; a new one stays whoever made it.
  const all = [...mine.annotations, ...theirs.annotations.filter((remark) => !own.has(remarkKey(remark)))];
  return {
    bands: mine.bands.map((given, place) => band(base.bands[place] ?? null, given, theirs.bands[place] ?? null)),
    comments: words(base.comments, mine.comments, theirs.comments),
    criterionComments: mine.criterionComments.map((given, place) =>
      words(base.criterionComments[place] ?? "", given, theirs.criterionComments[place] ?? ""),
    ),
    annotations: inOrder(
      all.filter((remark) => {
        const key = remarkKey(remark);
        return !had.has(key) || (own.has(key) && other.has(key));
      }),
    ),
  };
}

/** Remarks in the order of the text. */
export const inOrder = (annotations: readonly Annotation[]): Annotation[] =>
  annotations.toSorted((a, b) => a.start - b.start || a.end - b.end);

import type { ListeningDraft, TextDraft } from "./merge-drafts.ts";
import { criteriaOf, textUnit, type Criterion, type UnitId } from "./units.ts";

/** How much is handed in with one mark: characters, and how many remarks or comments on moments. */
export const markLimits = { comments: 4_000, criterionComment: 1_000, note: 1_000, remarks: 60, moments: 60 } as const;

/**
 * So many times as much is kept in a draft: where two pages of one marker are joined no word is dropped, and whoever wrote
 * them shortens what is too long before it is handed in.
 */
export const draftRoom = 4;

/** Something that is kept as it is, and cannot be handed in before it is shorter. */
export type TooLong = { readonly length: number; readonly most: number } & (
  | { readonly of: "COMMENTS"; readonly unit: UnitId }
  | { readonly of: "CRITERION"; readonly criterion: Criterion }
  | { readonly of: "MOMENT"; readonly atMs: number }
  | { readonly of: "REMARKS" | "MOMENTS" }
);

const exceeding = (places: readonly TooLong[]): TooLong[] => places.filter(({ length, most }) => length > most);

/** What of a text’s draft is too long, in the order of the page. */
export const tooLongIn = ({ comments, criterionComments, annotations }: TextDraft): TooLong[] =>
  exceeding([
    { of: "REMARKS", length: annotations.length, most: markLimits.remarks },
    ...criteriaOf[textUnit].map((criterion, place): TooLong => ({
      of: "CRITERION",
      criterion,
      length: criterionComments[place]?.length ?? 0,
      most: markLimits.criterionComment,
    })),
    { of: "COMMENTS", unit: textUnit, length: comments.length, most: markLimits.comments },
  ]);

/** The same of a recording’s. */
export const tooLongInListening = (units: readonly ListeningDraft[]): TooLong[] =>
  exceeding([
    ...units
      .flatMap(({ moments }) => moments)
      .toSorted((a, b) => a.atMs - b.atMs)
      .map(({ atMs, note }): TooLong => ({ of: "MOMENT", atMs, length: note.length, most: markLimits.note })),
    // Of all units together: those of one that is taken back go to the other.
    { of: "MOMENTS", length: units.reduce((sum, { moments }) => sum + moments.length, 0), most: markLimits.moments },
    ...units.map(({ unit, comments }): TooLong => ({ of: "COMMENTS", unit, length: comments.length, most: markLimits.comments })),
  ]);

import type { Annotation } from "./annotations.ts";
import type { Moment } from "./moments.ts";
import type { Band, UnitId } from "./units.ts";

/** What a marker has given so far on one text. */
export interface TextDraft {
  readonly bands: readonly (Band | null)[];
  readonly comments: string;
  readonly criterionComments: readonly string[];
  readonly annotations: readonly Annotation[];
}

const remarkKey = ({ start, end, criterion, note }: Annotation): string => [start, end, criterion, note].join("\u0000");

const band = (was: Band | null, own: Band | null, other: Band | null): Band | null => {
  if (own === other || other === was) return own;
  return own === was ? other : null;
};

const words = (was: string, own: string, other: string, between = "\n"): string => {
  if (own === other || other === was) return own;
  if (own === was || other.includes(own)) return other;
  return own.includes(other) ? own : `${other}${between}${own}`;
};

/**
 * Two pages of one marker changed the same draft. What only one of them changed is taken from it; words that both wrote
 * are kept one after the other, both whole, see `tooLongIn`; a criterion to which each gave another band has none until the
 * marker decides again.
 */
export function mergeDrafts(base: TextDraft, mine: TextDraft, theirs: TextDraft): TextDraft {
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

/** What a marker has given so far on one unit of a recording. */
export interface ListeningDraft extends Pick<TextDraft, "bands" | "comments"> {
  readonly unit: UnitId;
  readonly moments: readonly Moment[];
}

type Placed = Moment & { readonly unit: UnitId };
const byTime = (units: readonly ListeningDraft[]): ReadonlyMap<number, Placed> =>
  new Map(units.flatMap(({ unit, moments }) => moments.map((one): [number, Placed] => [one.atMs, { ...one, unit }])));

/**
 * The same for a recording, of which a moment has one comment: what both pages wrote there is kept one after the other, where
 * this page put it, and a comment stays unless one of them took it away as the other knew it.
 */
export function mergeListening(
  base: readonly ListeningDraft[],
  mine: readonly ListeningDraft[],
  theirs: readonly ListeningDraft[],
): (Pick<ListeningDraft, "unit" | "comments"> & { readonly bands: (Band | null)[]; readonly moments: Moment[] })[] {
  const [had, own, other] = [byTime(base), byTime(mine), byTime(theirs)];
  const moments = [...new Set([...own.keys(), ...other.keys()])].flatMap((atMs): Placed[] => {
    const [was, here, there] = [had.get(atMs), own.get(atMs), other.get(atMs)];
    if (isSame(here, was)) return there ? [there] : [];
    if (isSame(there, was) || !there) return here ? [here] : [];
    return [here ? { ...here, note: words(was?.note ?? "", here.note, there.note, " – ") } : there];
  });
  return theirs.map(({ unit, ...their }) => {
    const [was, here] = [base, mine].map((units) => units.find((one) => one.unit === unit));
    return {
      unit,
      bands: their.bands.map((given, place) => band(was?.bands[place] ?? null, here?.bands[place] ?? null, given)),
      comments: words(was?.comments ?? "", here?.comments ?? "", their.comments),
      moments: moments
        .filter((one) => one.unit === unit)
        .map(({ atMs, criterion, note }) => ({ atMs, criterion, note })),
    };
  });
}

const isSame = (one: Placed | undefined, other: Placed | undefined): boolean =>
  one?.unit === other?.unit && one?.criterion === other?.criterion && one?.note === other?.note;

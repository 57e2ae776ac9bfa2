import { z } from "zod";
import { criteria } from "./units.ts";

/** A marker's comment on a moment of a recording, on the recording's own clock: for whoever was not there, and hears it. */
export const moment = z.object({
  /** Six hours at most: longer than any day's recording. */
  atMs: z.number().int().min(0).max(6 * 3_600_000),
  /** The criterion that it speaks of, when it speaks of one. */
  criterion: z.enum(criteria).nullable(),
  note: z.string(),
});
export type Moment = z.infer<typeof moment>;

/** As they are stored: how many are handed in, and how long, is for the door to say. */
export const momentList = z.array(moment);

/** What is kept with a mark: comments that say something, in the order of the recording. */
export const writtenMoments = (given: readonly Moment[]): Moment[] =>
  given
    .map((one) => ({ ...one, note: one.note.trim() }))
    .filter(({ note }) => note !== "")
    .toSorted((a, b) => a.atMs - b.atMs);

/**
 * Of what is given for a recording, what is still asked for. Comments on a unit that is asked for no more go to the first that
 * is left, on no criterion, since they were said of the same recording.
 */
export function stillAsked<Given extends { readonly unit: string; readonly moments: readonly Moment[] }>(
  given: readonly Given[],
  asked: readonly Given["unit"][],
): Given[] {
  const left = given.filter(({ unit }) => asked.includes(unit));
  const carried = given
    .filter(({ unit }) => !asked.includes(unit))
    .flatMap(({ moments }) => moments.map((one): Moment => ({ ...one, criterion: null })));
  return left.map((one, place) => (place === 0 ? { ...one, moments: [...one.moments, ...carried] } : one));
}

/** 754 000 is «12:34». */
export const clockText = (atMs: number): string =>
  `${Math.floor(atMs / 60_000)}:${String(Math.floor((atMs % 60_000) / 1000)).padStart(2, "0")}`;

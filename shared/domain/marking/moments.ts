import { z } from "zod";
import { criteria } from "./units.ts";

/** A marker's comment on a moment of a recording, on the recording's own clock: for whoever was not there, and hears it. */
export const moment = z.object({
  /** Six hours at most: longer than any day's recording. */
  atMs: z.number().int().min(0).max(6 * 3_600_000),
  /** The criterion that it speaks of, when it speaks of one. */
  criterion: z.enum(criteria).nullable(),
  note: z.string().max(1_000),
});
export type Moment = z.infer<typeof moment>;

export const momentList = z.array(moment).max(60);

/** What is kept with a mark: comments that say something, in the order of the recording. */
export const writtenMoments = (given: readonly Moment[]): Moment[] =>
  given
    .map((one) => ({ ...one, note: one.note.trim() }))
    .filter(({ note }) => note !== "")
    .toSorted((a, b) => a.atMs - b.atMs);

/** 754 000 is «12:34». */
export const clockText = (atMs: number): string =>
  `${Math.floor(atMs / 60_000)}:${String(Math.floor((atMs % 60_000) / 1000)).padStart(2, "0")}`;

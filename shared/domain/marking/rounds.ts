/** Rounds of marks on which a result can rest: a review is judged apart, and its marks never mix with the first ones. */
export const countingRounds = ["ORIGINAL", "REVIEW"] as const;
export type CountingRound = (typeof countingRounds)[number];

/**
 * An anchor tells how a marker marks, and a discussion that is heard again how those marked who were there: neither counts in
 * any result.
 */
export type MarkRound = CountingRound | "ANCHOR" | "SOUND";

export const counts = (round: MarkRound): round is CountingRound => countingRounds.some((one) => one === round);

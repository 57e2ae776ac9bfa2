/** Which transcriptions a second person checks: a version that the directorate set, with its reason. */
export interface TranscriptionPolicy {
  /** So many of the first ones, all of them. */
  readonly firstChecked: number;
  /** Of the later ones, so many of a hundred. */
  readonly sharePercent: number;
}

/**
 * `number` counts from 1. `drawHex` is the hash of the policy's seed and of the sitting: nobody can foresee it, and
 * anybody who knows the seed can repeat it.
 */
export function isCheckWanted({ firstChecked, sharePercent }: TranscriptionPolicy, number: number, drawHex: string): boolean {
  return number <= firstChecked || Number.parseInt(drawHex.slice(0, 8), 16) % 100 < sharePercent;
}

export const textStates = ["TYPING", "TO_CHECK", "SEALED"] as const;
export type TextState = (typeof textStates)[number];

/**
 * How loud a microphone is while nobody speaks into it: the quietest look of the last half minute, since whoever speaks
 * breathes. It needs no waiting room, follows a fan that is switched on, and is per person, as rooms and microphones are.
 */

export const floorRules = {
  /** Looks of which the quietest one is kept, and how many such keepsakes make the time that is looked back on. */
  looksPerBlock: 16,
  blocks: 8,
  /** Of fewer looks nothing is said yet: somebody may speak from the first one on. */
  fewestLooks: 12,
  /** No room is louder than this for long; a voice without a pause is not taken for one. */
  loudestDbov: -40,
} as const;

/** Begins as `noNoise`. `minima` are those of whole blocks, the oldest first. */
export interface NoiseFloor {
  readonly minima: readonly number[];
  readonly lowest: number;
  readonly looks: number;
}

const silence = -127;
export const noNoise: NoiseFloor = { minima: [], lowest: 0, looks: 0 };

/** Takes in one look at one microphone, in dBov. */
export function hearNoise({ minima, lowest, looks }: NoiseFloor, level: number): NoiseFloor {
  const now = looks === 0 ? level : Math.min(lowest, level);
  if (looks + 1 < floorRules.looksPerBlock) return { minima, lowest: now, looks: looks + 1 };
  return { minima: [...minima, now].slice(1 - floorRules.blocks), lowest: 0, looks: 0 };
}

/** In dBov; silence itself while nothing is known. */
export function floorOf({ minima, lowest, looks }: NoiseFloor): number {
  if (minima.length === 0 && looks < floorRules.fewestLooks) return silence;
  return Math.min(floorRules.loudestDbov, lowest, ...minima);
}

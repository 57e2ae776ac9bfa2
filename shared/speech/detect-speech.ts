import { floorOf, hearNoise, noNoise, type NoiseFloor } from "./noise-floor.ts";

/**
 * From levels to speech. Every quarter of a second somebody says how loud each person was on average; this says from
 * when to when each of them spoke. Pure: the same looks give the same speech, live and from a journal years later.
 */

export const speechRules = {
  /** How often levels are looked at: a look needs ten packets, and twelve of 20 ms fit into it. */
  intervalMs: 250,
  /** Everything is told: a person who is missing in a look sent too few packets to say, which is not silence. */
  thresholdDbov: -127,
  /** Speech begins above this for two looks in a row: one loud look is a cough or a door. */
  onAboveDbov: -50,
  onLooks: 2,
  /** And ends once nothing was above this for so long: people breathe. */
  offBelowDbov: -55,
  offAfterMs: 600,
  /** In a room that is not quiet, both begin so far above what is heard there while nobody speaks. */
  onAboveFloor: 9,
  offBelowFloor: 4,
} as const;

/** One look: dBov by person, 0 for the loudest; of whoever is not in it nothing is known. */
export interface LevelLook {
  readonly atMs: number;
  readonly levels: ReadonlyMap<string, number>;
}

export interface SpeechPiece {
  readonly peer: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly averageDbov: number;
}

interface Voice {
  /** Loud looks in a row; speech has begun at `speechRules.onLooks`. */
  readonly looks: number;
  readonly fromMs: number;
  readonly lastLoudMs: number;
  /** Where the speech ended, if it has: said once the silence has lasted. */
  readonly endMs: number | undefined;
  /** The last look that said anything of this person. */
  readonly toldMs: number | undefined;
  readonly sumDbov: number;
  readonly count: number;
  /** The louder one of the last two loud looks: one at an edge holds silence too. */
  readonly loudDbov: number;
  readonly lastDbov: number;
  /** How loud the room was when they began: what surrounds their speech. */
  readonly aroundDbov: number;
  readonly noise: NoiseFloor;
}
const silent: Voice = {
  looks: 0,
  fromMs: 0,
  lastLoudMs: 0,
  endMs: undefined,
  toldMs: undefined,
  sumDbov: 0,
  count: 0,
  loudDbov: 0,
  lastDbov: 0,
  aroundDbov: 0,
  noise: noNoise,
};

/** Who is speaking, or may be about to. Begins empty. */
export type Voices = ReadonlyMap<string, Voice>;

const hasBegun = ({ looks }: Voice): boolean => looks >= speechRules.onLooks;

export const speakingNow = (voices: Voices): string[] =>
  [...voices].filter(([, voice]) => hasBegun(voice)).map(([peer]) => peer);

/** Louder than this person's room is while nobody speaks: shown at once, before it is known to be speech. */
export const isLoud = (voices: Voices, peer: string, dbov: number): boolean =>
  dbov > thresholdsOf(voices.get(peer) ?? silent).onDbov;

/** Takes in one look; answers who speaks from now on, and the speech that has ended. */
export function hearLevels(
  voices: Voices,
  { atMs, levels }: LevelLook,
): { readonly voices: Voices; readonly ended: readonly SpeechPiece[] } {
  const next = new Map<string, Voice>();
  const ended: SpeechPiece[] = [];
  for (const peer of new Set([...voices.keys(), ...levels.keys()])) {
    const known = voices.get(peer) ?? silent;
    const level = levels.get(peer);
    const voice = level === undefined ? known : take(known, level, atMs);
    const isOver = hasBegun(voice) && atMs - voice.lastLoudMs >= speechRules.offAfterMs;
    if (isOver) ended.push(...endOf(peer, voice));
    next.set(peer, isOver ? quietNow(voice) : voice);
  }
  return { voices: next, ended };
}

/** What is under way is written down up to the last loud look and goes on from there: a crash loses no more than this. */
export function cutSpeech(voices: Voices): { readonly voices: Voices; readonly pieces: readonly SpeechPiece[] } {
  const next = new Map(voices);
  const pieces: SpeechPiece[] = [];
  for (const [peer, voice] of voices) {
    if (!hasBegun(voice) || voice.lastLoudMs <= voice.fromMs) continue;
    pieces.push(pieceOf(peer, voice, voice.lastLoudMs));
    next.set(peer, { ...voice, fromMs: voice.lastLoudMs, sumDbov: 0, count: 0 });
  }
  return { voices: next, pieces };
}

/** Everybody is silent from here on: the room is over. */
export const endSpeech = (voices: Voices): SpeechPiece[] =>
  [...voices].filter(([, voice]) => hasBegun(voice)).flatMap(([peer, voice]) => endOf(peer, voice));

function take(before: Voice, level: number, atMs: number): Voice {
  const { intervalMs } = speechRules;
  const { onDbov, offDbov } = thresholdsOf(before);
  const beginsMs = atMs - intervalMs;
  // Of a time of which nothing is known, half belongs to either side.
  const unknownMs = before.toldMs === undefined ? 0 : Math.max(0, beginsMs - before.toldMs);
  const halfMs = unknownMs >= intervalMs / 2 ? Math.min(unknownMs, 2 * intervalMs) / 2 : 0;
  const voice = { ...before, toldMs: atMs, noise: hearNoise(before.noise, level) };
  const louder = {
    sumDbov: voice.sumDbov + level,
    count: voice.count + 1,
    lastLoudMs: atMs,
    endMs: undefined,
    lastDbov: level,
    aroundDbov: voice.looks > 0 ? voice.aroundDbov : floorOf(before.noise),
    loudDbov: voice.looks > 0 ? Math.max(voice.lastDbov, level) : level,
  };
  if (hasBegun(voice)) {
    if (level >= offDbov) return { ...voice, ...louder };
    return { ...voice, endMs: voice.endMs ?? voice.lastLoudMs + halfMs + edgeMs(voice, offDbov) };
  }
  if (level <= onDbov) return quietNow(voice);
  const heard = { ...voice, ...louder, looks: voice.looks + 1, fromMs: voice.looks > 0 ? voice.fromMs : beginsMs - halfMs };
  // How loud they speak is known now.
  return hasBegun(heard) ? { ...heard, fromMs: heard.fromMs - edgeMs(heard, onDbov) } : heard;
}

const quietNow = ({ toldMs, noise }: Voice): Voice => ({ ...silent, toldMs, noise });

function thresholdsOf({ noise }: Voice): { readonly onDbov: number; readonly offDbov: number } {
  const floor = floorOf(noise);
  return {
    onDbov: Math.max(speechRules.onAboveDbov, floor + speechRules.onAboveFloor),
    offDbov: Math.max(speechRules.offBelowDbov, floor + speechRules.offBelowFloor),
  };
}

/**
 * A look is an average in decibels: at an edge it counts if enough of it was speech. Where that is more than half of it,
 * a part of each edge is missing on average, and is given back; where it is less, too much was counted. Else short turns
 * would be measured too short, and all turns in a noisy room too long.
 */
function edgeMs(voice: Voice, threshold: number): number {
  // A voice that did not breathe for long has raised its own floor meanwhile.
  const floor = Math.min(voice.aroundDbov, floorOf(voice.noise));
  const enough = (threshold - floor) / Math.max(1, voice.loudDbov - floor);
  return (Math.min(1, enough) - 0.5) * speechRules.intervalMs;
}

/** What has not been written down yet, if anything. */
function endOf(peer: string, voice: Voice): SpeechPiece[] {
  const endMs = voice.endMs ?? voice.lastLoudMs + edgeMs(voice, thresholdsOf(voice).offDbov);
  return endMs - voice.fromMs >= 1 ? [pieceOf(peer, voice, endMs)] : [];
}

const pieceOf = (peer: string, { fromMs, sumDbov, count }: Voice, toMs: number): SpeechPiece => ({
  peer,
  fromMs: Math.round(fromMs),
  toMs: Math.round(toMs),
  averageDbov: Math.round(count > 0 ? sumDbov / count : speechRules.onAboveDbov),
});

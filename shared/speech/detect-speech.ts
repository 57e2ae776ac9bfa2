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
  /**
   * A look is an average in decibels, so that some seven tenths of it must be speech to count: a fifth of a look is
   * missing at each edge, on average. It is given back, else short turns would be counted short.
   */
  edgeMs: 50,
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
}
const silent: Voice = {
  looks: 0,
  fromMs: 0,
  lastLoudMs: 0,
  endMs: undefined,
  toldMs: undefined,
  sumDbov: 0,
  count: 0,
};

/** Who is speaking, or may be about to. Begins empty. */
export type Voices = ReadonlyMap<string, Voice>;

const hasBegun = ({ looks }: Voice): boolean => looks >= speechRules.onLooks;

export const speakingNow = (voices: Voices): string[] =>
  [...voices].filter(([, voice]) => hasBegun(voice)).map(([peer]) => peer);

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
    if (isOver) ended.push(pieceOf(peer, voice, voice.endMs ?? voice.lastLoudMs, speechRules.edgeMs));
    next.set(peer, isOver ? { ...silent, toldMs: voice.toldMs } : voice);
  }
  return { voices: next, ended };
}

/** What is under way is written down up to the last loud look and goes on from there: a crash loses no more than this. */
export function cutSpeech(voices: Voices): { readonly voices: Voices; readonly pieces: readonly SpeechPiece[] } {
  const next = new Map(voices);
  const pieces: SpeechPiece[] = [];
  for (const [peer, voice] of voices) {
    if (!hasBegun(voice) || voice.lastLoudMs <= voice.fromMs) continue;
    pieces.push(pieceOf(peer, voice, voice.lastLoudMs, 0));
    next.set(peer, { ...voice, fromMs: voice.lastLoudMs, sumDbov: 0, count: 0 });
  }
  return { voices: next, pieces };
}

/** Everybody is silent from here on: the room is over. */
export const endSpeech = (voices: Voices): SpeechPiece[] =>
  [...voices]
    .filter(([, voice]) => hasBegun(voice))
    .map(([peer, voice]) => pieceOf(peer, voice, voice.endMs ?? voice.lastLoudMs, speechRules.edgeMs));

function take(voice: Voice, level: number, atMs: number): Voice {
  const { intervalMs, edgeMs, onAboveDbov, offBelowDbov } = speechRules;
  const beginsMs = atMs - intervalMs;
  // Of a time of which nothing is known, half belongs to either side.
  const unknownMs = voice.toldMs === undefined ? 0 : Math.max(0, beginsMs - voice.toldMs);
  const halfMs = unknownMs >= intervalMs / 2 ? Math.min(unknownMs, 2 * intervalMs) / 2 : 0;
  const told = { ...voice, toldMs: atMs };
  const louder = { sumDbov: voice.sumDbov + level, count: voice.count + 1, lastLoudMs: atMs, endMs: undefined };
  if (hasBegun(voice)) {
    if (level >= offBelowDbov) return { ...told, ...louder };
    return { ...told, endMs: voice.endMs ?? voice.lastLoudMs + halfMs };
  }
  if (level <= onAboveDbov) return { ...silent, toldMs: atMs };
  const fromMs = voice.looks > 0 ? voice.fromMs : beginsMs - edgeMs - halfMs;
  return { ...told, ...louder, looks: voice.looks + 1, fromMs };
}

const pieceOf = (
  peer: string,
  { fromMs, sumDbov, count }: Voice,
  endMs: number,
  edgeMs: number,
): SpeechPiece => ({
  peer,
  fromMs,
  toMs: endMs + edgeMs,
  averageDbov: Math.round(count > 0 ? sumDbov / count : speechRules.onAboveDbov),
});

/**
 * From levels to speech. Every quarter of a second somebody says how loud each person was on average; this says from
 * when to when each of them spoke. Pure: the same looks give the same speech, live and from a journal years later.
 */

export const speechRules = {
  /** How often levels are looked at: a look needs ten packets, and twelve of 20 ms fit into it. */
  intervalMs: 250,
  /** What is quieter than this is not told at all. */
  thresholdDbov: -60,
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

/** One look: dBov by person, 0 for the loudest; whoever is not in it was not heard. */
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
  readonly sumDbov: number;
  readonly count: number;
}

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
    const known = voices.get(peer);
    const level = levels.get(peer) ?? -Infinity;
    const voice = known && hasBegun(known) ? goOn(known, level, atMs) : begin(known, level, atMs);
    if (voice) next.set(peer, voice);
    else if (known && hasBegun(known)) ended.push(pieceOf(peer, known, speechRules.edgeMs));
  }
  return { voices: next, ended };
}

/** What is under way is written down up to the last loud look and goes on from there: a crash loses no more than this. */
export function cutSpeech(voices: Voices): { readonly voices: Voices; readonly pieces: readonly SpeechPiece[] } {
  const next = new Map(voices);
  const pieces: SpeechPiece[] = [];
  for (const [peer, voice] of voices) {
    if (!hasBegun(voice) || voice.lastLoudMs <= voice.fromMs) continue;
    pieces.push(pieceOf(peer, voice, 0));
    next.set(peer, { ...voice, fromMs: voice.lastLoudMs, sumDbov: 0, count: 0 });
  }
  return { voices: next, pieces };
}

/** Everybody is silent from here on: the room is over. */
export const endSpeech = (voices: Voices): SpeechPiece[] =>
  [...voices].filter(([, voice]) => hasBegun(voice)).map(([peer, voice]) => pieceOf(peer, voice, speechRules.edgeMs));

function begin(known: Voice | undefined, level: number, atMs: number): Voice | undefined {
  if (level <= speechRules.onAboveDbov) return undefined;
  const { intervalMs, edgeMs } = speechRules;
  const fromMs = known?.fromMs ?? atMs - intervalMs - edgeMs;
  const [looks, sumDbov, count] = [(known?.looks ?? 0) + 1, (known?.sumDbov ?? 0) + level, (known?.count ?? 0) + 1];
  return { looks, fromMs, lastLoudMs: atMs, sumDbov, count };
}

function goOn(voice: Voice, level: number, atMs: number): Voice | undefined {
  if (level >= speechRules.offBelowDbov)
    return { ...voice, lastLoudMs: atMs, sumDbov: voice.sumDbov + level, count: voice.count + 1 };
  return atMs - voice.lastLoudMs < speechRules.offAfterMs ? voice : undefined;
}

const pieceOf = (peer: string, { fromMs, lastLoudMs, sumDbov, count }: Voice, edgeMs: number): SpeechPiece => ({
  peer,
  fromMs,
  toMs: lastLoudMs + edgeMs,
  averageDbov: Math.round(count > 0 ? sumDbov / count : speechRules.onAboveDbov),
});

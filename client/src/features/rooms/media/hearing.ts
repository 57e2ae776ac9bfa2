/**
 * Whose sound arrives in this browser. The server knows that a voice reaches it; only the browser knows that the voice
 * came on. Looked at once a second, from the packets of each voice that ought to be heard.
 */

export interface Voice {
  readonly producerId: string;
  readonly peer: string;
  /** Packets that have arrived so far; undefined while nothing is received yet. */
  readonly packets: number | undefined;
}

interface Heard {
  readonly packets: number | undefined;
  /** Looks in a row without one new packet. */
  readonly quiet: number;
  readonly hasArrived: boolean;
}

/** By producer. Begins empty. */
export type HearingMemory = ReadonlyMap<string, Heard>;

export interface Hears {
  readonly hears: readonly string[];
  readonly misses: readonly string[];
}

/** Looks without a packet before somebody is said to be missed, and before each time the voice is received anew. */
const missedAfter = 3;
const againEvery = 5;

export function lookAtVoices(
  memory: HearingMemory,
  voices: readonly Voice[],
): { readonly memory: HearingMemory; readonly heard: Hears; readonly again: readonly string[] } {
  const next = new Map<string, Heard>();
  const hears = [];
  const misses = [];
  const again = [];
  for (const { producerId, peer, packets } of voices) {
    const before = memory.get(producerId);
    // Received anew, the count begins again: fewer packets than before are new ones.
    const isNew = packets !== undefined && packets > 0 && packets !== before?.packets;
    const quiet = isNew ? 0 : (before?.quiet ?? 0) + 1;
    const hasArrived = isNew || ((before?.hasArrived ?? false) && quiet < missedAfter);
    next.set(producerId, { packets, quiet, hasArrived });
    if (hasArrived) hears.push(peer);
    else if (quiet >= missedAfter) misses.push(peer);
    if (quiet >= missedAfter && (quiet - missedAfter) % againEvery === 0) again.push(producerId);
  }
  return { memory: next, heard: { hears: hears.toSorted(), misses: misses.toSorted() }, again };
}

import { recordTypes, type JournalRecord } from "./format.ts";
import { readPacket, type Packet } from "./rtp.ts";
import { decodeSenderReport, ntpMs } from "./sender-report.ts";

/** A packet with its place in the row of its sender, and the moment at which what it holds was heard or seen. */
export interface PlacedPacket extends Omit<Packet, "sequence" | "timestamp"> {
  /** Counts on beyond 65 535. */
  readonly sequence: number;
  /** Since the beginning of the recording. */
  readonly atMs: number;
}

export interface ClockedTrack {
  readonly records: readonly JournalRecord[];
  /** Ticks of its timestamps in a second. */
  readonly clockRate: number;
  readonly levelId: number | undefined;
}

interface Pair {
  /** The sender's timestamp, counted on beyond 32 bits. */
  readonly ticks: number;
  readonly ntpMs: number;
  /** When the node heard of it. */
  readonly arrivedMs: number;
}

interface Unwrapped {
  readonly packet: Packet;
  readonly sequence: number;
  readonly ticks: number;
}

/** What a report says may be this far from when it arrived: beyond, it speaks of another stream. */
const plausibleMs = 5_000;
const windowMs = 60_000;
// Beyond this the sender's own clock is not believed: the packet is where it arrived.
const strayMs = 500;

/**
 * Places the packets of one connection of one person on the recording's clock. Sound and picture of a browser share its
 * clock, of which its reports tell; one difference between that clock and the node's holds for all of them, so that lips
 * and words stay together however differently both travelled. A track without reports goes by when its packets arrived.
 */
export function placeTracks(tracks: readonly ClockedTrack[], startMs: number): PlacedPacket[][] {
  const read = tracks.map((track) => ({ track, packets: unwrapped(track) }));
  const clocks = read.map(({ track, packets }) => pairsOf(track, packets));
  const differences = clocks.flat().map((pair) => pair.arrivedMs - pair.ntpMs);
  // The report that travelled fastest says it best.
  const difference = differences.length > 0 ? differences.reduce((least, one) => Math.min(least, one)) : 0;
  return read.map(({ track, packets }, index) => {
    const pairs = clocks[index] ?? [];
    const momentOf = pairs.length > 0 ? bySender(pairs, track.clockRate, difference) : byArrival(packets, track.clockRate);
    // A laptop that slept goes on counting where it stopped: what it says is moved to when it arrived.
    let slept = 0;
    return packets.map(({ packet, sequence, ticks }) => {
      const stray = packet.atMs - momentOf(ticks) - slept;
      if (Math.abs(stray) > strayMs) slept += stray;
      return { ...packet, sequence, atMs: momentOf(ticks) + slept - startMs };
    });
  });
}

/** Counted on, in the order in which they were sent, each once. */
function unwrapped({ records, levelId }: ClockedTrack): Unwrapped[] {
  const found = new Map<number, Unwrapped>();
  let last: { readonly ssrc: number; readonly sequence: number; readonly ticks: number } | undefined;
  for (const { type, atMs, payload } of records) {
    const packet = type === recordTypes.rtp ? readPacket(payload, atMs, levelId) : undefined;
    if (!packet) continue;
    const isSame = last?.ssrc === packet.ssrc;
    const sequence: number = isSame && last ? last.sequence + (((packet.sequence - last.sequence) << 16) >> 16) : packet.sequence;
    const ticks: number = isSame && last ? last.ticks + ((packet.timestamp - last.ticks) | 0) : packet.timestamp;
    if (!last || !isSame || sequence > last.sequence) last = { ssrc: packet.ssrc, sequence, ticks };
    if (!found.has(sequence)) found.set(sequence, { packet, sequence, ticks });
  }
  return [...found.values()].toSorted((a, b) => a.sequence - b.sequence);
}

/** Of a camera with two layers each reports by itself: those are believed whose timestamps are the packets' own. */
function pairsOf({ records, clockRate }: ClockedTrack, packets: readonly Unwrapped[]): Pair[] {
  const pairs: Pair[] = [];
  const [first] = packets;
  if (!first) return pairs;
  let near = first;
  let next = 0;
  for (const { type, atMs, payload } of records) {
    const report = type === recordTypes.senderReport ? decodeSenderReport(payload) : undefined;
    if (!report) continue;
    for (let packet = packets[next]; packet && packet.packet.atMs <= atMs; packet = packets[next]) {
      near = packet;
      next += 1;
    }
    const ticks = near.ticks + ((report.rtpTs - near.ticks) | 0);
    const apartMs = atMs - near.packet.atMs - ((ticks - near.ticks) / clockRate) * 1000;
    if (Math.abs(apartMs) < plausibleMs) pairs.push({ ticks, ntpMs: ntpMs(report), arrivedMs: atMs });
  }
  return pairs;
}

/** The median of what the reports of a minute say. */
function bySender(pairs: readonly Pair[], clockRate: number, difference: number): (ticks: number) => number {
  const sorted = pairs.toSorted((a, b) => a.ticks - b.ticks);
  const reach = ((windowMs / 2) * clockRate) / 1000;
  const known = new Map<string, number>();
  let from = 0;
  let to = 0;
  return (ticks) => {
    // Ticks come nearly in order, so the window is moved, not searched.
    while (from > 0 && (sorted[from - 1]?.ticks ?? 0) >= ticks - reach) from -= 1;
    while (from < sorted.length - 1 && (sorted[from]?.ticks ?? 0) < ticks - reach) from += 1;
    to = Math.max(to, from + 1);
    while (to < sorted.length && (sorted[to]?.ticks ?? 0) <= ticks + reach) to += 1;
    while (to > from + 1 && (sorted[to - 1]?.ticks ?? 0) > ticks + reach) to -= 1;
    const key = `${from}-${to}`;
    let offset = known.get(key);
    if (offset === undefined) {
      const offsets = sorted.slice(from, to).map((pair) => pair.ntpMs - (pair.ticks / clockRate) * 1000);
      offset = offsets.toSorted((a, b) => a - b)[offsets.length >> 1] ?? 0;
      known.set(key, offset);
    }
    return offset + (ticks / clockRate) * 1000 + difference;
  };
}

/** Steady as the sender's timestamps are, as early as the first packets that came without delay. */
function byArrival(packets: readonly Unwrapped[], clockRate: number): (ticks: number) => number {
  const offsets = packets.map(({ packet, ticks }) => packet.atMs - (ticks / clockRate) * 1000);
  const offset = offsets.length > 0 ? offsets.reduce((least, one) => Math.min(least, one)) : 0;
  return (ticks) => (ticks / clockRate) * 1000 + offset;
}

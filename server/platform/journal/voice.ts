import { z } from "zod";
import { recordTypes, type JournalRecord } from "./format.ts";
import { writeOggOpus } from "./ogg-opus.ts";
import { placeTracks, type PlacedPacket } from "./packet-clock.ts";
import { opusSamples } from "./rtp.ts";
import { layOut, type Interval } from "./sound-line.ts";

/** One person's voice as it is played: from the journals of all their connections to one file on the recording's clock. */
export interface Voice {
  readonly ogg: Buffer;
  readonly durationMs: number;
  /** When the person is heard to speak. */
  readonly speech: readonly Interval[];
  /** Between their first and last sound, where there is none: they were muted, or it did not arrive. */
  readonly gaps: readonly Interval[];
}

export interface TrackRecords {
  readonly levelId: number | undefined;
  /** Which connection of the person it is of; tracks of one connection share the sender's clock. */
  readonly epoch?: number | undefined;
  readonly records: readonly JournalRecord[];
}

const samplesPerMs = 48;
export const soundClockRate = samplesPerMs * 1000;
const spokenDbov = -50;
const silentDbov = -55;
const releaseMs = 600;
const targetDbov = -23;
const largestGainDb = 18;

export function assembleVoice(tracks: readonly TrackRecords[], startMs: number): Voice {
  const packets = tracks
    .flatMap(({ levelId, records }) => placeTracks([{ records, levelId, clockRate: soundClockRate }], startMs).flat())
    .filter(isHeard)
    .toSorted((a, b) => a.atMs - b.atMs);
  const { frames, gaps, endMs } = layOut(packets);
  return {
    ogg: writeOggOpus(frames, channelsOf(packets), gainOf(packets)),
    durationMs: endMs,
    speech: speechOf(packets),
    gaps,
  };
}

/** Sound of the recording itself: not a probe of the line, and not from before it began. */
export const isHeard = ({ atMs, payload }: PlacedPacket): boolean => payload.length > 0 && atMs >= 0;

export const channelsOf = (packets: readonly PlacedPacket[]): 1 | 2 =>
  packets.some(({ payload }) => (payload.readUInt8(0) & 4) !== 0) ? 2 : 1;

const meta = z.object({
  levelId: z.number().int().nullable().default(null),
  epoch: z.number().optional(),
  source: z.string().default("microphone"),
});

/** What the head of each segment says of its track: the number of the loudness extension, the connection, the source. */
export function metaOf(records: readonly JournalRecord[]): {
  readonly levelId: number | undefined;
  readonly epoch: number | undefined;
  readonly source: string;
} {
  const head = records.find(({ type }) => type === recordTypes.meta);
  if (!head) return { levelId: undefined, epoch: undefined, source: "microphone" };
  const { levelId, epoch, source } = meta.parse(JSON.parse(head.payload.toString()));
  return { levelId: levelId ?? undefined, epoch, source };
}

/** Voice begins above a threshold and ends after a while below a lower one, so that a breath does not cut a turn. */
function speechOf(packets: readonly PlacedPacket[]): Interval[] {
  const found: [number, number][] = [];
  let lastLoudMs: number | undefined;
  let beganMs = 0;
  const end = (): void => {
    if (lastLoudMs !== undefined) found.push([beganMs, lastLoudMs]);
    lastLoudMs = undefined;
  };
  for (const packet of packets) {
    const atMs = Math.round(packet.atMs);
    if (lastLoudMs !== undefined && atMs - lastLoudMs > releaseMs) end();
    if (packet.level === undefined || packet.level <= (lastLoudMs === undefined ? spokenDbov : silentDbov)) continue;
    if (lastLoudMs === undefined) beganMs = atMs;
    lastLoudMs = atMs + Math.round(opusSamples(packet.payload) / samplesPerMs);
  }
  end();
  return found;
}

/** Brings what is spoken to one loudness; nothing is done where the browser does not say how loud it is. */
export function gainOf(packets: readonly PlacedPacket[]): number {
  const powers = packets.flatMap(({ level }) => (level !== undefined && level > spokenDbov ? 10 ** (level / 10) : []));
  if (powers.length === 0) return 0;
  const mean = 10 * Math.log10(powers.reduce((sum, power) => sum + power, 0) / powers.length);
  return Math.max(-largestGainDb, Math.min(largestGainDb, targetDbov - mean));
}

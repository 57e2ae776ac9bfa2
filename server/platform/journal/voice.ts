import { z } from "zod";
import { recordTypes, type JournalRecord } from "./format.ts";
import { writeOggOpus, type OpusFrame } from "./ogg-opus.ts";
import { opusSamples, readSoundPacket, type SoundPacket } from "./rtp.ts";

/** One person's voice as it is played: from the journals of all their connections to one file on the recording's clock. */
export interface Voice {
  readonly ogg: Buffer;
  readonly durationMs: number;
  /** When the person is heard to speak. */
  readonly speech: readonly Interval[];
  /** Between their first and last sound, where there is none: they were muted, or it did not arrive. */
  readonly gaps: readonly Interval[];
}
export type Interval = readonly [fromMs: number, toMs: number];

export interface TrackRecords {
  readonly levelId: number | undefined;
  readonly records: readonly JournalRecord[];
}

const samplesPerMs = 48;
/** Twenty milliseconds of nothing, as Opus says it. */
const silence: OpusFrame = { payload: Buffer.from([0xf8, 0xff, 0xfe]), samples: 960 };
const gapMs = 200;
// Beyond this the sender's own clock is not believed: the packet is where it arrived.
const strayMs = 500;
const spokenDbov = -50;
const silentDbov = -55;
const releaseMs = 600;
const targetDbov = -23;
const largestGainDb = 18;

interface PlacedPacket {
  /** Since the beginning of the recording. */
  readonly sample: number;
  readonly packet: SoundPacket;
}

export function assembleVoice(tracks: readonly TrackRecords[], startMs: number): Voice {
  const packets = tracks.flatMap((track) => placedPackets(track, startMs)).toSorted((a, b) => a.sample - b.sample);
  const frames: OpusFrame[] = [];
  const gaps: Interval[] = [];
  let end = 0;
  for (const { sample, packet } of packets) {
    const samples = opusSamples(packet.payload);
    // What overlaps with what is there already came twice.
    if (samples === 0 || sample < end - samples / 2) continue;
    const missing = Math.max(0, Math.round((sample - end) / silence.samples));
    if (end > 0 && missing * silence.samples >= gapMs * samplesPerMs) gaps.push([toMs(end), toMs(sample)]);
    for (let index = 0; index < missing; index += 1) frames.push(silence);
    frames.push({ payload: packet.payload, samples });
    end += missing * silence.samples + samples;
  }
  const isStereo = packets.some(({ packet }) => (packet.payload.readUInt8(0) & 4) !== 0);
  return {
    ogg: writeOggOpus(frames, isStereo ? 2 : 1, gainOf(packets)),
    durationMs: toMs(end),
    speech: speechOf(packets),
    gaps,
  };
}

const toMs = (samples: number): number => Math.round(samples / samplesPerMs);

const meta = z.object({ levelId: z.number().int().nullable() });

/** The number of the loudness extension, as the head of each segment says it. */
export function levelIdOf(records: readonly JournalRecord[]): number | undefined {
  const head = records.find(({ type }) => type === recordTypes.meta);
  return head ? (meta.parse(JSON.parse(head.payload.toString())).levelId ?? undefined) : undefined;
}

/** In the order in which they were sent, each where its sender's clock puts it, checked against when it arrived. */
function placedPackets({ levelId, records }: TrackRecords, startMs: number): PlacedPacket[] {
  const packets = records.flatMap(({ type, atMs, payload }) =>
    type === recordTypes.rtp ? (readSoundPacket(payload, atMs, levelId) ?? []) : [],
  );
  const placed: PlacedPacket[] = [];
  const seen = new Set<string>();
  let anchor: { readonly ssrc: number; readonly timestamp: number; readonly sample: number } | undefined;
  for (const packet of packets) {
    const key = `${packet.ssrc}:${packet.timestamp}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const arrived = (packet.atMs - startMs) * samplesPerMs;
    const elapsed = anchor?.ssrc === packet.ssrc ? (packet.timestamp - anchor.timestamp) | 0 : undefined;
    let sample = anchor !== undefined && elapsed !== undefined ? anchor.sample + elapsed : arrived;
    if (Math.abs(sample - arrived) > strayMs * samplesPerMs) sample = arrived;
    if (anchor === undefined || elapsed === undefined || elapsed > 0) anchor = { ssrc: packet.ssrc, timestamp: packet.timestamp, sample };
    if (sample >= 0) placed.push({ sample, packet });
  }
  return placed;
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
  for (const { sample, packet } of packets) {
    const atMs = toMs(sample);
    if (lastLoudMs !== undefined && atMs - lastLoudMs > releaseMs) end();
    if (packet.level === undefined || packet.level <= (lastLoudMs === undefined ? spokenDbov : silentDbov)) continue;
    if (lastLoudMs === undefined) beganMs = atMs;
    lastLoudMs = atMs + toMs(opusSamples(packet.payload));
  }
  end();
  return found;
}

/** Brings what is spoken to one loudness; nothing is done where the browser does not say how loud it is. */
function gainOf(packets: readonly PlacedPacket[]): number {
  const powers = packets.flatMap(({ packet: { level } }) => (level !== undefined && level > spokenDbov ? 10 ** (level / 10) : []));
  if (powers.length === 0) return 0;
  const mean = 10 * Math.log10(powers.reduce((sum, power) => sum + power, 0) / powers.length);
  return Math.max(-largestGainDb, Math.min(largestGainDb, targetDbov - mean));
}

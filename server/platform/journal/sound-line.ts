import type { OpusFrame } from "./ogg-opus.ts";
import type { PlacedPacket } from "./packet-clock.ts";
import { opusSamples } from "./rtp.ts";

export type Interval = readonly [fromMs: number, toMs: number];

/** Sound from the beginning of the recording to its end without a hole: where nothing arrived there is silence. */
export interface SoundLine {
  readonly frames: readonly (OpusFrame & { readonly atMs: number })[];
  /** Holes that are long enough to be told. */
  readonly gaps: readonly Interval[];
  readonly endMs: number;
}

const samplesPerMs = 48;
/** Twenty milliseconds of nothing, as Opus says it. */
const silence: OpusFrame = { payload: Buffer.from([0xf8, 0xff, 0xfe]), samples: 960 };
const gapMs = 200;

export function layOut(packets: readonly PlacedPacket[]): SoundLine {
  const frames: (OpusFrame & { atMs: number })[] = [];
  const gaps: Interval[] = [];
  let end = 0;
  for (const { atMs, payload } of packets) {
    const sample = atMs * samplesPerMs;
    const samples = opusSamples(payload);
    // What overlaps with what is there already came twice.
    if (samples === 0 || sample < end - samples / 2) continue;
    const missing = Math.max(0, Math.round((sample - end) / silence.samples));
    if (end > 0 && missing * silence.samples >= gapMs * samplesPerMs) gaps.push([toMs(end), toMs(sample)]);
    for (let index = 0; index < missing; index += 1) {
      frames.push({ ...silence, atMs: end / samplesPerMs });
      end += silence.samples;
    }
    frames.push({ payload, samples, atMs: end / samplesPerMs });
    end += samples;
  }
  return { frames, gaps, endMs: toMs(end) };
}

const toMs = (samples: number): number => Math.round(samples / samplesPerMs);

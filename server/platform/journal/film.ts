import { placeTracks, type PlacedPacket } from "./packet-clock.ts";
import { layOut, type Interval } from "./sound-line.ts";
import { channelsOf, gainOf, isHeard, soundClockRate, type TrackRecords } from "./voice.ts";
import { sizeOf, wholeFrames, type Frame } from "./vp8.ts";
import { writeWebm } from "./webm.ts";

/** One person as they were seen and heard: from the journals of all their connections to one file on the recording's clock. */
export interface Film {
  readonly webm: Buffer;
  readonly durationMs: number;
  /** Where there is no picture between the first and the last, and no sound: it was stopped, or it did not arrive whole. */
  readonly pictureGaps: readonly Interval[];
  readonly soundGaps: readonly Interval[];
  readonly hasPicture: boolean;
}

export interface FilmTrack extends TrackRecords {
  readonly source: string;
}

const pictureClockRate = 90_000;
/** A camera sends fifteen pictures a second, a screen one now and then: what is told is a hole that somebody would see. */
const pictureGapMs: Readonly<Record<"camera" | "screen", number>> = { camera: 1_000, screen: 15_000 };

export function assembleFilm(tracks: readonly FilmTrack[], picture: "camera" | "screen", startMs: number): Film {
  const connections: Frame[][] = [];
  const sound: PlacedPacket[] = [];
  const used = tracks.filter(({ source }) => source === "microphone" || source === picture);
  // Tracks of one connection have one clock; one whose connection is not known stands alone.
  for (const connection of Map.groupBy(used, ({ epoch }) => epoch ?? Symbol("alone")).values()) {
    const placed = placeTracks(
      connection.map(({ source, levelId, records }) => ({
        records,
        levelId,
        clockRate: source === "microphone" ? soundClockRate : pictureClockRate,
      })),
      startMs,
    );
    for (const [index, { source }] of connection.entries())
      if (source === "microphone") sound.push(...(placed[index] ?? []));
      else connections.push(wholeFrames(placed[index] ?? []).filter(({ atMs }) => atMs >= 0));
  }
  const heard = sound.filter(isHeard).toSorted((a, b) => a.atMs - b.atMs);
  const line = layOut(heard);
  const seen = oneAfterTheOther(connections);
  const size = seen[0] && sizeOf(seen[0].bytes);
  const last = seen.at(-1);
  const durationMs = Math.max(line.endMs, last ? Math.round(last.atMs) : 0);
  const pictureGaps = holes(seen, pictureGapMs[picture]);
  return {
    webm: writeWebm({
      picture: size ? { size, blocks: seen } : undefined,
      sound: heard.length > 0 ? { channels: channelsOf(heard), gainDb: gainOf(heard), blocks: line.frames.map(asBlock) } : undefined,
      durationMs,
      tags: { PICTURE_GAPS: JSON.stringify(pictureGaps), SOUND_GAPS: JSON.stringify(line.gaps) },
    }),
    durationMs,
    pictureGaps,
    soundGaps: line.gaps,
    hasPicture: size !== undefined,
  };
}

const asBlock = ({ atMs, payload }: { readonly atMs: number; readonly payload: Buffer }) => ({ atMs, bytes: payload, isKey: true });

/** Of two connections that overlap the later one counts from its first picture on: each begins with one that stands alone. */
function oneAfterTheOther(connections: readonly (readonly Frame[])[]): Frame[] {
  const begun = connections
    .flatMap((frames) => (frames[0] ? [{ frames, fromMs: frames[0].atMs }] : []))
    .toSorted((a, b) => a.fromMs - b.fromMs);
  return begun.flatMap(({ frames }, index) => {
    const untilMs = begun[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
    return frames.filter(({ atMs }) => atMs < untilMs).toSorted((a, b) => a.atMs - b.atMs);
  });
}

function holes(frames: readonly Frame[], longestMs: number): Interval[] {
  return frames.flatMap((frame, index): Interval[] => {
    const next = frames[index + 1];
    return next && next.atMs - frame.atMs >= longestMs ? [[Math.round(frame.atMs), Math.round(next.atMs)]] : [];
  });
}

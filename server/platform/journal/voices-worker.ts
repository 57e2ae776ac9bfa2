import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { sha256Hex } from "../hash.ts";
import { createShelf } from "../shelf/shelf.ts";
import { assembleFilm } from "./film.ts";
import { readSegment, recordTypes, trackKey, type JournalRecord } from "./format.ts";
import { segmentName } from "./journal-writer.ts";
import type { FilmAsked, SealedTrack, VoicesAsked } from "./read-voices.ts";
import { assembleVoice, metaOf } from "./voice.ts";

/** The thread of `readVoices` and `readFilm`: reads and decrypts all tracks, since together they say when the recording begins. */

const leadMs = 200;
const nothing = Buffer.alloc(0);

const asked = workerData as VoicesAsked | FilmAsked;
const shelf = asked.shelf ? createShelf(asked.shelf) : undefined;

async function readTrack({ trackId, folder, key, segments }: SealedTrack) {
  const opened = trackKey(key, trackId);
  const records: JournalRecord[] = [];
  let isDamaged = false;
  for (const { seq, sha256, shelfName } of segments) {
    const bytes = bytesOf(join(folder, segmentName(seq, "seg"))) ?? (await shelf?.get(shelfName)) ?? nothing;
    if (sha256Hex(bytes) === sha256) for (const record of readSegment(opened, bytes).records) records.push(record);
    else isDamaged = true;
  }
  return { ...metaOf(records), records, isDamaged };
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    // In the store, or lost: its hash will then not be the one that was sealed.
    return undefined;
  }
}

const read = await Promise.all(asked.people.map((tracks) => Promise.all(tracks.map(readTrack))));
const startMs = startOf(read.flat());

if ("film" in asked) {
  const tracks = read[asked.film.person] ?? [];
  const isDamaged = tracks.some((track) => track.isDamaged);
  parentPort?.postMessage({ ...assembleFilm(tracks, asked.film.picture, startMs), isDamaged });
} else {
  const { wanted } = asked;
  parentPort?.postMessage(
    read.flatMap((tracks, person) => {
      if (wanted !== undefined && wanted !== person) return [];
      const isDamaged = tracks.some((track) => track.isDamaged);
      return [{ ...assembleVoice(tracks.filter(({ source }) => source === "microphone"), startMs), isDamaged }];
    }),
  );
}

/** When the first sound of all came, for voices and films alike. A sender's clock may put it a little earlier. */
function startOf(tracks: readonly { readonly source: string; readonly records: readonly JournalRecord[] }[]): number {
  const sounds = tracks.filter(({ source, records }) => source === "microphone" && records.length > 0);
  const firsts = (sounds.length > 0 ? sounds : tracks).flatMap(({ records }) => records.find(({ type }) => type === recordTypes.rtp)?.atMs ?? []);
  return firsts.length > 0 ? Math.min(...firsts) - leadMs : 0;
}

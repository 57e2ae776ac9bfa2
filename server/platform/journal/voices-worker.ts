import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { sha256Hex } from "../hash.ts";
import { readSegment, trackKey, type JournalRecord } from "./format.ts";
import { segmentName } from "./journal-writer.ts";
import type { SealedTrack, VoicesAsked } from "./read-voices.ts";
import { assembleVoice, levelIdOf } from "./voice.ts";

/** The thread of `readVoices`: reads and decrypts all tracks, since together they say when the recording begins. */

function readTrack({ trackId, folder, key, segments }: SealedTrack) {
  const opened = trackKey(key, trackId);
  const records: JournalRecord[] = [];
  let isDamaged = false;
  for (const { seq, sha256 } of segments) {
    const bytes = bytesOf(join(folder, segmentName(seq, "seg")));
    if (sha256Hex(bytes) === sha256) for (const record of readSegment(opened, bytes).records) records.push(record);
    else isDamaged = true;
  }
  return { levelId: levelIdOf(records), records, isDamaged };
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    // Lost: its hash will not be the one that was sealed.
    return Buffer.alloc(0);
  }
}

const { people, wanted } = workerData as VoicesAsked;
const read = people.map((tracks) => tracks.map(readTrack));
const startMs = Math.min(...read.flat().flatMap(({ records }) => records[0]?.atMs ?? []));
parentPort?.postMessage(
  read.flatMap((tracks, person) =>
    wanted === undefined || wanted === person
      ? [{ ...assembleVoice(tracks, startMs), isDamaged: tracks.some((track) => track.isDamaged) }]
      : [],
  ),
);

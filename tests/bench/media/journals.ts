import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordTypes, type JournalRecord } from "#server/platform/journal/format.ts";
import { JournalWriter } from "#server/platform/journal/journal-writer.ts";
import { assembleVoice } from "#server/platform/journal/voice.ts";
import { median, type Figure } from "../figures.ts";

const rounds = 8;
const packetBytes = 1_000;
// Below what a writer lets wait before it says that the disk does not follow.
const packets = 6_000;
const voiceMinutes = 10;

/** Writing a journal against writing the same bytes, and putting a voice together against hashing it. */
export async function measureJournals(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "epreuve-bench-journal-"));
  try {
    const turns: { journal: number; plain: number }[] = [];
    for (let round = 0; round < rounds; round += 1)
      turns.push({ journal: await writeJournal(folder), plain: await writePlain(folder) });
    const speed = median(turns.map(({ journal }) => journal));
    const ratio = median(turns.map(({ journal, plain }) => journal / plain));
    return [
      {
        name: "Writing a journal: encrypted, hashed, synced, sealed",
        value: `${speed.toFixed(0)} MB/s, ${ratio.toFixed(2)} × the same bytes written and synced`,
        target: "≥ 0.6 ×",
        how: `${packets} packets of ${packetBytes} bytes into one segment, median of ${rounds}, in turn; a recorded voice is 0.006 MB/s`,
      },
      measureVoice(),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const megabytes = (packets * packetBytes) / 1e6;
const timed = async (work: () => Promise<void>): Promise<number> => {
  const began = performance.now();
  await work();
  return megabytes / ((performance.now() - began) / 1_000);
};

async function writeJournal(folder: string): Promise<number> {
  const packet = randomBytes(packetBytes);
  const trackId = randomUUID();
  return timed(async () => {
    const writer = new JournalWriter({
      folder: join(folder, trackId),
      trackId,
      key: randomBytes(32),
      meta: { trackId },
      onSealed: async () => undefined,
      onFailed: (error) => {
        throw error;
      },
    });
    for (let count = 0; count < packets; count += 1) writer.append(recordTypes.rtp, packet);
    await writer.close();
  });
}

async function writePlain(folder: string): Promise<number> {
  const bytes = randomBytes(packets * packetBytes);
  return timed(async () => {
    const file = await open(join(folder, randomUUID()), "wx");
    await file.write(bytes);
    await file.datasync();
    await file.close();
  });
}

function measureVoice(): Figure {
  const records = voiceRecords();
  const bytes = Buffer.concat(records.map(({ payload }) => payload));
  const turns = Array.from({ length: rounds }, () => {
    const assembling = cpuMs(() => assembleVoice([{ levelId: 10, records }], 0));
    return { assembling, hashing: cpuMs(() => createHash("sha256").update(bytes).digest()) };
  });
  const assembling = median(turns.map((turn) => turn.assembling));
  return {
    name: "Putting a recorded voice together for playing",
    value: `${((voiceMinutes * 60_000) / assembling).toFixed(0)} × real time`,
    target: "≥ 300 ×",
    how: `${voiceMinutes} min of one voice, CPU, median of ${rounds}; ${(assembling / Math.max(0.1, median(turns.map((turn) => turn.hashing)))).toFixed(0)} × hashing the same bytes`,
  };
}

function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function voiceRecords(): JournalRecord[] {
  const count = voiceMinutes * 60 * 50;
  return Array.from({ length: count }, (_, index) => {
    const header = Buffer.from([0x90, 111, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0xbe, 0xde, 0, 1, 0xa0, 0x90, 0, 0]);
    header.writeUInt16BE(index & 0xffff, 2);
    header.writeUInt32BE((index * 960) >>> 0, 4);
    const sound = Buffer.concat([Buffer.from([0x08]), randomBytes(79)]);
    return { type: recordTypes.rtp, atMs: index * 20, payload: Buffer.concat([header, sound]) };
  });
}

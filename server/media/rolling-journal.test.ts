import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { recordTypes, type JournalRecord } from "../platform/journal/format.ts";
import { journalNowMs } from "../platform/journal/journal-writer.ts";
import { RollingJournal } from "./rolling-journal.ts";

const numbersOf = (records: readonly JournalRecord[]): number[] => records.map(({ payload }) => payload.readUInt32BE());

test("[CLIP-1] what was remembered and what comes are heard once each, in order, whenever one asks", async () => {
  const folder = await mkdtemp(join(tmpdir(), "epreuve-rolling-"));
  const journal = new RollingJournal(folder, (error) => expect(error).toBeUndefined());
  let count = 0;
  const say = (): void => {
    const payload = Buffer.alloc(80, "said by somebody");
    payload.writeUInt32BE((count += 1));
    journal.append(recordTypes.rtp, payload);
  };
  const talking = setInterval(say, 3);
  const heard: JournalRecord[][] = [];
  const stops: (() => void)[] = [];
  for (const wait of [0, 90, 333]) {
    await new Promise((done) => setTimeout(done, wait));
    const own: JournalRecord[] = [];
    heard.push(own);
    stops.push(await journal.since(0, (record) => own.push(record)));
  }
  const half = journalNowMs();
  await new Promise((done) => setTimeout(done, 300));
  const late: JournalRecord[] = [];
  stops.push(await journal.since(half, (record) => late.push(record)));
  clearInterval(talking);
  for (const own of heard) expect(numbersOf(own)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  expect(late.length).toBeGreaterThan(0);
  expect(late.every(({ atMs }) => atMs >= half)).toBe(true);
  for (const stop of stops) stop();
  const before = heard[0]?.length;
  say();
  expect(heard[0]?.length).toBe(before);

  // It is on the disk, and says nothing there.
  const [track = ""] = await readdir(folder);
  const [file = ""] = await readdir(join(folder, track));
  expect((await readFile(join(folder, track, file))).includes("somebody")).toBe(false);
  await journal.close();
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});

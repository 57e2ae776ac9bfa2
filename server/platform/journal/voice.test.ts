import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { recordTypes, type JournalRecord } from "./format.ts";
import { assembleVoice } from "./voice.ts";

const levelId = 10;
const startMs = 1_000_000;
// A frame of twenty milliseconds; its content does not matter here.
const frame = Buffer.from([0xf8, 0xff, 0xfe]);

function packet(index: number, { level = -70, ssrc = 7, lateMs = 0 } = {}): JournalRecord {
  const head = Buffer.alloc(12);
  head.writeUInt8(0x90, 0);
  head.writeUInt8(111, 1);
  head.writeUInt16BE((65_500 + index) & 0xffff, 2);
  head.writeUInt32BE((4_294_960_000 + index * 960) % 2 ** 32, 4);
  head.writeUInt32BE(ssrc, 8);
  const extension = Buffer.from([0xbe, 0xde, 0, 1, levelId << 4, -level, 0, 0]);
  return { type: recordTypes.rtp, atMs: startMs + index * 20 + lateMs, payload: Buffer.concat([head, extension, frame]) };
}
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

/** The moment that the last page of an Ogg file says, in milliseconds. */
const lastMoment = (ogg: Buffer): number => Number(ogg.readBigInt64LE(ogg.lastIndexOf("OggS") + 6)) / 48;

test("[REC-5] a voice begins where the person was first heard, whatever the numbers of its packets", () => {
  const { ogg, durationMs, gaps } = assembleVoice([{ levelId, records: range(100, 200).map((index) => packet(index)) }], startMs);
  expect([durationMs, lastMoment(ogg), gaps]).toEqual([4_000, 4_000, []]);
});

test("[REC-5] what came late or twice is where it belongs, once", () => {
  const records = range(0, 100).map((index) => packet(index));
  const [fifth] = records.splice(5, 1);
  if (!fifth) throw new Error("There are a hundred packets.");
  const shuffled = [...records.slice(0, 20), { ...fifth, atMs: fifth.atMs + 300 }, ...records.slice(20), packet(7)];
  const whole = assembleVoice([{ levelId, records: range(0, 100).map((index) => packet(index)) }], startMs);
  expect(assembleVoice([{ levelId, records: shuffled }], startMs)).toEqual(whole);
});

test("[REC-5] a gap stays a gap, and two connections of one person are one voice", () => {
  const first = { levelId, records: [...range(0, 50), ...range(100, 150)].map((index) => packet(index)) };
  const second = { levelId, records: range(200, 250).map((index) => packet(index, { ssrc: 99 })) };
  const { durationMs, gaps } = assembleVoice([first, second], startMs);
  expect(durationMs).toBe(5_000);
  expect(gaps).toEqual([
    [1_000, 2_000],
    [3_000, 4_000],
  ]);
});

test("[REC-6] turns are heard from loudness, a breath does not cut one, and a quiet voice is raised", () => {
  const loud = new Set([...range(50, 100), ...range(115, 150), ...range(250, 300)]);
  const records = range(0, 400).map((index) => packet(index, { level: loud.has(index) ? -40 : -80 }));
  const { speech, ogg } = assembleVoice([{ levelId, records }], startMs);
  expect(speech).toEqual([
    [1_000, 3_000],
    [5_000, 6_000],
  ]);
  expect(ogg.readInt16LE(ogg.indexOf("OpusHead") + 16) / 256).toBe(17);
});

test("[REC-5] nothing recorded is an empty voice, not an error", () => {
  expect(assembleVoice([], startMs)).toMatchObject({ durationMs: 0, speech: [], gaps: [] });
});

test("[REC-5] ffprobe accepts the file", () => {
  const folder = mkdtempSync(join(tmpdir(), "epreuve-voice-"));
  const path = join(folder, "voice.ogg");
  writeFileSync(path, assembleVoice([{ levelId, records: range(0, 500).map((index) => packet(index)) }], startMs).ogg);
  const probed = execFileSync("ffprobe", ["-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", path]);
  expect(probed.toString().trim()).toBe("opus");
  rmSync(folder, { recursive: true });
});

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { assembleFilm, type FilmTrack } from "./film.ts";
import { encodeBlock, encodeHeader, encodeRecord, firstPreviousHash, readSegment, recordTypes, trackKey, type JournalRecord } from "./format.ts";
import { newKey } from "./key-wrap.ts";
import { encodeSenderReport } from "./sender-report.ts";

const startMs = 1_000_000;
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

function rtp(head: { sequence: number; ticks: number; ssrc: number; isLast?: boolean; arrivedMs: number }, payload: Buffer): JournalRecord {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt8(0x80, 0);
  bytes.writeUInt8((head.isLast ? 0x80 : 0) | 96, 1);
  bytes.writeUInt16BE((65_530 + head.sequence) & 0xffff, 2);
  bytes.writeUInt32BE((4_294_900_000 + head.ticks) % 2 ** 32, 4);
  bytes.writeUInt32BE(head.ssrc, 8);
  return { type: recordTypes.rtp, atMs: startMs + head.arrivedMs, payload: Buffer.concat([bytes, payload]) };
}

/** Begins 1900 seconds late, as a sender's clock may. */
function report(ssrc: number, sentMs: number, ticks: number, arrivedMs: number): JournalRecord {
  const moment = 3_000_000_000_000 + sentMs;
  const payload = encodeSenderReport({
    ssrc,
    ntpSec: Math.floor(moment / 1000),
    ntpFrac: Math.round(((moment % 1000) / 1000) * 2 ** 32) % 2 ** 32,
    rtpTs: (4_294_900_000 + ticks) % 2 ** 32,
  });
  return { type: recordTypes.senderReport, atMs: startMs + arrivedMs, payload };
}

const keyEvery = 30;
const frameMs = 66;

/** Three packets for each picture, numbered in their content; a key frame each two seconds. */
function pictures(count: number, delayMs = 0): JournalRecord[] {
  return range(0, count).flatMap((index) => {
    const isKey = index % keyEvery === 0;
    const content = Buffer.alloc(30);
    if (isKey) Buffer.from([0x10, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01]).copy(content);
    else content.writeUInt8(0x11, 0);
    content.writeUInt16BE(index, 20);
    return [0, 1, 2].map((part) => {
      const descriptor = Buffer.from([0x80 | (part === 0 ? 0x10 : 0), 0x80, 0x80, index & 0xff]);
      const head = { sequence: index * 3 + part, ticks: Math.round(index * frameMs * 90), ssrc: 5, isLast: part === 2 };
      const payload = Buffer.concat([descriptor, content.subarray(part * 10, part * 10 + 10)]);
      return rtp({ ...head, arrivedMs: index * frameMs + delayMs }, payload);
    });
  });
}
const sounds = (count: number, delayMs = 0): JournalRecord[] =>
  range(0, count).map((index) =>
    rtp({ sequence: index, ticks: index * 960, ssrc: 7, arrivedMs: index * 20 + delayMs }, Buffer.from([0xf8, 0xff, index & 0xff])),
  );
const camera = (records: readonly JournalRecord[], epoch = 1): FilmTrack => ({ source: "camera", levelId: undefined, epoch, records });
const microphone = (records: readonly JournalRecord[], epoch = 1): FilmTrack => ({ source: "microphone", levelId: undefined, epoch, records });

interface Element {
  readonly id: number;
  readonly at: number;
  readonly body: Buffer;
}
function* elementsOf(bytes: Buffer): Generator<Element> {
  for (let at = 0; at < bytes.length; ) {
    const first = bytes.readUInt8(at);
    const width = first >= 0x80 ? 1 : first >= 0x40 ? 2 : first >= 0x20 ? 3 : 4;
    const length = Number(bytes.readBigUInt64BE(at + width) & 0xff_ffff_ffff_ffffn);
    const body = bytes.subarray(at + width + 8, at + width + 8 + length);
    yield { id: bytes.readUIntBE(at, width), at, body };
    at += width + 8 + length;
  }
}
const within = (body: Buffer, id: number): Element[] => [...elementsOf(body)].filter((element) => element.id === id);
const numberIn = (body: Buffer, id: number): number => Number(within(body, id)[0]?.body.readBigUInt64BE() ?? -1n);
const segmentOf = (webm: Buffer): Buffer => within(webm, 0x18538067)[0]?.body ?? Buffer.alloc(0);

interface Block {
  readonly track: number;
  readonly atMs: number;
  readonly isKey: boolean;
  readonly bytes: Buffer;
}
const blocksOf = (webm: Buffer): Block[] =>
  within(segmentOf(webm), 0x1f43b675).flatMap(({ body }) =>
    within(body, 0xa3).map(({ body: block }) => ({
      track: block.readUInt8(0) & 0x7f,
      atMs: numberIn(body, 0xe7) + block.readInt16BE(1),
      isKey: (block.readUInt8(3) & 0x80) !== 0,
      bytes: block.subarray(4),
    })),
  );
const pictureNumbers = (webm: Buffer): number[] =>
  blocksOf(webm).flatMap(({ track, bytes }) => (track === 1 ? [bytes.readUInt16BE(20)] : []));

test("[REC-12] a picture and the sound of its moment stay together, however differently both travelled", () => {
  const pictureDelay = 180;
  const records = pictures(90, pictureDelay);
  const reports = (ssrc: number, rate: number, delay: number) => range(0, 6).map((second) => report(ssrc, second * 1000, second * rate, second * 1000 + delay));
  const byArrival = (a: JournalRecord, b: JournalRecord): number => a.atMs - b.atMs;
  const film = assembleFilm(
    [
      camera([...records, ...reports(5, 90_000, pictureDelay), ...reports(99, 90_000, 3_000)].toSorted(byArrival)),
      microphone([...sounds(300, 20), ...reports(7, 48_000, 20)].toSorted(byArrival)),
    ],
    "camera",
    startMs,
  );
  const blocks = blocksOf(film.webm);
  const firstSound = blocks.find(({ track, bytes }) => track === 2 && bytes.at(2) !== 0xfe);
  const firstPicture = blocks.find(({ track }) => track === 1);
  expect(Math.abs((firstPicture?.atMs ?? -1_000) - (firstSound?.atMs ?? 1_000))).toBeLessThanOrEqual(1);
  expect(film).toMatchObject({ pictureGaps: [], soundGaps: [], hasPicture: true });
  // Without what the sender says, the difference of their ways would be heard.
  const deaf = blocksOf(assembleFilm([camera(records), microphone(sounds(300, 20))], "camera", startMs).webm);
  expect(deaf.find(({ track }) => track === 1)?.atMs).toBe(pictureDelay);
});

test("[REC-13] behind a lost packet nothing is shown until the next picture that stands alone, and the hole is told", () => {
  const records = pictures(120).filter((_record, index) => index !== 40 * 3 + 1);
  const { webm, pictureGaps } = assembleFilm([camera(records)], "camera", startMs);
  expect(pictureNumbers(webm)).toEqual([...range(0, 40), ...range(60, 120)]);
  expect(pictureGaps).toEqual([[39 * frameMs, 60 * frameMs]]);
  // A tool that knows the file only finds it too.
  expect(segmentOf(webm).includes(JSON.stringify(pictureGaps))).toBe(true);
});

test("[REC-13] whatever is lost or comes twice or late, only whole pictures with everything that they need are in the file", () => {
  const all = pictures(70);
  fc.assert(
    fc.property(fc.array(fc.nat(all.length - 1), { maxLength: 12 }), fc.array(fc.nat(all.length - 1), { maxLength: 5 }), (lost, twice) => {
      const records = [...all.filter((_record, index) => !lost.includes(index)), ...twice.flatMap((index) => all[index] ?? [])];
      const shown = blocksOf(assembleFilm([camera(records)], "camera", startMs).webm).map(({ bytes, isKey }) => ({ number: bytes.readUInt16BE(20), isKey, bytes }));
      for (const [index, picture] of shown.entries()) {
        expect(picture.bytes).toHaveLength(30);
        if (!picture.isKey) expect(shown[index - 1]?.number).toBe(picture.number - 1);
      }
    }),
    { numRuns: 60 },
  );
});

test("[REC-2] a journal of pictures cut at any byte is a film of what was whole", () => {
  const key = trackKey(newKey(), "01a201dd-2f1d-74e5-88ae-4f262e103bba");
  const header = encodeHeader({ trackId: "01a201dd-2f1d-74e5-88ae-4f262e103bba", segment: 1, previousHash: firstPreviousHash });
  const records = pictures(40);
  const blocks = range(0, 12).map((block) => encodeBlock(key, header, block, Buffer.concat(records.slice(block * 10, block * 10 + 10).map(encodeRecord))));
  const bytes = Buffer.concat([header, ...blocks]);
  fc.assert(
    fc.property(fc.nat(bytes.length), (length) => {
      const read = readSegment(key, bytes.subarray(0, length)).records;
      const shown = pictureNumbers(assembleFilm([camera(read)], "camera", startMs).webm);
      expect(shown).toEqual(range(0, Math.floor(read.length / 3)));
    }),
    { numRuns: 80 },
  );
});

test("[REC-14] the table of the file leads to each picture that stands alone, and a hole begins with its true time", () => {
  const late = pictures(90).filter((_record, index) => index < 45 * 3 || index >= 60 * 3);
  const moved = late.map((record, index) => (index < 45 * 3 ? record : { ...record, atMs: record.atMs + 20_000, payload: movedTicks(record.payload, 20_000 * 90) }));
  const { webm, durationMs, pictureGaps } = assembleFilm([camera(moved)], "camera", startMs);
  const segment = segmentOf(webm);
  const cues = within(within(segment, 0x1c53bb6b)[0]?.body ?? Buffer.alloc(0), 0xbb);
  const places = cues.map(({ body }) => {
    const at = numberIn(within(body, 0xb7)[0]?.body ?? Buffer.alloc(0), 0xf1);
    const [cluster] = elementsOf(segment.subarray(at));
    return { said: numberIn(body, 0xb3), id: cluster?.id, found: cluster && numberIn(cluster.body, 0xe7) };
  });
  expect(places).toEqual([0, 30 * frameMs, 60 * frameMs + 20_000].map((said) => ({ said, id: 0x1f43b675, found: said })));
  expect(pictureGaps).toEqual([[44 * frameMs, 60 * frameMs + 20_000]]);
  expect(durationMs).toBe(89 * frameMs + 20_000);
});

function movedTicks(payload: Buffer, ticks: number): Buffer {
  const moved = Buffer.from(payload);
  moved.writeUInt32BE((moved.readUInt32BE(4) + ticks) % 2 ** 32, 4);
  return moved;
}

test("[REC-13] a reload begins anew: its first picture stands alone, and nothing of before comes after it", () => {
  const second = pictures(40).map((record) => ({ ...record, atMs: record.atMs + 1_500 }));
  const { webm } = assembleFilm([camera(pictures(40), 1), camera(second, 2)], "camera", startMs);
  const blocks = blocksOf(webm);
  const begun = blocks.findIndex(({ atMs }) => atMs >= 1_500);
  expect(blocks[begun]?.isKey).toBe(true);
  expect(pictureNumbers(webm).slice(begun)).toEqual(range(0, 40));
});

test("[REC-14] ffprobe accepts a film, and one of sound alone", () => {
  const folder = mkdtempSync(join(tmpdir(), "epreuve-film-"));
  const probe = (tracks: readonly FilmTrack[]): string => {
    const path = join(folder, "film.webm");
    writeFileSync(path, assembleFilm(tracks, "camera", startMs).webm);
    return execFileSync("ffprobe", ["-v", "quiet", "-show_entries", "format=duration:stream=codec_name,width", "-of", "csv=p=0", path]).toString();
  };
  expect(probe([camera(pictures(90)), microphone(sounds(300))]).trim().split("\n")).toEqual(["vp8,640", "opus", "6.000000"]);
  expect(probe([microphone(sounds(300))]).trim().split("\n")).toEqual(["opus", "6.000000"]);
  rmSync(folder, { recursive: true });
});

test("[REC-14] nothing recorded is an empty film, not an error", () => {
  expect(assembleFilm([], "camera", startMs)).toMatchObject({ durationMs: 0, hasPicture: false, pictureGaps: [], soundGaps: [] });
});

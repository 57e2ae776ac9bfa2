import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { encodeBlock, encodeHeader, encodeRecord, firstPreviousHash, headerBytes, readSegment, recordTypes, trackKey, wholeLength } from "./format.ts";
import { JournalWriter, type SealedSegment } from "./journal-writer.ts";
import { newKey, unwrapKey, wrapKey } from "./key-wrap.ts";
import { recoverTrack } from "./recover.ts";

const trackId = "01a201dd-2f1d-74e5-88ae-4f262e103bba";
const key = trackKey(newKey(), trackId);

function segmentOf(blocks: readonly (readonly string[])[]): Buffer {
  const header = encodeHeader({ trackId, segment: 3, previousHash: firstPreviousHash });
  const sealed = blocks.map((texts, index) => {
    const records = texts.map((text) => encodeRecord({ type: recordTypes.rtp, atMs: index, payload: Buffer.from(text) }));
    return encodeBlock(key, header, index, Buffer.concat(records));
  });
  return Buffer.concat([header, ...sealed]);
}
const textsIn = (bytes: Buffer, withKey = key): string[] => readSegment(withKey, bytes).records.map(({ payload }) => payload.toString());

describe("a segment", () => {
  const blocks = fc.array(fc.array(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 5 }), { maxLength: 6 });

  test("[REC-2] cut at any byte, what is whole is read, and nothing else", () => {
    fc.assert(
      fc.property(blocks, fc.double({ min: 0, max: 1, noNaN: true }), (given, share) => {
        const bytes = segmentOf(given);
        const cut = bytes.subarray(0, Math.floor(bytes.length * share));
        const whole = wholeLength(cut);
        expect(whole).toBeLessThanOrEqual(cut.length);
        const all = given.flat();
        const read = textsIn(cut);
        expect(read).toEqual(all.slice(0, read.length));
        expect(textsIn(bytes.subarray(0, whole))).toEqual(read);
        if (share === 1) expect(readSegment(key, bytes)).toMatchObject({ isWhole: true });
      }),
    );
    const bytes = segmentOf([["a", "bc"], ["d"], ["ef"]]);
    for (let length = 0; length <= bytes.length; length += 1) {
      const read = textsIn(bytes.subarray(0, length));
      expect(["", "abc", "abcd", "abcdef"]).toContain(read.join(""));
    }
  });

  test("[REC-3] one bit altered anywhere is noticed, and another key reads nothing", () => {
    const bytes = segmentOf([["first"], ["second"]]);
    for (let at = 0; at < bytes.length; at += 1) {
      const altered = Buffer.from(bytes);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      expect(readSegment(key, altered).isWhole && textsIn(altered).length === 2, `byte ${at}`).toBe(false);
    }
    expect(textsIn(bytes, trackKey(newKey(), trackId))).toEqual([]);
    expect(bytes.includes("second")).toBe(false);
  });
});

describe("a journal on a disk", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "epreuve-journal-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("[REC-2] is sealed when it ends; of one whose process died the whole blocks are recovered, once", async () => {
    const sitting = newKey();
    const path = join(folder, "one");
    const sealed: SealedSegment[] = [];
    const failures: unknown[] = [];
    const writer = new JournalWriter({
      folder: path,
      trackId,
      key: sitting,
      meta: { source: "microphone" },
      onSealed: async (segment) => void sealed.push(segment),
      onFailed: (error) => failures.push(error),
    });
    for (let index = 0; index < 100; index += 1) writer.append(recordTypes.rtp, randomBytes(80));
    await writer.close();
    expect(failures).toEqual([]);
    expect(sealed).toMatchObject([{ trackId, seq: 1, isRecovered: false }]);
    const bytes = await readFile(join(path, "000001.seg"));
    const { records, isWhole } = readSegment(trackKey(sitting, trackId), bytes);
    expect([records.length, isWhole]).toEqual([101, true]);

    await writeFile(join(path, "000002.part"), bytes.subarray(0, bytes.length - 7));
    await writeFile(join(path, "000003.part"), bytes.subarray(0, 20));
    const recovered = await recoverTrack(path, trackId, new Set([1]));
    expect(recovered).toMatchObject([{ seq: 2, isRecovered: true }]);
    expect((await readdir(path)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(["000001.seg", "000002.seg"]);
    expect(await recoverTrack(path, trackId, new Set([1, 2]))).toEqual([]);
    expect(await recoverTrack(join(folder, "nowhere"), trackId, new Set())).toEqual([]);
  });

  test("[REC-2] what was heard goes to the disk within a quarter of a second by the clock of the process, again and again", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      const path = join(folder, "two");
      const writer = new JournalWriter({ folder: path, trackId, key: newKey(), meta: {}, onSealed: async () => undefined, onFailed: () => undefined });
      const onDisk = () => readFile(join(path, "000001.part")).then(wholeLength, () => 0);
      let before = headerBytes;
      for (let time = 0; time < 3; time += 1) {
        writer.append(recordTypes.rtp, randomBytes(80));
        // Nothing but this clock moves: no packet that comes later, and no end, brings it there.
        vi.advanceTimersByTime(250);
        await expect.poll(onDisk, { interval: 10, timeout: 10_000 }).toBeGreaterThan(before);
        before = await onDisk();
      }
      await writer.close();
    } finally {
      vi.useRealTimers();
    }
  });
});

test("[REC-4] a key is wrapped for one row by one master key; without either there is no recording", () => {
  const [master, sitting] = [newKey(), newKey()];
  const wrapped = wrapKey(master, "row-1", sitting);
  expect(unwrapKey(master, "row-1", wrapped)).toEqual(sitting);
  expect(Buffer.from(wrapped).includes(sitting)).toBe(false);
  expect(() => unwrapKey(master, "row-2", wrapped)).toThrow();
  expect(() => unwrapKey(newKey(), "row-1", wrapped)).toThrow();
});

const canMount = process.platform === "linux" && process.getuid?.() === 0;
describe.runIf(canMount)("a disk that is full", () => {
  let disk: string;
  beforeAll(async () => {
    disk = await mkdtemp(join(tmpdir(), "epreuve-full-"));
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", disk]);
  });
  afterAll(async () => {
    execFileSync("umount", [disk]);
    await rm(disk, { recursive: true, force: true });
  });

  async function writeUntilFull(name: string) {
    const sitting = newKey();
    const said: unknown[] = [];
    const sealed: SealedSegment[] = [];
    const writer = new JournalWriter({
      folder: join(disk, name),
      trackId,
      key: sitting,
      meta: {},
      onSealed: async (segment) => void sealed.push(segment),
      onFailed: () => said.push("failed"),
      onWaiting: (isWaiting) => said.push(isWaiting),
    });
    let count = 0;
    const say = (bytes: number): void => {
      const payload = Buffer.alloc(bytes);
      payload.writeUInt32BE((count += 1));
      writer.append(recordTypes.rtp, payload);
    };
    while (!said.includes(true)) {
      say(20_000);
      await new Promise((done) => setTimeout(done, 20));
    }
    const read = async (): Promise<number[]> => {
      const bytes = await readFile(join(disk, name, "000001.seg"));
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(sealed[0]?.sha256);
      const { records, isWhole } = readSegment(trackKey(sitting, trackId), bytes);
      expect(isWhole).toBe(true);
      return records.filter(({ type }) => type === recordTypes.rtp).map(({ payload }) => payload.readUInt32BE());
    };
    return { writer, say, said, read, count: () => count };
  }

  test("[REC-15] what is heard meanwhile waits, and is there once there is room again", async () => {
    await writeFile(join(disk, "ballast"), Buffer.alloc(120_000));
    const { writer, say, said, read, count } = await writeUntilFull("waits");
    for (let index = 0; index < 20; index += 1) say(500);
    await rm(join(disk, "ballast"));
    await expect.poll(() => said.at(-1), { timeout: 5_000 }).toBe(false);
    await writer.close();
    expect(await read()).toEqual(Array.from({ length: count() }, (_, index) => index + 1));
    expect(said).toEqual([true, false]);
    await rm(join(disk, "waits"), { recursive: true });
  });

  test("[REC-15] one that never has room again keeps and seals everything up to the last whole block", async () => {
    const { writer, say, said, read, count } = await writeUntilFull("ends");
    while (!said.includes("failed")) {
      for (let index = 0; index < 20; index += 1) say(60_000);
      await new Promise((done) => setTimeout(done, 20));
    }
    await writer.close();
    const kept = await read();
    expect(kept.length).toBeGreaterThan(3);
    expect(kept.length).toBeLessThan(count());
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => index + 1));
  });
});

test("[REC-15] pictures have room only while little waits; a voice always has", async () => {
  const folder = await mkdtemp(join(tmpdir(), "epreuve-busy-"));
  const sealed: SealedSegment[] = [];
  const writer = new JournalWriter({ folder, trackId, key: newKey(), meta: {}, onSealed: async (segment) => void sealed.push(segment), onFailed: () => undefined });
  expect(writer.hasRoomForPictures).toBe(true);
  for (let index = 0; index < 80; index += 1) writer.append(recordTypes.rtp, randomBytes(60_000));
  expect(writer.hasRoomForPictures).toBe(false);
  await writer.close();
  expect(writer.hasRoomForPictures).toBe(true);
  expect(sealed[0]?.bytes).toBeGreaterThan(80 * 60_000);
  await rm(folder, { recursive: true });
});

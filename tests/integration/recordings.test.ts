import { spawn } from "node:child_process";
import { randomBytes, X509Certificate } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { canonicalJson, type Json } from "#shared/kernel/canonical-json.ts";
import { consentVersion } from "#shared/domain/privacy/consent-items.ts";
import { ok } from "#shared/kernel/result.ts";
import * as rooms from "#shared/protocol/rooms.ts";
import { createMediaOffice } from "#server/features/rooms/media-office.ts";
import { sealRecordings } from "#server/features/rooms/seal-recordings.ts";
import { moveRoomStep, openRoomStep } from "#server/features/rooms/steps.ts";
import { sha256Hex } from "#server/platform/hash.ts";
import { readSegment, recordTypes, trackKey } from "#server/platform/journal/format.ts";
import { JournalWriter } from "#server/platform/journal/journal-writer.ts";
import type { MediaOffice, OpenTrack } from "#server/platform/media-office.ts";
import { readTicket } from "#server/platform/ticket.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openRun } from "../support/exam-room.ts";
import { nth, sessionWorld, type SessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

async function interviewRoom(world: SessionWorld): Promise<string> {
  const { sittingId } = nth(world.candidates, 0);
  const opened = await commit(app.deps, async (uow) =>
    ok(await openRoomStep(uow, { kind: "INTERVIEW", sessionId: world.sessionId, sittingId, frame: {} }, nth(world.advisers, 0).accountId)),
  );
  if (!opened.ok) throw new Error("The room could not be opened.");
  return opened.value.id;
}

async function closeRoom(roomId: string): Promise<void> {
  await commit(app.deps, async (uow) => {
    const room = await uow.tx.room.findUniqueOrThrow({ where: { id: roomId }, select: { id: true, state: true, sessionId: true, sittingId: true } });
    return moveRoomStep(uow, room, "close", room.sessionId);
  });
}

async function record(office: MediaOffice, track: OpenTrack, packets: number): Promise<void> {
  const writer = new JournalWriter({ ...track, meta: {}, onSealed: (segment) => office.enterSegment(segment), onFailed: (error) => { throw error; } });
  for (let index = 0; index < packets; index += 1) writer.append(recordTypes.rtp, randomBytes(60));
  await writer.close();
  await office.endTrack(track.trackId);
}

const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("There is nothing.");
  return value;
};

test("[REC-4] people who speak at once are in one recording, each under the key of the sitting, which the database holds wrapped", async () => {
  const world = await sessionWorld(app);
  const roomId = await interviewRoom(world);
  const office = createMediaOffice(app.deps);
  const peers = [nth(world.candidates, 0).accountId, nth(world.advisers, 0).accountId];
  const tracks = await Promise.all(peers.map((peer) => office.openTrack({ room: roomId, peer, source: "microphone" })));
  expect(await app.deps.db.recording.count({ where: { roomId } })).toBe(1);
  const [first, second] = tracks.map((track) => must(track));
  expect(Buffer.from(must(first).key)).toEqual(Buffer.from(must(second).key));
  const [row] = await app.deps.db.recordingKey.findMany({ where: { sittingId: nth(world.candidates, 0).sittingId } });
  expect(Buffer.from(row?.wrapped ?? []).includes(Buffer.from(must(first).key))).toBe(false);

  await app.deps.db.recordingKey.updateMany({ where: { id: row?.id ?? "" }, data: { wrapped: null, destroyedAt: app.clock.now() } });
  expect(await office.openTrack({ room: roomId, peer: nth(peers, 0), source: "microphone" })).toBeUndefined();
});

test("[REC-8] a recording is signed once its room is over and every track has ended, and not before", async () => {
  const world = await sessionWorld(app);
  const roomId = await interviewRoom(world);
  const office = createMediaOffice(app.deps);
  const track = must(await office.openTrack({ room: roomId, peer: nth(world.candidates, 0).accountId, source: "microphone" }));
  const find = () => app.deps.db.recording.findUniqueOrThrow({ where: { roomId } });
  // The node lives, so its track is waited for.
  await office.report({ url: "", capacity: 9, people: 0, load: 0, isDraining: false, rooms: [], present: [] });
  await closeRoom(roomId);
  await sealRecordings.run(app.deps);
  expect((await find()).state).toBe("LIVE");
  await record(office, track, 20);
  await sealRecordings.run(app.deps);
  const sealed = await find();
  expect(sealed.state).toBe("SEALED");
  const [name] = await readdir(track.folder);
  const bytes = await readFile(join(track.folder, name ?? ""));
  expect(sealed.manifest).toMatchObject({ room: roomId, tracks: [{ track: track.trackId, segments: [{ seq: 1, sha256: sha256Hex(bytes), isRecovered: false }] }] });
  // The signature holds the certificate, and covers the manifest by its hash.
  const signature = Buffer.from(sealed.signature ?? []);
  expect(signature.includes(new X509Certificate(nth(app.deps.signer.certificateChain, 0)).raw)).toBe(true);
  const digest = Buffer.from(sha256Hex(canonicalJson(sealed.manifest as Json)), "hex");
  expect(signature.includes(digest)).toBe(true);
  expect(await office.openTrack({ room: roomId, peer: nth(world.candidates, 0).accountId, source: "microphone" })).toBeUndefined();
  await expect(app.deps.db.recordingSegment.deleteMany({ where: { trackId: track.trackId } })).rejects.toThrow("violated");
});

test("[REC-1] a ticket says what is recorded of a person, and nothing of somebody who withdrew their agreement", async () => {
  const world = await sessionWorld(app);
  const roomId = await interviewRoom(world);
  const { caller } = nth(world.advisers, 0);
  const entry = await caller.must(rooms.joinRoom, { params: { roomId } });
  expect(entry.isRecorded).toBe(true);
  expect(readTicket(app.deps.config.secret, entry.ticket ?? "", app.clock.now())?.recorded).toEqual(["microphone"]);

  const candidate = nth(world.candidates, 0);
  await openRun(app, candidate.sittingId, "INTERVIEW");
  const office = createMediaOffice(app.deps);
  /** What the ticket says, and whether the node is given a track. */
  const kept = async () => {
    const { ticket } = await candidate.caller.must(rooms.joinRoom, { params: { roomId } });
    const track = await office.openTrack({ room: roomId, peer: candidate.accountId, source: "microphone" });
    return [readTicket(app.deps.config.secret, ticket ?? "", app.clock.now())?.recorded, track !== undefined];
  };
  expect(await kept()).toEqual([["microphone"], true]);
  app.clock.advance(1);
  const { registrationId } = candidate;
  const withdrawn = { registrationId, item: "ORAL_RECORDING", version: consentVersion.ORAL_RECORDING, isGranted: false } as const;
  await app.deps.db.consent.create({ data: { ...withdrawn, recordedAt: app.clock.now() } });
  expect(await kept()).toEqual([[], false]);
});

/** Appends one numbered packet each ten milliseconds, and says so after each. */
const writes = `
  import { JournalWriter } from "#server/platform/journal/journal-writer.ts";
  const [folder, key, trackId] = process.argv.slice(1);
  const writer = new JournalWriter({ folder, trackId, key: Buffer.from(key, "hex"), meta: {}, onSealed: async () => {}, onFailed: () => {} });
  let count = 0;
  setInterval(() => { const payload = Buffer.alloc(80); payload.writeUInt32BE(++count); writer.append(2, payload); process.stdout.write(count + "\\n"); }, 10);
`;

test("[REC-2] a process that is killed loses at most a quarter of a second, and its track is sealed at the next start", async () => {
  const folder = await mkdtemp(join(tmpdir(), "epreuve-killed-"));
  const key = randomBytes(32);
  const trackId = crypto.randomUUID();
  const child = spawn(process.execPath, ["--input-type=module", "--eval", writes, folder, key.toString("hex"), trackId], { stdio: ["ignore", "pipe", "inherit"] });
  let said = 0;
  child.stdout.on("data", (text: Buffer) => (said = Number(text.toString().trim().split("\n").at(-1))));
  await expect.poll(() => said, { timeout: 20_000 }).toBeGreaterThan(150);
  const exit = new Promise((done) => child.once("exit", done));
  child.kill("SIGKILL");
  await exit;
  const { recoverTrack } = await import("#server/platform/journal/recover.ts");
  const [segment] = await recoverTrack(folder, trackId, new Set());
  expect(segment).toMatchObject({ seq: 1, isRecovered: true });
  const { records, isWhole } = readSegment(trackKey(key, trackId), await readFile(join(folder, "000001.seg")));
  const heard = records.filter(({ type }) => type === recordTypes.rtp).map(({ payload }) => payload.readUInt32BE(0));
  expect(isWhole).toBe(true);
  expect(heard).toEqual(Array.from({ length: heard.length }, (_, index) => index + 1));
  // Twenty-five packets are a quarter of a second; a busy machine writes as many late as it wakes late.
  expect(said - heard.length).toBeLessThanOrEqual(40);
  await rm(folder, { recursive: true });
});

import { existsSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { consentVersion } from "#shared/domain/privacy/consent-items.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import type { ExamRules } from "#shared/domain/policies/exam-rules.ts";
import * as recordings from "#shared/protocol/recordings.ts";
import * as rooms from "#shared/protocol/rooms.ts";
import { ok } from "#shared/kernel/result.ts";
import { createMediaOffice } from "#server/features/rooms/media-office.ts";
import { clipFromStep } from "#server/features/rooms/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { destroyRecordings } from "#server/features/recordings/destroy-recordings.ts";
import { readTicket } from "#server/platform/ticket.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { addRules, ensurePolicy } from "#tests/support/exam-fixture.ts";
import { closeAndSeal, keepSecond, openInterview } from "#tests/support/recorded.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** What was decided about recordings: whether anybody is filmed, how long they are kept, who opened them. */

let app: TestApp;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  director = await app.as(await app.account({ roles: ["DIRECTOR"], givenName: "Hélène" }));
});
afterAll(() => app.stop());

const decide = (change: Partial<ExamRules["recording"]>) =>
  addRules(app, (rules) => ({ ...rules, recording: { ...rules.recording, ...change } }));

const agreeToFilm = ({ registrationId }: { readonly registrationId: string }, isGranted: boolean) =>
  app.deps.db.consent.create({
    data: { registrationId, item: "ORAL_VIDEO", version: consentVersion.ORAL_VIDEO, isGranted, recordedAt: app.clock.now() },
    select: { id: true },
  });

async function recorded(sources: readonly ("microphone" | "camera")[] = ["microphone"]): Promise<{ sittingId: string; folders: string[] }> {
  const world = await sessionWorld(app);
  const roomId = await openInterview(app, world);
  const folders: string[] = [];
  const { accountId, sittingId } = nth(world.candidates, 0);
  for (const source of sources) folders.push((await keepSecond(app, roomId, accountId, source)) ?? "refused");
  folders.push((await keepSecond(app, roomId, nth(world.advisers, 0).accountId, "microphone")) ?? "refused");
  await closeAndSeal(app, roomId);
  await app.deps.db.session.update({ where: { id: world.sessionId }, data: { state: "HELD" } });
  return { sittingId, folders };
}

const keptOf = async (sittingId: string) => (await director.must(recordings.recordingsDesk, {})).kept.find((one) => one.sittingId === sittingId);
const daySeconds = 86_400;

test("[KEEP-3] rules decided apart hold until a version of the rules of the exam says what is recorded, from its day on", async () => {
  const reason = "Calendrier de conservation.";
  const decidedById = await app.account({ roles: ["DIRECTOR"], givenName: "Hélène" });
  const before = { version: 1, isOralFilmed: false, areExtractsKept: true, reviewDays: 60, keepDays: 91 };
  await app.deps.db.recordingPolicy.create({ data: { ...before, reason, decidedById, decidedAt: app.clock.now() } });
  await expect(app.deps.db.recordingPolicy.deleteMany({})).rejects.toThrow("violated");
  const desk = () => director.must(recordings.recordingsDesk, {});
  const decidedApart = { rules: { ...before, isOfExam: false }, decided: { reason } };
  expect(await desk()).toMatchObject(decidedApart);
  await ensurePolicy(app);
  expect(await desk()).toMatchObject(decidedApart);
  const later = new Date(app.clock.now().getTime() + 9_000 * daySeconds * 1000);
  await addRules(app, (rules) => ({ ...rules, recording: { ...rules.recording, keepDays: 30 } }), later);
  expect(await desk()).toMatchObject(decidedApart);
  const version = await decide({ keepDays: 90 });
  expect(await desk()).toMatchObject({ rules: { ...before, version, isOfExam: true, keepDays: 90 }, decided: null });
});

test("[REC-16] somebody is filmed only where it was decided and where they agreed to that by itself; staff never", async () => {
  const world = await sessionWorld(app);
  const roomId = await openInterview(app, world);
  const candidate = nth(world.candidates, 0);
  const film = () => keepSecond(app, roomId, candidate.accountId, "camera");
  await agreeToFilm(candidate, true);
  expect(await film()).toBeUndefined();
  await decide({ isOralFilmed: true });
  expect(await film()).toBeDefined();
  expect(await keepSecond(app, roomId, nth(world.advisers, 0).accountId, "camera")).toBeUndefined();
  const entry = await nth(world.advisers, 0).caller.must(rooms.joinRoom, { params: { roomId } });
  expect(readTicket(app.deps.config.secret, entry.ticket ?? "", app.clock.now())?.recorded).toEqual(["microphone"]);
  await agreeToFilm(candidate, false);
  expect(await film()).toBeUndefined();
  expect(await keepSecond(app, roomId, candidate.accountId, "microphone")).toBeDefined();
  await decide({ isOralFilmed: false });
});

test("[KEEP-4] destroying the key destroys the recording, on its day, with a certificate that names nobody", async () => {
  const { sittingId, folders } = await recorded();
  const dueAt = app.clock.now().getTime() + 150 * daySeconds * 1000;
  const shown = await keptOf(sittingId);
  expect(shown).toMatchObject({ state: "KEPT", activities: ["INTERVIEW"], hasPicture: false, hold: null });
  expect(Math.abs(Date.parse(shown?.dueAt ?? "") - dueAt)).toBeLessThan(60_000);
  await destroyRecordings.run(app.deps);
  expect(await keptOf(sittingId)).toBeDefined();

  app.clock.advance(151 * daySeconds);
  director = await app.as(await app.account({ roles: ["DIRECTOR"], givenName: "Hélène" }));
  // What is about to be destroyed is seen before it is.
  expect(await keptOf(sittingId)).toMatchObject({ state: "DUE" });
  await destroyRecordings.run(app.deps);
  expect(await keptOf(sittingId)).toBeUndefined();
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, false]);
  const key = await app.deps.db.recordingKey.findFirstOrThrow({ where: { sittingId } });
  expect(key.wrapped).toBeNull();
  await expect(app.deps.db.recordingKey.update({ where: { id: key.id }, data: { destroyedAt: null, wrapped: Buffer.from("x") } })).rejects.toThrow("violated");
  expect(await app.deps.db.recording.findMany({ where: { tracks: { some: { keyId: key.id } } }, select: { state: true } })).toEqual([{ state: "DESTROYED" }]);
  const [row] = await app.deps.db.recordingDestruction.findMany({ where: { sittingId } });
  expect(row?.certificate).toMatchObject({ sitting: sittingId, rule: { reviewDays: 60, keepDays: 90 }, tracks: [{ source: "microphone", segments: 1 }, { segments: 1 }] });
  expect(JSON.stringify(row?.certificate)).not.toContain("Candidat");
  await expect(app.deps.db.recordingDestruction.deleteMany({})).rejects.toThrow("violated");
  const sent = await director.raw("GET", `/api/recordings/destructions/${row?.id}`);
  expect([sent.status, sent.headers.get("content-type")]).toEqual([200, "application/zip"]);
  const opened = await director.call(recordings.openPlayback, { params: { sittingId, activity: "INTERVIEW" }, body: { reason: "Révision." } });
  expect(opened).toMatchObject({ ok: false, code: "NOT_FOUND" });
  await destroyRecordings.run(app.deps);
  expect(await app.deps.db.recordingDestruction.count({ where: { sittingId } })).toBe(1);
});

test("[KEEP-5] what somebody holds is not destroyed, not even by the database, until it is released", async () => {
  const { sittingId } = await recorded();
  const params = { sittingId };
  expect(await director.call(recordings.holdRecordings, { params, body: { reason: "" } })).toMatchObject({ code: "REASON_REQUIRED" });
  await director.must(recordings.holdRecordings, { params, body: { reason: "Recours en cours." } });
  await director.must(recordings.holdRecordings, { params, body: { reason: "Encore." } });
  app.clock.advance(400 * daySeconds);
  director = await app.as(await app.account({ roles: ["DIRECTOR"], givenName: "Hélène" }));
  await destroyRecordings.run(app.deps);
  expect(await keptOf(sittingId)).toMatchObject({ state: "HELD", hold: { reason: "Recours en cours." } });
  const key = await app.deps.db.recordingKey.findFirstOrThrow({ where: { sittingId } });
  await expect(app.deps.db.recordingKey.update({ where: { id: key.id }, data: { wrapped: null, destroyedAt: app.clock.now() } })).rejects.toThrow("held");
  await director.must(recordings.releaseRecordings, { params });
  expect(await director.call(recordings.releaseRecordings, { params })).toMatchObject({ code: "STATE_CHANGED" });
  await destroyRecordings.run(app.deps);
  expect(await keptOf(sittingId)).toBeUndefined();
});

test("[KEEP-2] a recording whose exam is not judged yet is needed, whatever its age", async () => {
  const { sittingId } = await recorded();
  await app.deps.db.result.create({ data: { sittingId, state: "MARKING" } });
  app.clock.advance(400 * daySeconds);
  director = await app.as(await app.account({ roles: ["DIRECTOR"], givenName: "Hélène" }));
  await destroyRecordings.run(app.deps);
  expect(await keptOf(sittingId)).toMatchObject({ state: "IN_USE", dueAt: null });
});

test("[KEEP-2] a recording is needed while what was decided on an incident may be looked at again", async () => {
  const { sittingId } = await recorded();
  const openedById = await app.account({ roles: ["ADVISER"] });
  const openedAt = app.clock.now();
  const { id: incidentId } = await app.deps.db.incident.create({
    data: { sittingId, taxonomyVersion: 1, code: "AID-1", severity: 2, summary: "Une voix.", openedById, openedAt, state: "OPEN" },
    select: { id: true },
  });
  await app.deps.db.incidentReview.create({ data: { incidentId, state: "OPEN", openedAt, dueAt: openedAt, request: "", conclusion: "" } });
  app.clock.advance(400 * daySeconds);
  director = await app.as(await app.account({ roles: ["DIRECTOR"], givenName: "Hélène" }));
  expect(await keptOf(sittingId)).toMatchObject({ state: "IN_USE", dueAt: null });
  await app.deps.db.incidentReview.update({ where: { incidentId }, data: { state: "EXPIRED" } });
  expect(await keptOf(sittingId)).toMatchObject({ state: "DUE" });
});

test("[REC-8, PLAY-1] the directorate opens a recording with a reason; the person reads of it, and sees and hears what was kept", async () => {
  await decide({ isOralFilmed: true });
  const world = await sessionWorld(app);
  const candidate = nth(world.candidates, 0);
  await agreeToFilm(candidate, true);
  const roomId = await openInterview(app, world);
  for (const source of ["microphone", "camera"] as const) await keepSecond(app, roomId, candidate.accountId, source);
  await keepSecond(app, roomId, nth(world.advisers, 0).accountId, "microphone");
  await closeAndSeal(app, roomId);
  await decide({ isOralFilmed: false });
  // What is signed tells the holes too: here there are none, and a picture of one person only.
  const { manifest } = await app.deps.db.recording.findUniqueOrThrow({ where: { roomId }, select: { manifest: true } });
  const none = { isWhole: true, soundGaps: [] };
  expect(manifest).toMatchObject({ people: [{ ...none, pictureGaps: [] }, { ...none, pictureGaps: null }] });
  const params = { sittingId: candidate.sittingId, activity: "INTERVIEW" as const };
  expect(await director.call(recordings.openPlayback, { params, body: { reason: "" } })).toMatchObject({ code: "REASON_REQUIRED" });
  const path = `/api/recordings/${candidate.sittingId}/INTERVIEW`;
  const refused = async (what: string, who = director) => {
    const answer = await who.raw("GET", `${path}/${what}`);
    return [answer.status, JSON.stringify(await answer.json()).includes("RECORDING_NOT_OPENED")];
  };
  for (const what of ["voices/0", "films/0"]) expect(await refused(what)).toEqual([409, true]);
  const view = await director.must(recordings.openPlayback, { params, body: { reason: "Demande de révision." } });
  expect(view.people.map(({ isEvaluated, hasPicture, isDamaged }) => [isEvaluated, hasPicture, isDamaged])).toEqual([[true, true, false], [false, false, false]]);
  const film = await director.raw("GET", `${path}/films/0`);
  expect([film.status, film.headers.get("content-type")]).toEqual([200, "video/webm"]);
  expect(Buffer.from(await film.arrayBuffer()).readUInt32BE()).toBe(0x1a45dfa3);
  expect((await director.raw("GET", `${path}/films/1`)).status).toBe(404);
  expect(Buffer.from(await (await director.raw("GET", `${path}/voices/1`)).arrayBuffer()).subarray(0, 4).toString()).toBe("OggS");
  for (const { caller } of [...world.advisers, ...world.candidates])
    expect(await caller.call(recordings.openPlayback, { params, body: { reason: "Pour voir." } })).toMatchObject({ ok: false, code: "FORBIDDEN" });
  const { observations } = await candidate.caller.must(sittingRecord, { params: { sittingId: candidate.sittingId } });
  expect(observations.filter(({ kind }) => kind === "RECORDING_OPENED")).toHaveLength(1);
  expect(await app.deps.db.auditEvent.count({ where: { type: "recording.opened", subjectId: candidate.sittingId } })).toBe(1);
  expect(await app.deps.db.auditEvent.count({ where: { type: "recording.heard", subjectId: candidate.sittingId } })).toBe(2);
  // An opening is of one account and of some hours; a part of an open film is given as the whole is.
  const colleague = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  for (const what of ["voices/0", "films/0"]) expect(await refused(what, colleague)).toEqual([409, true]);
  const part = await fetch(`${app.url}${path}/films/0`, { headers: { cookie: director.cookie, range: "bytes=0-3" } });
  expect([200, 206]).toContain(part.status);
  app.clock.advance(4 * 3600 + 1);
  expect(await refused("voices/0")).toEqual([409, true]);
}, 120_000);

test("[CLIP-3] an extract goes to the node of its room once, is kept under the sitting's key, and its opening is in the record", async () => {
  const world = await sessionWorld(app);
  const { accountId, sittingId, caller } = nth(world.candidates, 0);
  const roomId = await openInterview(app, world);
  await app.deps.db.room.update({ where: { id: roomId }, data: { mediaNodeId: "test" } });
  const office = createMediaOffice({ ...app.deps, config: { ...app.deps.config, media: { ...app.deps.config.media, node: "test" } } });
  const report = () => office.report({ url: "", capacity: 9, people: 0, load: 0, isDraining: false, rooms: [roomId], present: [] });
  const asked = await commit(app.deps, async (uow) =>
    ok(await clipFromStep(uow, { roomId, accountId, sittingId, askedById: nth(world.advisers, 0).accountId }, { before: 500, after: 2 })),
  );
  if (!asked.ok) throw new Error("An extract can be asked for.");
  const { clipId } = asked.value;
  expect((await report()).clips).toEqual([{ clipId, room: roomId, peer: accountId, secondsBefore: 60, secondsAfter: 2 }]);
  expect((await report()).clips).toBeUndefined();
  expect(await office.openTrack({ room: roomId, peer: nth(world.candidates, 1).accountId, source: "camera", clipId })).toBeUndefined();
  // Neither is recorded in this room otherwise.
  await keepSecond(app, roomId, accountId, "camera", clipId);
  await keepSecond(app, roomId, accountId, "microphone", clipId);
  await office.endClip?.(clipId, true);
  expect(await app.deps.db.recordingClip.findUniqueOrThrow({ where: { id: clipId } })).toMatchObject({ state: "KEPT" });
  const path = `/api/recordings/extracts/${clipId}`;
  expect((await caller.raw("GET", `${path}/camera`)).status).toBe(403);
  const film = await director.raw("GET", `${path}/camera`);
  expect([film.status, film.headers.get("content-type")]).toEqual([200, "video/webm"]);
  const { observations } = await caller.must(sittingRecord, { params: { sittingId } });
  expect(observations.map(({ kind }) => kind)).toEqual(["EXTRACT_OPENED"]);
  await closeAndSeal(app, roomId);
  const kept = await keptOf(sittingId);
  expect(kept).toMatchObject({ activities: [], extracts: [{ clipId }] });
}, 120_000);

test("[CLIP-2] an extract that nobody could keep is known to be missed", async () => {
  const world = await sessionWorld(app);
  const { accountId, sittingId } = nth(world.candidates, 0);
  const roomId = await openInterview(app, world);
  const asked = await commit(app.deps, async (uow) => ok(await clipFromStep(uow, { roomId, accountId, sittingId, askedById: null })));
  if (!asked.ok) throw new Error("An extract can be asked for.");
  app.clock.advance(601);
  await createMediaOffice(app.deps).report({ url: "", capacity: 9, people: 0, load: 0, isDraining: false, rooms: [], present: [] });
  expect(await app.deps.db.recordingClip.findUniqueOrThrow({ where: { id: asked.value.clipId } })).toMatchObject({ state: "MISSED" });
});

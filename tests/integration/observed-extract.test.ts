import { afterAll, beforeAll, expect, test } from "vitest";
import { consentVersion } from "#shared/domain/privacy/consent-items.ts";
import { openActivity, sessionBoard } from "#shared/protocol/conduct.ts";
import { addStaffObservation, sittingRecord } from "#shared/protocol/integrity.ts";
import { recordConsents } from "#shared/protocol/privacy.ts";
import { holdRecordings } from "#shared/protocol/recordings.ts";
import { joinRoom, sessionSupervision } from "#shared/protocol/rooms.ts";
import { createMediaOffice } from "#server/features/rooms/media-office.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
import { readTicket } from "#server/platform/ticket.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import type { Caller } from "../support/caller.ts";
import { addRules } from "../support/exam-fixture.ts";
import { keepSecond } from "../support/recorded.ts";
import { nth, sessionWorld, type SessionWorld } from "../support/session-world.ts";

/** An observation with the minute before it, from the key on the board to what the person reads. */

let app: TestApp;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
});
afterAll(() => app.stop());

async function agree({ caller, registrationId }: SessionWorld["candidates"][number], isGranted: boolean): Promise<void> {
  const answers = [{ item: "ONLINE_SUPERVISION" as const, version: consentVersion.ONLINE_SUPERVISION, isGranted }];
  await caller.must(recordConsents, { params: { registrationId }, body: { answers } });
}

/** Everybody reads at home. */
async function readingWorld() {
  const world = await sessionWorld(app);
  for (const candidate of world.candidates) {
    await agree(candidate, true);
    await commit(app.deps, (uow) => moveSittingStep(uow, candidate.sittingId, "arrive", candidate.accountId));
    await commit(app.deps, (uow) => moveSittingStep(uow, candidate.sittingId, "confirmIdentity", candidate.accountId));
  }
  const [adviser, person] = [nth(world.advisers, 0), nth(world.candidates, 0)];
  const params = { sessionId: world.sessionId };
  await adviser.caller.must(openActivity, { params: { ...params, activity: "READING" }, body: { sittingIds: null } });
  const { roomId } = await adviser.caller.must(sessionSupervision, { params });
  return { world, adviser, person, roomId: roomId ?? "" };
}

/** The first person is in the supervision room. */
async function watchedWorld() {
  const reading = await readingWorld();
  const entry = await reading.person.caller.must(joinRoom, { params: { roomId: reading.roomId } });
  return { ...reading, entry };
}

const observe = (adviser: Caller, sittingId: string, keepsExtract = true) =>
  adviser.must(addStaffObservation, { params: { sittingId }, body: { category: "OTHER_VOICE", text: "", keepsExtract } });
const canKeep = async (adviser: Caller, sessionId: string, sittingId: string) =>
  (await adviser.must(sessionBoard, { params: { sessionId } })).sittings.find((one) => one.sittingId === sittingId)?.canKeepExtract;

const decide = (areExtractsKept: boolean) =>
  addRules(app, (rules) => ({ ...rules, recording: { ...rules.recording, areExtractsKept } }));

test("[CLIP-4, CLIP-5] the minute before an observation is kept with it, and the person reads so and until when", async () => {
  const { world, adviser, person, roomId } = await watchedWorld();
  const { sittingId, accountId, caller } = person;
  expect(await canKeep(adviser.caller, world.sessionId, sittingId)).toBe(true);
  const { observationId, extract } = await observe(adviser.caller, sittingId);
  expect(extract).toBe("ASKED");
  const plain = await observe(adviser.caller, sittingId, false);
  expect(plain.extract).toBe("NOT_WANTED");
  const read = async () => {
    const { observations, extracts } = await caller.must(sittingRecord, { params: { sittingId } });
    return { line: observations.find((one) => one.observationId === observationId)?.extract, extracts };
  };
  expect(await read()).toEqual({ line: "ASKED", extracts: null });

  const { mediaNodeId } = await app.deps.db.room.findUniqueOrThrow({ where: { id: roomId }, select: { mediaNodeId: true } });
  const office = createMediaOffice({ ...app.deps, config: { ...app.deps.config, media: { ...app.deps.config.media, node: mediaNodeId ?? "" } } });
  const { clips } = await office.report({ url: "", capacity: 9, people: 0, load: 0, isDraining: false, rooms: [roomId], present: [] });
  const [clip] = clips ?? [];
  expect(clip).toMatchObject({ room: roomId, peer: accountId, secondsBefore: 60, secondsAfter: 0 });
  await keepSecond(app, roomId, accountId, "camera", clip?.clipId ?? "");
  await office.endClip?.(clip?.clipId ?? "", true);
  expect(await read()).toEqual({ line: "KEPT", extracts: { days: 150, dueAt: null, isHeld: false, destroyedAt: null } });
  await director.must(holdRecordings, { params: { sittingId }, body: { reason: "Un dossier est ouvert." } });
  expect(await read()).toMatchObject({ line: "KEPT", extracts: { isHeld: true } });
  const staff = await adviser.caller.must(sittingRecord, { params: { sittingId } });
  expect(staff).toEqual(await caller.must(sittingRecord, { params: { sittingId } }));
});

test("[CLIP-4] nothing is kept of somebody who is not in the room or agrees no longer; the observation stands", async () => {
  const { world, adviser, person } = await watchedWorld();
  const absent = nth(world.candidates, 1);
  expect(await canKeep(adviser.caller, world.sessionId, absent.sittingId)).toBe(false);
  expect(await observe(adviser.caller, absent.sittingId)).toMatchObject({ extract: "NOT_POSSIBLE" });
  await agree(person, false);
  expect(await observe(adviser.caller, person.sittingId)).toMatchObject({ extract: "NOT_POSSIBLE" });
  const { observations } = await person.caller.must(sittingRecord, { params: { sittingId: person.sittingId } });
  expect(observations.filter(({ kind }) => kind === "STAFF_OBSERVATION").map(({ extract }) => extract)).toEqual([null]);
  expect(await app.deps.db.recordingClip.count({ where: { sittingId: { in: [absent.sittingId, person.sittingId] } } })).toBe(0);
});

test("[CLIP-4] where the directorate does not allow it nothing is remembered and nothing is kept", async () => {
  const remembers = (ticket: string | null) => readTicket(app.deps.config.secret, ticket ?? "", app.clock.now())?.remembered;
  const { world, adviser, person, roomId, entry } = await watchedWorld();
  expect(remembers(entry.ticket)).toEqual(["camera", "microphone", "screen"]);
  await decide(false);
  expect(remembers((await person.caller.must(joinRoom, { params: { roomId } })).ticket)).toEqual([]);
  expect(await canKeep(adviser.caller, world.sessionId, person.sittingId)).toBe(false);
  expect(await observe(adviser.caller, person.sittingId)).toMatchObject({ extract: "NOT_POSSIBLE" });
  await decide(true);
});

test("[CLIP-5] an extract rests on an entry of its own sitting; the database refuses any other", async () => {
  const { world, adviser, person, roomId } = await readingWorld();
  const { observationId } = await observe(adviser.caller, person.sittingId, false);
  const other = nth(world.candidates, 1);
  const clip = { roomId, state: "ASKED", secondsBefore: 60, secondsAfter: 0, askedAt: app.clock.now(), observationId } as const;
  await expect(app.deps.db.recordingClip.create({ data: { ...clip, accountId: other.accountId, sittingId: other.sittingId } })).rejects.toThrow();
});

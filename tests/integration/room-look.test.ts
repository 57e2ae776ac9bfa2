import { afterAll, beforeAll, expect, test } from "vitest";
import { closeCheckIn, openCheckIn } from "#shared/protocol/rooms.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { beginRoomLook, endRoomLook, noteRoomStep, roomLooks } from "#shared/protocol/room-look.ts";
import { currentRoomList, roomList, stepNow, stepsMissing, type RoomStep } from "#shared/domain/identity/room-look.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { nth, sessionWorld } from "../support/session-world.ts";

const steps = roomList(currentRoomList);

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

async function arrived(deliveryMode: "ONLINE" | "IN_PERSON" = "ONLINE") {
  const world = await sessionWorld(app, { candidates: 1, deliveryMode });
  const { sittingId, accountId, caller } = nth(world.candidates, 0);
  await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "arrive", accountId));
  const [first, second] = [nth(world.advisers, 0).caller, nth(world.advisers, 1).caller];
  return { first, second, candidate: caller, params: { sittingId }, sessionId: world.sessionId };
}
const well = (step: RoomStep) => ({ step, isWell: true, note: "", ...(step === "HEADSET" && { headset: "ACCEPTED" as const }) });

test("[LOOK-1, LOOK-4] the list is noted line by line, and the person reads which step is asked now", async () => {
  const { first, candidate, params } = await arrived();
  expect((await candidate.must(roomLooks, { params })).looks).toEqual([]);
  const { lookId } = await first.must(beginRoomLook, { params });
  for (const [index, step] of steps.entries()) {
    const [look] = (await candidate.must(roomLooks, { params })).looks;
    expect(look).toMatchObject({ now: step, byName: expect.stringContaining("Marc") });
    app.clock.advance(5);
    const { now } = await first.must(noteRoomStep, { params: { ...params, lookId }, body: well(step) });
    expect(now).toBe(steps[index + 1] ?? null);
  }
  const seen = await candidate.must(roomLooks, { params });
  expect(seen).toEqual(await first.must(roomLooks, { params }));
  expect(seen.looks[0]?.lines.map(({ step }) => step)).toEqual(steps);
  const { observations } = await candidate.must(sittingRecord, { params });
  expect(observations.map(({ kind }) => kind)).toEqual(["ROOM_LOOKED"]);
});

test("[LOOK-1] the same list is used at the Office, by the support staff too, and a second look keeps the first", async () => {
  const { params } = await arrived("IN_PERSON");
  const support = await app.as(await app.account({ roles: ["SUPPORT"] }));
  for (let time = 0; time < 2; time += 1) {
    app.clock.advance(60);
    const { lookId } = await support.must(beginRoomLook, { params });
    for (const step of steps) await support.must(noteRoomStep, { params: { ...params, lookId }, body: well(step) });
  }
  const { looks } = await support.must(roomLooks, { params });
  expect(looks.map((look) => [look.steps, look.lines.length])).toEqual([
    [steps, steps.length],
    [steps, steps.length],
  ]);
});

test("[LOOK-2] two advisers who begin at once look together, and of two who note one line, one does", async () => {
  const { first, second, params } = await arrived();
  const [one, other] = await Promise.all([first, second].map((caller) => caller.must(beginRoomLook, { params })));
  expect(one).toEqual(other);
  const lookId = one?.lookId ?? "";
  const both = await Promise.all(
    [first, second].map((caller) => caller.call(noteRoomStep, { params: { ...params, lookId }, body: well("TABLE") })),
  );
  expect(both.map((answer) => (answer.ok ? "noted" : answer.code)).toSorted()).toEqual(["STATE_CHANGED", "noted"]);
});

test("[LOOK-3] what is not well is said in words, is a line of the record, and holds nothing up", async () => {
  const { first, candidate, params } = await arrived();
  const { lookId } = await first.must(beginRoomLook, { params });
  const line = { params: { ...params, lookId }, body: { step: "UNDER_TABLE" as const, isWell: false, note: "" } };
  expect(await first.call(noteRoomStep, line)).toMatchObject({ code: "REASON_REQUIRED" });
  const note = "Un classeur fermé est sous la table.";
  expect(await first.must(noteRoomStep, { ...line, body: { ...line.body, note } })).toEqual({ now: "TABLE" });
  const { observations } = await candidate.must(sittingRecord, { params });
  expect(observations.map(({ kind, text }) => [kind, text])).toEqual([["ROOM_NOTED", note]]);
  const { accountId } = await app.deps.db.sitting.findUniqueOrThrow({ where: { id: params.sittingId } });
  const row = { lookId, step: "DOOR", isWell: false, note: " ", notedById: accountId, notedAt: app.clock.now() };
  await expect(app.deps.db.roomLookLine.create({ data: row })).rejects.toThrow(/RoomLookLine_note/);
  await expect(app.deps.db.roomLookLine.deleteMany({ where: { lookId } })).rejects.toThrow();
});

test("[LOOK-4] another session, another person and another order read and note nothing", async () => {
  const [here, elsewhere] = [await arrived(), await arrived()];
  const { lookId } = await here.first.must(beginRoomLook, { params: here.params });
  for (const caller of [elsewhere.first, elsewhere.candidate])
    expect(await caller.call(roomLooks, { params: here.params })).toMatchObject({ code: "NOT_FOUND" });
  const line = { params: { ...here.params, lookId }, body: well("TABLE") };
  expect(await elsewhere.first.call(noteRoomStep, line)).toMatchObject({ code: "NOT_FOUND" });
  expect(await here.candidate.call(noteRoomStep, line)).toMatchObject({ code: "FORBIDDEN" });
  // A look of somebody else is not noted under one's own person.
  const mixed = { params: { ...elsewhere.params, lookId }, body: well("TABLE") };
  expect(await elsewhere.first.call(noteRoomStep, mixed)).toMatchObject({ code: "NOT_FOUND" });
});

test("[LOOK-10] nobody's room is looked at before they came or after their day is over, and no look is offered then", async () => {
  const world = await sessionWorld(app, { candidates: 1 });
  const { sittingId, accountId } = nth(world.candidates, 0);
  const [params, adviser] = [{ sittingId }, nth(world.advisers, 0).caller];
  const isOffered = async (): Promise<boolean> => (await adviser.must(roomLooks, { params })).mayBegin;
  expect(await isOffered()).toBe(false);
  expect(await adviser.call(beginRoomLook, { params })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "arrive", accountId));
  expect(await isOffered()).toBe(true);
  await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "stop", accountId));
  expect(await isOffered()).toBe(false);
  expect(await adviser.call(beginRoomLook, { params })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  expect(stepNow(currentRoomList, steps)).toBe(null);
});

test("[LOOK-7] a look that is stopped is over and not done, and another may begin", async () => {
  const { first, candidate, params } = await arrived();
  const { lookId } = await first.must(beginRoomLook, { params });
  const at = { params: { ...params, lookId } };
  await first.must(noteRoomStep, { ...at, body: well("TABLE") });
  expect(await candidate.call(endRoomLook, at)).toMatchObject({ code: "FORBIDDEN" });
  app.clock.advance(5);
  await first.must(endRoomLook, at);
  const { looks } = await candidate.must(roomLooks, { params });
  expect(looks).toMatchObject([{ now: null, ended: { at: app.clock.now().toISOString() }, lines: [{ step: "TABLE" }] }]);
  expect(stepsMissing(currentRoomList, ["TABLE"])).toEqual(steps.slice(1));
  const { observations } = await candidate.must(sittingRecord, { params });
  // What the candidate asked for above and may not do is seen, too.
  expect(observations.map(({ kind }) => kind)).toEqual(["REFUSED_REQUEST", "ROOM_NOT_LOOKED"]);
  expect(await first.call(endRoomLook, at)).toMatchObject({ code: "STATE_CHANGED" });
  expect(await first.call(noteRoomStep, { ...at, body: well("SCREEN") })).toMatchObject({ code: "STATE_CHANGED" });
  await expect(app.deps.db.roomLookEnd.deleteMany({ where: { lookId } })).rejects.toThrow();
  app.clock.advance(5);
  expect((await first.must(beginRoomLook, { params })).lookId).not.toBe(lookId);
  const elsewhere = await arrived();
  expect(await elsewhere.first.call(endRoomLook, at)).toMatchObject({ code: "NOT_FOUND" });
  expect(await elsewhere.first.call(endRoomLook, { params: { ...elsewhere.params, lookId } })).toMatchObject({ code: "NOT_FOUND" });
});

test("[LOOK-7] the end of the call ends the look that is under way, and leaves one that is done as it is", async () => {
  const { first, candidate, params, sessionId } = await arrived();
  await app.deps.db.session.update({ where: { id: sessionId }, data: { state: "IN_PROGRESS" } });
  const kinds = async () => (await candidate.must(sittingRecord, { params })).observations.map(({ kind }) => kind);
  const callWith = async (noted: readonly RoomStep[]): Promise<void> => {
    app.clock.advance(60);
    const { roomId } = await first.must(openCheckIn, { params });
    const { lookId } = await first.must(beginRoomLook, { params });
    for (const step of noted) await first.must(noteRoomStep, { params: { ...params, lookId }, body: well(step) });
    await first.must(closeCheckIn, { params: { roomId } });
  };
  await callWith(steps.slice(0, 3));
  expect(await kinds()).toEqual(["ROOM_NOT_LOOKED"]);
  await callWith(steps);
  expect((await candidate.must(roomLooks, { params })).looks.map(({ now, ended }) => [now, ended !== null])).toEqual([
    [null, false],
    [null, true],
  ]);
  expect((await kinds()).toSorted()).toEqual(["ROOM_LOOKED", "ROOM_NOT_LOOKED"]);
});

test("[LOOK-9] a headset that was accepted is told apart from none, to the person too, and nothing else has one", async () => {
  for (const headset of ["ACCEPTED", "NONE"] as const) {
    const { first, candidate, params } = await arrived();
    const { lookId } = await first.must(beginRoomLook, { params });
    const at = { ...params, lookId };
    // Well, and nobody says which of the two; or said of the table, or of what is not well.
    for (const body of [
      { step: "HEADSET", isWell: true },
      { step: "TABLE", isWell: true, headset },
      { step: "HEADSET", isWell: false, note: "Il reste dans l’étui.", headset },
    ] as const)
      expect(await first.call(noteRoomStep, { params: at, body })).toMatchObject({ code: "BAD_INPUT" });
    await first.must(noteRoomStep, { params: at, body: { step: "HEADSET", isWell: true, headset } });
    const [look] = (await candidate.must(roomLooks, { params })).looks;
    expect(look?.lines.map(({ step, isWell, headset: said }) => [step, isWell, said])).toEqual([["HEADSET", true, headset]]);
    const row = { lookId, isWell: true, note: "", headset, notedAt: app.clock.now() };
    const { startedById: notedById } = await app.deps.db.roomLook.findUniqueOrThrow({ where: { id: lookId }, select: { startedById: true } });
    await expect(app.deps.db.roomLookLine.create({ data: { ...row, notedById, step: "TABLE" } })).rejects.toThrow(/RoomLookLine_headset/);
  }
});

test("[LOOK-9] a headset is a point of its own at home and at the Office, and a look under an older list goes on as it began", async () => {
  for (const mode of ["ONLINE", "IN_PERSON"] as const) {
    const { first, candidate, params } = await arrived(mode);
    const { lookId } = await first.must(beginRoomLook, { params });
    const note = "Le casque est sans fil; il est posé dans son étui.";
    await first.must(noteRoomStep, { params: { ...params, lookId }, body: { step: "HEADSET", isWell: false, note } });
    const [look] = (await candidate.must(roomLooks, { params })).looks;
    expect(look?.lines.map(({ step, isWell, note: text }) => [step, isWell, text])).toEqual([["HEADSET", false, note]]);
  }
  const { first, params } = await arrived();
  const { id: startedById } = await app.deps.db.account.findFirstOrThrow({ where: { roles: { has: "ADVISER" } }, select: { id: true } });
  const older = { sittingId: params.sittingId, listVersion: 1, startedById, startedAt: app.clock.now() };
  const { id: lookId } = await app.deps.db.roomLook.create({ data: older, select: { id: true } });
  expect((await first.must(roomLooks, { params })).looks[0]?.steps).toEqual(roomList(1));
  const at = { ...params, lookId };
  expect(await first.call(noteRoomStep, { params: at, body: well("HEADSET") })).toMatchObject({ code: "STATE_CHANGED" });
  await first.must(noteRoomStep, { params: at, body: well("EARS") });
  // The record says in the words of then what was noted then.
  expect(roomList(1)).toContain("EARS");
  expect(roomList(currentRoomList)).not.toContain("EARS");
});

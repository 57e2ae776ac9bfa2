import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as conduct from "#shared/protocol/conduct.ts";
import * as rooms from "#shared/protocol/rooms.ts";
import * as identity from "#shared/protocol/identity.ts";
import { confirmData } from "#shared/protocol/referrals.ts";
import { holdsNumber } from "#shared/domain/identity/identity-check.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { meetInCall } from "../support/check-in.ts";
import { nth, sessionWorld, type SessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

async function arrive(world: SessionWorld, index = 0): Promise<string> {
  const { sittingId, accountId } = nth(world.candidates, index);
  const moved = await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "arrive", accountId));
  expect(moved).toEqual({ ok: true, value: "WAITING" });
  return sittingId;
}

const check = (
  sittingId: string,
  body: Partial<{
    documentType: "PASSPORT" | "NONE_AT_HAND" | "OFFERED_DRIVER_LICENCE";
    outcome: "CONFIRMED" | "DOUBT" | "POSTPONED";
    note: string;
  }> = {},
) => ({
  params: { sittingId },
  body: { documentType: "PASSPORT" as const, outcome: "CONFIRMED" as const, note: "", ...body },
});

/** The adviser calls the person who has arrived. */
const call = (world: SessionWorld, sittingId: string, adviser = 0): Promise<void> =>
  meetInCall(nth(world.advisers, adviser).caller, nth(world.candidates, 0).caller, sittingId);

describe("identity check", () => {
  test("[IDY-1] an adviser of the session records document, outcome, who and when; the sitting is then confirmed", async () => {
    const world = await sessionWorld(app);
    const adviser = nth(world.advisers, 0);
    const sittingId = await arrive(world);
    await call(world, sittingId);
    expect(await adviser.caller.must(identity.recordIdentityCheck, check(sittingId))).toEqual({
      state: "IDENTITY_CONFIRMED",
    });
    const rows = await app.deps.db.identityCheck.findMany({ where: { sittingId }, omit: { id: true } });
    expect(rows).toEqual([
      {
        sittingId,
        documentType: "PASSPORT",
        outcome: "CONFIRMED",
        note: null,
        checkedById: adviser.accountId,
        checkedAt: app.clock.now(),
        doubtId: null,
        orderWordId: null,
      },
    ]);
  });

  test("[IDY-1] a confirmation and the state that it allows are kept together or not at all, whichever of them fails", async () => {
    const world = await sessionWorld(app);
    const { caller } = nth(world.advisers, 0);
    const sittingId = await arrive(world);
    await call(world, sittingId);
    const { db } = app.deps;
    const kept = async () => ({
      state: (await db.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { state: true } })).state,
      checks: await db.identityCheck.count({ where: { sittingId } }),
      lines: await db.observation.count({ where: { sittingId, kind: "IDENTITY_RECORDED" } }),
      audited: await db.auditEvent.count({ where: { subjectId: sittingId, type: "identityCheck.recorded" } }),
    });
    const nothing = { state: "WAITING", checks: 0, lines: 0, audited: 0 };
    // First the state cannot be written, then what was looked at cannot: each takes the other with it.
    for (const [table, when] of [["Sitting", "UPDATE"], ["IdentityCheck", "INSERT"]] as const) {
      await db.$executeRawUnsafe(`CREATE FUNCTION refuse_for_test() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused for a test'; END $$`);
      await db.$executeRawUnsafe(`CREATE TRIGGER refuse_for_test BEFORE ${when} ON "${table}" FOR EACH ROW EXECUTE FUNCTION refuse_for_test()`);
      const answer = await caller.raw("POST", identity.recordIdentityCheck.path.replace(":sittingId", sittingId), {
        body: JSON.stringify(check(sittingId).body),
        headers: { "content-type": "application/json" },
      });
      await db.$executeRawUnsafe(`DROP FUNCTION refuse_for_test() CASCADE`);
      expect([table, answer.status, await kept()]).toEqual([table, 500, nothing]);
    }
    await caller.must(identity.recordIdentityCheck, check(sittingId));
    expect(await kept()).toEqual({ state: "IDENTITY_CONFIRMED", checks: 1, lines: 1, audited: 1 });
  });

  test("[IDY-2] a note that holds a number is refused and nothing is kept", async () => {
    const world = await sessionWorld(app);
    const sittingId = await arrive(world);
    const { caller } = nth(world.advisers, 0);
    for (const note of ["Passeport 123456", "NAS 123 456 789", "B6543-210987-02"]) {
      const refused = await caller.call(identity.recordIdentityCheck, check(sittingId, { note }));
      expect(refused).toMatchObject({ ok: false, status: 422, code: "IDENTITY_NOTE_NUMBER" });
    }
    expect(await app.deps.db.identityCheck.count({ where: { sittingId } })).toBe(0);
    expect(
      await app.deps.db.auditEvent.count({ where: { subjectId: sittingId, type: "identityCheck.recorded" } }),
    ).toBe(0);
  });

  test("[IDY-2] a date and short numbers may stand in a note", () => {
    expect(["Expire le 2027-05-01", "Carte de 2019, 3e photo", "12345"].map(holdsNumber)).toEqual([
      false,
      false,
      false,
    ]);
    expect(["123456", "12 34 56", "2027-05-01 et 987654"].map(holdsNumber)).toEqual([true, true, true]);
  });

  test("[IDY-3] without a document nobody is confirmed; the check can be postponed with a reason", async () => {
    const world = await sessionWorld(app);
    const sittingId = await arrive(world);
    const { caller } = nth(world.advisers, 0);
    const none = { documentType: "NONE_AT_HAND" as const };
    expect(await caller.call(identity.recordIdentityCheck, check(sittingId, none))).toMatchObject({
      code: "IDENTITY_NEEDS_DOCUMENT",
    });
    const postponed = { ...none, outcome: "POSTPONED" as const };
    expect(await caller.call(identity.recordIdentityCheck, check(sittingId, postponed))).toMatchObject({
      code: "REASON_REQUIRED",
    });
    expect(await caller.call(identity.recordIdentityCheck, check(sittingId, { outcome: "DOUBT" }))).toMatchObject({
      code: "REASON_REQUIRED",
    });
    const withReason = { ...postponed, note: "Sans pièce ce matin" };
    expect(await caller.must(identity.recordIdentityCheck, check(sittingId, withReason))).toEqual({ state: "WAITING" });
    await call(world, sittingId);
    expect(await caller.must(identity.recordIdentityCheck, check(sittingId))).toEqual({ state: "IDENTITY_CONFIRMED" });
    expect(await app.deps.db.identityCheck.count({ where: { sittingId } })).toBe(2);
  });

  test("[IDY-4] a doubt is recorded and confirms nobody", async () => {
    const world = await sessionWorld(app);
    const sittingId = await arrive(world);
    const doubt = { outcome: "DOUBT" as const, note: "La photo date d’il y a longtemps" };
    expect(await nth(world.advisers, 1).caller.must(identity.recordIdentityCheck, check(sittingId, doubt))).toEqual({
      state: "WAITING",
    });
    const recorded = await app.deps.db.identityCheck.findMany({ where: { sittingId } });
    expect(recorded).toMatchObject([{ ...doubt, checkedById: nth(world.advisers, 1).accountId }]);
  });

  test("[IDY-5] only an adviser of the session; in person the support staff too; never another, never a candidate", async () => {
    const online = await sessionWorld(app);
    const inPerson = await sessionWorld(app, { deliveryMode: "IN_PERSON" });
    const support = await app.as(await app.account({ roles: ["SUPPORT"] }));
    const other = nth(inPerson.advisers, 0).caller;
    const atHome = await arrive(online);
    const atTheOffice = await arrive(inPerson);
    for (const caller of [support, other]) {
      expect(await caller.call(identity.recordIdentityCheck, check(atHome))).toMatchObject({
        status: 404,
        code: "NOT_FOUND",
      });
    }
    const candidate = nth(online.candidates, 0).caller;
    expect(await candidate.call(identity.recordIdentityCheck, check(atHome))).toMatchObject({
      status: 403,
      code: "FORBIDDEN",
    });
    expect(await app.visitor().call(identity.recordIdentityCheck, check(atHome))).toMatchObject({ status: 401 });
    expect(await support.must(identity.recordIdentityCheck, check(atTheOffice))).toEqual({
      state: "IDENTITY_CONFIRMED",
    });
  });

  test("[IDY-6] two confirmations at once confirm once; before arrival there is nobody to check", async () => {
    const world = await sessionWorld(app);
    const early = nth(world.candidates, 1).sittingId;
    const { caller } = nth(world.advisers, 0);
    expect(await caller.call(identity.recordIdentityCheck, check(early))).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    const sittingId = await arrive(world);
    for (const adviser of [0, 1]) await call(world, sittingId, adviser);
    const both = await Promise.all(
      world.advisers.map((adviser) => adviser.caller.call(identity.recordIdentityCheck, check(sittingId))),
    );
    expect(both.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
    const moves = await app.deps.db.auditEvent.count({
      where: { subjectId: sittingId, type: "sitting.confirmIdentity" },
    });
    expect(moves).toBe(1);
  });

  test("[IDY-7, IDY-17] somebody confirmed can be checked again, and the state stays", async () => {
    const world = await sessionWorld(app);
    const sittingId = await arrive(world);
    const { caller } = nth(world.advisers, 0);
    await call(world, sittingId);
    await caller.must(identity.recordIdentityCheck, check(sittingId));
    const { sessionId } = world;
    await caller.must(conduct.openActivity, {
      params: { sessionId, activity: "READING" },
      body: { sittingIds: [sittingId] },
    });
    // The call of the morning is over: whoever looks again is in a call again.
    expect(await caller.call(identity.recordIdentityCheck, check(sittingId))).toMatchObject({ code: "NOT_IN_CALL" });
    const params = { sittingId };
    const { roomId } = await caller.must(conduct.callAgain, { params, body: { reason: "Identité à revoir" } });
    for (const one of [caller, nth(world.candidates, 0).caller]) await one.must(rooms.joinRoom, { params: { roomId } });
    expect(await caller.must(identity.recordIdentityCheck, check(sittingId))).toEqual({ state: "INTERRUPTED" });
    expect(await app.deps.db.identityCheck.count({ where: { sittingId, outcome: "CONFIRMED" } })).toBe(2);
  });

  test("[IDY-9] online, identity is confirmed only by an adviser who is in the call, with the candidate in it", async () => {
    const world = await sessionWorld(app);
    const sittingId = await arrive(world);
    const [first, second] = [nth(world.advisers, 0).caller, nth(world.advisers, 1).caller];
    const refused = { ok: false, status: 409, code: "NOT_IN_CALL" };
    expect(await first.call(identity.recordIdentityCheck, check(sittingId))).toMatchObject(refused);
    const { roomId } = await first.must(rooms.openCheckIn, { params: { sittingId } });
    await first.must(rooms.joinRoom, { params: { roomId } });
    expect(await first.call(identity.recordIdentityCheck, check(sittingId))).toMatchObject(refused);
    await nth(world.candidates, 0).caller.must(rooms.joinRoom, { params: { roomId } });
    expect(await second.call(identity.recordIdentityCheck, check(sittingId))).toMatchObject(refused);
    expect(await app.deps.db.identityCheck.count({ where: { sittingId } })).toBe(0);
    expect(await first.must(identity.recordIdentityCheck, check(sittingId))).toEqual({ state: "IDENTITY_CONFIRMED" });
  });

  test("[IDY-8] whoever may check sees the file's name and birth date; nobody else of the staff does", async () => {
    const world = await sessionWorld(app);
    const sittingId = await arrive(world);
    const facts = await nth(world.advisers, 0).caller.must(identity.identityFacts, { params: { sittingId } });
    expect(facts).toMatchObject({ givenName: "Amina", familyName: expect.any(String), birthDate: "1990-05-17" });
    const stranger = await app.as(await app.account({ roles: ["ADVISER"] }));
    expect(await stranger.call(identity.identityFacts, { params: { sittingId } })).toMatchObject({ code: "NOT_FOUND" });
    const support = await app.as(await app.account({ roles: ["SUPPORT"] }));
    expect(await support.call(identity.identityFacts, { params: { sittingId } })).toMatchObject({ code: "NOT_FOUND" });
  });

  test("[IDY-15] what the person corrected stands beside what the order wrote, for the adviser and for the order", async () => {
    const world = await sessionWorld(app);
    const { caller, registrationId, sittingId } = nth(world.candidates, 0);
    const adviser = nth(world.advisers, 0).caller;
    const params = { sittingId };
    expect(await adviser.must(identity.identityFacts, { params })).toMatchObject({ correction: null });
    const said = { givenName: "Victor", familyName: "Remplaçant", birthDate: "1985-02-03" };
    const { familyName } = await app.deps.db.registration.findUniqueOrThrow({ where: { id: registrationId } });
    await caller.must(confirmData, { params: { registrationId }, body: { ...said, phone: null, timeZone: "America/Toronto" } });
    await arrive(world);
    const correction = {
      fields: ["givenName", "familyName", "birthDate"],
      referred: { givenName: "Amina", familyName, birthDate: "1990-05-17" },
      confirmed: said,
    };
    expect(await adviser.must(identity.identityFacts, { params })).toMatchObject({ ...said, correction, canAskOrder: true });
    const clerkId = await app.account({ roles: ["CLERK"], bodyId: world.bodyId });
    await adviser.must(identity.askOrder, { params });
    const { body } = await app.deps.db.message.findFirstOrThrow({ where: { accountId: clerkId, kind: "orderWord" } });
    const [, token = ""] = /\/ordre\/identite\/([\w-]{43})/.exec(body) ?? [];
    expect(await (await app.as(clerkId)).must(identity.orderQuestion, { params: { token } })).toMatchObject({ ...said, correction });
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as conduct from "#shared/protocol/conduct.ts";
import * as identity from "#shared/protocol/identity.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import * as rooms from "#shared/protocol/rooms.ts";
import { identityPolicy } from "#shared/domain/identity/identity-policy.ts";
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

/** Somebody who waits in the check-in call with the first adviser. */
async function waiting(options: Parameters<typeof sessionWorld>[1] = {}) {
  const world = await sessionWorld(app, { candidates: 1, ...options });
  const { sittingId, accountId, caller, registrationId } = nth(world.candidates, 0);
  await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "arrive", accountId));
  const [first, second] = [nth(world.advisers, 0), nth(world.advisers, 1)];
  await meetInCall(first.caller, caller, sittingId);
  return { world, sittingId, candidate: caller, registrationId, first, second, params: { sittingId } };
}

const passport = { documentType: "PASSPORT", note: "" } as const;
const confirmed = { ...passport, outcome: "CONFIRMED" } as const;
const doubted = { ...passport, outcome: "DOUBT", note: "La photo date d’il y a longtemps" } as const;
const postponed = { ...passport, outcome: "POSTPONED", note: "Deux avis différents" } as const;
const stateOf = async (sittingId: string) =>
  (await app.deps.db.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { state: true } })).state;

describe("a doubt", () => {
  test("[IDY-10, IDY-11] whoever doubted decides nothing; another adviser who is in the call does", async () => {
    const { sittingId, candidate, first, second, params } = await waiting();
    await first.caller.must(identity.recordIdentityCheck, { params, body: doubted });
    for (const body of [confirmed, postponed])
      expect(await first.caller.call(identity.recordIdentityCheck, { params, body })).toMatchObject({ code: "NEEDS_TWO_ADVISERS" });
    for (const { caller } of [first, second])
      expect(await caller.call(conduct.postponeSitting, { params, body: { reason: "Un doute" } })).toMatchObject({
        code: "NEEDS_TWO_ADVISERS",
      });
    expect((await first.caller.must(identity.identityFacts, { params })).doubt).toMatchObject({ isMine: true });
    expect(await second.caller.must(identity.identityFacts, { params })).toMatchObject({
      doubt: { isMine: false, note: doubted.note },
      isPostponable: false,
    });
    for (const body of [confirmed, postponed])
      expect(await second.caller.call(identity.recordIdentityCheck, { params, body })).toMatchObject({ code: "NOT_IN_CALL" });
    await meetInCall(second.caller, candidate, sittingId);
    expect(await second.caller.must(identity.recordIdentityCheck, { params, body: confirmed })).toEqual({ state: "IDENTITY_CONFIRMED" });
    const [doubt, settled] = await app.deps.db.identityCheck.findMany({ where: { sittingId }, orderBy: { id: "asc" } });
    expect(settled).toMatchObject({ doubtId: doubt?.id, checkedById: second.accountId });
  });

  test("[IDY-10] a second doubt leaves the first one open, and then the second person may postpone", async () => {
    const { sittingId, candidate, first, second, params } = await waiting();
    await first.caller.must(identity.recordIdentityCheck, { params, body: doubted });
    await meetInCall(second.caller, candidate, sittingId);
    await second.caller.must(identity.recordIdentityCheck, { params, body: doubted });
    expect(await first.caller.call(identity.recordIdentityCheck, { params, body: postponed })).toMatchObject({ code: "NEEDS_TWO_ADVISERS" });
    await second.caller.must(identity.recordIdentityCheck, { params, body: postponed });
    expect(await stateOf(sittingId)).toBe("WAITING");
    await first.caller.must(conduct.postponeSitting, { params, body: { reason: "Autre date" } });
    expect(await stateOf(sittingId)).toBe("NOT_COMPLETED");
  });

  test("[IDY-14] the call in which it was agreed on goes on until it is ended, and no other one is opened", async () => {
    const { candidate, first, params } = await withClerk();
    const { roomId } = await first.caller.must(rooms.openCheckIn, { params });
    await first.caller.must(conduct.postponeSitting, { params, body: { reason: "Sans pièce" } });
    expect(await candidate.call(rooms.joinRoom, { params: { roomId } })).toMatchObject({ ok: true });
    expect(await first.caller.must(rooms.checkIn, { params })).toMatchObject({ state: "NOT_COMPLETED", roomId });
    await first.caller.must(rooms.closeCheckIn, { params: { roomId } });
    expect(await candidate.call(rooms.joinRoom, { params: { roomId } })).toMatchObject({ code: "ROOM_NOT_OPEN" });
    expect(await first.caller.call(rooms.openCheckIn, { params })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  });

  test("[IDY-10] the database keeps whoever doubted from deciding, and the person from being let in or turned away", async () => {
    const { sittingId, first, second, params } = await waiting();
    await first.caller.must(identity.recordIdentityCheck, { params, body: doubted });
    const { db } = app.deps;
    const { id: doubtId } = await db.identityCheck.findFirstOrThrow({ where: { sittingId }, select: { id: true } });
    const check = { sittingId, documentType: "PASSPORT", checkedAt: app.clock.now() } as const;
    for (const outcome of ["CONFIRMED", "POSTPONED"] as const) {
      const alone = db.identityCheck.create({ data: { ...check, outcome, checkedById: first.accountId, doubtId } });
      await expect(alone).rejects.toThrow(/whoever doubted/);
      const unnamed = db.identityCheck.create({ data: { ...check, outcome, checkedById: second.accountId } });
      await expect(unnamed).rejects.toThrow(/names the doubt/);
    }
    for (const state of ["IDENTITY_CONFIRMED", "NOT_COMPLETED"] as const)
      await expect(db.sitting.update({ where: { id: sittingId }, data: { state } })).rejects.toThrow(/second look/);
  });
});

const none = { documentType: "NONE_AT_HAND", note: "" } as const;
const withoutDocument = { ...none, outcome: "CONFIRMED" } as const;

async function withClerk() {
  const met = await waiting();
  const clerkId = await app.account({ roles: ["CLERK"], bodyId: met.world.bodyId, givenName: "Odette" });
  return { ...met, clerk: await app.as(clerkId), clerkId };
}

/** The link of the newest message to that clerk. */
async function linkTo(clerkId: string): Promise<string> {
  const messages = await app.deps.db.message.findMany({ where: { accountId: clerkId, kind: "orderWord" }, orderBy: { createdAt: "asc" } });
  const [, token = ""] = /\/ordre\/identite\/([\w-]{43})/.exec(messages.at(-1)?.body ?? "") ?? [];
  return token;
}

describe("no document in hand", () => {
  test("[IDY-12, IDY-13] the order says yes by a link that works once; an adviser then confirms, and the record says who answered", async () => {
    const { sittingId, candidate, first, clerk, clerkId, params } = await withClerk();
    expect(await first.caller.call(identity.recordIdentityCheck, { params, body: withoutDocument })).toMatchObject({ code: "IDENTITY_NEEDS_DOCUMENT" });
    await first.caller.must(identity.askOrder, { params });
    const message = await app.deps.db.message.findFirstOrThrow({ where: { accountId: clerkId, kind: "orderWord" } });
    expect(`${message.subject} ${message.body}`).not.toMatch(/Amina|Candidat|1990/);
    const token = await linkTo(clerkId);
    const { db } = app.deps;
    expect(await db.orderWordRequest.count({ where: { sittingId, tokenHash: token } })).toBe(0);
    expect(await clerk.must(identity.orderQuestion, { params: { token } })).toMatchObject({
      givenName: "Amina",
      birthDate: "1990-05-17",
    });
    expect(await first.caller.call(identity.recordIdentityCheck, { params, body: withoutDocument })).toMatchObject({ code: "IDENTITY_NEEDS_DOCUMENT" });
    await clerk.must(identity.giveOrderWord, { params: { token }, body: { isConfirmed: true } });
    for (const again of [
      await clerk.call(identity.giveOrderWord, { params: { token }, body: { isConfirmed: false } }),
      await clerk.call(identity.orderQuestion, { params: { token } }),
    ])
      expect(again).toMatchObject({ code: "LINK_USED" });
    expect((await first.caller.must(identity.identityFacts, { params })).order).toMatchObject({
      word: { isConfirmed: true, byName: expect.stringContaining("Odette") },
    });
    expect(await first.caller.must(identity.recordIdentityCheck, { params, body: withoutDocument })).toEqual({ state: "IDENTITY_CONFIRMED" });
    const record = await candidate.must(sittingRecord, { params });
    expect(record.observations.map(({ kind, authorName }) => [kind, authorName?.split(" ")[0]])).toEqual([
      ["ORDER_ASKED", "Marc"],
      ["ORDER_CONFIRMED", "Odette"],
      ["IDENTITY_RECORDED", "Marc"],
    ]);
  });

  test("[IDY-13] the order's no confirms nobody, and neither does the database", async () => {
    const { sittingId, first, clerk, clerkId, params } = await withClerk();
    await first.caller.must(identity.askOrder, { params });
    const token = await linkTo(clerkId);
    await clerk.must(identity.giveOrderWord, { params: { token }, body: { isConfirmed: false } });
    expect(await first.caller.call(identity.recordIdentityCheck, { params, body: withoutDocument })).toMatchObject({ code: "IDENTITY_NEEDS_DOCUMENT" });
    const { requestId } = await app.deps.db.orderWord.findFirstOrThrow({ where: { sittingId }, select: { requestId: true } });
    const row = { sittingId, documentType: "NONE_AT_HAND", outcome: "CONFIRMED", checkedById: first.accountId, checkedAt: app.clock.now() } as const;
    await expect(app.deps.db.identityCheck.create({ data: row })).rejects.toThrow(/IdentityCheck_document/);
    await expect(app.deps.db.identityCheck.create({ data: { ...row, orderWordId: requestId } })).rejects.toThrow(/did not confirm/);
  });

  test("[IDY-12] a link ends with its time, with the next one, and is nothing to another order; staff alone ask", async () => {
    const { first, second, candidate, clerk, clerkId, params } = await withClerk();
    const elsewhere = await waiting();
    const foreign = await app.as(await app.account({ roles: ["CLERK"], bodyId: elsewhere.world.bodyId }));
    expect(await candidate.call(identity.askOrder, { params })).toMatchObject({ code: "FORBIDDEN" });
    expect(await elsewhere.first.caller.call(identity.askOrder, { params })).toMatchObject({ code: "NOT_FOUND" });
    await first.caller.must(identity.askOrder, { params });
    const former = await linkTo(clerkId);
    app.clock.advance(60);
    await second.caller.must(identity.askOrder, { params });
    const newest = await linkTo(clerkId);
    const ask = (caller: typeof clerk, token: string) => caller.call(identity.orderQuestion, { params: { token } });
    expect(await ask(clerk, former)).toMatchObject({ code: "LINK_EXPIRED" });
    expect(await ask(foreign, newest)).toMatchObject({ code: "LINK_UNKNOWN" });
    expect(await ask(clerk, "x".repeat(43))).toMatchObject({ code: "LINK_UNKNOWN" });
    expect(await ask(clerk, newest)).toMatchObject({ ok: true });
    app.clock.advance(identityPolicy.orderLinkMinutes * 60);
    expect(await ask(clerk, newest)).toMatchObject({ code: "LINK_EXPIRED" });
    const late = await clerk.call(identity.giveOrderWord, { params: { token: newest }, body: { isConfirmed: true } });
    expect(late).toMatchObject({ code: "LINK_EXPIRED" });
    expect((await first.caller.must(identity.identityFacts, { params })).order).toMatchObject({ isExpired: true, word: null });
  });

  test("[IDY-14] another date costs nothing: the booking is released and the registration waits for a new session", async () => {
    const { sittingId, registrationId, first, params } = await withClerk();
    await first.caller.must(conduct.postponeSitting, { params, body: { reason: "Sans pièce" } });
    const { db } = app.deps;
    const booking = await db.booking.findFirstOrThrow({ where: { registrationId }, select: { releasedAt: true } });
    expect(booking.releasedAt).toEqual(app.clock.now());
    const registration = await db.registration.findUniqueOrThrow({ where: { id: registrationId }, select: { state: true } });
    expect(registration.state).toBe("VALIDATED");
    expect(await stateOf(sittingId)).toBe("NOT_COMPLETED");
  });

  test("[IDY-12] nobody is asked about before arrival, and a person of the order who is there answers for it", async () => {
    const world: SessionWorld = await sessionWorld(app, { candidates: 1 });
    const params = { sittingId: nth(world.candidates, 0).sittingId };
    expect(await nth(world.advisers, 0).caller.call(identity.askOrder, { params })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  });
});

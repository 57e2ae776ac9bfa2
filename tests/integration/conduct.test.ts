import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as conduct from "#shared/protocol/conduct.ts";
import * as ending from "#shared/protocol/ending.ts";
import * as identity from "#shared/protocol/identity.ts";
import * as integrity from "#shared/protocol/integrity.ts";
import { activities } from "#shared/domain/sitting/run-machine.ts";
import { moveRunStep, moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { meetInCall } from "../support/check-in.ts";
import { askEnd, endByTwo, nth, runOf, sessionWorld, type SessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

/** Arrives and is confirmed. */
async function confirm(world: SessionWorld, index: number): Promise<string> {
  const { sittingId, accountId } = nth(world.candidates, index);
  await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "arrive", accountId));
  const body = { documentType: "PASSPORT" as const, outcome: "CONFIRMED" as const };
  await meetInCall(nth(world.advisers, 0).caller, nth(world.candidates, index).caller, sittingId);
  await nth(world.advisers, 0).caller.must(identity.recordIdentityCheck, { params: { sittingId }, body });
  return sittingId;
}

const open = (world: SessionWorld, activity: "READING" | "WRITING", sittingIds: string[] | null = null) =>
  [conduct.openActivity, { params: { sessionId: world.sessionId, activity }, body: { sittingIds } }] as const;

describe("a session", () => {
  test("[CDT-1] is found by its own advisers alone", async () => {
    const world = await sessionWorld(app, { sessionState: "OPEN" });
    const other = await sessionWorld(app);
    const { caller } = nth(world.advisers, 0);
    const { sessions } = await caller.must(conduct.deskSessions, {});
    expect(sessions.map(({ sessionId, people }) => ({ sessionId, people }))).toEqual([
      { sessionId: world.sessionId, people: 2 },
    ]);
    const stranger = nth(other.advisers, 0).caller;
    const params = { sessionId: world.sessionId };
    const sittingIds = null;
    const refused = await Promise.all([
      stranger.call(conduct.sessionBoard, { params }),
      stranger.call(conduct.startSession, { params }),
      stranger.call(conduct.closeSession, { params }),
      stranger.call(conduct.openActivity, { params: { ...params, activity: "READING" }, body: { sittingIds } }),
      stranger.call(conduct.creditTime, { params, body: { sittingIds, minutes: 2, reason: "bruit" } }),
      stranger.call(conduct.pauseSittings, { params, body: { sittingIds, reason: "alarme" } }),
      stranger.call(conduct.resumeSittings, { params, body: { sittingIds } }),
      stranger.call(conduct.markAbsent, { params: { sittingId: nth(world.candidates, 0).sittingId } }),
      stranger.call(conduct.postponeSitting, {
        params: { sittingId: nth(world.candidates, 0).sittingId },
        body: { reason: "sans pièce" },
      }),
      stranger.call(ending.endActivity, {
        params: { sittingId: nth(world.candidates, 0).sittingId, activity: "READING" },
        body: { outcome: "TECHNICAL", reason: "panne" },
      }),
    ]);
    expect(refused.map((result) => (result.ok ? "ok" : result.code))).toEqual(refused.map(() => "NOT_FOUND"));
  });

  test("[CDT-1] somebody of another session cannot be acted on through one’s own", async () => {
    const world = await sessionWorld(app);
    const other = await sessionWorld(app);
    const [contract, given] = open(world, "READING", [nth(other.candidates, 0).sittingId]);
    expect(await nth(world.advisers, 0).caller.call(contract, given)).toMatchObject({ code: "NOT_FOUND" });
  });

  test("[CDT-2] starts once; nothing opens before", async () => {
    const world = await sessionWorld(app, { sessionState: "OPEN" });
    const { caller } = nth(world.advisers, 0);
    const params = { sessionId: world.sessionId };
    const { sittingId } = nth(world.candidates, 0);
    for (const event of ["arrive", "confirmIdentity"] as const)
      await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, event, null));
    const [contract, given] = open(world, "READING");
    expect(await caller.must(contract, given)).toMatchObject({ opened: [] });
    const starts = await Promise.all(
      world.advisers.map((adviser) => adviser.caller.call(conduct.startSession, { params })),
    );
    expect(starts.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await caller.must(contract, given)).toMatchObject({ opened: [sittingId] });
  });
});

describe("opening an activity", () => {
  test("[CDT-3] opens for those who are ready and says who is not, and why", async () => {
    const world = await sessionWorld(app, { candidates: 3 });
    const ready = await confirm(world, 0);
    const { sittingId: waiting, accountId } = nth(world.candidates, 1);
    await commit(app.deps, (uow) => moveSittingStep(uow, waiting, "arrive", accountId));
    const missing = nth(world.candidates, 2).sittingId;
    const result = await nth(world.advisers, 0).caller.must(...open(world, "READING"));
    expect(result.opened).toEqual([ready]);
    expect(new Set(result.notOpened)).toEqual(
      new Set([
        { sittingId: waiting, reason: "IDENTITY_NOT_CONFIRMED" },
        { sittingId: missing, reason: "NOT_ARRIVED" },
      ]),
    );
    expect(await runOf(app, ready, "READING")).toMatchObject({ state: "OPEN", startedAt: app.clock.now() });
    expect(await runOf(app, waiting, "READING")).toMatchObject({ state: "PENDING", startedAt: null });
  });

  test("[CDT-4] for somebody named whose identity is not confirmed is refused", async () => {
    const world = await sessionWorld(app);
    const { sittingId } = nth(world.candidates, 0);
    expect(await nth(world.advisers, 0).caller.call(...open(world, "READING", [sittingId]))).toMatchObject({
      status: 403,
      code: "IDENTITY_NOT_CONFIRMED",
    });
  });

  test("[CDT-5] twice at once opens once", async () => {
    const world = await sessionWorld(app);
    const people = [await confirm(world, 0), await confirm(world, 1)];
    const both = await Promise.all(world.advisers.map(({ caller }) => caller.call(...open(world, "READING"))));
    const opened = both.flatMap((result) => (result.ok ? result.value.opened : []));
    expect(opened.toSorted()).toEqual(people.toSorted());
    const opens = await app.deps.db.auditEvent.count({
      where: { type: "run.open", data: { path: ["sittingId"], equals: nth(people, 0) } },
    });
    expect(opens).toBe(1);
    const again = await nth(world.advisers, 0).caller.must(...open(world, "READING"));
    expect(again.notOpened.map(({ reason }) => reason)).toEqual(["ALREADY_OPEN", "ALREADY_OPEN"]);
  });

  test("[CDT-6] writing waits for the discussion and for both opinions on the gate", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const sittingId = await confirm(world, 0);
    const { caller } = nth(world.advisers, 0);
    await caller.must(...open(world, "READING"));
    const reasonNow = async () => (await caller.must(...open(world, "WRITING"))).notOpened[0]?.reason;
    expect(await reasonNow()).toBe("PREVIOUS_NOT_ENDED");
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "READING", "submit", null));
    expect(await reasonNow()).toBe("PREVIOUS_NOT_ENDED");
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "DISCUSSION", "open", null));
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "DISCUSSION", "submit", null));
    for (const { accountId } of world.advisers) {
      // One opinion is not enough.
      expect(await reasonNow()).toBe("GATE_PENDING");
      const opinion = {
        sittingId,
        adviserId: accountId,
        hasParticipated: true,
        reasons: "",
        createdAt: app.clock.now(),
      };
      await app.deps.db.gateOpinion.create({ data: opinion });
    }
    expect((await caller.must(...open(world, "WRITING"))).opened).toEqual([sittingId]);
  });
});

describe("the clock", () => {
  test("[CDT-7] minutes given back move the end and stand in the ledger and the record, with their reason", async () => {
    const world = await sessionWorld(app);
    const sittingId = await confirm(world, 0);
    const { caller, accountId } = nth(world.advisers, 0);
    await caller.must(...open(world, "READING"));
    const before = await runOf(app, sittingId, "READING");
    const params = { sessionId: world.sessionId };
    const body = { sittingIds: [sittingId], minutes: 2, reason: "Bruit dans le couloir" };
    expect(await caller.must(conduct.creditTime, { params, body })).toEqual({ sittingIds: [sittingId] });
    const after = await runOf(app, sittingId, "READING");
    expect((after.endsAt?.getTime() ?? 0) - (before.endsAt?.getTime() ?? 0)).toBe(120_000);
    expect(after.timeEntries).toMatchObject([
      { cause: "ADVISER_CREDIT", seconds: 120, authorId: accountId, reason: body.reason },
    ]);
    const record = await nth(world.candidates, 0).caller.must(integrity.sittingRecord, { params: { sittingId } });
    expect(record.timeEntries).toMatchObject([
      { activity: "READING", cause: "ADVISER_CREDIT", seconds: 120, reason: body.reason },
    ]);
  });

  test("[CDT-7] nobody has a clock to give minutes to: refused", async () => {
    const world = await sessionWorld(app);
    const params = { sessionId: world.sessionId };
    const body = { sittingIds: null, minutes: 5, reason: "Panne" };
    expect(await nth(world.advisers, 0).caller.call(conduct.creditTime, { params, body })).toMatchObject({
      code: "RUN_NOT_OPEN",
    });
    const halfAMinute = { ...body, minutes: 0.5 };
    expect(await nth(world.advisers, 0).caller.call(conduct.creditTime, { params, body: halfAMinute })).toMatchObject({
      code: "BAD_INPUT",
    });
  });

  test("[CDT-8] a pause for all gives back every second of itself, and the ledger says why", async () => {
    const world = await sessionWorld(app);
    const people = [await confirm(world, 0), await confirm(world, 1)];
    const { caller } = nth(world.advisers, 0);
    const params = { sessionId: world.sessionId };
    await caller.must(...open(world, "READING"));
    const before = await runOf(app, nth(people, 0), "READING");
    app.clock.advance(60);
    const reason = "Alarme d’incendie";
    const paused = await caller.must(conduct.pauseSittings, { params, body: { sittingIds: null, reason } });
    expect(paused.sittingIds.toSorted()).toEqual(people.toSorted());
    expect(await runOf(app, nth(people, 0), "READING")).toMatchObject({ state: "INTERRUPTED", endsAt: null });
    expect(await caller.call(conduct.pauseSittings, { params, body: { sittingIds: null, reason } })).toMatchObject({
      code: "NOT_ALLOWED_NOW",
    });
    app.clock.advance(754);
    await caller.must(conduct.resumeSittings, { params, body: { sittingIds: null } });
    for (const sittingId of people) {
      const run = await runOf(app, sittingId, "READING");
      expect(run).toMatchObject({ state: "OPEN", timeEntries: [{ cause: "PAUSE", seconds: 754, reason }] });
      expect((run.endsAt?.getTime() ?? 0) - (before.endsAt?.getTime() ?? 0)).toBe(754_000);
    }
    expect(await caller.call(conduct.resumeSittings, { params, body: { sittingIds: null } })).toMatchObject({
      code: "NOT_ALLOWED_NOW",
    });
  });

  test("[CDT-8] minutes given during a pause are kept for when the clock runs again", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const sittingId = await confirm(world, 0);
    const { caller } = nth(world.advisers, 0);
    const params = { sessionId: world.sessionId };
    await caller.must(...open(world, "READING"));
    const before = await runOf(app, sittingId, "READING");
    await caller.must(conduct.pauseSittings, { params, body: { sittingIds: null, reason: "Pause" } });
    app.clock.advance(10);
    await caller.must(conduct.creditTime, { params, body: { sittingIds: null, minutes: 1, reason: "Bruit" } });
    app.clock.advance(20);
    await caller.must(conduct.resumeSittings, { params, body: { sittingIds: null } });
    const after = await runOf(app, sittingId, "READING");
    expect((after.endsAt?.getTime() ?? 0) - (before.endsAt?.getTime() ?? 0)).toBe(90_000);
  });
});

describe("ends", () => {
  test("[CDT-9, CDT-19] an activity lost to a cause that is nobody’s choice is TECHNICAL, with its reason in the record", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const sittingId = await confirm(world, 0);
    const { caller } = nth(world.advisers, 0);
    await caller.must(...open(world, "READING"));
    const given = {
      params: { sittingId, activity: "READING" as const },
      body: { outcome: "TECHNICAL" as const, reason: "Panne d’électricité" },
    };
    // Whoever has begun was there, whatever became of their line since.
    const absent = { ...given, body: { ...given.body, outcome: "ABSENT" as const } };
    expect(await caller.call(ending.endActivity, absent)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await caller.must(conduct.pauseSittings, { params: { sessionId: world.sessionId }, body: { sittingIds: null, reason: "Panne" } });
    expect(await caller.call(ending.endActivity, absent)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await caller.must(conduct.resumeSittings, { params: { sessionId: world.sessionId }, body: { sittingIds: null } });
    for (const reason of ["", "   "])
      expect(await caller.call(ending.endActivity, { ...given, body: { ...given.body, reason } })).toMatchObject({ code: "BAD_INPUT" });
    expect((await runOf(app, sittingId, "READING")).state).toBe("OPEN");
    expect(await caller.must(ending.endActivity, given)).toEqual({ isEnded: false });
    // Nothing changes before another person has agreed, and nobody agrees with themselves.
    expect((await runOf(app, sittingId, "READING")).state).toBe("OPEN");
    expect(await caller.call(ending.endActivity, given)).toMatchObject({ code: "STATE_CHANGED" });
    const { sittings } = await caller.must(conduct.sessionBoard, { params: { sessionId: world.sessionId } });
    const { endAsked, level, reasons } = nth(sittings, 0);
    expect({ endAsked, level, reasons }).toMatchObject({
      endAsked: { activity: "READING", reason: "Panne d’électricité", byId: nth(world.advisers, 0).accountId },
      level: "LOOK",
      reasons: expect.arrayContaining(["SECOND_PERSON_NEEDED"]),
    });
    const answer = { params: { requestId: endAsked?.requestId ?? "" }, body: { isAgreed: true } };
    expect(await caller.call(ending.answerEnd, answer)).toMatchObject({ code: "NEEDS_TWO_PEOPLE" });
    const second = nth(world.advisers, 1).caller;
    await second.must(ending.answerEnd, answer);
    expect(await runOf(app, sittingId, "READING")).toMatchObject({ state: "TECHNICAL", seal: null });
    expect(await second.call(ending.answerEnd, answer)).toMatchObject({ code: "STATE_CHANGED" });
    expect(await caller.call(ending.endActivity, given)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    const record = await caller.must(integrity.sittingRecord, { params: { sittingId } });
    expect(record.observations.filter(({ kind }) => kind.startsWith("ACTIVITY_END"))).toMatchObject([
      { kind: "ACTIVITY_END_ASKED", activity: "READING", text: "Panne d’électricité" },
      { kind: "ACTIVITY_ENDED", activity: "READING", text: "Panne d’électricité" },
    ]);
  });

  test("[CDT-19] whoever asked takes it back, the other declines, and the activity goes on; an end by itself leaves nothing to answer", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const sittingId = await confirm(world, 0);
    const [first, second] = [nth(world.advisers, 0).caller, nth(world.advisers, 1).caller];
    await first.must(...open(world, "READING"));
    for (const by of [first, second]) {
      const requestId = await askEnd(world, 0, "READING");
      await by.must(ending.answerEnd, { params: { requestId }, body: { isAgreed: false } });
      expect((await runOf(app, sittingId, "READING")).state).toBe("OPEN");
      expect(await second.call(ending.answerEnd, { params: { requestId }, body: { isAgreed: true } })).toMatchObject({ code: "STATE_CHANGED" });
    }
    const requestId = await askEnd(world, 0, "READING");
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "READING", "submit", null));
    expect(await second.call(ending.answerEnd, { params: { requestId }, body: { isAgreed: true } })).toMatchObject({ code: "STATE_CHANGED" });
    expect((await runOf(app, sittingId, "READING")).state).toBe("COMPLETED");
    const { sittings } = await first.must(conduct.sessionBoard, { params: { sessionId: world.sessionId } });
    expect(nth(sittings, 0).endAsked).toBeNull();
  });

  test("[CDT-19] a stranger finds nothing to answer; the database refuses a person who agrees with themselves, and a change of what was asked or answered", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    await confirm(world, 0);
    await nth(world.advisers, 0).caller.must(...open(world, "READING"));
    const requestId = await askEnd(world, 0, "READING");
    const stranger = nth((await sessionWorld(app)).advisers, 0).caller;
    for (const id of [requestId, randomUUID()])
      expect(await stranger.call(ending.answerEnd, { params: { requestId: id }, body: { isAgreed: true } })).toMatchObject({ code: "NOT_FOUND" });
    const answer = { requestId, isAgreed: true, answeredAt: app.clock.now() };
    const { db } = app.deps;
    await expect(db.endAnswer.create({ data: { ...answer, answeredById: nth(world.advisers, 0).accountId } })).rejects.toThrow("two people");
    await db.endAnswer.create({ data: { ...answer, answeredById: nth(world.advisers, 1).accountId } });
    await expect(db.$executeRaw`UPDATE "EndRequest" SET reason = 'x'`).rejects.toThrow("append-only");
    await expect(db.$executeRaw`DELETE FROM "EndAnswer"`).rejects.toThrow("append-only");
  });

  test("[CDT-19] of two advisers who answer at once one is heard", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    await confirm(world, 0);
    await nth(world.advisers, 0).caller.must(...open(world, "READING"));
    const requestId = await askEnd(world, 0, "READING");
    const answers = await Promise.all([
      nth(world.advisers, 0).caller.call(ending.answerEnd, { params: { requestId }, body: { isAgreed: false } }),
      nth(world.advisers, 1).caller.call(ending.answerEnd, { params: { requestId }, body: { isAgreed: true } }),
    ]);
    expect(answers.map((one) => (one.ok ? "ok" : one.code)).toSorted()).toEqual(["STATE_CHANGED", "ok"]);
  });

  test("[CDT-10] the sitting is complete when its fourth activity has ended, and is announced once", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const sittingId = await confirm(world, 0);
    const { caller } = nth(world.advisers, 0);
    await caller.must(...open(world, "READING"));
    await endByTwo(world, 0, "READING");
    for (const activity of activities.slice(1))
      await caller.must(ending.endActivity, {
        params: { sittingId, activity },
        body: { outcome: "TECHNICAL", reason: "Panne" },
      });
    expect(await app.deps.db.sitting.findUnique({ where: { id: sittingId }, select: { state: true } })).toEqual({
      state: "COMPLETED",
    });
    const events = await app.deps.db.outboxEvent.findMany({
      where: { topic: "sitting.completed" },
      select: { payload: true },
    });
    expect(events.filter(({ payload }) => JSON.stringify(payload).includes(sittingId))).toHaveLength(1);
  });

  test("[CDT-11] somebody who did not come is absent from all four activities; somebody under way cannot be", async () => {
    const world = await sessionWorld(app);
    const { caller } = nth(world.advisers, 0);
    const { sittingId } = nth(world.candidates, 0);
    await caller.must(conduct.markAbsent, { params: { sittingId } });
    const runs = await app.deps.db.activityRun.findMany({ where: { sittingId }, select: { state: true } });
    expect(runs.map(({ state }) => state)).toEqual(["ABSENT", "ABSENT", "ABSENT", "ABSENT"]);
    const present = await confirm(world, 1);
    await caller.must(...open(world, "READING"));
    expect(await caller.call(conduct.markAbsent, { params: { sittingId: present } })).toMatchObject({
      code: "NOT_ALLOWED_NOW",
    });
  });

  test("[CDT-12] somebody who cannot sit today is postponed before any content was shown, never after", async () => {
    const world = await sessionWorld(app);
    const { caller } = nth(world.advisers, 0);
    const sittingId = await confirm(world, 0);
    const body = { reason: "Sans pièce d’identité" };
    await caller.must(conduct.postponeSitting, { params: { sittingId }, body });
    expect(await app.deps.db.sitting.findUnique({ where: { id: sittingId }, select: { state: true } })).toEqual({
      state: "NOT_COMPLETED",
    });
    const begun = await confirm(world, 1);
    await caller.must(...open(world, "READING"));
    expect(await caller.call(conduct.postponeSitting, { params: { sittingId: begun }, body })).toMatchObject({
      code: "NOT_ALLOWED_NOW",
    });
  });

  test("[CDT-13] the session closes when everybody’s day has ended, not before", async () => {
    const world = await sessionWorld(app);
    const { caller } = nth(world.advisers, 0);
    const params = { sessionId: world.sessionId };
    await caller.must(conduct.markAbsent, { params: { sittingId: nth(world.candidates, 0).sittingId } });
    expect(await caller.call(conduct.closeSession, { params })).toMatchObject({
      status: 409,
      code: "SITTINGS_NOT_ENDED",
    });
    await caller.must(conduct.markAbsent, { params: { sittingId: nth(world.candidates, 1).sittingId } });
    await caller.must(conduct.closeSession, { params });
    expect(await caller.call(conduct.closeSession, { params })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  });
});

describe("the board", () => {
  test("[CDT-14] shows who needs a look first, with connection, device, help calls and the next step", async () => {
    const world = await sessionWorld(app, { candidates: 3 });
    const { caller } = nth(world.advisers, 0);
    const [calm, calling, silent] = [await confirm(world, 0), await confirm(world, 1), await confirm(world, 2)];
    await caller.must(...open(world, "READING"));
    const now = app.clock.now();
    const seen = (sittingId: string, secondsAgo: number, unsent = 0) =>
      app.deps.db.presence.create({
        data: {
          sittingId,
          lastSeenAt: new Date(now.getTime() - secondsAgo * 1000),
          page: "lecture",
          battery: 64,
          unsent,
        },
      });
    await seen(calm, 2);
    await seen(calling, 3);
    await seen(silent, 20, 4);
    const { accountId } = nth(world.candidates, 1);
    await app.deps.db.helpCall.create({
      data: { callerId: accountId, sittingId: calling, text: "Je n’entends rien", createdAt: now },
    });
    const board = await caller.must(conduct.sessionBoard, { params: { sessionId: world.sessionId } });
    expect(
      board.sittings.map(({ sittingId, level, reasons, connection, documentLetter }) => ({
        sittingId,
        level,
        reasons,
        connection,
        documentLetter,
      })),
    ).toEqual([
      { sittingId: calling, level: "LOOK", reasons: ["HELP_CALLED"], connection: "OK", documentLetter: "B" },
      {
        sittingId: silent,
        level: "WATCH",
        reasons: ["CONNECTION_UNSTABLE", "ANSWERS_ON_DEVICE"],
        connection: "UNSTABLE",
        documentLetter: "C",
      },
      { sittingId: calm, level: "CALM", reasons: [], connection: "OK", documentLetter: "A" },
    ]);
    expect(board.next).toEqual({ step: "WAIT_READING", sittingId: null });
    expect(JSON.stringify(board)).not.toMatch(/keys|"option"|answer_key/);
    app.clock.advance(60);
    const later = await caller.must(conduct.sessionBoard, { params: { sessionId: world.sessionId } });
    expect(later.sittings.find(({ sittingId }) => sittingId === silent)).toMatchObject({
      connection: "LOST",
      level: "LOOK",
    });
  });

  test("[CDT-15] a mark or an answer has no place on it", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const sittingId = await confirm(world, 0);
    const { caller } = nth(world.advisers, 0);
    await caller.must(...open(world, "READING"));
    const run = await runOf(app, sittingId, "READING");
    const answer = {
      runId: run.id,
      key: "text",
      value: "secret words",
      leaseEpoch: 1,
      clientId: "c",
      seq: 1,
      savedAt: app.clock.now(),
    };
    await app.deps.db.answer.create({ data: answer });
    const board = await caller.must(conduct.sessionBoard, { params: { sessionId: world.sessionId } });
    expect(board.sittings[0]?.lastSavedAt).toBe(app.clock.now().toISOString());
    expect(JSON.stringify(board)).not.toContain("secret words");
  });
});

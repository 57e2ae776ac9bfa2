import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Measures } from "#shared/domain/accommodations/measures.ts";
import * as conduct from "#shared/protocol/conduct.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import * as sitting from "#shared/protocol/sitting.ts";
import { closeRuns } from "#server/features/sitting/close-runs.ts";
import { clocksThatDisagree } from "#server/features/sitting/queries.ts";
import { creditStep, moveRunStep, moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { grantMeasures } from "../support/accommodations.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openRun } from "../support/exam-room.ts";
import { nth, runOf, sessionWorld, type SessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(() => app.deps.db.activityRun.updateMany({ where: { state: "OPEN" }, data: { state: "TECHNICAL" } }));

type Person = SessionWorld["candidates"][number];

const beat = ({ caller, sittingId }: Person) =>
  caller.must(sitting.heartbeat, { params: { sittingId }, body: { page: "reading", battery: null, unsent: 0 } });

const sumOf = (run: { timeEntries: readonly { seconds: number }[] }): number =>
  run.timeEntries.reduce((sum, { seconds }) => sum + seconds, 0);

async function grant(person: Person, part: Partial<Measures>): Promise<string> {
  const decidedById = await app.account({ roles: ["SUPPORT"], givenName: "Ana", familyName: "Morales" });
  await grantMeasures(app, { registrationId: person.registrationId, decidedById }, part);
  return decidedById;
}

const causesOf = async (person: Person) =>
  (await runOf(app, person.sittingId, "READING")).timeEntries.map(({ cause, seconds }) => ({ cause, seconds }));

describe("the clock is the ledger", () => {
  const acts = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("wait" as const), seconds: fc.integer({ min: 1, max: 150 }) }),
      fc.record({ kind: fc.constant("credit" as const), minutes: fc.integer({ min: 1, max: 90 }), all: fc.boolean() }),
      fc.record({
        kind: fc.constantFrom(
          "beat" as const,
          "pause" as const,
          "resume" as const,
          "hold" as const,
          "release" as const,
          "startBreak" as const,
          "endBreak" as const,
          "job" as const,
        ),
      }),
    ),
    { minLength: 8, maxLength: 30 },
  );

  // Hundreds of acts: on a busy machine they take their time, and must not go on beside the next test.
  const patience = { timeout: 240_000 };
  test("[SIT-11, SIT-16] after any acts the end is the beginning, the duration and the sum; nothing is lost or given twice", patience, async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (given) => {
        const world = await sessionWorld(app, { candidates: 2 });
        const [person, other] = [nth(world.candidates, 0), nth(world.candidates, 1)];
        await grant(person, { breaks: { count: 2, minutes: 1 } });
        const adviser = nth(world.advisers, 0).caller;
        const params = { sessionId: world.sessionId };
        // A day is long enough for any acts.
        await app.deps.db.activityRun.updateMany({ where: { sitting: params }, data: { baseSeconds: 86_400 } });
        const runId = await openRun(app, person.sittingId, "READING");
        await openRun(app, other.sittingId, "READING");
        const startedAt = (await runOf(app, person.sittingId, "READING")).startedAt ?? new Date(0);
        const mine = [person.sittingId];
        let credited = 0;
        for (const act of given) {
          if (act.kind === "wait") app.clock.advance(act.seconds);
          else if (act.kind === "beat") await beat(person);
          else if (act.kind === "job") await closeRuns(app.deps);
          else if (act.kind === "credit") {
            const body = { sittingIds: act.all ? null : mine, minutes: act.minutes, reason: "bruit" };
            if ((await adviser.call(conduct.creditTime, { params, body })).ok) credited += act.minutes * 60;
          } else if (act.kind === "pause")
            await adviser.call(conduct.pauseSittings, { params, body: { sittingIds: mine, reason: "bruit" } });
          else if (act.kind === "resume") await adviser.call(conduct.resumeSittings, { params, body: { sittingIds: mine } });
          else if (act.kind === "hold") await adviser.call(conduct.holdSession, { params, body: { reason: "alarme" } });
          else if (act.kind === "release") await adviser.call(conduct.releaseSession, { params });
          else if (act.kind === "startBreak") await person.caller.call(sitting.startBreak, { params: { runId } });
          else await person.caller.call(sitting.endBreak, { params: { runId } });
          expect(await clocksThatDisagree(app.deps.db)).toEqual([]);
        }
        await adviser.call(conduct.releaseSession, { params });
        await adviser.call(conduct.resumeSittings, { params, body: { sittingIds: mine } });
        await person.caller.call(sitting.endBreak, { params: { runId } });
        await beat(person);
        const run = await runOf(app, person.sittingId, "READING");
        expect(run.endsAt?.getTime()).toBe(startedAt.getTime() + (run.baseSeconds + sumOf(run)) * 1000);
        // What was given back for time that passed is never more than the time that passed.
        const passed = (app.clock.now().getTime() - startedAt.getTime()) / 1000;
        expect(sumOf(run) - credited).toBeLessThanOrEqual(passed);
      }),
      { numRuns: 12, seed: 20261122 },
    );
  });

  test("[SIT-11] the check finds a clock that was set by hand", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const { sittingId } = nth(world.candidates, 0);
    const runId = await openRun(app, sittingId, "READING");
    expect(await clocksThatDisagree(app.deps.db)).toEqual([]);
    await app.deps.db.activityRun.update({ where: { id: runId }, data: { endsAt: new Date(app.clock.now()) } });
    expect(await clocksThatDisagree(app.deps.db)).toEqual([{ runId }]);
  });

  test("[CDT-18] an hour and a half is given as easily as a minute; a run that has ended takes nothing", async () => {
    const world = await sessionWorld(app, { candidates: 2 });
    const [one, two] = [nth(world.candidates, 0), nth(world.candidates, 1)];
    for (const { sittingId } of [one, two]) await openRun(app, sittingId, "READING");
    const adviser = nth(world.advisers, 0).caller;
    const params = { sessionId: world.sessionId };
    const give = (sittingIds: string[] | null, minutes: number) =>
      adviser.call(conduct.creditTime, { params, body: { sittingIds, minutes, reason: "panne de courant" } });
    expect(await give([one.sittingId], 90)).toMatchObject({ ok: true });
    expect(await give([one.sittingId, two.sittingId], 3)).toMatchObject({ ok: true });
    expect(await causesOf(one)).toEqual([
      { cause: "ADVISER_CREDIT", seconds: 5_400 },
      { cause: "ADVISER_CREDIT", seconds: 180 },
    ]);
    const { id } = await runOf(app, two.sittingId, "READING");
    await commit(app.deps, (uow) => moveRunStep(uow, two.sittingId, "READING", "timeUp", null));
    const late = await commit(app.deps, async (uow) => ({
      ok: true as const,
      value: await creditStep(uow, id, { cause: "ADVISER_CREDIT", seconds: 60, actorId: null, reason: "trop tard" }),
    }));
    expect(late).toMatchObject({ value: false });
    expect(await give([two.sittingId], 1)).toMatchObject({ code: "RUN_NOT_OPEN" });
  });
});

describe("a fire alarm", () => {
  test("[CDT-17, SIT-16] stops whoever reads, whoever is cut off, whoever is between two activities; all go on at once", async () => {
    const world = await sessionWorld(app, { candidates: 5 });
    const [reads, cutOff, between] = [nth(world.candidates, 0), nth(world.candidates, 1), nth(world.candidates, 2)];
    const [notBegun, pausedBefore] = [nth(world.candidates, 3), nth(world.candidates, 4)];
    const adviser = nth(world.advisers, 0).caller;
    const params = { sessionId: world.sessionId };
    for (const { sittingId } of [reads, cutOff, between, pausedBefore]) await openRun(app, sittingId, "READING");
    await commit(app.deps, (uow) => moveRunStep(uow, between.sittingId, "READING", "loseTechnically", null));
    await commit(app.deps, (uow) => moveSittingStep(uow, notBegun.sittingId, "arrive", null));
    await commit(app.deps, (uow) => moveSittingStep(uow, notBegun.sittingId, "confirmIdentity", null));
    await beat(cutOff);
    app.clock.advance(65);
    await beat(reads);
    await beat(pausedBefore);
    await closeRuns(app.deps);
    expect(await runOf(app, cutOff.sittingId, "READING")).toMatchObject({ interruptionCause: "OUTAGE" });
    const one = { sittingIds: [pausedBefore.sittingId] };
    await adviser.must(conduct.pauseSittings, { params, body: { ...one, reason: "saigne du nez" } });
    app.clock.advance(5);

    const held = await adviser.must(conduct.holdSession, { params, body: { reason: "alarme d’incendie" } });
    expect(new Set(held.sittingIds)).toEqual(new Set([reads, cutOff, between].map(({ sittingId }) => sittingId)));
    expect(await adviser.call(conduct.holdSession, { params, body: { reason: "encore" } })).toMatchObject({
      code: "NOT_ALLOWED_NOW",
    });
    const board = await adviser.must(conduct.sessionBoard, { params });
    expect(board).toMatchObject({ hold: { reason: "alarme d’incendie" }, next: { step: "RESUME" } });

    app.clock.advance(600);
    // Back at the desk before the others: the page is heard, and the clock goes on standing still, visibly paused.
    const { runs } = await beat(cutOff);
    expect(runs.find(({ activity }) => activity === "READING")).toMatchObject({
      state: "INTERRUPTED",
      isSilent: false,
      stopCause: "PAUSE",
    });
    expect(await notBegun.caller.must(sitting.mySitting, { params: { sittingId: notBegun.sittingId } })).toMatchObject({
      isHeld: true,
    });
    const opening = { params: { ...params, activity: "READING" as const }, body: { sittingIds: null } };
    expect((await adviser.must(conduct.openActivity, opening)).opened).toEqual([]);
    expect(await adviser.call(conduct.resumeSittings, { params, body: one })).toMatchObject({ code: "SESSION_HELD" });

    const released = await adviser.must(conduct.releaseSession, { params });
    expect(new Set(released.sittingIds)).toEqual(new Set(held.sittingIds));
    expect(await causesOf(reads)).toEqual([{ cause: "PAUSE", seconds: 600 }]);
    expect(await causesOf(cutOff)).toEqual([
      { cause: "OUTAGE", seconds: 70 },
      { cause: "PAUSE", seconds: 600 },
    ]);
    expect((await runOf(app, pausedBefore.sittingId, "READING")).state).toBe("INTERRUPTED");
    await adviser.must(conduct.resumeSittings, { params, body: one });
    expect(await clocksThatDisagree(app.deps.db)).toEqual([]);
    expect((await adviser.must(conduct.openActivity, opening)).opened).toEqual([notBegun.sittingId]);
  });

  test("[CDT-17] two advisers who pull it at once pull it once, and one release ends it", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    await openRun(app, nth(world.candidates, 0).sittingId, "READING");
    const params = { sessionId: world.sessionId };
    const pulls = await Promise.all(
      world.advisers.map(({ caller }) => caller.call(conduct.holdSession, { params, body: { reason: "alarme" } })),
    );
    expect(pulls.filter(({ ok }) => ok)).toHaveLength(1);
    const ends = await Promise.all(world.advisers.map(({ caller }) => caller.call(conduct.releaseSession, { params })));
    expect(ends.filter(({ ok }) => ok)).toHaveLength(1);
    const stranger = nth((await sessionWorld(app)).advisers, 0).caller;
    expect(await stranger.call(conduct.releaseSession, { params })).toMatchObject({ code: "NOT_FOUND" });
    expect(await stranger.call(conduct.holdSession, { params, body: { reason: "alarme" } })).toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("[SIT-16] a pause and the return of a silent page at the same moment leave no clock that runs alone", async () => {
    for (let round = 0; round < 5; round += 1) {
      const world = await sessionWorld(app, { candidates: 1 });
      const person = nth(world.candidates, 0);
      await openRun(app, person.sittingId, "READING");
      await beat(person);
      app.clock.advance(70);
      await closeRuns(app.deps);
      const params = { sessionId: world.sessionId };
      const body = { sittingIds: null, reason: "bruit" };
      await Promise.all([beat(person), nth(world.advisers, 0).caller.must(conduct.pauseSittings, { params, body })]);
      expect((await runOf(app, person.sittingId, "READING")).state).toBe("INTERRUPTED");
      expect(await causesOf(person)).toEqual([{ cause: "OUTAGE", seconds: 70 }]);
    }
  });
});

describe("what was granted", () => {
  test("[ACM-4] extra time is an entry under the name of who decided, in both modes and on paper alike", async () => {
    const ledgers = [];
    for (const [deliveryMode, tool] of [
      ["ONLINE", "KEYBOARD"],
      ["IN_PERSON", "KEYBOARD"],
      ["IN_PERSON", "HANDWRITTEN"],
    ] as const) {
      const world = await sessionWorld(app, { deliveryMode, writingTools: [tool] });
      const person = nth(world.candidates, 0);
      const decidedById = await grant(person, {
        extraTime: { READING: { unit: "PERCENT", amount: 25 }, INTERVIEW: { unit: "MINUTES", amount: 5 } },
      });
      await openRun(app, person.sittingId, "READING");
      const run = await runOf(app, person.sittingId, "READING");
      expect(run.timeEntries.map(({ authorId }) => authorId)).toEqual([decidedById]);
      expect(run.endsAt?.getTime()).toBe((run.startedAt?.getTime() ?? 0) + (run.baseSeconds * 5 * 1000) / 4);
      ledgers.push(await causesOf(person));
    }
    expect(ledgers[0]).toEqual([{ cause: "ACCOMMODATION", seconds: 675 }]);
    expect(new Set(ledgers.map((ledger) => JSON.stringify(ledger))).size).toBe(1);
  });

  test("[SIT-17] breaks stop the clock, are counted, end by themselves, and belong to the person and their advisers", async () => {
    const world = await sessionWorld(app, { candidates: 2 });
    const [person, other] = [nth(world.candidates, 0), nth(world.candidates, 1)];
    await grant(person, { breaks: { count: 2, minutes: 10 } });
    const runId = await openRun(app, person.sittingId, "READING");
    const params = { runId };
    await beat(person);
    const stranger = nth((await sessionWorld(app)).advisers, 0).caller;
    for (const caller of [other.caller, stranger])
      for (const route of [sitting.startBreak, sitting.endBreak] as const)
        expect(await caller.call(route, { params })).toMatchObject({ code: "NOT_FOUND" });
    const without = await openRun(app, other.sittingId, "READING");
    expect(await other.caller.call(sitting.startBreak, { params: { runId: without } })).toMatchObject({
      code: "NO_BREAK_LEFT",
    });

    const begun = await person.caller.must(sitting.startBreak, { params });
    expect(begun.run).toMatchObject({ state: "INTERRUPTED", isSilent: false, stopCause: "BREAK" });
    app.clock.advance(200);
    await beat(person);
    await person.caller.must(sitting.endBreak, { params });
    await person.caller.must(sitting.endBreak, { params });
    expect(await causesOf(person)).toEqual([{ cause: "BREAK", seconds: 200 }]);

    await nth(world.advisers, 0).caller.must(sitting.startBreak, { params });
    app.clock.advance(599);
    await closeRuns(app.deps);
    expect((await runOf(app, person.sittingId, "READING")).state).toBe("INTERRUPTED");
    app.clock.advance(1);
    await closeRuns(app.deps);
    expect(await causesOf(person)).toEqual([
      { cause: "BREAK", seconds: 200 },
      { cause: "BREAK", seconds: 600 },
    ]);
    expect(await person.caller.call(sitting.startBreak, { params })).toMatchObject({ code: "NO_BREAK_LEFT" });
    const view = await person.caller.must(sitting.mySitting, { params: { sittingId: person.sittingId } });
    expect(view.granted.breaks).toEqual({ count: 2, minutes: 10, taken: 2 });
  });

  test("[SIT-16, SIT-17] an alarm during a break takes over from there, and the person cannot end it", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const person = nth(world.candidates, 0);
    await grant(person, { breaks: { count: 1, minutes: 10 } });
    const params = { runId: await openRun(app, person.sittingId, "READING") };
    await person.caller.must(sitting.startBreak, { params });
    app.clock.advance(60);
    const session = { sessionId: world.sessionId };
    const adviser = nth(world.advisers, 0).caller;
    await adviser.must(conduct.holdSession, { params: session, body: { reason: "alarme" } });
    app.clock.advance(900);
    await closeRuns(app.deps);
    expect(await person.caller.call(sitting.endBreak, { params })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await adviser.must(conduct.releaseSession, { params: session });
    expect(await causesOf(person)).toEqual([
      { cause: "BREAK", seconds: 60 },
      { cause: "PAUSE", seconds: 900 },
    ]);
  });
});

test("[SIT-18] the record says how an activity began and how it ended", async () => {
  const world = await sessionWorld(app, { candidates: 1 });
  const person = nth(world.candidates, 0);
  const adviser = nth(world.advisers, 0).caller;
  for (const event of ["arrive", "confirmIdentity"] as const)
    await commit(app.deps, (uow) => moveSittingStep(uow, person.sittingId, event, null));
  const params = { sessionId: world.sessionId, activity: "READING" as const };
  await adviser.must(conduct.openActivity, { params, body: { sittingIds: null } });
  await beat(person);
  const { endsAt } = await runOf(app, person.sittingId, "READING");
  app.clock.advance(((endsAt?.getTime() ?? 0) - app.clock.now().getTime()) / 1000 + 31);
  await app.deps.db.presence.update({
    where: { sittingId: person.sittingId },
    data: { lastSeenAt: app.clock.now() },
  });
  await closeRuns(app.deps);
  const { observations } = await person.caller.must(sittingRecord, { params: { sittingId: person.sittingId } });
  expect(observations.map(({ kind, activity }) => ({ kind, activity }))).toEqual([
    { kind: "ACTIVITY_OPENED", activity: "READING" },
    { kind: "TIME_UP", activity: "READING" },
  ]);
});

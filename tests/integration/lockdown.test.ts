import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { disconnectionPolicies } from "#shared/domain/sitting/disconnection-policy.ts";
import { ok } from "#shared/kernel/result.ts";
import type { ObservationContext } from "#shared/domain/integrity/away.ts";
import { pageKinds, type ObservationKind, type PageKind } from "#shared/domain/integrity/observation-kinds.ts";
import { takeLease } from "#shared/protocol/answers.ts";
import { pauseSittings, resumeSittings, sessionBoard } from "#shared/protocol/conduct.ts";
import { reportObservation, sittingRecord } from "#shared/protocol/integrity.ts";
import { chooseRules, ruledSessions, sessionRules } from "#shared/protocol/lockdown.ts";
import { callForHelp, outstandingHelpCalls } from "#shared/protocol/messages.ts";
import { heartbeat, mySitting } from "#shared/protocol/sitting.ts";
import { closeRuns } from "#server/features/sitting/close-runs.ts";
import { watchDevices } from "#server/features/sitting/device-steps.ts";
import { observeStep } from "#server/features/integrity/steps.ts";
import { deviceStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { clocksThatDisagree } from "#server/features/sitting/queries.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import type { Caller } from "../support/caller.ts";
import { openRun } from "../support/exam-room.ts";
import { agree } from "../support/supervised-world.ts";
import { nth, runOf, sessionWorld, type SessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(() => app.deps.db.activityRun.updateMany({ where: { state: "OPEN" }, data: { state: "TECHNICAL" } }));

type Person = SessionWorld["candidates"][number];

async function reading(): Promise<{ world: SessionWorld; person: Person; adviser: SessionWorld["advisers"][number]["caller"] }> {
  const world = await sessionWorld(app);
  const person = nth(world.candidates, 0);
  await openRun(app, person.sittingId, "READING");
  await beat(person);
  return { world, person, adviser: nth(world.advisers, 0).caller };
}

const beat = ({ caller, sittingId }: Person, more: { sleptSeconds?: number } = {}) =>
  caller.must(heartbeat, { params: { sittingId }, body: { page: "READING", battery: null, unsent: 0, ...more } });

const tell = ({ caller, sittingId }: Person, kind: PageKind) =>
  caller.must(reportObservation, { params: { sittingId }, body: { kind, details: {} } });

/** As the media node's word is written: the page itself is not asked. */
const note = (person: Person, kind: ObservationKind, details: { readonly context?: ObservationContext; readonly lostAt?: string } = {}) =>
  commit(app.deps, async (uow) => {
    await observeStep(uow, person.sittingId, kind, details, null);
    return ok(await deviceStep(uow, person.sittingId));
  });

/** When what was written with a loss of theirs is to be looked at. */
const waitingFor = async ({ sittingId }: Person): Promise<Date[]> => {
  const where = { topic: "sitting.deviceDelayOver", processedAt: null, payload: { equals: { sittingId } } };
  return (await app.deps.db.outboxEvent.findMany({ where })).map(({ availableAt }) => availableAt);
};

const stateOf = async ({ sittingId }: Person) => {
  const { state, interruptionCause, timeEntries } = await runOf(app, sittingId, "READING");
  return { state, interruptionCause, given: timeEntries.map(({ cause, seconds }) => ({ cause, seconds })) };
};

const kindsOf = async ({ sittingId }: Person): Promise<string[]> =>
  (await app.deps.db.observation.findMany({ where: { sittingId }, select: { kind: true }, orderBy: { createdAt: "asc" } })).map(({ kind }) => kind);

const callsOf = ({ sittingId }: Person) => app.deps.db.helpCall.count({ where: { sittingId, answeredAt: null } });

/** The page goes on being heard while time passes. */
async function pass(person: Person, seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= 5) {
    app.clock.advance(Math.min(5, left));
    await beat(person);
    await watchDevices(app.deps);
  }
}

describe("the level of a session", () => {
  test("[LOCK-1] is chosen by its staff before it starts, under the versions in force, and the candidate's page follows it", async () => {
    const world = await sessionWorld(app, { sessionState: "OPEN" });
    const [adviser, person] = [nth(world.advisers, 0), nth(world.candidates, 0)];
    const params = { sessionId: world.sessionId };
    expect(await adviser.caller.must(sessionRules, { params })).toMatchObject({ level: "STANDARD", chosenByName: null });
    await adviser.caller.must(chooseRules, { params, body: { level: "STRICT" } });
    const read = await person.caller.must(mySitting, { params: { sittingId: person.sittingId } });
    expect(read.lockdown).toEqual({ level: "STRICT", version: 1 });
    await app.deps.db.session.update({ where: { id: world.sessionId }, data: { state: "IN_PROGRESS" } });
    expect(await adviser.caller.call(chooseRules, { params, body: { level: "STANDARD" } })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    const stranger = nth((await sessionWorld(app)).advisers, 0).caller;
    expect(await stranger.call(sessionRules, { params })).toMatchObject({ code: "NOT_FOUND" });
    await expect(app.deps.db.sessionLockdown.deleteMany({ where: params })).rejects.toThrow();
  });

  test("[LOCK-9] who may choose it finds the sessions that have not started, each with its level and who chose it", async () => {
    const world = await sessionWorld(app, { sessionState: "OPEN" });
    const other = await sessionWorld(app, { sessionState: "OPEN" });
    const mine = nth(world.advisers, 0).caller;
    const listed = async (caller: Caller) =>
      (await caller.must(ruledSessions, {})).sessions
        .filter(({ sessionId }) => [world.sessionId, other.sessionId].includes(sessionId))
        .map(({ sessionId, level, chosenByName }) => ({ sessionId, level, chosenByName }));
    const standard = { level: "STANDARD", chosenByName: null };
    expect(await listed(mine)).toEqual([{ sessionId: world.sessionId, ...standard }]);
    const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
    expect(await listed(director)).toHaveLength(2);
    const params = { sessionId: world.sessionId };
    const { chosenByName } = await director.must(chooseRules, { params, body: { level: "STRICT" } });
    expect(await listed(mine)).toEqual([{ sessionId: world.sessionId, level: "STRICT", chosenByName }]);
    await app.deps.db.session.update({ where: { id: world.sessionId }, data: { state: "IN_PROGRESS" } });
    expect(await listed(mine)).toEqual([]);
    expect(await mine.must(sessionRules, { params })).toMatchObject({ level: "STRICT", state: "IN_PROGRESS", chosenByName });
  });
});

describe("a signal", () => {
  test("[LOCK-2] that is told again after a lost answer is one line of the record", async () => {
    const { person } = await reading();
    const body = { reportId: crypto.randomUUID(), kind: "FULL_SCREEN_LEFT" as const, details: { activity: "READING" as const } };
    for (let count = 0; count < 3; count += 1)
      await person.caller.must(reportObservation, { params: { sittingId: person.sittingId }, body });
    expect(await kindsOf(person)).toEqual(["FULL_SCREEN_LEFT"]);
  });

  test("[LOCK-8] of a device's name is one line of a sitting, whichever page tells it and however often; another device is another line", async () => {
    const { person } = await reading();
    const tellDevice = (kind: "VIRTUAL_CAMERA" | "VIRTUAL_MICROPHONE", program: "OBS" | "ManyCam") => {
      app.clock.advance(1);
      const body = { reportId: crypto.randomUUID(), kind, details: { program } };
      return person.caller.must(reportObservation, { params: { sittingId: person.sittingId }, body });
    };
    await Promise.all([tellDevice("VIRTUAL_CAMERA", "OBS"), tellDevice("VIRTUAL_CAMERA", "OBS")]);
    await tellDevice("VIRTUAL_CAMERA", "OBS");
    await tellDevice("VIRTUAL_CAMERA", "ManyCam");
    await tellDevice("VIRTUAL_MICROPHONE", "OBS");
    const { observations } = await person.caller.must(sittingRecord, { params: { sittingId: person.sittingId } });
    expect(observations.map(({ kind, program, observer }) => ({ kind, program, observer }))).toEqual([
      { kind: "VIRTUAL_CAMERA", program: "OBS", observer: "PAGE" },
      { kind: "VIRTUAL_CAMERA", program: "ManyCam", observer: "PAGE" },
      { kind: "VIRTUAL_MICROPHONE", program: "OBS", observer: "PAGE" },
    ]);
  });

  test("[LOCK-8] names no program but one of the list", async () => {
    const { person } = await reading();
    const answer = await person.caller.raw("POST", `/api/sittings/${person.sittingId}/observations`, {
      body: JSON.stringify({ kind: "VIRTUAL_CAMERA", details: { program: "Words of my own" } }),
      headers: { "content-type": "application/json" },
    });
    expect(answer.status).toBe(422);
    expect(await kindsOf(person)).toEqual([]);
  });

  test("[LOCK-10] says nothing that only the server can know: another page that took over is no word of a page", async () => {
    const { person } = await reading();
    for (const context of ["OTHER_PAGE", "SIDE_PAGE"]) {
      const answer = await person.caller.raw("POST", `/api/sittings/${person.sittingId}/observations`, {
        body: JSON.stringify({ kind: "FOCUS_LEFT", details: { context } }),
        headers: { "content-type": "application/json" },
      });
      expect([context, answer.status]).toEqual([context, 422]);
    }
    expect(await kindsOf(person)).toEqual([]);
  });

  test("[LOCK-3] gives a line and nothing else, whatever it is: no state, no clock and no message follows from it", async () => {
    const { person } = await reading();
    const before = await stateOf(person);
    for (const kind of pageKinds) await tell(person, kind);
    expect(await kindsOf(person)).toEqual([...pageKinds]);
    expect(await stateOf(person)).toEqual(before);
    expect(await callsOf(person)).toBe(0);
    const { state } = await app.deps.db.sitting.findUniqueOrThrow({ where: { id: person.sittingId }, select: { state: true } });
    expect(state).toBe("IN_PROGRESS");
  });

  test("[CUT-6] of another network is noted once for each change, and the address itself is kept nowhere", async () => {
    const { person } = await reading();
    await beat(person);
    expect(await kindsOf(person)).toEqual([]);
    // Another address of the same machine stands for another network: the digest of before is not the one of now.
    await app.deps.db.presence.update({ where: { sittingId: person.sittingId }, data: { addressDigest: "of another address" } });
    await beat(person);
    await beat(person);
    expect(await kindsOf(person)).toEqual(["NETWORK_CHANGED"]);
    const { addressDigest } = await app.deps.db.presence.findUniqueOrThrow({ where: { sittingId: person.sittingId } });
    expect(addressDigest).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("the rules of a disconnection", () => {
  test("[CUT-1] are those of the examining body, as data with a version", () => {
    expect(disconnectionPolicies[1]).toEqual({
      heartbeatSeconds: 5,
      outageSeconds: 10,
      unstableSeconds: 15,
      lostSeconds: 60,
      shareSeconds: 0,
      deviceSeconds: 30,
      decisionSeconds: 600,
      decisionCuts: 3,
      relaySeconds: 120,
      readmissionSeconds: 300,
      idleSeconds: 1_800,
      idleWarningSeconds: 120,
    });
    expect(disconnectionPolicies[2]).toEqual({ ...disconnectionPolicies[1], recheckSeconds: 60 });
  });

  test("[CUT-2] a screen that is no longer shared stops the clock at once, calls a person once, and gives the time back", async () => {
    const { person, adviser, world } = await reading();
    await pass(person, 20);
    await note(person, "SHARE_STOPPED");
    expect(await stateOf(person)).toEqual({ state: "INTERRUPTED", interruptionCause: "DEVICE", given: [] });
    const { runs } = await person.caller.must(mySitting, { params: { sittingId: person.sittingId } });
    expect(runs[0]).toMatchObject({ state: "INTERRUPTED", stopCause: "DEVICE", isSilent: false });
    const { calls } = await adviser.must(outstandingHelpCalls, {});
    expect(calls.filter(({ sittingId }) => sittingId === person.sittingId)).toHaveLength(1);
    const { sittings } = await adviser.must(sessionBoard, { params: { sessionId: world.sessionId } });
    const tile = sittings.find(({ sittingId }) => sittingId === person.sittingId);
    expect(tile?.level).toBe("LOOK");
    expect(tile?.reasons).toEqual(expect.arrayContaining(["HELP_CALLED", "DEVICE_LOST"]));
    await pass(person, 40);
    await note(person, "SHARE_RESUMED");
    expect(await stateOf(person)).toEqual({ state: "OPEN", interruptionCause: null, given: [{ cause: "DEVICE", seconds: 40 }] });
    // The call that the rule made is over with its cause.
    const after = await adviser.must(sessionBoard, { params: { sessionId: world.sessionId } });
    expect(after.sittings.find(({ sittingId }) => sittingId === person.sittingId)?.reasons).not.toContain("HELP_CALLED");
    expect(await kindsOf(person)).toEqual(["SHARE_STOPPED", "DEVICE_STOPPED_CLOCK", "SHARE_RESUMED"]);
    expect(await callsOf(person)).toBe(0);
    expect(await clocksThatDisagree(app.deps.db)).toEqual([]);
  });

  test("[CUT-2] whoever has written meanwhile waits on, although the screen is shared again", async () => {
    const { person, adviser } = await reading();
    await note(person, "SHARE_STOPPED");
    await pass(person, 5);
    await person.caller.must(callForHelp, { body: { sittingId: person.sittingId, text: "Que dois-je faire?" } });
    await note(person, "SHARE_RESUMED");
    const { calls } = await adviser.must(outstandingHelpCalls, {});
    expect(calls.filter(({ sittingId }) => sittingId === person.sittingId)).toHaveLength(1);
  });

  test.each(["CAMERA_LOST", "MICROPHONE_LOST"] as const)("[CUT-2] %s stops the clock after thirty seconds and not before", async (kind) => {
    const { person } = await reading();
    await note(person, kind);
    await pass(person, 29);
    expect((await stateOf(person)).state).toBe("OPEN");
    await pass(person, 1);
    expect(await stateOf(person)).toMatchObject({ state: "INTERRUPTED", interruptionCause: "DEVICE" });
    await pass(person, 10);
    await note(person, kind === "CAMERA_LOST" ? "CAMERA_RESTORED" : "MICROPHONE_RESTORED");
    expect(await stateOf(person)).toEqual({ state: "OPEN", interruptionCause: null, given: [{ cause: "DEVICE", seconds: 10 }] });
  });

  test("[CUT-2] a camera that comes back within its delay stops nothing, and one device more keeps the clock still", async () => {
    const { person } = await reading();
    await note(person, "CAMERA_LOST");
    await pass(person, 25);
    await note(person, "CAMERA_RESTORED");
    await pass(person, 60);
    expect(await stateOf(person)).toEqual({ state: "OPEN", interruptionCause: null, given: [] });
    await note(person, "SHARE_STOPPED");
    await note(person, "MICROPHONE_LOST");
    await note(person, "SHARE_RESUMED");
    expect(await stateOf(person)).toMatchObject({ state: "INTERRUPTED", interruptionCause: "DEVICE" });
    await note(person, "MICROPHONE_RESTORED");
    expect((await stateOf(person)).state).toBe("OPEN");
  });

  test("[CUT-2, SUP-10] a screen that the next page of the same person has not brought stops the clock after the delay of a device, and no sooner", async () => {
    const { person } = await reading();
    await note(person, "SHARE_STOPPED", { context: "OTHER_PAGE" });
    await pass(person, 29);
    await note(person, "SHARE_RESUMED");
    await pass(person, 60);
    expect(await stateOf(person)).toEqual({ state: "OPEN", interruptionCause: null, given: [] });
    await note(person, "SHARE_STOPPED", { context: "OTHER_PAGE" });
    await pass(person, 30);
    expect(await stateOf(person)).toMatchObject({ state: "INTERRUPTED", interruptionCause: "DEVICE" });
    await pass(person, 10);
    await note(person, "SHARE_RESUMED");
    // Nothing was in view since the screen was lost.
    expect(await stateOf(person)).toEqual({ state: "OPEN", interruptionCause: null, given: [{ cause: "DEVICE", seconds: 40 }] });
    // The same share that then stops by itself is an ordinary loss.
    await note(person, "SHARE_STOPPED");
    expect((await stateOf(person)).state).toBe("INTERRUPTED");
  });

  test("[CUT-2] a loss counts from the moment that the evidence names, within twenty seconds, and is acted on at the very end of its delay", async () => {
    const { person } = await reading();
    await pass(person, 60);
    const at = app.clock.now().getTime();
    app.clock.advance(3);
    await note(person, "CAMERA_LOST", { lostAt: new Date(at).toISOString() });
    const due = new Date(at + 30_000);
    expect(await waitingFor(person)).toEqual([due]);
    app.clock.advance(26);
    await app.drain();
    expect((await stateOf(person)).state).toBe("OPEN");
    app.clock.advance(1);
    // Not the job that looks each second: what was written with the loss acts by itself.
    await app.drain();
    expect(await stateOf(person)).toMatchObject({ state: "INTERRUPTED", interruptionCause: "DEVICE" });
    expect((await runOf(app, person.sittingId, "READING")).interruptedAt).toEqual(due);
    expect(await callsOf(person)).toBe(1);
    await note(person, "CAMERA_RESTORED");
    await note(person, "SHARE_STOPPED", { lostAt: new Date(at - 3_600_000).toISOString() });
    // What ran again before is given back already: nothing is given twice.
    expect((await runOf(app, person.sittingId, "READING")).interruptedAt).toEqual(app.clock.now());
    await pass(person, 5);
    await note(person, "SHARE_RESUMED");
    await pass(person, 60);
    const before = app.clock.now().getTime();
    await note(person, "SHARE_STOPPED", { lostAt: new Date(before - 3_600_000).toISOString() });
    expect((await runOf(app, person.sittingId, "READING")).interruptedAt).toEqual(new Date(before - 20_000));
  });

  test("[CUT-2] a camera that is found again before its delay is over is left alone when the moment comes", async () => {
    const { person } = await reading();
    await note(person, "CAMERA_LOST");
    await pass(person, 10);
    await note(person, "CAMERA_RESTORED");
    await pass(person, 25);
    await app.drain();
    expect(await stateOf(person)).toEqual({ state: "OPEN", interruptionCause: null, given: [] });
  });

  test("[CUT-9] a screen that has never been shared stops the clock after the delay of a device, calls a person once, and all the time since the opening is given back", async () => {
    const { person, adviser, world } = await reading();
    const { startedAt } = await runOf(app, person.sittingId, "READING");
    const lostAt = startedAt?.toISOString() ?? "";
    await pass(person, 15);
    await note(person, "SHARE_MISSING", { lostAt });
    expect((await stateOf(person)).state).toBe("OPEN");
    await pass(person, 14);
    expect((await stateOf(person)).state).toBe("OPEN");
    await pass(person, 1);
    expect(await stateOf(person)).toMatchObject({ state: "INTERRUPTED", interruptionCause: "DEVICE" });
    const { sittings } = await adviser.must(sessionBoard, { params: { sessionId: world.sessionId } });
    expect(sittings.find(({ sittingId }) => sittingId === person.sittingId)?.reasons).toEqual(expect.arrayContaining(["HELP_CALLED", "DEVICE_LOST"]));
    await pass(person, 20);
    await note(person, "SHARE_RESUMED");
    expect(await stateOf(person)).toEqual({ state: "OPEN", interruptionCause: null, given: [{ cause: "DEVICE", seconds: 50 }] });
    expect(await kindsOf(person)).toEqual(["SHARE_MISSING", "DEVICE_STOPPED_CLOCK", "SHARE_RESUMED"]);
    expect(await callsOf(person)).toBe(0);
    // The person reads the same lines.
    const { observations } = await person.caller.must(sittingRecord, { params: { sittingId: person.sittingId } });
    expect(observations.map(({ kind, observer }) => [kind, observer])).toEqual([["SHARE_MISSING", "SERVER"], ["DEVICE_STOPPED_CLOCK", "SERVER"], ["SHARE_RESUMED", "SERVER"]]);
    expect(await clocksThatDisagree(app.deps.db)).toEqual([]);
  });

  test("[CUT-9] whoever shares their screen within the delay, and a camera that comes late, stop nothing; one that never comes stops the clock from the end of its delay", async () => {
    const { person } = await reading();
    const lostAt = app.clock.now().toISOString();
    await pass(person, 15);
    for (const kind of ["SHARE_MISSING", "CAMERA_MISSING", "MICROPHONE_MISSING"] as const) await note(person, kind, { lostAt });
    await pass(person, 10);
    for (const kind of ["SHARE_RESUMED", "MICROPHONE_RESTORED"] as const) await note(person, kind);
    await pass(person, 20);
    expect(await stateOf(person)).toMatchObject({ state: "INTERRUPTED" });
    await note(person, "CAMERA_RESTORED");
    expect((await stateOf(person)).given).toEqual([{ cause: "DEVICE", seconds: 15 }]);
  });

  test("[CUT-3] what an adviser lets go on, knowing what is missing, goes on", async () => {
    const { person, adviser, world } = await reading();
    await note(person, "SHARE_STOPPED");
    const params = { sessionId: world.sessionId };
    await adviser.must(pauseSittings, { params, body: { sittingIds: [person.sittingId], reason: "écran en panne" } });
    app.clock.advance(5);
    await note(person, "SHARE_RESUMED");
    expect(await stateOf(person)).toMatchObject({ state: "INTERRUPTED", interruptionCause: "PAUSE" });
    await note(person, "CAMERA_LOST");
    app.clock.advance(60);
    await adviser.must(resumeSittings, { params, body: { sittingIds: [person.sittingId] } });
    await pass(person, 60);
    expect((await stateOf(person)).state).toBe("OPEN");
  });

  test("[CUT-3] the page of whoever goes on without their screen is told so, for as long as the screen that was known to be missing is", async () => {
    const { person, adviser, world } = await reading();
    await agree(person, true);
    const params = { sessionId: world.sessionId };
    const isTold = async () => (await person.caller.must(mySitting, { params: { sittingId: person.sittingId } })).supervision?.isScreenReleased;
    const letGoOn = async () => {
      await adviser.must(pauseSittings, { params, body: { sittingIds: [person.sittingId], reason: "matériel" } });
      app.clock.advance(5);
      await adviser.must(resumeSittings, { params, body: { sittingIds: [person.sittingId] } });
    };
    await note(person, "CAMERA_LOST");
    await letGoOn();
    await pass(person, 60);
    expect([(await stateOf(person)).state, await isTold()]).toEqual(["OPEN", false]);
    await note(person, "SHARE_STOPPED");
    expect([(await stateOf(person)).state, await isTold()]).toEqual(["INTERRUPTED", false]);
    await letGoOn();
    await pass(person, 60);
    expect([(await stateOf(person)).state, await isTold()]).toEqual(["OPEN", true]);
    await note(person, "SHARE_RESUMED");
    expect(await isTold()).toBe(false);
    app.clock.advance(5);
    await note(person, "SHARE_STOPPED");
    expect([(await stateOf(person)).state, await isTold()]).toEqual(["INTERRUPTED", false]);
  });

  test("[CUT-3, CUT-9] what was missing already and was written down only after somebody was let go on stops the clock: nobody knew of it", async () => {
    const { person, adviser, world } = await reading();
    const params = { sessionId: world.sessionId };
    await adviser.must(pauseSittings, { params, body: { sittingIds: [person.sittingId], reason: "bruit" } });
    app.clock.advance(30);
    await beat(person);
    const lostAt = app.clock.now().toISOString();
    app.clock.advance(10);
    await adviser.must(resumeSittings, { params, body: { sittingIds: [person.sittingId] } });
    app.clock.advance(5);
    await beat(person);
    await note(person, "SHARE_MISSING", { lostAt });
    await pass(person, 20);
    expect((await stateOf(person)).state).toBe("OPEN");
    await pass(person, 10);
    await watchDevices(app.deps);
    expect(await stateOf(person)).toMatchObject({ state: "INTERRUPTED", interruptionCause: "DEVICE" });
  });

  test("[CUT-2] a rule that looks late pays nothing for what was worked on without a camera", async () => {
    const { person } = await reading();
    await note(person, "CAMERA_LOST");
    // The page is heard, and nothing looks at devices meanwhile.
    for (let seconds = 0; seconds < 120; seconds += 5) {
      app.clock.advance(5);
      await beat(person);
    }
    await watchDevices(app.deps);
    await note(person, "CAMERA_RESTORED");
    const given = (await stateOf(person)).given.filter(({ cause }) => cause === "DEVICE");
    expect(given.reduce((sum, { seconds }) => sum + seconds, 0)).toBeLessThanOrEqual(5);
  });

  test("[CUT-2] a device found while another machine waits for «Continuer» starts the clock after it", async () => {
    const { person } = await reading();
    const { sittingId } = person;
    const { id: runId } = await runOf(app, sittingId, "READING");
    await person.caller.must(takeLease, { params: { runId }, body: { clientId: "laptop-of-home" } });
    await note(person, "SHARE_STOPPED");
    await app.deps.db.sittingSeat.updateMany({ where: { sittingId }, data: { frozenAt: app.clock.now() } });
    await note(person, "SHARE_RESUMED");
    await watchDevices(app.deps);
    expect((await stateOf(person)).state).toBe("INTERRUPTED");
    await app.deps.db.sittingSeat.updateMany({ where: { sittingId }, data: { frozenAt: null } });
    await watchDevices(app.deps);
    expect((await stateOf(person)).state).toBe("OPEN");
  });

  test("[CUT-4] a minute of silence stops the clock and calls a person once; nothing is handed in", async () => {
    const { person } = await reading();
    app.clock.advance(61);
    await closeRuns(app.deps);
    await closeRuns(app.deps);
    expect(await stateOf(person)).toMatchObject({ state: "INTERRUPTED", interruptionCause: "OUTAGE" });
    expect(await callsOf(person)).toBe(1);
    app.clock.advance(20);
    await beat(person);
    expect(await stateOf(person)).toEqual({ state: "OPEN", interruptionCause: null, given: [{ cause: "OUTAGE", seconds: 81 }] });
  });

  test("[CUT-5] after three cuts, or more than ten minutes of them, an adviser decides; what was lost is given back all the same", async () => {
    const silence = async (person: Person, seconds: number): Promise<void> => {
      app.clock.advance(61);
      await closeRuns(app.deps);
      app.clock.advance(seconds - 61);
      await beat(person);
    };
    const { person, adviser, world } = await reading();
    await silence(person, 70);
    await silence(person, 70);
    expect((await stateOf(person)).state).toBe("OPEN");
    await silence(person, 70);
    expect(await stateOf(person)).toEqual({
      state: "INTERRUPTED",
      interruptionCause: "PAUSE",
      given: [70, 70, 70].map((seconds) => ({ cause: "OUTAGE", seconds })),
    });
    expect((await kindsOf(person)).filter((kind) => kind === "DECISION_NEEDED")).toHaveLength(1);
    app.clock.advance(30);
    await beat(person);
    expect((await stateOf(person)).state).toBe("INTERRUPTED");
    await adviser.must(resumeSittings, { params: { sessionId: world.sessionId }, body: { sittingIds: [person.sittingId] } });
    expect((await stateOf(person)).given.at(-1)).toEqual({ cause: "PAUSE", seconds: 30 });

    const long = await reading();
    await silence(long.person, 601);
    expect((await stateOf(long.person)).state).toBe("INTERRUPTED");
    const short = await reading();
    await silence(short.person, 600);
    expect((await stateOf(short.person)).state).toBe("OPEN");
  });

  test("[CUT-5] short silences add up as well, and are counted anew once a person has decided; a practice goes on", async () => {
    const { person, adviser, world } = await reading();
    const breathe = async (rounds: number): Promise<void> => {
      for (let round = 0; round < rounds; round += 1) {
        app.clock.advance(55);
        await beat(person);
      }
    };
    await breathe(10);
    expect((await stateOf(person)).state).toBe("OPEN");
    await breathe(1);
    expect(await stateOf(person)).toMatchObject({ state: "INTERRUPTED", interruptionCause: "PAUSE" });
    expect((await stateOf(person)).given.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(11 * 55);
    expect(await callsOf(person)).toBe(1);
    await adviser.must(resumeSittings, { params: { sessionId: world.sessionId }, body: { sittingIds: [person.sittingId] } });
    await breathe(10);
    expect((await stateOf(person)).state).toBe("OPEN");
    await breathe(1);
    expect((await stateOf(person)).state).toBe("INTERRUPTED");
    expect((await kindsOf(person)).filter((kind) => kind === "DECISION_NEEDED")).toHaveLength(2);

    const practising = await reading();
    await app.deps.db.session.update({ where: { id: practising.world.sessionId }, data: { isPractice: true } });
    for (let round = 0; round < 12; round += 1) {
      app.clock.advance(55);
      await beat(practising.person);
    }
    expect((await stateOf(practising.person)).state).toBe("OPEN");
  });

  test("[CUT-7] a device that slept is no cut of the network in the record, and its time is given back as well", async () => {
    const { person } = await reading();
    app.clock.advance(40);
    await beat(person, { sleptSeconds: 38 });
    expect(await stateOf(person)).toMatchObject({ state: "OPEN", given: [{ cause: "OUTAGE", seconds: 40 }] });
    expect(await kindsOf(person)).toEqual(["DEVICE_SLEPT"]);
  });

  test("[CUT-7] a clock that was set by hours is no sleep: the record speaks of the silence that there was", async () => {
    const { person } = await reading();
    // A year, for instance.
    await beat(person, { sleptSeconds: 31_536_000 });
    expect(await kindsOf(person)).toEqual([]);
    app.clock.advance(40);
    await beat(person, { sleptSeconds: 25_200 });
    expect(await stateOf(person)).toMatchObject({ state: "OPEN", given: [{ cause: "OUTAGE", seconds: 40 }] });
    expect(await kindsOf(person)).toEqual(["CONNECTION_LOST"]);
  });

  test("[CUT-7] a cut of which the device slept little, or whose clock was set by little, is a cut of the network", async () => {
    const { person } = await reading();
    app.clock.advance(45);
    await beat(person, { sleptSeconds: 17 });
    expect(await kindsOf(person)).toEqual(["CONNECTION_LOST"]);
  });
});

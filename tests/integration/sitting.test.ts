import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { contentHash, operationHash } from "#shared/domain/answers/answer-value.ts";
import * as answers from "#shared/protocol/answers.ts";
import { readingContent, writingContent } from "#shared/protocol/exam-content.ts";
import * as sitting from "#shared/protocol/sitting.ts";
import { activities, type Activity } from "#shared/domain/sitting/run-machine.ts";
import { ok } from "#shared/kernel/result.ts";
import { closeRuns } from "#server/features/sitting/close-runs.ts";
import {
  completeSittingIfEndedStep,
  creditStep,
  moveRunStep,
  moveSittingStep,
} from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { seedForms } from "#prisma/seed/content/index.ts";
import { startTestApp, type Caller, type TestApp } from "../support/app.ts";
import { openRun } from "../support/exam-room.ts";
import { nth, runOf, sessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
// Runs of earlier tests must not be closed by the job of a later one.
beforeEach(() => app.deps.db.activityRun.updateMany({ where: { state: "OPEN" }, data: { state: "TECHNICAL" } }));

const clientId = "page-aaaaaaaa";
const minute = 60;

interface Room {
  readonly caller: Caller;
  readonly accountId: string;
  readonly sittingId: string;
  readonly runId: string;
}

async function writing(): Promise<Room> {
  const world = await sessionWorld(app, { candidates: 1 });
  const { caller, accountId, sittingId } = nth(world.candidates, 0);
  const runId = await openRun(app, sittingId, "WRITING");
  await caller.must(answers.takeLease, { params: { runId }, body: { clientId } });
  await beat({ caller, accountId, sittingId, runId });
  return { caller, accountId, sittingId, runId };
}

const beat = ({ caller, sittingId }: Room) =>
  caller.must(sitting.heartbeat, { params: { sittingId }, body: { page: "writing", battery: 64, unsent: 0 } });

const save = ({ caller, runId }: Room, seq: number, text: string) => {
  const ops = [{ seq, key: "text", value: text, hash: operationHash({ key: "text", value: text }) }];
  return caller.must(answers.saveAnswers, { params: { runId }, body: { leaseEpoch: 1, clientId, from: seq, ops } });
};

/** Beats every five seconds, as the page does. */
async function stayFor(room: Room, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 5) {
    app.clock.advance(5);
    await beat(room);
  }
}

const ledgerOf = async ({ sittingId }: Room) =>
  (await runOf(app, sittingId, "WRITING")).timeEntries.map(({ cause, seconds }) => ({ cause, seconds }));

/** What is left on the clock, in seconds. */
async function leftOf({ sittingId }: Room): Promise<number | null> {
  const { endsAt } = await runOf(app, sittingId, "WRITING");
  return endsAt ? (endsAt.getTime() - app.clock.now().getTime()) / 1000 : null;
}

const stateOf = async (sittingId: string) =>
  (await app.deps.db.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { state: true } })).state;

/** The other activities were lost, as after a bad morning. */
async function loseAllBut(sittingId: string, last: Activity): Promise<void> {
  for (const activity of activities.filter((one) => one !== last))
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, activity, "loseTechnically", null));
}

/** As if the policy gave little time: nothing of an hour's waiting is what these tests are about. */
const shorten = ({ runId }: Room, seconds: number) =>
  app.deps.db.activityRun.update({
    where: { id: runId },
    data: { baseSeconds: seconds, endsAt: new Date(app.clock.now().getTime() + seconds * 1000) },
  });

describe("arriving", () => {
  test("[SIT-1] a sitting is found by its own candidate alone", async () => {
    const world = await sessionWorld(app);
    const [mine, theirs] = [nth(world.candidates, 0), nth(world.candidates, 1)];
    const params = { sittingId: theirs.sittingId };
    const body = { page: "waiting", battery: null, unsent: 0 };
    const refused = await Promise.all([
      mine.caller.call(sitting.mySitting, { params }),
      mine.caller.call(sitting.arrive, { params }),
      mine.caller.call(sitting.heartbeat, { params, body }),
      mine.caller.call(readingContent, { params }),
      mine.caller.call(writingContent, { params }),
    ]);
    expect(refused.map((result) => (result.ok ? "ok" : result.code))).toEqual(refused.map(() => "NOT_FOUND"));
    const { sittings } = await mine.caller.must(sitting.mySittings, {});
    expect(sittings.map(({ sittingId }) => sittingId)).toEqual([mine.sittingId]);
    const adviser = nth(world.advisers, 0).caller;
    expect(await adviser.call(sitting.mySitting, { params })).toMatchObject({ code: "FORBIDDEN" });
  });

  test("[SIT-2] people wait in the order of their arrival; coming twice is coming once", async () => {
    const world = await sessionWorld(app);
    const [one, two] = [nth(world.candidates, 0), nth(world.candidates, 1)];
    const arrive = (person: typeof one) =>
      person.caller.must(sitting.arrive, { params: { sittingId: person.sittingId } });
    expect(await arrive(two)).toMatchObject({ state: "WAITING", queuePlace: 1 });
    app.clock.advance(3);
    expect(await arrive(one)).toMatchObject({ queuePlace: 2 });
    app.clock.advance(3);
    expect(await arrive(two)).toMatchObject({ queuePlace: 1 });
    await commit(app.deps, (uow) => moveSittingStep(uow, two.sittingId, "confirmIdentity", null));
    expect(await one.caller.must(sitting.mySitting, { params: { sittingId: one.sittingId } })).toMatchObject({
      queuePlace: 1,
    });
    expect(await two.caller.call(sitting.arrive, { params: { sittingId: two.sittingId } })).toMatchObject({
      code: "NOT_ALLOWED_NOW",
    });
  });

  test("[SIT-2] the waiting room opens an hour before", async () => {
    const world = await sessionWorld(app, { sessionState: "OPEN" });
    const { caller, sittingId } = nth(world.candidates, 0);
    const startsAt = new Date(app.clock.now().getTime() + 61 * 60_000);
    await app.deps.db.session.update({ where: { id: world.sessionId }, data: { startsAt } });
    expect(await caller.call(sitting.arrive, { params: { sittingId } })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    app.clock.advance(minute);
    expect(await caller.call(sitting.arrive, { params: { sittingId } })).toMatchObject({ ok: true });
  });
});

describe("content", () => {
  test("[SIT-3] is refused before identity, before the activity, and after the sitting", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const { caller, sittingId } = nth(world.candidates, 0);
    const params = { sittingId };
    const codes = async () =>
      (await Promise.all([caller.call(readingContent, { params }), caller.call(writingContent, { params })])).map(
        (result) => (result.ok ? "ok" : result.code),
      );
    expect(await codes()).toEqual(["IDENTITY_NOT_CONFIRMED", "IDENTITY_NOT_CONFIRMED"]);
    await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "arrive", null));
    // Even if a run were open by mistake: identity comes first.
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "READING", "open", null));
    expect(await codes()).toEqual(["IDENTITY_NOT_CONFIRMED", "IDENTITY_NOT_CONFIRMED"]);
    await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "confirmIdentity", null));
    expect(await codes()).toEqual(["ok", "RUN_NOT_OPEN"]);
    await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "begin", null));
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "READING", "timeUp", null));
    expect((await caller.must(readingContent, { params })).items).toEqual([]);
    await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "complete", null));
    expect(await codes()).toEqual(["RUN_NOT_OPEN", "RUN_NOT_OPEN"]);
  });

  test("[SIT-4] is one’s own: no key, no other document, no relay facts", async () => {
    const world = await sessionWorld(app);
    const [one, two] = [nth(world.candidates, 0), nth(world.candidates, 1)];
    const read = async (person: typeof one) => {
      await openRun(app, person.sittingId, "READING");
      return person.caller.must(readingContent, { params: { sittingId: person.sittingId } });
    };
    const [first, second] = [await read(one), await read(two)];
    expect([first.document.id, second.document.id]).toEqual(["inf-d1", "inf-d2"]);
    expect(Object.keys(first)).toEqual(["title", "language", "situation", "document", "items"]);
    expect(new Set(first.items.map(({ about }) => about))).toEqual(new Set(["SITUATION", "inf-d1"]));
    const sent = JSON.stringify(first);
    expect(sent).not.toContain("accepted");
    const content = nth(seedForms, 0).content;
    for (const document of content.documents) {
      const hasText = sent.includes(JSON.stringify(nth(document.paragraphs, 0)).slice(1, -1));
      expect([document.id, hasText]).toEqual([document.id, document.id === "inf-d1"]);
      for (const fact of document.facts) expect(sent).not.toContain(fact);
    }
  });

  test("[SIT-4] writing brings one’s own notes along", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const { caller, sittingId } = nth(world.candidates, 0);
    const runId = await openRun(app, sittingId, "READING");
    await caller.must(answers.takeLease, { params: { runId }, body: { clientId } });
    const value = "64 chutes, surtout le soir";
    const ops = [{ seq: 1, key: "notes", value, hash: operationHash({ key: "notes", value }) }];
    await caller.must(answers.saveAnswers, { params: { runId }, body: { leaseEpoch: 1, clientId, from: 1, ops } });
    await openRun(app, sittingId, "WRITING");
    expect(await caller.must(writingContent, { params: { sittingId } })).toMatchObject({
      notes: value,
      document: { id: "inf-d1" },
    });
  });
});

describe("silence", () => {
  test("[SIT-5] nine seconds are not an outage", async () => {
    const room = await writing();
    app.clock.advance(9);
    expect(await beat(room)).toMatchObject({ restoredSeconds: 0 });
    expect(await ledgerOf(room)).toEqual([]);
  });

  test("[SIT-5] ten seconds are one", async () => {
    const room = await writing();
    app.clock.advance(10);
    expect(await beat(room)).toMatchObject({ restoredSeconds: 10 });
    expect(await ledgerOf(room)).toEqual([{ cause: "OUTAGE", seconds: 10 }]);
  });

  test("[SIT-5] eighteen seconds are given back once, and said in the record", async () => {
    const room = await writing();
    const left = await leftOf(room);
    app.clock.advance(18);
    expect(await beat(room)).toMatchObject({
      restoredSeconds: 18,
      runs: expect.arrayContaining([expect.objectContaining({ activity: "WRITING" })]),
    });
    expect(await beat(room)).toMatchObject({ restoredSeconds: 0 });
    expect(await ledgerOf(room)).toEqual([{ cause: "OUTAGE", seconds: 18 }]);
    expect(await leftOf(room)).toBe(left);
    const observations = await app.deps.db.observation.findMany({
      where: { sittingId: room.sittingId },
      select: { kind: true, details: true },
    });
    expect(observations).toEqual([{ kind: "CONNECTION_LOST", details: { seconds: 18 } }]);
  });

  test("[SIT-5] a saved answer ends a silence as a heartbeat does; both at once give back once", async () => {
    const room = await writing();
    const left = await leftOf(room);
    app.clock.advance(30);
    await Promise.all([save(room, 1, "revenue"), beat(room), beat(room)]);
    expect(await ledgerOf(room)).toEqual([{ cause: "OUTAGE", seconds: 30 }]);
    expect(await leftOf(room)).toBe(left);
    app.clock.advance(8);
    await save(room, 2, "revenue là");
    app.clock.advance(8);
    expect(await beat(room)).toMatchObject({ restoredSeconds: 0 });
  });

  test("[SIT-5] a silence that began before the activity counts from its opening", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const { caller, accountId, sittingId } = nth(world.candidates, 0);
    const room = { caller, accountId, sittingId, runId: "" };
    await beat(room);
    app.clock.advance(20);
    await openRun(app, sittingId, "WRITING");
    app.clock.advance(12);
    expect(await beat(room)).toMatchObject({ restoredSeconds: 12 });
  });

  test("[SIT-38] beats of a page that no answer reaches are silence: the clock stops, and all of it is given back", async () => {
    const room = await writing();
    const left = await leftOf(room);
    const unanswered = { page: "writing", battery: 64, unsent: 3, isUnanswered: true };
    for (let passed = 0; passed < 70; passed += 5) {
      app.clock.advance(5);
      const body = { params: { sittingId: room.sittingId }, body: unanswered };
      expect(await room.caller.must(sitting.heartbeat, body)).toMatchObject({ restoredSeconds: 0 });
      await closeRuns(app.deps);
    }
    expect((await runOf(app, room.sittingId, "WRITING")).state).toBe("INTERRUPTED");
    expect(await beat(room)).toMatchObject({ restoredSeconds: 70 });
    expect((await runOf(app, room.sittingId, "WRITING")).state).toBe("OPEN");
    expect(await leftOf(room)).toBe(left);
  });

  test("[SIT-6] more than a minute stops the clock where the page was last heard, and it runs again when heard", async () => {
    const room = await writing();
    const left = await leftOf(room);
    app.clock.advance(60);
    await closeRuns(app.deps);
    expect((await runOf(app, room.sittingId, "WRITING")).state).toBe("OPEN");
    app.clock.advance(1);
    await closeRuns(app.deps);
    expect(await runOf(app, room.sittingId, "WRITING")).toMatchObject({
      state: "INTERRUPTED",
      interruptionCause: "OUTAGE",
      endsAt: null,
    });
    app.clock.advance(119);
    await closeRuns(app.deps);
    const { restoredSeconds, runs } = await beat(room);
    expect(restoredSeconds).toBe(180);
    expect(runs.find(({ activity }) => activity === "WRITING")).toMatchObject({ state: "OPEN", isSilent: false });
    expect(await ledgerOf(room)).toEqual([{ cause: "OUTAGE", seconds: 180 }]);
    expect(await leftOf(room)).toBe(left);
  });

  test("[SIT-6] a saved answer makes a stopped clock run again, and is saved", async () => {
    const room = await writing();
    app.clock.advance(70);
    await closeRuns(app.deps);
    expect(await save(room, 1, "écrit sans réseau")).toMatchObject({ lane: "MAIN", run: { state: "OPEN" } });
    expect(await ledgerOf(room)).toEqual([{ cause: "OUTAGE", seconds: 70 }]);
  });

  test("[SIT-7] a pause within a silence gives back its own time, the silence the rest", async () => {
    const room = await writing();
    const left = await leftOf(room);
    app.clock.advance(20);
    const pause = (event: "interrupt" | "resume") =>
      commit(app.deps, (uow) => moveRunStep(uow, room.sittingId, "WRITING", event, null));
    await pause("interrupt");
    app.clock.advance(30);
    await pause("resume");
    app.clock.advance(10);
    expect(await beat(room)).toMatchObject({ restoredSeconds: 30 });
    expect(await ledgerOf(room)).toEqual([
      { cause: "PAUSE", seconds: 30 },
      { cause: "OUTAGE", seconds: 30 },
    ]);
    expect(await leftOf(room)).toBe(left);
  });

  test("[SIT-7] a silence, a pause that ends, then silence past the minute: each second once", async () => {
    const room = await writing();
    const left = await leftOf(room);
    const pause = (event: "interrupt" | "resume") =>
      commit(app.deps, (uow) => moveRunStep(uow, room.sittingId, "WRITING", event, null));
    app.clock.advance(40);
    await pause("interrupt");
    app.clock.advance(100);
    await pause("resume");
    app.clock.advance(61);
    await closeRuns(app.deps);
    expect((await runOf(app, room.sittingId, "WRITING")).state).toBe("INTERRUPTED");
    app.clock.advance(9);
    expect(await beat(room)).toMatchObject({ restoredSeconds: 110 });
    expect(await leftOf(room)).toBe(left);
  });

  test("[SIT-7] a pause that is still on is not ended by a heartbeat; what the silence took before it is given back", async () => {
    const room = await writing();
    const left = await leftOf(room);
    app.clock.advance(15);
    const move = (event: "interrupt" | "resume") =>
      commit(app.deps, async (uow) => {
        await moveSittingStep(uow, room.sittingId, event, null);
        return moveRunStep(uow, room.sittingId, "WRITING", event, null);
      });
    await move("interrupt");
    app.clock.advance(300);
    expect(await beat(room)).toMatchObject({ restoredSeconds: 15 });
    expect((await runOf(app, room.sittingId, "WRITING")).state).toBe("INTERRUPTED");
    await stayFor(room, 20);
    await move("resume");
    expect(await ledgerOf(room)).toEqual([
      { cause: "OUTAGE", seconds: 15 },
      { cause: "PAUSE", seconds: 320 },
    ]);
    expect(await leftOf(room)).toBe(left);
  });

  test("[SIT-11] credits given at the same time all count", async () => {
    const room = await writing();
    const left = (await leftOf(room)) ?? 0;
    const give = (seconds: number) =>
      commit(app.deps, async (uow) =>
        ok(await creditStep(uow, room.runId, { cause: "ADVISER_CREDIT", seconds, actorId: null, reason: "bruit" })),
      );
    await Promise.all([give(60), give(120), give(30), give(45)]);
    expect(await leftOf(room)).toBe(left + 255);
  });
});

describe("the end", () => {
  test("[SIT-8, SIT-10] time that is up closes with the last saves, after the grace, if the page is heard", async () => {
    const room = await writing();
    await save(room, 1, "dernière phrase");
    await shorten(room, 40);
    await stayFor(room, 70);
    await closeRuns(app.deps);
    expect((await runOf(app, room.sittingId, "WRITING")).state).toBe("OPEN");
    await stayFor(room, 5);
    await closeRuns(app.deps);
    const run = await runOf(app, room.sittingId, "WRITING");
    expect(run.state).toBe("COMPLETED");
    expect(run.seal?.contentHash).toBe(contentHash([{ key: "text", value: "dernière phrase" }]));
  });

  test("[SIT-8] a page that has fallen silent is not closed: it gets its time back and goes on", async () => {
    const room = await writing();
    await shorten(room, 40);
    app.clock.advance(50);
    await closeRuns(app.deps);
    app.clock.advance(40);
    await closeRuns(app.deps);
    expect((await runOf(app, room.sittingId, "WRITING")).state).toBe("INTERRUPTED");
    await beat(room);
    expect(await leftOf(room)).toBe(40);
  });

  test("[SIT-12] on paper the clock alone closes", async () => {
    const world = await sessionWorld(app, { deliveryMode: "IN_PERSON", writingTools: ["HANDWRITTEN"] });
    const { sittingId } = nth(world.candidates, 0);
    await openRun(app, sittingId, "READING");
    app.clock.advance(45 * minute + 31);
    await closeRuns(app.deps);
    expect(await runOf(app, sittingId, "READING")).toMatchObject({ state: "COMPLETED", seal: null });
  });

  test("[SIT-15] time that is up ends the sitting, when nothing else is left", async () => {
    const room = await writing();
    await loseAllBut(room.sittingId, "WRITING");
    await shorten(room, 40);
    await stayFor(room, 75);
    await closeRuns(app.deps);
    expect((await runOf(app, room.sittingId, "WRITING")).state).toBe("COMPLETED");
    expect(await stateOf(room.sittingId)).toBe("COMPLETED");
  });

  test("[SIT-15] two last activities that end at once end the sitting", async () => {
    const room = await writing();
    for (const activity of ["READING", "DISCUSSION"] as const)
      await commit(app.deps, (uow) => moveRunStep(uow, room.sittingId, activity, "loseTechnically", null));
    const end = (activity: "WRITING" | "INTERVIEW", holdMs: number) =>
      commit(app.deps, async (uow) => {
        const moved = await moveRunStep(uow, room.sittingId, activity, "loseTechnically", null);
        await completeSittingIfEndedStep(uow, room.sittingId, null);
        await new Promise((resolve) => setTimeout(resolve, holdMs));
        return moved;
      });
    const first = end("INTERVIEW", 400);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await Promise.all([first, end("WRITING", 0)]);
    expect(await stateOf(room.sittingId)).toBe("COMPLETED");
  });

  test("[SIT-9, SIT-10] handing in is refused until everything is in, then seals; twice is once", async () => {
    const room = await writing();
    await save(room, 1, "Madame,");
    const submit = (given: Partial<{ clientId: string; lastSeq: number; contentHash: string }>) =>
      room.caller.call(sitting.submitRun, {
        params: { runId: room.runId },
        body: { clientId, lastSeq: 1, contentHash: contentHash([{ key: "text", value: "Madame," }]), ...given },
      });
    expect(await submit({ lastSeq: 2 })).toMatchObject({ code: "UNSENT_ANSWERS" });
    expect(await submit({ contentHash: contentHash([{ key: "text", value: "Madame, Monsieur," }]) })).toMatchObject({
      code: "UNSENT_ANSWERS",
    });
    expect(await submit({ clientId: "page-zzzzzzzz" })).toMatchObject({ code: "LEASE_LOST" });
    expect(await submit({})).toMatchObject({ ok: true, value: { run: { state: "COMPLETED" } } });
    expect(await submit({})).toMatchObject({ ok: true });
    const run = await runOf(app, room.sittingId, "WRITING");
    expect(run.seal?.contentHash).toBe(contentHash([{ key: "text", value: "Madame," }]));
    const sealed = await app.deps.db.outboxEvent.count({
      where: { topic: "run.sealed", payload: { path: ["runId"], equals: room.runId } },
    });
    expect(sealed).toBe(1);
  });

  test("[SIT-9] a run that is paused, pending or another’s cannot be handed in", async () => {
    const room = await writing();
    const other = await writing();
    const body = { clientId, lastSeq: 0, contentHash: contentHash([]) };
    expect(await other.caller.call(sitting.submitRun, { params: { runId: room.runId }, body })).toMatchObject({
      code: "NOT_FOUND",
    });
    const pending = (await runOf(app, room.sittingId, "READING")).id;
    expect(await room.caller.call(sitting.submitRun, { params: { runId: pending }, body })).toMatchObject({
      code: "RUN_NOT_OPEN",
    });
    await commit(app.deps, (uow) => moveRunStep(uow, room.sittingId, "WRITING", "interrupt", null));
    expect(await room.caller.call(sitting.submitRun, { params: { runId: room.runId }, body })).toMatchObject({
      code: "RUN_NOT_OPEN",
    });
  });
});

describe("a page that was opened again", () => {
  test("[SIT-31] is heard without starting the clock; «Continuer» starts it and gives everything back", async () => {
    const room = await writing();
    const left = await leftOf(room);
    app.clock.advance(5 * minute);
    await closeRuns(app.deps);
    const frozen = { page: "WRITING", battery: null, unsent: 0, isFrozen: true };
    for (let beats = 0; beats < 4; beats += 1) {
      await room.caller.must(sitting.heartbeat, { params: { sittingId: room.sittingId }, body: frozen });
      app.clock.advance(20);
    }
    const asked = await room.caller.must(sitting.mySitting, { params: { sittingId: room.sittingId } });
    const run = asked.runs.find(({ activity }) => activity === "WRITING");
    expect(run).toMatchObject({ state: "INTERRUPTED", isSilent: true, endsAt: null });
    expect(run?.stoppedAt).not.toBeNull();

    const answer = await room.caller.must(sitting.continueSitting, { params: { sittingId: room.sittingId } });
    expect(answer.runs.find(({ activity }) => activity === "WRITING")).toMatchObject({ state: "OPEN", stoppedAt: null });
    expect(await leftOf(room)).toBe(left);
    await room.caller.must(sitting.continueSitting, { params: { sittingId: room.sittingId } });
    expect(await leftOf(room)).toBe(left);
  });

  test("[SIT-31] what it still has of an activity that is over starts no clock", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const { caller, accountId, sittingId } = nth(world.candidates, 0);
    const readingId = await openRun(app, sittingId, "READING");
    await caller.must(answers.takeLease, { params: { runId: readingId }, body: { clientId } });
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "READING", "timeUp", null));
    const runId = await openRun(app, sittingId, "WRITING");
    await beat({ caller, accountId, sittingId, runId });
    app.clock.advance(5 * minute);
    await closeRuns(app.deps);
    const answer = { key: "notes", value: "Gardé sur l’appareil" };
    const body = { leaseEpoch: 1, clientId, from: 1, ops: [{ seq: 1, ...answer, hash: operationHash(answer) }] };
    expect(await caller.must(answers.saveAnswers, { params: { runId: readingId }, body })).toMatchObject({ lane: "LATE" });
    expect(await runOf(app, sittingId, "WRITING")).toMatchObject({ state: "INTERRUPTED", interruptionCause: "OUTAGE" });
  });

  test("[SIT-31] continues only one's own sitting, and never a pause that a person decided", async () => {
    const room = await writing();
    const stranger = await writing();
    const foreign = await stranger.caller.call(sitting.continueSitting, { params: { sittingId: room.sittingId } });
    expect(foreign).toMatchObject({ ok: false, code: "NOT_FOUND" });
    await commit(app.deps, (uow) => moveRunStep(uow, room.sittingId, "WRITING", "interrupt", null));
    const answer = await room.caller.must(sitting.continueSitting, { params: { sittingId: room.sittingId } });
    expect(answer.runs.find(({ activity }) => activity === "WRITING")).toMatchObject({ state: "INTERRUPTED" });
  });
});

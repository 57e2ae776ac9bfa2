import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operationHash, type AnswerValue } from "#shared/domain/answers/answer-value.ts";
import * as answers from "#shared/protocol/answers.ts";
import { keyAnswersStep } from "#server/features/answers/steps.ts";
import { answersOfRun, historyOfRun } from "#server/features/answers/queries.ts";
import { moveRunStep, sealRunStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { ok } from "#shared/kernel/result.ts";
import { startTestApp, type Caller, type TestApp } from "../support/app.ts";
import { openRun } from "../support/exam-room.ts";
import { nth, runOf, sessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const first = "page-aaaaaaaa";
const second = "page-bbbbbbbb";

const op = (seq: number, key: string, value: AnswerValue) => ({ seq, key, value, hash: operationHash({ key, value }) });

interface Sender {
  readonly caller: Caller;
  readonly runId: string;
}

const lease = ({ caller, runId }: Sender, clientId: string) =>
  caller.must(answers.takeLease, { params: { runId }, body: { clientId } });

const send = ({ caller, runId }: Sender, clientId: string, leaseEpoch: number, ops: ReturnType<typeof op>[]) =>
  caller.call(answers.saveAnswers, {
    params: { runId },
    body: { leaseEpoch, clientId, from: ops[0]?.seq ?? 1, ops },
  });

const logOf = async (runId: string) =>
  (await historyOfRun(app.deps.db, runId)).map(({ clientId, seq, value, lane }) => ({ clientId, seq, value, lane }));

async function writing(): Promise<Sender & { sittingId: string }> {
  const world = await sessionWorld(app, { candidates: 1 });
  const { caller, sittingId } = nth(world.candidates, 0);
  return { caller, sittingId, runId: await openRun(app, sittingId, "WRITING") };
}

describe("saving", () => {
  test("[SAV-1, SAV-2, SAV-5] a batch moves the head, the log and the projection", async () => {
    const room = await writing();
    expect(await lease(room, first)).toMatchObject({
      leaseEpoch: 1,
      head: 0,
      answers: [],
      run: { activity: "WRITING" },
    });
    const saved = await send(room, first, 1, [
      op(1, "text", "Madame,"),
      op(2, "notes", "à dire"),
      op(3, "text", "Madame, Monsieur,"),
    ]);
    expect(saved).toMatchObject({ ok: true, value: { head: 3, lane: "MAIN", run: { state: "OPEN" } } });
    expect(await answersOfRun(app.deps.db, room.runId)).toEqual([
      { key: "notes", value: "à dire" },
      { key: "text", value: "Madame, Monsieur," },
    ]);
    expect((await logOf(room.runId)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  test("[SAV-3] the same operations again succeed and change nothing, also when only some are new", async () => {
    const room = await writing();
    await lease(room, first);
    const ops = [op(1, "text", "a"), op(2, "text", "ab")];
    await send(room, first, 1, ops);
    expect(await send(room, first, 1, ops)).toMatchObject({ ok: true, value: { head: 2 } });
    expect(await send(room, first, 1, [nth(ops, 1), op(3, "text", "abc")])).toMatchObject({
      ok: true,
      value: { head: 3 },
    });
    expect(await answersOfRun(app.deps.db, room.runId)).toEqual([{ key: "text", value: "abc" }]);
    expect(await logOf(room.runId)).toHaveLength(3);
  });

  test("[SAV-3] two copies of a batch at the same time are kept once", async () => {
    const room = await writing();
    await lease(room, first);
    const ops = [op(1, "text", "a"), op(2, "text", "ab")];
    const results = await Promise.all(Array.from({ length: 4 }, () => send(room, first, 1, ops)));
    expect(results.map((result) => result.ok && result.value.head)).toEqual([2, 2, 2, 2]);
    expect(await logOf(room.runId)).toHaveLength(2);
  });

  test("[SAV-4] the same number with another answer is refused, and the first stays", async () => {
    const room = await writing();
    await lease(room, first);
    await send(room, first, 1, [op(1, "text", "vrai")]);
    expect(await send(room, first, 1, [op(1, "text", "autre"), op(2, "text", "suite")])).toMatchObject({
      code: "SEQUENCE_CONFLICT",
    });
    expect(await answersOfRun(app.deps.db, room.runId)).toEqual([{ key: "text", value: "vrai" }]);
  });

  test("[SAV-2] a gap is refused, and nothing of the batch is kept", async () => {
    const room = await writing();
    await lease(room, first);
    expect(await send(room, first, 1, [op(2, "text", "b")])).toMatchObject({ code: "SEQUENCE_GAP" });
    expect(await logOf(room.runId)).toEqual([]);
    const holes = { leaseEpoch: 1, clientId: first, from: 1, ops: [op(1, "text", "a"), op(3, "text", "c")] };
    expect(await room.caller.call(answers.saveAnswers, { params: { runId: room.runId }, body: holes })).toMatchObject({
      code: "BAD_INPUT",
    });
  });

  test("[SAV-6] a newer page takes over: the older one is kept aside and told so", async () => {
    const room = await writing();
    await lease(room, first);
    await send(room, first, 1, [op(1, "text", "première")]);
    expect(await lease(room, second)).toMatchObject({ leaseEpoch: 2, head: 0, heads: { [first]: 1 } });
    await send(room, second, 2, [op(1, "text", "seconde")]);
    expect(await send(room, first, 1, [op(2, "text", "trop tard")])).toMatchObject({ ok: false, code: "LEASE_LOST" });
    expect(await answersOfRun(app.deps.db, room.runId)).toEqual([{ key: "text", value: "seconde" }]);
    expect((await logOf(room.runId)).map(({ clientId, seq, lane }) => [clientId, seq, lane])).toEqual([
      [first, 1, "MAIN"],
      [first, 2, "SUPERSEDED"],
      [second, 1, "MAIN"],
    ]);
    // An epoch alone does not make a holder.
    expect(await send(room, first, 2, [op(3, "text", "ruse")])).toMatchObject({ code: "LEASE_LOST" });
  });

  test("[SAV-9] asking again for one’s lease keeps it and tells what is saved", async () => {
    const room = await writing();
    await lease(room, first);
    await send(room, first, 1, [op(1, "text", "déjà là")]);
    expect(await lease(room, first)).toMatchObject({
      leaseEpoch: 1,
      head: 1,
      heads: { [first]: 1 },
      answers: [{ key: "text", value: "déjà là", leaseEpoch: 1, seq: 1 }],
    });
  });

  test("[SAV-7] what comes after the end is kept aside and does not count", async () => {
    const room = await writing();
    await lease(room, first);
    await send(room, first, 1, [op(1, "text", "à temps")]);
    await commit(app.deps, (uow) => moveRunStep(uow, room.sittingId, "WRITING", "timeUp", null));
    expect(await send(room, first, 1, [op(2, "text", "en retard")])).toMatchObject({
      ok: true,
      value: { head: 2, lane: "LATE", run: { state: "COMPLETED" } },
    });
    expect(await answersOfRun(app.deps.db, room.runId)).toEqual([{ key: "text", value: "à temps" }]);
    expect((await logOf(room.runId)).map(({ lane }) => lane)).toEqual(["MAIN", "LATE"]);
    expect(
      await room.caller.call(answers.takeLease, { params: { runId: room.runId }, body: { clientId: second } }),
    ).toMatchObject({ code: "RUN_NOT_OPEN" });
  });

  test("[SAV-1] a pause stops the clock, not the saving", async () => {
    const room = await writing();
    await lease(room, first);
    await commit(app.deps, (uow) => moveRunStep(uow, room.sittingId, "WRITING", "interrupt", null));
    expect(await send(room, first, 1, [op(1, "text", "parti juste avant")])).toMatchObject({
      ok: true,
      value: { lane: "MAIN" },
    });
  });
});

describe("who and what may be saved", () => {
  test("[SAV-8] another person’s run is not found, a run that is not open is refused", async () => {
    const world = await sessionWorld(app);
    const [mine, theirs] = [nth(world.candidates, 0), nth(world.candidates, 1)];
    const runId = await openRun(app, theirs.sittingId, "WRITING");
    const body = { leaseEpoch: 1, clientId: first, from: 1, ops: [op(1, "text", "x")] };
    expect(await mine.caller.call(answers.takeLease, { params: { runId }, body: { clientId: first } })).toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await mine.caller.call(answers.saveAnswers, { params: { runId }, body })).toMatchObject({
      code: "NOT_FOUND",
    });
    const pending = (await runOf(app, theirs.sittingId, "READING")).id;
    expect(
      await theirs.caller.call(answers.takeLease, { params: { runId: pending }, body: { clientId: first } }),
    ).toMatchObject({ code: "RUN_NOT_OPEN" });
    const notes = { ...body, ops: [op(1, "notes", "x")] };
    expect(await theirs.caller.call(answers.saveAnswers, { params: { runId: pending }, body: notes })).toMatchObject({
      code: "RUN_NOT_OPEN",
    });
    const adviser = nth(world.advisers, 0).caller;
    expect(await adviser.call(answers.saveAnswers, { params: { runId }, body })).toMatchObject({ code: "FORBIDDEN" });
  });

  test("[SAV-8, RDG-5] keys and shapes are those of the person’s own form and document", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const { caller, sittingId } = nth(world.candidates, 0);
    const room = { caller, runId: await openRun(app, sittingId, "READING") };
    await lease(room, first);
    const accepted = [
      op(1, "inf-s01", "c"),
      op(2, "inf-d1-2", false),
      op(3, "flags", ["inf-s01"]),
      op(4, "inf-s01", null),
    ];
    expect(await send(room, first, 1, accepted)).toMatchObject({ ok: true });
    for (const [key, value] of [
      ["inf-s01", "zz"],
      ["inf-s01", true],
      ["inf-d2-1", "a"],
      ["text", "Madame"],
      ["flags", ["nothing"]],
      ["inf-s01", "c\u0000"],
    ] as const)
      expect(await send(room, first, 1, [op(5, key, typeof value === "object" ? [...value] : value)])).toMatchObject({
        code: "BAD_INPUT",
      });
  });

  test("[SAV-8, SAV-14] a hash that is not the answer’s, and a batch over 64 KB, are refused", async () => {
    const room = await writing();
    await lease(room, first);
    const wrong = { ...op(1, "text", "a"), hash: operationHash({ key: "text", value: "b" }) };
    expect(await send(room, first, 1, [wrong])).toMatchObject({ code: "BAD_INPUT" });
    const long = "mot ".repeat(4_900);
    expect(
      await send(
        room,
        first,
        1,
        [1, 2, 3, 4].map((seq) => op(seq, "text", long)),
      ),
    ).toMatchObject({ code: "TOO_LARGE" });
    expect(await send(room, first, 1, [op(1, "text", "x".repeat(20_001))])).toMatchObject({ code: "BAD_INPUT" });
    expect(await send(room, first, 1, [op(1, "text", "€".repeat(20_000))])).toMatchObject({ ok: true });
  });

  test("[SAV-8] what is written by hand is not saved from a browser", async () => {
    const world = await sessionWorld(app, { deliveryMode: "IN_PERSON", writingTools: ["HANDWRITTEN"] });
    const { caller, sittingId } = nth(world.candidates, 0);
    const runId = await openRun(app, sittingId, "WRITING");
    expect(await caller.call(answers.takeLease, { params: { runId }, body: { clientId: first } })).toMatchObject({
      code: "RUN_NOT_OPEN",
    });
  });

  test("[SAV-10] staff key in paper answers into the same log, until the run is sealed", async () => {
    const world = await sessionWorld(app, { deliveryMode: "IN_PERSON", writingTools: ["HANDWRITTEN"] });
    const { sittingId } = nth(world.candidates, 0);
    const runId = await openRun(app, sittingId, "READING");
    const staffId = nth(world.advisers, 0).accountId;
    const key = (value: AnswerValue) =>
      commit(app.deps, (uow) => keyAnswersStep(uow, runId, staffId, [{ key: "inf-s01", value }]));
    expect(await key("zz")).toEqual({ ok: false, error: "BAD_INPUT" });
    expect(await key("a")).toEqual({ ok: true, value: { head: 1 } });
    expect(await key("c")).toEqual({ ok: true, value: { head: 2 } });
    expect(await answersOfRun(app.deps.db, runId)).toEqual([{ key: "inf-s01", value: "c" }]);
    await commit(app.deps, async (uow) => ok(await sealRunStep(uow, runId)));
    expect(await key("b")).toEqual({ ok: false, error: "ALREADY_LOCKED" });
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contentHash, operationHash } from "#shared/domain/answers/answer-value.ts";
import { foldOps, replayText } from "#shared/domain/answers/replay.ts";
import { patchBetween, type OperationValue } from "#shared/domain/answers/text-patch.ts";
import { closingGraceSeconds } from "#shared/domain/sitting/time-ledger.ts";
import { ok } from "#shared/kernel/result.ts";
import * as answers from "#shared/protocol/answers.ts";
import { heartbeat } from "#shared/protocol/sitting.ts";
import { answersOfRun, historyOfRun, notesOfSitting } from "#server/features/answers/queries.ts";
import { importOpsStep, type ImportedLog } from "#server/features/answers/steps.ts";
import { closeRuns } from "#server/features/sitting/close-runs.ts";
import { creditStep, moveRunStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type Caller, type TestApp } from "../support/app.ts";
import { openRun } from "../support/exam-room.ts";
import { nth, runOf, sessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const page = "page-aaaaaaaa";
const other = "page-bbbbbbbb";

const op = (seq: number, key: string, value: OperationValue, tMono?: number): answers.AnswerOp => ({
  seq,
  key,
  value,
  hash: operationHash({ key, value }),
  ...(tMono === undefined ? {} : { tMono }),
});

interface Room {
  readonly caller: Caller;
  readonly runId: string;
  readonly sittingId: string;
}

async function writing(): Promise<Room> {
  const { candidates } = await sessionWorld(app, { candidates: 1 });
  const { caller, sittingId } = nth(candidates, 0);
  const runId = await openRun(app, sittingId, "WRITING");
  await lease({ caller, runId, sittingId }, page);
  return { caller, sittingId, runId };
}
const lease = ({ caller, runId }: Room, clientId: string) =>
  caller.must(answers.takeLease, { params: { runId }, body: { clientId } });
const send = ({ caller, runId }: Room, ops: answers.AnswerOp[], leaseEpoch = 1, clientId = page) =>
  caller.call(answers.saveAnswers, { params: { runId }, body: { leaseEpoch, clientId, from: ops[0]?.seq ?? 1, ops } });
const observed = async ({ sittingId }: Room): Promise<string[]> =>
  (await app.deps.db.observation.findMany({ where: { sittingId }, select: { kind: true } })).map(({ kind }) => kind);
const imported = ({ runId }: Room, logs: ImportedLog[]) => commit(app.deps, (uow) => importOpsStep(uow, runId, logs));
const textOf = async ({ runId }: Room) =>
  (await answersOfRun(app.deps.db, runId)).find(({ key }) => key === "text")?.value;

const texts = ["Madame,", "Madame, Monsieur,", "Mesdames, Messieurs,", ""];
/** A page's log of these texts: the first one whole, the others as patches. */
const typed = (from = 1): answers.AnswerOp[] =>
  texts.map((text, index) => {
    const before = texts[index - 1];
    return op(from + index, "text", before === undefined ? text : patchBetween(before, text), index * 1_500);
  });

describe("patches", () => {
  test("[SAV-16, SAV-5] fold onto what the page saved before, in one batch or several, and the log gives it back", async () => {
    const room = await writing();
    const [first, second, third, last] = typed();
    if (!first || !second || !third || !last) throw new Error("Four operations.");
    expect(await send(room, [first, second])).toMatchObject({ ok: true, value: { head: 2, lane: "MAIN" } });
    expect(await textOf(room)).toBe("Madame, Monsieur,");
    expect(await send(room, [third])).toMatchObject({ ok: true, value: { head: 3 } });
    expect(await textOf(room)).toBe("Mesdames, Messieurs,");
    expect(await send(room, [third, last])).toMatchObject({ ok: true, value: { head: 4 } });
    expect(await textOf(room)).toBe("");
    const history = await historyOfRun(app.deps.db, room.runId);
    expect(history.map(({ kind, tMono }) => [kind, tMono])).toEqual([
      ["set", 0],
      ["delta", 1_500],
      ["delta", 3_000],
      ["delta", 4_500],
    ]);
    const replayed = replayText(history, "text");
    expect(replayed.ok && replayed.value.map(({ text }) => text)).toEqual(texts);
    const folded = foldOps(new Map(), history);
    expect(folded.ok && folded.value.at(-1)?.content).toBe(await textOf(room));
  });

  test("[SAV-16] one made for another text, for an answer, or without a text before it is refused whole", async () => {
    const room = await writing();
    const patch = patchBetween("Madame,", "Monsieur,");
    expect(await send(room, [op(1, "text", patch)])).toMatchObject({ code: "BAD_INPUT" });
    await send(room, [op(1, "text", "Autre chose")]);
    expect(await send(room, [op(2, "notes", "n"), op(3, "text", patch)])).toMatchObject({ code: "BAD_INPUT" });
    expect(await send(room, [op(2, "flags", patch)])).toMatchObject({ code: "BAD_INPUT" });
    expect((await historyOfRun(app.deps.db, room.runId)).map(({ seq }) => seq)).toEqual([1]);
    expect(await textOf(room)).toBe("Autre chose");
  });

  test("[SAV-16, SAV-6] another page’s text in between does not change what a page’s own patches mean", async () => {
    const room = await writing();
    const [first, second, third] = typed();
    if (!first || !second || !third) throw new Error("Three operations.");
    await send(room, [first]);
    await lease(room, other);
    await send(room, [op(1, "text", "de l’autre page")], 2, other);
    expect(await send(room, [second])).toMatchObject({ code: "LEASE_LOST" });
    expect(await textOf(room)).toBe("de l’autre page");
    expect(await lease(room, page)).toMatchObject({ leaseEpoch: 3, head: 2 });
    expect(await send(room, [third], 3)).toMatchObject({ ok: true, value: { lane: "MAIN", head: 3 } });
    expect(await textOf(room)).toBe("Mesdames, Messieurs,");
  });
});

describe("the end, by the server’s clock", () => {
  test("[SAV-7] holds at saving time, with the grace, before any job has closed the run", async () => {
    const room = await writing();
    const { endsAt } = await runOf(app, room.sittingId, "WRITING");
    const moment = async (seconds: number) => {
      app.clock.set(new Date((endsAt?.getTime() ?? 0) + seconds * 1000).toISOString());
      // The page is heard all along: nothing is given back.
      await app.deps.db.presence.updateMany({
        where: { sittingId: room.sittingId },
        data: { lastSeenAt: app.clock.now() },
      });
    };
    await send(room, [op(1, "text", "tôt")]);
    await moment(closingGraceSeconds);
    expect(await send(room, [op(2, "text", "en chemin")])).toMatchObject({ ok: true, value: { lane: "MAIN" } });
    await moment(closingGraceSeconds + 1);
    expect(await send(room, [op(3, "text", "trop tard")])).toMatchObject({
      ok: true,
      value: { lane: "LATE", head: 3, run: { state: "OPEN" } },
    });
    expect(await observed(room)).toContain("SAVED_LATE");
    await closeRuns(app.deps);
    expect(await textOf(room)).toBe("en chemin");
    expect((await runOf(app, room.sittingId, "WRITING")).state).toBe("COMPLETED");
    app.clock.set("2026-11-22T14:00:00.000Z");
  });

  test("[SAV-7] a discussion ends when it is closed: notes taken after its time count and follow into the writing", async () => {
    const { candidates } = await sessionWorld(app, { candidates: 1 });
    const { caller, sittingId } = nth(candidates, 0);
    const room = { caller, sittingId, runId: await openRun(app, sittingId, "DISCUSSION") };
    await lease(room, page);
    const { endsAt } = await runOf(app, sittingId, "DISCUSSION");
    app.clock.set(new Date((endsAt?.getTime() ?? 0) + 120_000).toISOString());
    expect(await send(room, [op(1, "notes", "après l’heure")])).toMatchObject({ ok: true, value: { lane: "MAIN" } });
    expect(await notesOfSitting(app.deps.db, sittingId)).toBe("après l’heure");
    expect(await observed(room)).not.toContain("SAVED_LATE");
    app.clock.set("2026-11-22T14:00:00.000Z");
  });

  test("[SAV-26] the last notes of a discussion, still on their way when it is closed, follow into the writing", async () => {
    const { candidates } = await sessionWorld(app, { candidates: 1 });
    const { caller, sittingId } = nth(candidates, 0);
    const room = { caller, sittingId, runId: await openRun(app, sittingId, "DISCUSSION") };
    await lease(room, page);
    await send(room, [op(1, "notes", "pendant")]);
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "DISCUSSION", "submit", null));
    const { seal } = await app.deps.db.activityRun.findUniqueOrThrow({
      where: { id: room.runId },
      select: { seal: { select: { contentHash: true } } },
    });
    // Nobody judges notes: the seal holds none, and is not broken by the last of them.
    expect(seal).toEqual({ contentHash: contentHash([]) });
    app.clock.advance(closingGraceSeconds);
    const last = await send(room, [op(2, "notes", "pendant, et le dernier mot")]);
    expect(last).toMatchObject({ ok: true, value: { lane: "MAIN", head: 2, run: { state: "COMPLETED" } } });
    expect(await notesOfSitting(app.deps.db, sittingId)).toBe("pendant, et le dernier mot");
    expect(await send(room, [op(1, "notes", "ailleurs")], 1, other)).toMatchObject({ code: "LEASE_LOST" });
    expect(await observed(room)).not.toContain("SAVED_LATE");
    app.clock.advance(1);
    expect(await send(room, [op(3, "notes", "trop tard")])).toMatchObject({ ok: true, value: { lane: "LATE" } });
    expect(await notesOfSitting(app.deps.db, sittingId)).toBe("pendant, et le dernier mot");
  });

  test("[SAV-7] more time moves the end, also for what is being saved", async () => {
    const room = await writing();
    await app.deps.db.activityRun.update({
      where: { id: room.runId },
      data: { startedAt: new Date(app.clock.now().getTime() - 3 * 3_600_000), endsAt: app.clock.now() },
    });
    const credit = { cause: "ADVISER_CREDIT", seconds: 4 * 3_600, actorId: null, reason: "" } as const;
    await commit(app.deps, async (uow) => ok(await creditStep(uow, room.runId, credit)));
    app.clock.advance(60);
    expect(await send(room, [op(1, "text", "après")])).toMatchObject({ ok: true, value: { lane: "MAIN" } });
  });

  test("[SAV-18] what is kept aside is bounded; what does not fit stays on the device", async () => {
    const room = await writing();
    await commit(app.deps, (uow) => moveRunStep(uow, room.sittingId, "WRITING", "timeUp", null));
    const { hash } = op(1, "text", "x");
    await app.deps.db.answerBatch.create({
      data: {
        runId: room.runId,
        clientId: other,
        firstSeq: 1,
        lastSeq: 4_000,
        leaseEpoch: 1,
        ops: Array.from({ length: 4_000 }, () => ({ key: "text", value: "x", hash })),
        lane: "LATE",
        receivedAt: app.clock.now(),
      },
    });
    expect(await send(room, [op(1, "text", "encore")])).toMatchObject({ code: "RUN_NOT_OPEN" });
    expect(await historyOfRun(app.deps.db, room.runId)).toHaveLength(4_000);
  });
});

describe("a pause by a person", () => {
  test("[SAV-19] what comes during it counts, told apart and observed once; what was on its way is ordinary", async () => {
    const room = await writing();
    await send(room, [op(1, "text", "avant")]);
    await commit(app.deps, (uow) => moveRunStep(uow, room.sittingId, "WRITING", "interrupt", null));
    await send(room, [op(2, "text", "en chemin")]);
    app.clock.advance(closingGraceSeconds + 1);
    await send(room, [op(3, "text", "pendant")]);
    await send(room, [op(4, "text", "pendant encore")]);
    expect(await textOf(room)).toBe("pendant encore");
    expect((await historyOfRun(app.deps.db, room.runId)).map(({ isPaused }) => isPaused)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect((await observed(room)).filter((kind) => kind === "SAVED_DURING_PAUSE")).toHaveLength(1);
    await commit(app.deps, (uow) => moveRunStep(uow, room.sittingId, "WRITING", "resume", null));
    await send(room, [op(5, "text", "après")]);
    expect((await historyOfRun(app.deps.db, room.runId)).at(-1)).toMatchObject({ isPaused: false, lane: "MAIN" });
  });
});

describe("a clock that silence stopped", () => {
  test("[SAV-24] runs again with the first words of the page that may write, whatever that page says of waiting", async () => {
    const room = await writing();
    const beat = (isFrozen: boolean) =>
      room.caller.must(heartbeat, {
        params: { sittingId: room.sittingId },
        body: { page: "writing", battery: null, unsent: 0, isFrozen },
      });
    const run = () => app.deps.db.activityRun.findUniqueOrThrow({ where: { id: room.runId } });
    await send(room, [op(1, "text", "avant")]);
    await beat(false);
    app.clock.advance(61);
    await closeRuns(app.deps);
    for (let count = 0; count < 10; count += 1) {
      await beat(true);
      app.clock.advance(9);
    }
    expect(await run()).toMatchObject({ state: "INTERRUPTED", interruptionCause: "OUTAGE" });
    expect(await send(room, [op(2, "text", "en silence")])).toMatchObject({ ok: true });
    expect((await run()).state).toBe("OPEN");
    const given = await app.deps.db.timeEntry.findMany({ where: { runId: room.runId, cause: "OUTAGE" } });
    expect(given.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(61 + 90);
  });
});

describe("one number, two answers", () => {
  test("[SAV-4] both are kept, the first counts, and it is observed once", async () => {
    const room = await writing();
    await send(room, [op(1, "text", "vrai")]);
    for (let again = 0; again < 2; again += 1)
      expect(await send(room, [op(1, "text", "autre"), op(2, "text", "suite")])).toMatchObject({
        code: "SEQUENCE_CONFLICT",
      });
    expect(await textOf(room)).toBe("vrai");
    const conflicts = await app.deps.db.answerConflict.findMany({ where: { runId: room.runId } });
    expect(conflicts).toMatchObject([{ clientId: page, seq: 1, key: "text", value: "autre" }]);
    expect((await observed(room)).filter((kind) => kind === "SAVE_CONFLICT")).toHaveLength(1);
    expect(await send(room, [op(2, "text", "suite")])).toMatchObject({ ok: true, value: { head: 2 } });
  });
});

describe("importing what a device kept", () => {
  const nothing = { MAIN: 0, LATE: 0, SUPERSEDED: 0 };
  test("[SAV-20] appends what the server lacks: counting from the last lease, aside from an older one", async () => {
    const room = await writing();
    const log = typed();
    await send(room, log.slice(0, 2));
    const part = { clientId: page, leaseEpoch: 1, ops: log.slice(1) };
    expect(await imported(room, [part])).toEqual({
      ok: true,
      value: [{ clientId: page, taken: { ...nothing, MAIN: 2 }, refusal: null }],
    });
    expect(await textOf(room)).toBe("");
    expect(await imported(room, [part])).toEqual({
      ok: true,
      value: [{ clientId: page, taken: nothing, refusal: null }],
    });
    await lease(room, other);
    expect(
      await imported(room, [{ clientId: page, leaseEpoch: 1, ops: [op(5, "text", "ancienne page")] }]),
    ).toMatchObject({
      value: [{ taken: { ...nothing, SUPERSEDED: 1 } }],
    });
    expect(await textOf(room)).toBe("");
  });

  test("[SAV-20] after the end it is late, and a part that cannot be taken does not hold up another", async () => {
    const room = await writing();
    await send(room, [op(1, "text", "à temps")]);
    await commit(app.deps, (uow) => moveRunStep(uow, room.sittingId, "WRITING", "timeUp", null));
    const altered = { ...op(1, "text", "a"), hash: operationHash({ key: "text", value: "b" }) };
    expect(
      await imported(room, [
        { clientId: "page-altered0", leaseEpoch: 1, ops: [altered] },
        { clientId: "page-gap00000", leaseEpoch: 1, ops: [op(4, "text", "x")] },
        { clientId: "page-patch000", leaseEpoch: 1, ops: [op(1, "text", patchBetween("a", "b"))] },
        { clientId: page, leaseEpoch: 1, ops: [op(1, "text", "autre")] },
        { clientId: page, leaseEpoch: 1, ops: [op(3, "text", "c"), op(2, "text", "b")] },
      ]),
    ).toEqual({
      ok: true,
      value: [
        { clientId: "page-altered0", taken: nothing, refusal: "BAD_INPUT" },
        { clientId: "page-gap00000", taken: nothing, refusal: "SEQUENCE_GAP" },
        { clientId: "page-patch000", taken: nothing, refusal: "BAD_INPUT" },
        { clientId: page, taken: nothing, refusal: "SEQUENCE_CONFLICT" },
        { clientId: page, taken: { ...nothing, LATE: 2 }, refusal: null },
      ],
    });
    expect(await textOf(room)).toBe("à temps");
  });
});

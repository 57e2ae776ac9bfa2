import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sealRescue } from "#client/net/outbox/seal-rescue.ts";
import { operationHash } from "#shared/domain/answers/answer-value.ts";
import { textAfter, typedTimeline } from "#shared/domain/answers/typed-timeline.ts";
import type { RescueFile } from "#shared/domain/rescue/rescue-file.ts";
import * as answers from "#shared/protocol/answers.ts";
import { roomPolicy } from "#shared/protocol/exam-content.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import * as rescue from "#shared/protocol/rescue.ts";
import { historyOfRun } from "#server/features/answers/queries.ts";
import { fenceRuns } from "#server/features/sitting/seat-store.ts";
import { moveRunStep } from "#server/features/sitting/steps.ts";
import { sha256Hex } from "#server/platform/hash.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type Caller, type TestApp } from "../support/app.ts";
import { openRun } from "../support/exam-room.ts";
import { nth, sessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
// The job that closes runs has no business with those of earlier tests.
beforeEach(() => app.deps.db.activityRun.updateMany({ where: { state: "OPEN" }, data: { state: "TECHNICAL" } }));

const clientId = "page-aaaaaaaa";
const elsewhere = "page-of-the-other-machine";
const keyed = (seq: number, key: string, value: string) => ({ seq, key, value, hash: operationHash({ key, value }, sha256Hex) });
const opOf = (seq: number, value: string) => keyed(seq, "text", value);

interface Room {
  readonly candidate: Caller;
  readonly adviser: Caller;
  readonly sittingId: string;
  readonly runId: string;
  readonly rescueKey: string;
}

/** One page that has saved its first words and then lost the server. */
async function writing(): Promise<Room> {
  const world = await sessionWorld(app, { candidates: 1 });
  const { caller: candidate, sittingId } = nth(world.candidates, 0);
  const runId = await openRun(app, sittingId, "WRITING");
  const lease = await candidate.must(answers.takeLease, { params: { runId }, body: { clientId } });
  const body = { leaseEpoch: lease.leaseEpoch, clientId, from: 1, ops: [opOf(1, "Madame,")] };
  await candidate.must(answers.saveAnswers, { params: { runId }, body });
  const { rescueKey } = await candidate.must(roomPolicy, { params: { sittingId } });
  return { candidate, adviser: nth(world.advisers, 0).caller, sittingId, runId, rescueKey };
}

const entry = (seq: number, value: string) => ({ ...opOf(seq, value), clientId, leaseEpoch: 1 });
const kept = [entry(1, "Madame,"), entry(2, "Madame, je vous écris"), entry(3, "Madame, je vous écris sans réseau.")];

const sealFor = ({ rescueKey, sittingId, runId }: Room, entries: readonly object[] = kept): Promise<RescueFile> =>
  sealRescue(rescueKey, { sittingId, runId }, { runId, entries });

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).slice().buffer;

const bring = (caller: Caller, sittingId: string, file: unknown) =>
  caller.call(rescue.importRescue, {
    params: { sittingId },
    body: { bytes: bytesOf(typeof file === "string" ? file : JSON.stringify(file)), mime: "application/json" },
  });

const savedText = async ({ runId }: Room): Promise<unknown> =>
  (await app.deps.db.answer.findUnique({ where: { runId_key: { runId, key: "text" } }, select: { value: true } }))?.value;
const importsOf = ({ runId }: Room) => app.deps.db.rescueImport.count({ where: { runId } });

test("[RSC-2, RSC-3] what a device kept counts once it is brought by hand while the activity runs, and the record says so", async () => {
  const room = await writing();
  const answer = await bring(room.adviser, room.sittingId, await sealFor(room));
  expect(answer).toMatchObject({ ok: true, value: { activity: "WRITING", counted: 2, keptAside: 0, known: 1 } });
  expect(await savedText(room)).toBe("Madame, je vous écris sans réseau.");
  const { observations } = await room.candidate.must(sittingRecord, { params: { sittingId: room.sittingId } });
  expect(observations.map(({ kind }) => kind)).toContain("RESCUE_IMPORTED");
  const desk = await room.adviser.must(rescue.rescueDesk, { params: { sittingId: room.sittingId } });
  expect(desk.imports).toMatchObject([{ activity: "WRITING", operations: 3 }]);
});

test("[RSC-3] what is brought after the end is kept aside and does not count", async () => {
  const room = await writing();
  const file = await sealFor(room);
  await commit(app.deps, (uow) => moveRunStep(uow, room.sittingId, "WRITING", "timeUp", null));
  expect(await bring(room.adviser, room.sittingId, file)).toMatchObject({ ok: true, value: { counted: 0, keptAside: 2, known: 1 } });
  expect(await savedText(room)).toBe("Madame,");
});

const wordsOfFormer = "Madame, je vous écris sans réseau.";

test("[RSC-5] what a former machine kept counts until the person goes on at the other one, and is no longer there to be overtaken", async () => {
  const room = await writing();
  const file = await sealFor(room);
  await app.deps.db.$transaction((tx) => fenceRuns(tx, room.sittingId));
  expect(await bring(room.adviser, room.sittingId, file)).toMatchObject({ ok: true, value: { counted: 2, keptAside: 0, superseded: 0 } });
  const lease = await room.candidate.must(answers.takeLease, { params: { runId: room.runId }, body: { clientId: elsewhere } });
  expect(lease.answers).toMatchObject([{ key: "text", value: wordsOfFormer }]);
  const body = { leaseEpoch: lease.leaseEpoch, clientId: elsewhere, from: 1, ops: [opOf(1, `${wordsOfFormer} Et ici.`)] };
  await room.candidate.must(answers.saveAnswers, { params: { runId: room.runId }, body });
  expect(await savedText(room)).toBe(`${wordsOfFormer} Et ici.`);
});

test("[RSC-5] it counts too where the former machine had reached the server again before its file did", async () => {
  const room = await writing();
  const file = await sealFor(room);
  await app.deps.db.$transaction((tx) => fenceRuns(tx, room.sittingId));
  const body = { leaseEpoch: 1, clientId, from: 2, ops: [opOf(2, "Madame, je vous écris"), opOf(3, wordsOfFormer)] };
  expect(await room.candidate.call(answers.saveAnswers, { params: { runId: room.runId }, body })).toMatchObject({ code: "LEASE_LOST" });
  expect(await savedText(room)).toBe("Madame,");
  expect(await bring(room.adviser, room.sittingId, file)).toMatchObject({ ok: true, value: { counted: 2, superseded: 0, known: 1 } });
  expect(await savedText(room)).toBe(wordsOfFormer);
});

test("[RSC-5, HIS-1] what counts so is replayed as it was typed there, and what follows on the other machine goes on from it", async () => {
  const room = await writing();
  const file = await sealFor(room);
  await app.deps.db.$transaction((tx) => fenceRuns(tx, room.sittingId));
  const former = { leaseEpoch: 1, clientId, from: 2, ops: [opOf(2, "Madame, je vous écris"), opOf(3, wordsOfFormer)] };
  await room.candidate.call(answers.saveAnswers, { params: { runId: room.runId }, body: former });
  const replayed = async () => typedTimeline(await historyOfRun(app.deps.db, room.runId));
  expect(await replayed()).toMatchObject({ steps: [{ put: "Madame," }], aside: 2 });
  await bring(room.adviser, room.sittingId, file);
  const { steps, aside } = await replayed();
  expect(aside).toBe(0);
  expect(steps.map(({ put }) => put)).toEqual(["Madame,", " je vous écris", " sans réseau."]);

  const lease = await room.candidate.must(answers.takeLease, { params: { runId: room.runId }, body: { clientId: elsewhere } });
  const body = { leaseEpoch: lease.leaseEpoch, clientId: elsewhere, from: 1, ops: [opOf(1, `${wordsOfFormer} Et ici.`)] };
  await room.candidate.must(answers.saveAnswers, { params: { runId: room.runId }, body });
  const { steps: all } = await replayed();
  expect(all.at(-1)).toMatchObject({ put: " Et ici." });
  expect(textAfter(all, all.length)).toBe(await savedText(room));
});

test("[RSC-5] of several pages in one file the newer counts over the older, whichever comes first in it", async () => {
  for (const isOlderFirst of [true, false]) {
    const room = await writing();
    const second = await room.candidate.must(answers.takeLease, { params: { runId: room.runId }, body: { clientId: "second-tab" } });
    const newer = [{ ...opOf(1, "De la seconde page."), clientId: "second-tab", leaseEpoch: second.leaseEpoch }];
    const older = [entry(2, "De la première."), { ...entry(3, ""), ...keyed(3, "notes", "Ses notes.") }];
    const file = await sealFor(room, isOlderFirst ? [...older, ...newer] : [...newer, ...older]);
    await app.deps.db.$transaction((tx) => fenceRuns(tx, room.sittingId));
    expect(await bring(room.adviser, room.sittingId, file)).toMatchObject({ ok: true, value: { counted: 3, superseded: 0 } });
    expect(await savedText(room)).toBe("De la seconde page.");
  }
});

test("[RSC-5] what a page had put aside and counts bars an older page as what was saved there does", async () => {
  const room = await writing();
  const older = await sealFor(room);
  const second = await room.candidate.must(answers.takeLease, { params: { runId: room.runId }, body: { clientId: "second-tab" } });
  const op = opOf(1, "De la seconde page.");
  const newer = await sealFor(room, [{ ...op, clientId: "second-tab", leaseEpoch: second.leaseEpoch }]);
  await app.deps.db.$transaction((tx) => fenceRuns(tx, room.sittingId));
  const body = { leaseEpoch: second.leaseEpoch, clientId: "second-tab", from: 1, ops: [op] };
  expect(await room.candidate.call(answers.saveAnswers, { params: { runId: room.runId }, body })).toMatchObject({ code: "LEASE_LOST" });
  expect(await bring(room.adviser, room.sittingId, newer)).toMatchObject({ ok: true, value: { counted: 1 } });
  expect(await bring(room.adviser, room.sittingId, older)).toMatchObject({ ok: true, value: { counted: 0, superseded: 2 } });
});

test("[RSC-5, RSC-4] a file under a lease that nobody was given counts for nothing and bars no later word", async () => {
  const room = await writing();
  const file = await sealFor(room, [{ ...entry(2, "Madame, je vous écris"), leaseEpoch: 2_000_000_000 }]);
  await app.deps.db.$transaction((tx) => fenceRuns(tx, room.sittingId));
  expect(await bring(room.adviser, room.sittingId, file)).toMatchObject({ ok: true, value: { counted: 0, superseded: 1 } });
  expect(await savedText(room)).toBe("Madame,");
});

test("[RSC-5] once the person has gone on at the other machine it is kept, does not count, and whoever imports it is told", async () => {
  const room = await writing();
  const file = await sealFor(room);
  await app.deps.db.$transaction((tx) => fenceRuns(tx, room.sittingId));
  await room.candidate.must(answers.takeLease, { params: { runId: room.runId }, body: { clientId: elsewhere } });
  expect(await bring(room.adviser, room.sittingId, file)).toMatchObject({ ok: true, value: { counted: 0, keptAside: 0, superseded: 2 } });
  expect(await savedText(room)).toBe("Madame,");
});

test("[RSC-5] whoever imports it is told too where the former machine had sent those words itself, also after the end", async () => {
  const before = [] as { room: Room; file: RescueFile }[];
  for (const _each of [1, 2]) {
    const room = await writing();
    const file = await sealFor(room);
    await app.deps.db.$transaction((tx) => fenceRuns(tx, room.sittingId));
    const body = { leaseEpoch: 1, clientId, from: 2, ops: [opOf(2, "Madame, je vous écris")] };
    expect(await room.candidate.call(answers.saveAnswers, { params: { runId: room.runId }, body })).toMatchObject({ code: "LEASE_LOST" });
    await room.candidate.must(answers.takeLease, { params: { runId: room.runId }, body: { clientId: elsewhere } });
    before.push({ room, file });
  }
  const { room, file } = nth(before, 0);
  expect(await bring(room.adviser, room.sittingId, file)).toMatchObject({ ok: true, value: { counted: 0, keptAside: 0, superseded: 2, known: 1 } });
  expect(await savedText(room)).toBe("Madame,");
  const late = nth(before, 1);
  await commit(app.deps, (uow) => moveRunStep(uow, late.room.sittingId, "WRITING", "timeUp", null));
  expect(await bring(late.room.adviser, late.room.sittingId, late.file)).toMatchObject({
    ok: true,
    value: { counted: 0, keptAside: 1, superseded: 1, known: 1 },
  });
});

test("[RSC-5] nothing of an older page counts where a newer one had saved before both were fenced off", async () => {
  const room = await writing();
  const file = await sealFor(room);
  const second = await room.candidate.must(answers.takeLease, { params: { runId: room.runId }, body: { clientId: "second-tab" } });
  const body = { leaseEpoch: second.leaseEpoch, clientId: "second-tab", from: 1, ops: [opOf(1, "Monsieur,")] };
  await room.candidate.must(answers.saveAnswers, { params: { runId: room.runId }, body });
  await app.deps.db.$transaction((tx) => fenceRuns(tx, room.sittingId));
  expect(await bring(room.adviser, room.sittingId, file)).toMatchObject({ ok: true, value: { counted: 0, superseded: 2 } });
  expect(await savedText(room)).toBe("Monsieur,");
});

test("[RSC-2, RSC-4] the same file is imported once, also when two people bring it at the same moment", async () => {
  const room = await writing();
  const file = await sealFor(room);
  const both = await Promise.all([bring(room.adviser, room.sittingId, file), bring(room.adviser, room.sittingId, file)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ code: "RESCUE_ALREADY_IMPORTED" });
  expect(await bring(room.adviser, room.sittingId, file)).toMatchObject({ ok: false, code: "RESCUE_ALREADY_IMPORTED" });
  expect(await importsOf(room)).toBe(1);
});

test("[RSC-4] another candidate's file is refused, also when somebody renames the sitting in it", async () => {
  const [room, other] = [await writing(), await writing()];
  const file = await sealFor(other);
  expect(await bring(room.adviser, room.sittingId, file)).toMatchObject({ ok: false, code: "RESCUE_OTHER_PERSON" });
  const renamed = { ...file, sittingId: room.sittingId };
  expect(await bring(room.adviser, room.sittingId, renamed)).toMatchObject({ ok: false, code: "RESCUE_ALTERED" });
  // Sealed for this sitting by somebody who knows how, but with another person's run.
  const foreign = await sealRescue(room.rescueKey, { sittingId: room.sittingId, runId: other.runId }, { runId: other.runId, entries: kept });
  expect(await bring(room.adviser, room.sittingId, foreign)).toMatchObject({ ok: false, code: "RESCUE_OTHER_PERSON" });
  expect([await savedText(room), await savedText(other)]).toEqual(["Madame,", "Madame,"]);
});

test("[RSC-4] an altered file, and what is no such file, are refused", async () => {
  const room = await writing();
  const file = await sealFor(room);
  const altered = { ...file, sealed: (file.sealed.startsWith("A") ? "B" : "A") + file.sealed.slice(1) };
  expect(await bring(room.adviser, room.sittingId, altered)).toMatchObject({ ok: false, code: "RESCUE_ALTERED" });
  const nonsense = await sealFor(room, [{ seq: 1 }]);
  expect(await bring(room.adviser, room.sittingId, nonsense)).toMatchObject({ ok: false, code: "RESCUE_ALTERED" });
  for (const other of ["", "{}", "pas du JSON", JSON.stringify({ ...file, version: 2 })])
    expect(await bring(room.adviser, room.sittingId, other)).toMatchObject({ ok: false, code: "RESCUE_NOT_A_FILE" });
  expect(await importsOf(room)).toBe(0);
});

test("[RSC-4] a file that does not connect with what the server has is refused, and stays good for later", async () => {
  const room = await writing();
  const file = await sealFor(room, kept.slice(2));
  expect(await bring(room.adviser, room.sittingId, file)).toMatchObject({ ok: false, code: "RESCUE_NOT_TAKEN" });
  await bring(room.adviser, room.sittingId, await sealFor(room, kept.slice(1, 2)));
  expect(await bring(room.adviser, room.sittingId, file)).toMatchObject({ ok: true, value: { counted: 1 } });
  expect(await savedText(room)).toBe("Madame, je vous écris sans réseau.");
});

test("[RSC-2] the support staff import too, wherever the person sat", async () => {
  const room = await writing();
  const support = await app.as(await app.account({ roles: ["SUPPORT"] }));
  expect(await bring(support, room.sittingId, await sealFor(room))).toMatchObject({ ok: true, value: { counted: 2 } });
});

test("[RSC-2] nobody else's adviser imports, and no candidate", async () => {
  const [room, other] = [await writing(), await writing()];
  const file = await sealFor(room);
  expect(await bring(other.adviser, room.sittingId, file)).toMatchObject({ ok: false, code: "NOT_FOUND" });
  expect(await bring(room.candidate, room.sittingId, file)).toMatchObject({ ok: false, code: "FORBIDDEN" });
  const desk = await other.adviser.call(rescue.rescueDesk, { params: { sittingId: room.sittingId } });
  expect(desk).toMatchObject({ ok: false, code: "NOT_FOUND" });
});

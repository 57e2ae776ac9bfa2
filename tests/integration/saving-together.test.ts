import { afterAll, beforeAll, expect, test } from "vitest";
import { operationHash } from "#shared/domain/answers/answer-value.ts";
import { patchBetween, type OperationValue } from "#shared/domain/answers/text-patch.ts";
import * as accounts from "#shared/protocol/accounts.ts";
import * as answers from "#shared/protocol/answers.ts";
import { answersOfRun, historyOfRun } from "#server/features/answers/queries.ts";
import { saverOf } from "#server/features/answers/saver.ts";
import { Prisma } from "#server/platform/db.ts";
import { startTestApp, type Caller, type TestApp } from "../support/app.ts";
import { openRun } from "../support/exam-room.ts";
import { nth, sessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

interface Writer {
  readonly caller: Caller;
  readonly accountId: string;
  readonly runId: string;
}
const page = "page-aaaaaaaa";
const op = (seq: number, value: OperationValue, key = "text"): answers.AnswerOp => ({
  seq,
  key,
  value,
  hash: operationHash({ key, value }),
});
const send = ({ caller, runId }: Writer, ops: answers.AnswerOp[], leaseEpoch = 1) =>
  caller.call(answers.saveAnswers, {
    params: { runId },
    body: { leaseEpoch, clientId: page, from: ops[0]?.seq ?? 1, ops },
  });

/** Eight people who have saved once each. */
async function writers(): Promise<Writer[]> {
  const { candidates } = await sessionWorld(app, { candidates: 8 });
  const made: Writer[] = [];
  for (const { caller, accountId, sittingId } of candidates) {
    const writer = { caller, accountId, runId: await openRun(app, sittingId, "WRITING") };
    await caller.must(answers.takeLease, { params: { runId: writer.runId }, body: { clientId: page } });
    await send(writer, [op(1, "Madame,")]);
    made.push(writer);
  }
  return made;
}
/** The signed-in browser that this person saves from. */
const sessionOf = async ({ accountId }: Writer): Promise<string> =>
  (await app.deps.db.authSession.findFirstOrThrow({ where: { accountId }, select: { id: true } })).id;
const textOf = async ({ runId }: Writer) => (await answersOfRun(app.deps.db, runId))[0]?.value;
const second = () => [op(2, patchBetween("Madame,", "Madame, Monsieur,"))];

test("[SAV-21] saves that come together share commits, and everybody has their own", async () => {
  const people = await writers();
  const results = await Promise.all(people.map((writer) => send(writer, second())));
  for (const result of results)
    expect(result).toMatchObject({ ok: true, value: { head: 2, lane: "MAIN", run: { state: "OPEN" } } });
  for (const writer of people) expect(await textOf(writer)).toBe("Madame, Monsieur,");
  const runIds = Prisma.join(people.map(({ runId }) => Prisma.sql`${runId}::uuid`));
  const [commits] = await app.deps.db.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT xmin::text)::int AS count FROM "AnswerBatch" WHERE "firstSeq" = 2 AND "runId" IN (${runIds})`;
  expect(commits?.count).toBeLessThan(people.length);
});

test("[SAV-21] one that is refused, one that repeats and one that waits for somebody’s lock hold nobody up", async () => {
  const people = await writers();
  const [bad, again, held, ...rest] = people;
  if (!bad || !again || !held) throw new Error("Eight people.");
  let release: () => void = () => undefined;
  let isHeld: () => void = () => undefined;
  const holding = new Promise<void>((resolve) => (isHeld = resolve));
  const lock = app.deps.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "ActivityRun" WHERE id = ${held.runId}::uuid FOR NO KEY UPDATE`;
    isHeld();
    await new Promise<void>((resolve) => (release = resolve));
  });
  await holding;
  const waiting = send(held, second());
  const results = await Promise.all([
    send(bad, [op(2, patchBetween("autre", "chose"))]),
    send(again, [op(1, "Madame,"), ...second()]),
    ...rest.map((writer) => send(writer, second())),
  ]);
  expect(results[0]).toMatchObject({ code: "BAD_INPUT" });
  for (const result of results.slice(1)) expect(result).toMatchObject({ ok: true, value: { head: 2 } });
  release();
  await lock;
  expect(await waiting).toMatchObject({ ok: true, value: { head: 2 } });
  expect(await textOf(bad)).toBe("Madame,");
  for (const writer of people.slice(1)) expect(await textOf(writer)).toBe("Madame, Monsieur,");
});

test("[SAV-21, SAV-8] a stranger’s request among them is not found, an old lease is told so", async () => {
  const people = await writers();
  const [first, other] = [nth(people, 0), nth(people, 1)];
  const results = await Promise.all([
    send({ ...other, runId: first.runId }, second()),
    send(other, second(), 7),
    ...people.slice(2).map((writer) => send(writer, second())),
  ]);
  expect(results.slice(0, 2)).toMatchObject([{ code: "NOT_FOUND" }, { code: "LEASE_LOST" }]);
  expect(results.slice(2).every(({ ok }) => ok)).toBe(true);
  expect(await textOf(first)).toBe("Madame,");
});

test("[SAV-23, ACC-3] a session that has just ended saves nothing more, and those beside it are saved", async () => {
  const people = await writers();
  const [ended, ...others] = people;
  if (!ended) throw new Error("Eight people.");
  // The server has just let this session in: what it knows of it is a moment old.
  expect(await send(ended, second())).toMatchObject({ ok: true });
  await ended.caller.must(accounts.signOut, {});
  const third = [op(3, patchBetween("Madame, Monsieur,", "Madame, Monsieur, je"))];
  const [refused, ...saved] = await Promise.all([
    send(ended, third),
    ...others.map((writer) => send(writer, second())),
  ]);
  expect(refused).toMatchObject({ code: "NOT_SIGNED_IN" });
  for (const result of saved) expect(result).toMatchObject({ ok: true, value: { head: 2 } });
  expect(await textOf(ended)).toBe("Madame, Monsieur,");
});

test("[SAV-23] a session that somebody else ends is known to have ended by the server that let it in", async () => {
  const [writer] = await writers();
  if (!writer) throw new Error("Eight people.");
  await app.deps.db.authSession.update({
    where: { id: await sessionOf(writer) },
    data: { revokedAt: app.clock.now() },
  });
  expect(await send(writer, second())).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await textOf(writer)).toBe("Madame,");
});

test("[SAV-3, SAV-21] the same saves through two servers at the same moment are kept once, and both say so", async () => {
  const people = await writers();
  const otherServer = saverOf({ ...app.deps });
  const signedIn = await Promise.all(people.map(async (writer) => ({ writer, authSessionId: await sessionOf(writer) })));
  const results = await Promise.all(
    signedIn.flatMap(({ writer, authSessionId }) => [
      send(writer, second()),
      otherServer({ ...writer, authSessionId, clientId: page, leaseEpoch: 1, ops: second() }),
    ]),
  );
  for (const result of results) expect(result).toMatchObject({ ok: true, value: { head: 2, lane: "MAIN" } });
  for (const { runId } of people)
    expect((await historyOfRun(app.deps.db, runId)).map(({ seq }) => seq)).toEqual([1, 2]);
});

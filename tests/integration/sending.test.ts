import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Band } from "#shared/domain/marking/units.ts";
import { dayAfter, officeDay } from "#shared/domain/marking/deadlines.ts";
import * as contract from "#shared/protocol/results.ts";
import * as sendings from "#shared/protocol/sendings.ts";
import { sendingJob } from "#server/features/results/send-results.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, markTexts, sitExam } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  director = await app.as(await app.account({ roles: ["DIRECTOR"], givenName: "Diane", familyName: "Roy" }));
});
afterAll(() => app.stop());
beforeEach(async () => {
  await app.deps.db.account.updateMany({ where: { roles: { has: "RATER" } }, data: { roles: ["SUPPORT"] } });
  await makeRaters(app, 4);
});

const level: readonly Band[] = [3, 3, 3, 3, 3];
type Row = { readonly sittingId: string; readonly reportId: string };

/** Results that wait for a person, of one session. */
async function waiting(candidates: number): Promise<Row[]> {
  const world = await sessionWorld(app, { candidates });
  for (const candidate of world.candidates) await sitExam(app, world, candidate);
  await app.drain();
  for (const { sittingId } of world.candidates) await markTexts(app, sittingId, [level, level]);
  const { results } = await director.must(contract.resultList, {});
  return world.candidates.map(({ sittingId }) => {
    const row = results.find((one) => one.sittingId === sittingId);
    if (row?.state !== "PENDING_APPROVAL") throw new Error("The result waits for a person.");
    return { sittingId, reportId: row.reportId };
  });
}

const send = (results: readonly Row[]) => director.call(sendings.sendResults, { body: { results: [...results], reason: "" } });
const batchOf = async (batchId: string) => (await director.must(sendings.sendingBatches, {})).batches.find((one) => one.batchId === batchId);
const stateOf = (sittingId: string) =>
  app.deps.db.result.findUniqueOrThrow({ where: { sittingId }, select: { state: true } }).then(({ state }) => state);
const told = (sittingIds: readonly string[]) =>
  app.deps.db.resultDecision.count({ where: { kind: "CONFIRM", report: { sittingId: { in: [...sittingIds] } } } });

test("[RES-18] a batch sends each once, by the person who confirmed; what was held meanwhile is left out and named", async () => {
  const rows = await waiting(3);
  const sittingIds = rows.map(({ sittingId }) => sittingId);
  const sent = await send(rows);
  if (!sent.ok) throw new Error(sent.code);
  const { batchId } = sent.value;
  expect(sent.value.waiting).toBe(3);
  const { sittingId, reportId } = nth(rows, 0);
  await director.must(contract.holdResult, { params: { sittingId }, body: { reportId, reason: "À vérifier." } });
  await app.drain();
  expect(await Promise.all(sittingIds.map(stateOf))).toEqual(["ON_HOLD", "RESULT_SENT", "RESULT_SENT"]);
  expect(await batchOf(batchId)).toMatchObject({
    byName: "Diane Roy",
    counts: { WAITING: 0, SENT: 2, REFUSED: 1, STOPPED: 0 },
    refused: [{ sittingId, code: "NOT_ALLOWED_NOW" }],
  });
  expect(await told(sittingIds)).toBe(2);
  expect(await app.deps.db.message.count({ where: { kind: "resultToBody" } })).toBeGreaterThan(0);
});

test("[RES-18] after a crash what was not sent is sent, and what was is not sent again", async () => {
  const rows = await waiting(3);
  const sittingIds = rows.map(({ sittingId }) => sittingId);
  const sent = await send(rows);
  if (!sent.ok) throw new Error(sent.code);
  const { batchId } = sent.value;
  // The node dies after the first, and its claims are handed out again, that of the first too.
  await sendingJob.handle(app.deps, { batchId, sittingId: nth(rows, 0).sittingId }, 0n);
  expect(await batchOf(batchId)).toMatchObject({ counts: { WAITING: 2, SENT: 1 } });
  await Promise.all(sittingIds.map((sittingId) => sendingJob.handle(app.deps, { batchId, sittingId }, 0n)));
  await app.drain();
  expect(await batchOf(batchId)).toMatchObject({ counts: { WAITING: 0, SENT: 3, REFUSED: 0 } });
  expect(await told(sittingIds)).toBe(3);
  const notices = await app.deps.db.outboxEvent.findMany({ where: { topic: "result.notify" }, select: { payload: true } });
  const own = notices.map(({ payload }) => JSON.stringify(payload)).filter((text) => sittingIds.some((id) => text.includes(id)));
  expect(own).toHaveLength(3);
});

test("[RES-18] a report that another one replaced is refused, and one that was confirmed by itself meanwhile counts as sent", async () => {
  const [changed, alone] = await waiting(2);
  if (!changed || !alone) throw new Error("There are two.");
  const report = await app.deps.db.report.findUniqueOrThrow({ where: { id: changed.reportId } });
  const { id: _id, ...copy } = report;
  const older = await app.deps.db.report.create({ data: { ...copy, input: copy.input ?? {}, report: copy.report ?? {} }, select: { id: true } });
  const sent = await send([{ ...changed, reportId: older.id }, alone]);
  if (!sent.ok) throw new Error(sent.code);
  await director.must(contract.confirmResult, { params: { sittingId: alone.sittingId }, body: { reportId: alone.reportId, reason: "" } });
  await app.drain();
  expect(await batchOf(sent.value.batchId)).toMatchObject({
    counts: { WAITING: 0, SENT: 1, REFUSED: 1 },
    refused: [{ sittingId: changed.sittingId, code: "STATE_CHANGED" }],
  });
  expect(await told([alone.sittingId])).toBe(1);
});

test("[RES-19] a result waits in one batch only; a batch that is stopped sends nothing more", async () => {
  const rows = await waiting(2);
  const sent = await send(rows);
  if (!sent.ok) throw new Error(sent.code);
  expect(await send(rows)).toMatchObject({ code: "STATE_CHANGED" });
  const params = { batchId: sent.value.batchId };
  expect(await director.must(sendings.stopSending, { params })).toEqual({ stopped: 2 });
  expect(await director.call(sendings.stopSending, { params })).toMatchObject({ code: "STATE_CHANGED" });
  await app.drain();
  expect(await Promise.all(rows.map(({ sittingId }) => stateOf(sittingId)))).toEqual(["PENDING_APPROVAL", "PENDING_APPROVAL"]);
  await expect(app.deps.db.sendingItem.updateMany({ where: params, data: { state: "WAITING", doneAt: null } })).rejects.toThrow(/does not change/u);
  const again = await send(rows);
  expect(again.ok && again.value.waiting).toBe(2);
  await app.drain();
  expect(await Promise.all(rows.map(({ sittingId }) => stateOf(sittingId)))).toEqual(["RESULT_SENT", "RESULT_SENT"]);
});

test("[RES-20] each row says the last day of the law’s two weeks", async () => {
  const [row] = await waiting(1);
  const { session } = await app.deps.db.sitting.findUniqueOrThrow({
    where: { id: row?.sittingId ?? "" },
    select: { session: { select: { startsAt: true } } },
  });
  const { results } = await director.must(contract.resultList, {});
  const expected = dayAfter(officeDay(session.startsAt), 14);
  expect(results.find(({ sittingId }) => sittingId === row?.sittingId)?.sendBy).toBe(expected);
});

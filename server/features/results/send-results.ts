import { z } from "zod";
import { sendingRefusals, type SendingState } from "#shared/domain/results/sending.ts";
import { fullName } from "#shared/domain/rooms/entry.ts";
import { id } from "#shared/kernel/wire.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/sendings.ts";
import type { OutboxJob } from "../../jobs/job.ts";
import type { Deps } from "../../platform/deps.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { computeReportInto } from "./compute-report.ts";
import { confirmInto } from "./decide-result.ts";
import { addItems, createBatch, settleItem, stopBatch, stopItems } from "./sending-store.ts";

/**
 * Several reports that one person read and confirmed. Each is an event of its own, handled in a transaction that sends it
 * and says so: after a crash what was not sent is sent, and what was is not sent again.
 */

const shownBatches = 10;

export const sendResults: RouteHandler<typeof contract.sendResults> = (deps, actor, { body }) =>
  commit(deps, async (uow) => {
    const reports = await uow.tx.report.findMany({
      where: { OR: body.results.map(({ sittingId, reportId }) => ({ id: reportId, sittingId })) },
      select: { id: true, sittingId: true },
    });
    if (reports.length === 0) return err("NOT_FOUND");
    const combinations = await uow.tx.combination.findMany({
      where: { OR: body.results.flatMap(({ reportId, combinationId }) => (combinationId ? [{ id: combinationId, reportId }] : [])) },
      select: { id: true, reportId: true },
    });
    const combinationOf = (report: string): string | null => combinations.find(({ reportId }) => reportId === report)?.id ?? null;
    const { id: batchId } = await createBatch(uow.tx, { reason: body.reason, createdById: actor.accountId, createdAt: uow.now });
    const added = await addItems(uow.tx, batchId, reports.map(({ id: reportId, sittingId }) => ({
      sittingId,
      reportId,
      combinationId: combinationOf(reportId),
    })));
    if (added.length === 0) return err("STATE_CHANGED");
    uow.audit({
      actorId: actor.accountId,
      type: "sendingBatch.created",
      subjectType: "sendingBatch",
      subjectId: batchId,
      data: { results: added.length },
    });
    for (const { sittingId } of added) uow.outbox("result.sendConfirmed", { batchId, sittingId });
    return ok({ batchId, waiting: added.length });
  });

const payload = z.object({ batchId: id, sittingId: id });
const isRefusal = (code: string): code is (typeof sendingRefusals)[number] => sendingRefusals.some((one) => one === code);

export const sendingJob: OutboxJob = {
  topic: "result.sendConfirmed",
  handle: async (deps, given) => sendOne(deps, payload.parse(given)),
};

async function sendOne(deps: Deps, place: { readonly batchId: string; readonly sittingId: string }): Promise<void> {
  const item = await deps.db.sendingItem.findUnique({
    where: { batchId_sittingId: place },
    select: { state: true, reportId: true, combinationId: true, batch: { select: { reason: true, createdAt: true, createdById: true } } },
  });
  if (item?.state !== "WAITING") return;
  const { reportId, combinationId, batch } = item;
  const sent = await commit(deps, async (uow) => {
    // Taken first: a batch that is being stopped waits for this one, or this one finds it stopped.
    const { count } = await settleItem(uow.tx, place, { state: "SENT", doneAt: uow.now });
    if (count === 0) return ok({});
    return confirmInto(uow, { sittingId: place.sittingId, reportId, combinationId, reason: batch.reason, deciderId: batch.createdById, confirmedAt: batch.createdAt });
  });
  if (sent.ok) return;
  const result = await deps.db.result.findUnique({ where: { sittingId: place.sittingId }, select: { sentReportId: true, sentCombinationId: true } });
  await commit(deps, async (uow) => {
    // Somebody confirmed the very same report by itself meanwhile, and what it gives together: the person has been told.
    const isTold = result?.sentReportId === reportId && result.sentCombinationId === combinationId;
    const state = isTold ? ({ state: "SENT" } as const) : ({ state: "REFUSED", code: sent.error } as const);
    await settleItem(uow.tx, place, { ...state, doneAt: uow.now });
    // The report that the person did not read is there for them to read.
    if (sent.error === "STATE_CHANGED") await computeReportInto(uow, place.sittingId);
    return ok({});
  });
}

export const sendingBatches: RouteHandler<typeof contract.sendingBatches> = async ({ db }) => {
  const person = { select: { givenName: true, familyName: true } };
  const rows = await db.sendingBatch.findMany({
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: shownBatches,
    select: {
      id: true,
      createdAt: true,
      createdBy: person,
      items: { where: { state: "REFUSED" }, select: { sittingId: true, code: true, sitting: { select: { registration: person } } } },
    },
  });
  const counts = await db.sendingItem.groupBy({ by: ["batchId", "state"], where: { batchId: { in: rows.map((row) => row.id) } }, _count: true });
  const countOf = (batchId: string, state: SendingState): number =>
    counts.find((one) => one.batchId === batchId && one.state === state)?._count ?? 0;
  return ok({
    batches: rows.map((row) => ({
      batchId: row.id,
      byName: fullName(row.createdBy),
      createdAt: row.createdAt.toISOString(),
      counts: {
        WAITING: countOf(row.id, "WAITING"),
        SENT: countOf(row.id, "SENT"),
        REFUSED: countOf(row.id, "REFUSED"),
        STOPPED: countOf(row.id, "STOPPED"),
      },
      refused: row.items.flatMap(({ sittingId, code, sitting }) =>
        code !== null && isRefusal(code) ? [{ sittingId, candidateName: fullName(sitting.registration), code }] : [],
      ),
    })),
  });
};

export const stopSending: RouteHandler<typeof contract.stopSending> = (deps, actor, { params }) =>
  commit(deps, async (uow) => {
    const batch = await uow.tx.sendingBatch.findUnique({ where: { id: params.batchId }, select: { id: true } });
    if (!batch) return err("NOT_FOUND");
    const { count } = await stopItems(uow.tx, params.batchId, uow.now);
    if (count === 0) return err("STATE_CHANGED");
    await stopBatch(uow.tx, params.batchId, { stoppedById: actor.accountId, stoppedAt: uow.now });
    uow.audit({
      actorId: actor.accountId,
      type: "sendingBatch.stopped",
      subjectType: "sendingBatch",
      subjectId: params.batchId,
      data: { stopped: count },
    });
    return ok({ stopped: count });
  });

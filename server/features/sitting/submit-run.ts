import { contentHash } from "#shared/domain/answers/answer-value.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { submitRun as contract } from "#shared/protocol/sitting.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { answersOfRun, headOf } from "../answers/queries.ts";
import { seenStep } from "./presence-steps.ts";
import { requireSeat, runViewOf } from "./queries.ts";
import { moveRunStep } from "./run-steps.ts";
import { completeSittingIfEndedStep } from "./steps.ts";
import { lockRun, lockSitting } from "./store.ts";

/** Handing in is refused until the server holds every operation and shows exactly what the page shows. */
export const submitRun: RouteHandler<typeof contract> = (deps, actor, { params: { runId }, body }) =>
  commit(deps, async (uow) => {
    const own = await uow.tx.activityRun.findFirst({
      where: { id: runId, sitting: { accountId: actor.accountId, booking: { isActive: true } } },
      select: { sittingId: true, activity: true, sitting: { select: { writingTool: true } } },
    });
    if (!own) return err("NOT_FOUND");
    const isTyped =
      own.sitting.writingTool === "KEYBOARD" && (own.activity === "READING" || own.activity === "WRITING");
    if (!isTyped) return err("RUN_NOT_OPEN");
    const seat = await requireSeat(uow.tx, actor.authSessionId, own.sittingId);
    if (!seat.ok) return err(seat.error);
    await seenStep(uow, own.sittingId);
    await lockSitting(uow.tx, own.sittingId);
    const run = await lockRun(uow.tx, runId);
    // The answer to the first request may have been lost on its way.
    const isDone = run.state === "COMPLETED" && run.leaseClientId === body.clientId;
    if (!isDone) {
      if (run.state !== "OPEN") return err("RUN_NOT_OPEN");
      if (run.leaseClientId !== body.clientId) return err("LEASE_LOST");
      const head = await headOf(uow.tx, runId, body.clientId);
      if (head < body.lastSeq) return err("UNSENT_ANSWERS");
      if (contentHash(await answersOfRun(uow.tx, runId)) !== body.contentHash) return err("UNSENT_ANSWERS");
      const moved = await moveRunStep(uow, own.sittingId, own.activity, "submit", actor.accountId);
      if (!moved.ok) return err(moved.error);
      await completeSittingIfEndedStep(uow, own.sittingId, actor.accountId);
    }
    return ok({ run: await runViewOf(uow.tx, runId), serverNow: uow.now.toISOString() });
  });

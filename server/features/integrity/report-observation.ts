import { err, ok } from "#shared/kernel/result.ts";
import type { reportObservation as contract } from "#shared/protocol/integrity.ts";
import type { SittingState } from "#shared/domain/sitting/sitting-machine.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { ownsSitting } from "../sitting/queries.ts";
import { observeStep } from "./steps.ts";

/** Before the person came and after the sitting has ended there is nothing to notice. */
const onTheDay: readonly SittingState[] = ["WAITING", "IDENTITY_CONFIRMED", "IN_PROGRESS", "INTERRUPTED"];

export const reportObservation: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    if (!(await ownsSitting(uow.tx, actor.accountId, sittingId))) return err("NOT_FOUND");
    const { state } = await uow.tx.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { state: true } });
    if (!onTheDay.includes(state)) return err("NOT_ALLOWED_NOW");
    const { activity, seconds, characters, context } = body.details;
    const details = {
      isFromPage: true,
      ...(activity && { activity }),
      ...(seconds !== undefined && { seconds }),
      ...(characters !== undefined && { characters }),
      ...(context && { context }),
    };
    await observeStep(uow, sittingId, body.kind, details, null, body.reportId);
    return ok({});
  });

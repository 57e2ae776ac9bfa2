import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { RouteErrors } from "#shared/protocol/define.ts";
import type { openTypedHistory as contract, TypedHistoryView } from "#shared/protocol/typed-history.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { sentResult } from "../results/queries.ts";
import { eventsAround, historyOf } from "./history.ts";
import { historyReader } from "./policy.ts";

type Refusal = RouteErrors<typeof contract> | "NOT_FOUND";

/** Every opening is audited; one by the staff is in the person's record, with its reason and under its name. */
export const openTypedHistory: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow): Promise<Result<TypedHistoryView, Refusal>> => {
    const sitting = await uow.tx.sitting.findUnique({
      where: { id: sittingId },
      select: {
        accountId: true,
        registration: { select: { givenName: true, familyName: true } },
        session: { select: { timeZone: true, isPractice: true } },
        observations: { where: { kind: "HISTORY_OPENED" }, select: { id: true }, take: 1 },
      },
    });
    if (!sitting || sitting.session.isPractice) return err("NOT_FOUND");
    const reader = historyReader(actor, {
      candidateId: sitting.accountId,
      isResultSent: (await sentResult(uow.tx, sittingId)) !== null,
      wasOpened: sitting.observations.length > 0,
    });
    if (!reader) return err("NOT_FOUND");
    if (reader === "STAFF" && body.reason === "") return err("REASON_REQUIRED");
    const found = await historyOf(uow.tx, sittingId);
    if (!found.ok) return found;
    const history = found.value;
    if (reader === "STAFF")
      await observeStep(uow, sittingId, "HISTORY_OPENED", { activity: "WRITING", reason: body.reason }, actor.accountId);
    uow.audit({
      actorId: actor.accountId,
      type: "typedHistory.opened",
      subjectType: "sitting",
      subjectId: sittingId,
      data: { reader, reason: body.reason },
    });
    const { givenName, familyName } = sitting.registration;
    const { startMs, endMs: _endMs, ...shown } = history;
    return ok({
      ...shown,
      candidateName: `${givenName} ${familyName}`,
      timeZone: sitting.session.timeZone,
      startedAt: new Date(startMs).toISOString(),
      events: await eventsAround(uow.tx, sittingId, history),
    });
  });

import { err, ok } from "#shared/kernel/result.ts";
import type { checkReading as contract } from "#shared/protocol/results.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { computeReportInto } from "./compute-report.ts";
import { currentNeeds } from "./queries.ts";
import { lockResult, markReadingChecked } from "./store.ts";

/** A person looked again at the keys and the open answers of a borderline reading; the report is computed anew. */
export const checkReading: RouteHandler<typeof contract> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const { sittingId } = params;
    await lockResult(uow.tx, sittingId);
    const result = await uow.tx.result.findUnique({ where: { sittingId }, select: { currentReportId: true } });
    if (!result) return err("NOT_FOUND");
    if (result.currentReportId !== body.reportId) return err("STATE_CHANGED");
    const isAsked = (await currentNeeds(uow.tx, sittingId)).some(
      ({ unit, why }) => unit === "reading.CE" && why === "BORDERLINE",
    );
    if (!isAsked) return err("NOT_ALLOWED_NOW");
    if ((await markReadingChecked(uow.tx, sittingId)).count !== 1) return err("NOT_ALLOWED_NOW");
    uow.audit({ actorId: actor.accountId, type: "reading.checked", subjectType: "result", subjectId: sittingId });
    await computeReportInto(uow, sittingId);
    return ok({});
  });

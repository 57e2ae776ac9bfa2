import { err, ok } from "#shared/kernel/result.ts";
import type { releaseOralMark as contract } from "#shared/protocol/marking.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { isResultTold } from "../results/queries.ts";
import { giveOral } from "./allot-orals.ts";
import { emptyOralPlaces } from "./oral-places.ts";
import { ordinaryMarks } from "./queries.ts";
import { lockAllotment, lockSitting } from "./store.ts";

/**
 * A mark that is waited for from an adviser who was there goes to somebody who hears the recording. The adviser may still be
 * faster: as long as a mark is missing, whatever is handed in first counts.
 */
export const releaseOralMark: RouteHandler<typeof contract> = async (deps, actor, { params, body }) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  return commit(deps, async (uow) => {
    const { sittingId, activity } = params;
    if ((await uow.tx.sitting.count({ where: { id: sittingId } })) === 0) return err("NOT_FOUND");
    await lockSitting(uow.tx, sittingId);
    await lockAllotment(uow.tx);
    const empty = await emptyOralPlaces(uow.tx, sittingId, uow.now, activity);
    const place = empty.find((one) => one.activity === activity && one.round === "ORIGINAL");
    const units = place?.units.filter(({ ordinal }) => ordinal <= ordinaryMarks) ?? [];
    if (!place || units.length === 0 || (await isResultTold(uow.tx, sittingId))) return err("NOT_ALLOWED_NOW");
    if (!(await giveOral(uow, { ...place, units }, actor.accountId))) return err("NO_ELIGIBLE_RATER");
    uow.audit({
      actorId: actor.accountId,
      type: "oralMark.released",
      subjectType: "sitting",
      subjectId: sittingId,
      data: { activity, units: units.map(({ unit }) => unit), reason: body.reason },
    });
    return ok({});
  });
};

import { isSameMark } from "#shared/domain/marking/correction.ts";
import { counts } from "#shared/domain/marking/rounds.ts";
import { isComplete, textUnit } from "#shared/domain/marking/units.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { correctMark as contract } from "#shared/protocol/corrections.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { holdResultsStep } from "../results/steps.ts";
import { correctableMarks, placesOf } from "./correction-gate.ts";
import { withdrawNeedless } from "./needless-tasks.ts";
import { markOf } from "./own-marks.ts";
import { areAnchored } from "./script.ts";
import { addCorrection, lockSitting } from "./store.ts";

/**
 * Another mark in the place of one's own. Whoever marks the same sitting, and whoever confirms it, comes before or after:
 * what was handed in or told before stands, and is what the correction finds.
 */
export const correctMark: RouteHandler<typeof contract> = async (deps, actor, { params, body }) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  return commit(deps, async (uow) => {
    const seen = await markOf(uow.tx, actor.accountId, params.markId);
    if (!seen) return err("NOT_FOUND");
    const { sittingId, unit, round, ordinal } = seen;
    const { reason, ...given } = body;
    if (!isComplete(unit, given.bands)) return err("BANDS_INCOMPLETE");
    const isText = unit === textUnit;
    if (!isText && (given.annotations.length > 0 || given.criterionComments.some((comment) => comment !== ""))) return err("BAD_INPUT");
    if (isText && !(await areAnchored(uow.tx, seen, given.annotations))) return err("BAD_INPUT");
    const mark = { ...given, bands: given.bands };

    await lockSitting(uow.tx, sittingId);
    const place = (await placesOf(uow.tx, [seen])).get(seen.id);
    if (place) await holdResultsStep(uow, [place.sittingId]);
    // Read under the locks: another page of the same author, or whoever confirms, may have been faster.
    const former = await markOf(uow.tx, actor.accountId, params.markId);
    if (!former || former.supersededBy) return err("STATE_CHANGED");
    if (!(await correctableMarks(uow.tx, actor, [former])).has(former.id)) return err("CORRECTION_CLOSED");
    if (isSameMark(former, mark)) return err("MARK_SAME");

    const { id } = await addCorrection(uow.tx, {
      ...mark,
      // What was said on moments of a recording is not heard again here, and stays with the mark.
      moments: former.moments,
      sittingId,
      unit,
      round,
      ordinal,
      raterId: actor.accountId,
      supersedesId: former.id,
      supersededReason: reason,
      lockedAt: uow.now,
    });
    uow.audit({
      actorId: actor.accountId,
      type: "mark.corrected",
      subjectType: "mark",
      subjectId: id,
      data: { sittingId, unit, round, ordinal, supersedesId: former.id },
    });
    // An anchor is no mark of a result.
    if (counts(round)) await withdrawNeedless(uow, sittingId);
    uow.hint(topicOf.sitting(sittingId));
    uow.hint(topicOf.account(actor.accountId));
    return ok({});
  });
};

import { err, ok } from "#shared/kernel/result.ts";
import type { stopActivity as contract } from "#shared/protocol/incidents.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { lockRegistrationOfStep } from "../referrals/steps.ts";
import { advisesSitting } from "../sitting/queries.ts";
import { completeSittingIfEndedStep, moveRunStep } from "../sitting/steps.ts";
import { findIncident, hintIncident } from "./load-incident.ts";
import { addAct, lockIncident } from "./store.ts";

/** Nobody stops an activity alone: it ends when the second adviser agrees. It is never a fault nor a submission. */
export const stopActivity: RouteHandler<typeof contract> = (deps, actor, { params: { incidentId } }) =>
  commit(deps, async (uow) => {
    const incident = await findIncident(uow.tx, incidentId);
    if (!incident || !(await advisesSitting(uow.tx, actor.accountId, incident.sittingId))) return err("NOT_FOUND");
    const asked = incident.acts.filter(({ act }) => act === "STOP_ACTIVITY");
    const activity = asked[0]?.activity;
    if (!activity || incident.state !== "OPEN") return err("NOT_ALLOWED_NOW");
    if (asked.some(({ actorId }) => actorId === actor.accountId)) return err("NEEDS_TWO_PEOPLE");
    await lockRegistrationOfStep(uow, incident.sittingId);
    const moved = await moveRunStep(uow, incident.sittingId, activity, "loseTechnically", actor.accountId, {
      reason: incident.code,
    });
    if (!moved.ok) return moved.error === "NOT_FOUND" ? err("NOT_ALLOWED_NOW") : err(moved.error);
    await lockIncident(uow.tx, incidentId);
    await addAct(uow.tx, { incidentId, act: "STOP_ACTIVITY", activity, actorId: actor.accountId, createdAt: uow.now });
    uow.audit({
      actorId: actor.accountId,
      type: "incident.activityStopped",
      subjectType: "incident",
      subjectId: incidentId,
      data: { activity, sittingId: incident.sittingId },
    });
    await observeStep(uow, incident.sittingId, "ACTIVITY_ENDED", { activity, reason: incident.code }, actor.accountId);
    await completeSittingIfEndedStep(uow, incident.sittingId, actor.accountId);
    hintIncident(uow, incident);
    return ok({});
  });

import { reviewDueAt } from "#shared/domain/incidents/incident-deadlines.ts";
import {
  counts,
  isAnnulment,
  isReviewable,
  leadsToAnotherSession,
  type IncidentEffect,
} from "#shared/domain/incidents/incident-rules.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { annulForIncidentStep, releaseFromIncidentStep } from "../results/steps.ts";
import { moveBy } from "./move-incident.ts";
import { isStoppedIn, type IncidentFacts } from "./load-incident.ts";
import { openReview } from "./store.ts";

type Refusal = "NOT_ALLOWED_NOW" | "STATE_CHANGED";

/**
 * The decision stands. What favours the person, and a warning, takes effect at once; an annulment opens its review by
 * itself and waits until that is over, so that nobody has to be given back what they lost.
 */
export async function standStep(
  uow: UnitOfWork,
  incident: IncidentFacts,
  decision: { readonly decisionId: string; readonly effect: IncidentEffect; readonly reasons: string; readonly actorId: string },
): Promise<Result<null, Refusal>> {
  const { decisionId, effect, actorId } = decision;
  const isSuspended = isAnnulment(effect);
  if (isReviewable({ isStopped: isStoppedIn(incident) }, effect))
    await openReview(uow.tx, { incidentId: incident.id, openedAt: uow.now, dueAt: reviewDueAt(uow.now) });
  const event = isSuspended ? "suspend" : counts(incident.severity) ? "decide" : "settle";
  const moved = await moveBy(uow, incident, event, actorId, { decisionId, decidedAt: uow.now });
  if (!moved.ok) return moved;
  await observeStep(uow, incident.sittingId, "INCIDENT_DECIDED", { code: incident.code, effect }, actorId);
  uow.outbox("incident.decided", { incidentId: incident.id });
  return isSuspended ? ok(null) : followStep(uow, incident, decision);
}

/** What follows for the result, once nothing is suspended any more. */
export async function followStep(
  uow: UnitOfWork,
  incident: Pick<IncidentFacts, "id" | "sittingId" | "severity" | "taxonomy">,
  decision: { readonly effect: IncidentEffect; readonly reasons: string; readonly actorId: string },
): Promise<Result<null, Refusal>> {
  const { effect, reasons, actorId } = decision;
  const given = { incidentId: incident.id, actorId };
  if (!leadsToAnotherSession(effect))
    return counts(incident.severity) ? releaseFromIncidentStep(uow, incident.sittingId, given) : ok(null);
  const annulled = await annulForIncidentStep(uow, incident.sittingId, { ...given, reason: reasons });
  if (!annulled.ok) return err(annulled.error);
  uow.outbox("incident.annulled", {
    incidentId: incident.id,
    tellsBody: incident.taxonomy.tellsBody && isAnnulment(effect),
  });
  return ok(null);
}

import { counts } from "#shared/domain/incidents/incident-rules.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { openIncident as contract } from "#shared/protocol/incidents.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { recordedSitting } from "../integrity/queries.ts";
import { observeStep } from "../integrity/steps.ts";
import { lockRegistrationOfStep } from "../referrals/steps.ts";
import { holdForIncidentStep, isResultSettled } from "../results/steps.ts";
import { mayOpen } from "./policy.ts";
import { openActivityOf } from "./load-incident.ts";
import { addAct, createIncident } from "./store.ts";
import { taxonomyInForce } from "./taxonomy.ts";

/** An observation never becomes an incident by itself: somebody gives it a code, a severity and neutral words. */
export const openIncident: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    const sitting = await recordedSitting(uow.tx, sittingId);
    if (!sitting || !mayOpen(actor, sitting)) return err("NOT_FOUND");
    const { version, codes } = await taxonomyInForce(uow.tx, uow.now);
    const entry = codes.find(({ code }) => code === body.code);
    const { severity, act } = body;
    if (!entry || severity < entry.minSeverity || severity > entry.maxSeverity) return err("INCIDENT_TAXONOMY");
    if (!entry.acts.includes(act)) return err("INCIDENT_TAXONOMY");
    const observationIds = [...new Set(body.observationIds)];
    if (!(await areOfRecord(uow, sittingId, observationIds))) return err("INCIDENT_ENTRY");
    await lockRegistrationOfStep(uow, sittingId);
    const { sessionId, session } = await uow.tx.sitting.findUniqueOrThrow({
      where: { id: sittingId },
      select: { sessionId: true, session: { select: { isPractice: true } } },
    });
    // What was told is not taken back, and nothing of a practice is held against anybody.
    if (session.isPractice || (await isResultSettled(uow, sittingId))) return err("NOT_ALLOWED_NOW");
    const activity = act === "STOP_ACTIVITY" ? await openActivityOf(uow.tx, sittingId) : null;
    if (act === "STOP_ACTIVITY" && activity === null) return err("NOT_ALLOWED_NOW");

    const incidentId = await createIncident(
      uow.tx,
      {
        sittingId,
        taxonomyVersion: version,
        code: body.code,
        severity,
        summary: body.summary,
        openedById: actor.accountId,
        openedAt: uow.now,
      },
      observationIds,
    );
    await addAct(uow.tx, { incidentId, act, activity, actorId: actor.accountId, createdAt: uow.now });
    uow.audit({
      actorId: actor.accountId,
      type: "incident.opened",
      subjectType: "incident",
      subjectId: incidentId,
      data: { sittingId, code: body.code, severity, taxonomyVersion: version, act, observationIds },
    });
    await observeStep(uow, sittingId, "INCIDENT_OPENED", { code: body.code, severity }, actor.accountId);
    if (counts(severity)) {
      const held = await holdForIncidentStep(uow, sittingId, { incidentId, actorId: actor.accountId });
      if (!held.ok) return err(held.error);
    }
    uow.hint(topicOf.session(sessionId));
    return ok({ incidentId });
  });

/** Every one of them is in the record of this very sitting. */
export async function areOfRecord(uow: UnitOfWork, sittingId: string, observationIds: readonly string[]): Promise<boolean> {
  const found = await uow.tx.observation.count({ where: { sittingId, id: { in: [...observationIds] } } });
  return found === observationIds.length;
}

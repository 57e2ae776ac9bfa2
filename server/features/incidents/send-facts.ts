import { answerDueAt } from "#shared/domain/incidents/incident-deadlines.ts";
import { counts } from "#shared/domain/incidents/incident-rules.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/incidents.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { hintIncident, lockedIncident } from "./load-incident.ts";
import { moveBy } from "./move-incident.ts";
import { areOfRecord } from "./open-incident.ts";
import { discloseEntries, extendAnswer } from "./store.ts";

/** The facts are put to the person, entry by entry, and their ten working days begin. */
export const sendIncidentFacts: RouteHandler<typeof contract.sendIncidentFacts> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const { incidentId } = params;
    const incident = await lockedIncident(uow, incidentId);
    if (!incident) return err("NOT_FOUND");
    if (!counts(incident.severity)) return err("NOT_ALLOWED_NOW");
    const observationIds = [...new Set(body.observationIds)];
    const { sittingId } = incident;
    if (!(await areOfRecord(uow, sittingId, observationIds))) return err("INCIDENT_ENTRY");
    const dueAt = answerDueAt(uow.now);
    const sent = { factsText: body.text, factsSentAt: uow.now, answerDueAt: dueAt };
    const moved = await moveBy(uow, incident, "sendFacts", actor.accountId, sent);
    if (!moved.ok) return err(moved.error);
    const disclosed = { incidentId, sittingId, disclosedById: actor.accountId, disclosedAt: uow.now };
    await discloseEntries(uow.tx, disclosed, observationIds);
    await observeStep(uow, sittingId, "INCIDENT_FACTS_SENT", { code: incident.code }, actor.accountId);
    uow.outbox("incident.factsSent", { incidentId });
    hintIncident(uow, incident);
    return ok({ answerDueAt: dueAt.toISOString() });
  });

/** More time is given, never taken. */
export const extendAnswerTime: RouteHandler<typeof contract.extendAnswerTime> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const incident = await lockedIncident(uow, params.incidentId);
    if (!incident) return err("NOT_FOUND");
    if (incident.state !== "FACTS_SENT" || !incident.answerDueAt) return err("NOT_ALLOWED_NOW");
    const later = answerDueAt(new Date(Math.max(incident.answerDueAt.getTime(), uow.now.getTime())), body.workingDays);
    await extendAnswer(uow.tx, params.incidentId, later);
    uow.audit({
      actorId: actor.accountId,
      type: "incident.answerTimeExtended",
      subjectType: "incident",
      subjectId: params.incidentId,
      data: { sittingId: incident.sittingId, answerDueAt: later.toISOString(), reason: body.reason },
    });
    uow.outbox("incident.timeExtended", { incidentId: params.incidentId });
    hintIncident(uow, incident);
    return ok({ answerDueAt: later.toISOString() });
  });

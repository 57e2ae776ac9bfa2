import { counts, effectsOpen, mayBeDecided, signaturesNeeded } from "#shared/domain/incidents/incident-rules.ts";
import { isSittingOver } from "#shared/domain/results/scoring-facts.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/incidents.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { hintIncident, isStoppedIn, lockedIncident } from "./load-incident.ts";
import { hasObserved } from "./policy.ts";
import { moveBy } from "./move-incident.ts";
import { addDecision, addSignature } from "./store.ts";
import { standStep } from "./take-effect.ts";

/** A reasoned decision by somebody who did not observe. Alone it stands only where one signature is enough. */
export const proposeDecision: RouteHandler<typeof contract.proposeDecision> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const incident = await lockedIncident(uow, params.incidentId);
    if (!incident) return err("NOT_FOUND");
    if (await hasObserved(uow.tx, incident.id, actor.accountId)) return err("HAS_OBSERVED");
    const isTimeRunning = incident.state === "FACTS_SENT" && !mayBeDecided(incident, uow.now);
    if (isTimeRunning) return err("ANSWER_TIME_RUNS");
    if (!mayBeDecided(incident, uow.now)) return err("NOT_ALLOWED_NOW");
    // A day that goes on is led by its advisers; what follows from it is decided afterwards.
    if (!isSittingOver(incident.sitting.state)) return err("SITTINGS_NOT_ENDED");
    const isStopped = isStoppedIn(incident);
    if (!effectsOpen(incident.taxonomy.effects, { severity: incident.severity, isStopped }).includes(body.effect))
      return err("INCIDENT_EFFECT");
    const cited = [...new Set(body.observationIds)];
    // The foreign key refuses what was not disclosed; this says so in words.
    const disclosed = await uow.tx.disclosedEntry.count({
      where: { incidentId: incident.id, observationId: { in: cited } },
    });
    if (disclosed !== cited.length || (counts(incident.severity) && cited.length === 0)) return err("INCIDENT_ENTRY");

    const { effect, activity, reasons } = body;
    const decision = { incidentId: incident.id, effect, activity, reasons, decidedById: actor.accountId, decidedAt: uow.now };
    const decisionId = await addDecision(uow.tx, decision, cited);
    await addSignature(uow.tx, { decisionId, signerId: actor.accountId, agrees: true, note: "", signedAt: uow.now });
    const missing = signaturesNeeded({ severity: incident.severity, isStopped }, effect) - 1;
    if (missing > 0) {
      const proposed = await moveBy(uow, incident, "propose", actor.accountId);
      if (!proposed.ok) return err(proposed.error);
      uow.audit({
        actorId: actor.accountId,
        type: "incidentDecision.proposed",
        subjectType: "incident",
        subjectId: incident.id,
        data: { decisionId, effect, cited },
      });
    } else {
      const done = await standStep(uow, incident, { decisionId, effect, reasons, actorId: actor.accountId });
      if (!done.ok) return err(done.error);
    }
    hintIncident(uow, incident);
    return ok({ decisionId, signaturesMissing: missing });
  });

/** The second person reads the same file and signs, or says why not: then it is decided anew. */
export const signDecision: RouteHandler<typeof contract.signDecision> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const decision = await uow.tx.incidentDecision.findUnique({
      where: { id: params.decisionId },
      select: { id: true, incidentId: true, effect: true, reasons: true, signatures: { select: { signerId: true } } },
    });
    const incident = decision && (await lockedIncident(uow, decision.incidentId));
    if (!decision || !incident) return err("NOT_FOUND");
    if (await hasObserved(uow.tx, incident.id, actor.accountId)) return err("HAS_OBSERVED");
    const newest = await uow.tx.incidentDecision.findFirst({
      where: { incidentId: incident.id },
      orderBy: [{ decidedAt: "desc" }, { id: "desc" }],
      select: { id: true },
    });
    if (incident.state !== "PROPOSED" || newest?.id !== decision.id) return err("NOT_ALLOWED_NOW");
    if (decision.signatures.some(({ signerId }) => signerId === actor.accountId)) return err("NEEDS_TWO_PEOPLE");
    const { agrees, note } = body;
    if (!agrees && note === "") return err("REASON_REQUIRED");
    await addSignature(uow.tx, { decisionId: decision.id, signerId: actor.accountId, agrees, note, signedAt: uow.now });
    const { id: decisionId, effect, reasons } = decision;
    const refusal = incident.statements.length > 0 ? "refuseAfterAnswer" : "refuseBeforeAnswer";
    const done = agrees
      ? await standStep(uow, incident, { decisionId, effect, reasons, actorId: actor.accountId })
      : await moveBy(uow, incident, refusal, actor.accountId);
    if (!done.ok) return err(done.error);
    hintIncident(uow, incident);
    return ok({});
  });

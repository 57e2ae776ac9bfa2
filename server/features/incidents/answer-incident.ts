import { err, ok, type Result } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/incidents.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { hintIncident, lockedIncident, type IncidentFacts } from "./load-incident.ts";
import { moveBy } from "./move-incident.ts";
import { hasObserved } from "./policy.ts";
import { addStatement } from "./store.ts";

interface Said {
  readonly channel: "WRITTEN" | "CALL";
  readonly text: string;
  readonly companion: string;
  readonly takenById: string;
}

async function takeStatement(
  uow: UnitOfWork,
  incident: IncidentFacts,
  said: Said,
): Promise<Result<{ readonly statementId: string }, "ANSWER_TIME_OVER" | "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  if (incident.state !== "FACTS_SENT" && incident.state !== "ANSWERED") return err("NOT_ALLOWED_NOW");
  if (!incident.answerDueAt || uow.now > incident.answerDueAt) return err("ANSWER_TIME_OVER");
  const { id: statementId } = await addStatement(uow.tx, { incidentId: incident.id, ...said, receivedAt: uow.now });
  // A call that staff noted takes no time away: only the person's own words end the wait.
  if (said.channel === "WRITTEN") {
    const moved = await moveBy(uow, incident, "answer", said.takenById);
    if (!moved.ok) return err(moved.error);
  }
  const author = said.channel === "CALL" ? said.takenById : null;
  await observeStep(uow, incident.sittingId, "INCIDENT_ANSWERED", { code: incident.code }, author);
  hintIncident(uow, incident);
  return ok({ statementId });
}

export const answerIncident: RouteHandler<typeof contract.answerIncident> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const incident = await lockedIncident(uow, params.incidentId);
    if (incident?.sitting.accountId !== actor.accountId) return err("NOT_FOUND");
    const said = { channel: "WRITTEN", ...body, takenById: actor.accountId } as const;
    const taken = await takeStatement(uow, incident, said);
    return taken.ok ? ok({}) : err(taken.error);
  });

/** Not everybody writes with ease: what was said in a call counts as much, and the person reads how it was noted. */
export const noteCallStatement: RouteHandler<typeof contract.noteCallStatement> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const incident = await lockedIncident(uow, params.incidentId);
    if (!incident) return err("NOT_FOUND");
    if (await hasObserved(uow.tx, incident.id, actor.accountId)) return err("HAS_OBSERVED");
    const taken = await takeStatement(uow, incident, { channel: "CALL", ...body, takenById: actor.accountId });
    if (taken.ok) uow.outbox("incident.callNoted", { incidentId: incident.id });
    return taken.ok ? ok(taken.value) : err(taken.error);
  });

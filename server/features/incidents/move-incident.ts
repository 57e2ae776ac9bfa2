import { incidentMachine, type IncidentEvent } from "#shared/domain/incidents/incident-machine.ts";
import type { Result } from "#shared/kernel/result.ts";
import { transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import type { IncidentFacts } from "./load-incident.ts";
import { moveIncident } from "./store.ts";

/** The one way to move an incident, with what changes along. */
export const moveBy = (
  uow: UnitOfWork,
  incident: Pick<IncidentFacts, "id" | "sittingId" | "state">,
  event: IncidentEvent,
  actorId: string | null,
  change: Parameters<typeof moveIncident>[4] = {},
): Promise<Result<string, "NOT_ALLOWED_NOW" | "STATE_CHANGED">> =>
  transition(uow, {
    machine: incidentMachine,
    subjectType: "incident",
    subjectId: incident.id,
    from: incident.state,
    event,
    actorId,
    data: {
      sittingId: incident.sittingId,
      ...(change.decisionId ? { decisionId: change.decisionId } : {}),
      ...(change.answerDueAt ? { answerDueAt: change.answerDueAt.toISOString() } : {}),
    },
    update: (from, to) => moveIncident(uow.tx, incident.id, from, to, change),
  });

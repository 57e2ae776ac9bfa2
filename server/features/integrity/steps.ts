import type { Json } from "#shared/kernel/canonical-json.ts";
import type { ObservationKind } from "#shared/domain/integrity/observation-kinds.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { addObservation } from "./store.ts";

/**
 * Writes one neutral fact into the record of a sitting, inside the caller's unit of work. `details` holds what the
 * sentence needs (`seconds`, `characters`, `activity`, `reason`, `text`) and nothing else; `authorId` is null when the
 * server or the candidate's own page noticed it. `reportId` is the page's own name for a fact: told twice, it is
 * written once. Answers its id; null in a practice, which keeps nothing, and where it stood already.
 */
export async function observeStep(
  uow: UnitOfWork,
  sittingId: string,
  kind: ObservationKind,
  details: { readonly [key: string]: Json },
  authorId: string | null,
  reportId?: string,
): Promise<string | null> {
  const { sessionId, session } = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { sessionId: true, session: { select: { isPractice: true } } },
  });
  // In a practice the page says the same things, and nothing is held against anybody.
  if (session.isPractice) return null;
  const observation = { sittingId, kind, details, authorId, createdAt: uow.now };
  const added = await addObservation(uow.tx, reportId === undefined ? observation : { ...observation, id: reportId });
  if (!added) return null;
  const { id } = added;
  uow.hint(topicOf.sitting(sittingId));
  uow.hint(topicOf.session(sessionId));
  uow.audit({
    actorId: authorId,
    type: "observation.recorded",
    subjectType: "sitting",
    subjectId: sittingId,
    data: { observationId: added.id, kind },
  });
  return id;
}

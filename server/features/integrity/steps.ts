import type { Json } from "#shared/kernel/canonical-json.ts";
import type { ObservationKind } from "#shared/domain/integrity/observation-kinds.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { keyedDigest } from "../../platform/hash.ts";
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

/** However often somebody tries, the record says it once in so long. */
const onceInMs = 10 * 60_000;

/**
 * Writes into the record of the exam that this account sits at this moment, if any, that something was tried which led to
 * nothing: once in ten minutes of each kind, however often it is told. `secret` gives the line a name that nobody can
 * take first.
 */
export async function observeTryStep(
  uow: UnitOfWork,
  secret: string,
  accountId: string,
  kind: Extract<ObservationKind, "REFUSED_REQUEST" | "UNKNOWN_MESSAGE">,
): Promise<void> {
  const sitting = await uow.tx.sitting.findFirst({
    where: {
      accountId,
      state: { in: ["WAITING", "IDENTITY_CONFIRMED", "IN_PROGRESS", "INTERRUPTED"] },
      booking: { isActive: true },
      session: { state: "IN_PROGRESS", isPractice: false },
    },
    select: { id: true },
  });
  if (!sitting) return;
  const since = new Date(uow.now.getTime() - onceInMs);
  if ((await uow.tx.observation.count({ where: { sittingId: sitting.id, kind, createdAt: { gt: since } } })) > 0) return;
  // Of two that come together one is written.
  const span = Math.floor(uow.now.getTime() / onceInMs);
  await observeStep(uow, sitting.id, kind, {}, null, uuidFrom(keyedDigest(secret, `tried.${kind}.${sitting.id}`, String(span))));
}

const uuidFrom = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;

import { err, type Result } from "#shared/kernel/result.ts";
import { sessionMachine, type SessionEvent, type SessionState } from "#shared/domain/scheduling/session-machine.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { transition, type UnitOfWork } from "../../platform/unit-of-work.ts";

/** What other features may make happen to a session, inside their own unit of work. */
export async function moveSessionStep(
  uow: UnitOfWork,
  sessionId: string,
  event: SessionEvent,
  actorId: string,
): Promise<Result<SessionState, "NOT_FOUND" | "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  const session = await uow.tx.session.findUnique({ where: { id: sessionId }, select: { state: true } });
  if (!session) return err("NOT_FOUND");
  uow.hint(topicOf.session(sessionId));
  return transition(uow, {
    machine: sessionMachine,
    subjectType: "session",
    subjectId: sessionId,
    from: session.state,
    event,
    actorId,
    update: (from, to) => uow.tx.session.updateMany({ where: { id: sessionId, state: from }, data: { state: to } }),
  });
}

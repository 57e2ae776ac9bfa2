import { err, ok } from "#shared/kernel/result.ts";
import { clipMachine, clipPatienceMs, clipSeconds, type ClipEvent, type ClipState } from "#shared/domain/rooms/clip-machine.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { Deps } from "../../platform/deps.ts";
import type { ClipAsked } from "../../platform/media-office.ts";
import { commit, transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { createClip, moveClip } from "./recording-store.ts";

/** Extracts of what is not recorded: asked for by a person, taken by the media node on which the room lives. */

type ClipDeps = Pick<Deps, "db" | "bus" | "clock">;

/** Asks for what happened around this moment to one person of a room; the node that holds the room keeps it within seconds. */
export async function clipFromStep(
  uow: UnitOfWork,
  asked: { readonly roomId: string; readonly accountId: string; readonly sittingId: string; readonly askedById: string | null; readonly observationId?: string },
  seconds: { readonly before: number; readonly after: number } = clipSeconds,
): Promise<{ readonly clipId: string }> {
  const secondsBefore = Math.max(0, Math.min(clipSeconds.before, Math.round(seconds.before)));
  const secondsAfter = Math.max(0, Math.min(clipSeconds.after, Math.round(seconds.after)));
  const { id } = await createClip(uow.tx, { ...asked, secondsBefore, secondsAfter, askedAt: uow.now });
  uow.audit({
    actorId: asked.askedById,
    type: "clip.asked",
    subjectType: "sitting",
    subjectId: asked.sittingId,
    data: { clipId: id, roomId: asked.roomId, secondsBefore, secondsAfter },
  });
  return { clipId: id };
}

/** What was asked of this node, each once; what nobody answered for long is known to be missed. */
export async function takeClips(deps: ClipDeps, node: string): Promise<ClipAsked[]> {
  const asked = await deps.db.recordingClip.findMany({
    where: { state: "ASKED", room: { mediaNodeId: node, state: { not: "CLOSED" } } },
    select: { id: true, roomId: true, accountId: true, secondsBefore: true, secondsAfter: true },
    orderBy: { askedAt: "asc" },
  });
  const taken: ClipAsked[] = [];
  for (const { id, roomId, accountId, secondsBefore, secondsAfter } of asked)
    if (await move(deps, id, "ASKED", "take")) taken.push({ clipId: id, room: roomId, peer: accountId, secondsBefore, secondsAfter });
  const since = new Date(deps.clock.now().getTime() - clipPatienceMs);
  const lost = await deps.db.recordingClip.findMany({
    where: { state: { in: ["ASKED", "KEEPING"] }, askedAt: { lt: since } },
    select: { id: true, state: true },
  });
  for (const { id, state } of lost) await move(deps, id, state, "miss");
  return taken;
}

export const endClip = (deps: ClipDeps, id: string, isKept: boolean): Promise<boolean> =>
  move(deps, id, "KEEPING", isKept ? "keep" : "miss");

async function move(deps: ClipDeps, id: string, from: ClipState, event: ClipEvent): Promise<boolean> {
  const moved = await commit(deps, async (uow) => {
    const done = await transition(uow, {
      machine: clipMachine,
      subjectType: "clip",
      subjectId: id,
      from,
      event,
      actorId: null,
      update: (was, to) => moveClip(uow.tx, id, was, to),
    });
    if (!done.ok) return err(done.error);
    // The record says what became of it, beside the entry that it was asked for with.
    const { sittingId, sitting } = await uow.tx.recordingClip.findUniqueOrThrow({
      where: { id },
      select: { sittingId: true, sitting: { select: { sessionId: true } } },
    });
    uow.hint(topicOf.sitting(sittingId));
    uow.hint(topicOf.session(sitting.sessionId));
    return ok(null);
  });
  return moved.ok;
}

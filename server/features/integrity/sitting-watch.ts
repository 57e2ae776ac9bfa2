import { isSittingOver } from "#shared/domain/results/scoring-facts.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { sittingWatch as contract } from "#shared/protocol/integrity.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { ownsSitting } from "../sitting/queries.ts";

/** Nobody watches in secret: who leads the session, who is in the room with the person, and what is recorded right now. */
export const sittingWatch: RouteHandler<typeof contract> = async ({ db }, actor, { params: { sittingId } }) => {
  if (!(await ownsSitting(db, actor.accountId, sittingId))) return err("NOT_FOUND");
  const sitting = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      state: true,
      sessionId: true,
      session: {
        select: { advisers: { select: { account: { select: { id: true, givenName: true, familyName: true } } } } },
      },
    },
  });
  const isOver = isSittingOver(sitting.state);
  const room = isOver
    ? null
    : await db.room.findFirst({
        where: {
          state: { not: "CLOSED" },
          OR: [{ sittingId }, { kind: { in: ["SUPERVISION", "DISCUSSION"] }, sessionId: sitting.sessionId }],
          entries: { some: { accountId: actor.accountId } },
        },
        orderBy: { openedAt: "desc" },
        select: { kind: true, entries: { select: { accountId: true } } },
      });
  const inRoom = new Set(room?.entries.map(({ accountId }) => accountId));
  const tracks = await db.recordingTrack.findMany({
    where: { accountId: actor.accountId, endedAt: null, recording: { state: "LIVE", room: { sessionId: sitting.sessionId } } },
    select: { source: true, startedAt: true },
  });
  return ok({
    isOver,
    people: isOver
      ? []
      : sitting.session.advisers.map(({ account: { id, givenName, familyName } }) => ({
          name: `${givenName} ${familyName}`,
          isInRoom: inRoom.has(id),
        })),
    room: room?.kind ?? null,
    recorded: tracks.map(({ source, startedAt }) => ({ source, since: startedAt.toISOString() })),
  });
};

import { err, ok } from "#shared/kernel/result.ts";
import type { sessionSupervision as contract } from "#shared/protocol/rooms.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { advisesSession } from "../sitting/queries.ts";
import { candidatesOf, openSupervision } from "./queries.ts";

export const sessionSupervision: RouteHandler<typeof contract> = async ({ db }, actor, { params: { sessionId } }) => {
  if (!(await advisesSession(db, actor.accountId, sessionId))) return err("NOT_FOUND");
  const room = await openSupervision(db, sessionId);
  if (!room) return ok({ roomId: null, people: [] });
  const people = await candidatesOf(db, room.session.sittings.map(({ id }) => id));
  return ok({ roomId: room.id, people: people.map(({ sittingId, peer, name }) => ({ sittingId, peer, name })) });
};

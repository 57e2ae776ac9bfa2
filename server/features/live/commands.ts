import { err, ok } from "#shared/kernel/result.ts";
import { idOfTopic, unwatch, watch } from "#shared/protocol/live.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveCommand, type BoundCommand } from "../../platform/serve.ts";

export const liveCommands: readonly BoundCommand[] = [
  serveCommand(watch, async (deps, actor, { topic }, socket) => {
    if (!(await mayWatch(deps, actor, topic))) return err("FORBIDDEN");
    socket.join(topic);
    return ok({});
  }),
  serveCommand(unwatch, async (_deps, _actor, { topic }, socket) => {
    socket.leave(topic);
    return ok({});
  }),
];

/** Own account; own sitting; a session that one takes part in; staff of the session for all of it. */
async function mayWatch({ db }: Deps, actor: AccountActor, topic: string): Promise<boolean> {
  const id = idOfTopic(topic);
  if (topic.startsWith("account:")) return id === actor.accountId;
  const isOfficeStaff = actor.roles.includes("SUPPORT") || actor.roles.includes("DIRECTOR");
  if (isOfficeStaff) return true;
  if (topic.startsWith("session:")) {
    const adviser = { advisers: { some: { accountId: actor.accountId } } };
    const candidate = { sittings: { some: { accountId: actor.accountId } } };
    return (await db.session.count({ where: { id, OR: [adviser, candidate] } })) > 0;
  }
  const ofSession = { session: { advisers: { some: { accountId: actor.accountId } } } };
  return (await db.sitting.count({ where: { id, OR: [{ accountId: actor.accountId }, ofSession] } })) > 0;
}

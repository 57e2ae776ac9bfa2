import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type * as contract from "#shared/protocol/watching.ts";
import type { Role } from "#shared/domain/accounts/roles.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { peerExpelledTopic } from "../../platform/media-topics.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { captionedIn, hasMedia, latestRoom, openSupervision } from "../rooms/queries.ts";
import { advisesSession } from "../sitting/queries.ts";
import { addWatcher, endWatcher, lockWatchers } from "./store.ts";

/** What the advisers of a session ask of somebody who does not lead it, and take back: watching, or captions. */

const person = { select: { id: true, givenName: true, familyName: true } } as const;
const named = (account: { id: string; givenName: string; familyName: string }) => ({
  accountId: account.id,
  name: `${account.givenName} ${account.familyName}`,
});

/** Watching is an adviser’s work; whoever types needs to know nothing of leading. */
const rolesFor: Readonly<Record<contract.Duty, Role[]>> = { WATCH: ["ADVISER"], CAPTIONS: ["ADVISER", "SUPPORT"] };

/** Who could: never anybody of the session itself. */
const mayBeAsked = (sessionId: string, duty: contract.Duty) =>
  ({
    roles: { hasSome: rolesFor[duty] },
    sessionsConducted: { none: { sessionId } },
    sittings: { none: { sessionId } },
  }) as const;

export const sessionWatchers: RouteHandler<typeof contract.sessionWatchers> = async ({ db }, actor, { params: { sessionId } }) => {
  if (!(await advisesSession(db, actor.accountId, sessionId))) return err("NOT_FOUND");
  return ok({
    WATCH: await entrustedIn(db, sessionId, "WATCH"),
    CAPTIONS: (await needsCaptions(db, sessionId)) ? await entrustedIn(db, sessionId, "CAPTIONS") : null,
  });
};

async function entrustedIn(db: Db, sessionId: string, duty: contract.Duty): Promise<contract.Entrusted> {
  const watchers = await db.sessionWatcher.findMany({
    where: { sessionId, duty, withdrawal: null },
    select: { account: person },
    orderBy: { entrustedAt: "asc" },
  });
  const colleagues = await db.account.findMany({
    where: { ...mayBeAsked(sessionId, duty), sessionsWatched: { none: { sessionId, duty, withdrawal: null } } },
    ...person,
    orderBy: [{ familyName: "asc" }, { givenName: "asc" }],
  });
  return { watchers: watchers.map(({ account }) => named(account)), colleagues: colleagues.map(named) };
}

/** Somebody of the session was granted captions. */
async function needsCaptions(db: Db | Tx, sessionId: string): Promise<boolean> {
  const sittings = await db.sitting.findMany({ where: { sessionId, booking: { isActive: true } }, select: { id: true } });
  return (await captionedIn(db, sittings.map(({ id }) => id))).size > 0;
}

export const entrustWatching: RouteHandler<typeof contract.entrustWatching> = (deps, actor, { params: { sessionId }, body: { accountId, duty } }) =>
  commit(deps, async (uow) => {
    if (!(await advisesSession(uow.tx, actor.accountId, sessionId))) return err("NOT_FOUND");
    const { state, deliveryMode, sittings } = await uow.tx.session.findUniqueOrThrow({
      where: { id: sessionId },
      select: { state: true, deliveryMode: true, sittings: { select: { id: true } } },
    });
    const colleague = await uow.tx.account.count({ where: { id: accountId, ...mayBeAsked(sessionId, duty) } });
    const isOver = state === "HELD" || state === "CANCELLED";
    const isNeeded = duty === "WATCH" ? deliveryMode === "ONLINE" : await needsCaptions(uow.tx, sessionId);
    if (!isNeeded || isOver || colleague === 0) return err("NOT_ALLOWED_NOW");
    await lockWatchers(uow.tx, sessionId);
    if (await watcherOf(uow.tx, { sessionId, accountId, duty })) return ok({});
    await addWatcher(uow.tx, { sessionId, accountId, duty, entrustedById: actor.accountId, entrustedAt: uow.now });
    const type = duty === "WATCH" ? "session.watching_entrusted" : "session.captions_entrusted";
    tellChange(uow, type, { sessionId, accountId, sittings, actorId: actor.accountId });
    return ok({});
  });

/** From this moment nothing of these people flows to them any more, whatever they still hold in their hands. */
export const withdrawWatching: RouteHandler<typeof contract.withdrawWatching> = (deps, actor, { params, body: { reason, duty } }) =>
  commit(deps, async (uow) => {
    const { sessionId, accountId } = params;
    if (!(await advisesSession(uow.tx, actor.accountId, sessionId))) return err("NOT_FOUND");
    await lockWatchers(uow.tx, sessionId);
    const watcher = await watcherOf(uow.tx, { sessionId, accountId, duty });
    if (!watcher) return err("NOT_FOUND");
    const { state, sittings } = await uow.tx.session.findUniqueOrThrow({
      where: { id: sessionId },
      select: { state: true, sittings: { select: { id: true } } },
    });
    // With the session it is over by itself.
    if (state === "HELD" || state === "CANCELLED") return err("NOT_ALLOWED_NOW");
    await endWatcher(uow.tx, { watcherId: watcher.id, withdrawnById: actor.accountId, reason, withdrawnAt: uow.now });
    const room = duty === "WATCH" ? await openSupervision(uow.tx, sessionId) : await latestRoom(uow.tx, { kind: "DISCUSSION", sessionId });
    if (room) uow.hint(peerExpelledTopic(room.id, accountId));
    const type = duty === "WATCH" ? "session.watching_withdrawn" : "session.captions_withdrawn";
    tellChange(uow, type, { sessionId, accountId, sittings, actorId: actor.accountId });
    return ok({});
  });

const watcherOf = (tx: Tx, where: { sessionId: string; accountId: string; duty: contract.Duty }) =>
  tx.sessionWatcher.findFirst({ where: { ...where, withdrawal: null }, select: { id: true } });

/** The people read at once who may see or hear them; whoever was asked, whom they may. */
function tellChange(
  uow: UnitOfWork,
  type: `session.${"watching" | "captions"}_${"entrusted" | "withdrawn"}`,
  { sessionId, accountId, sittings, actorId }: {
    readonly sessionId: string;
    readonly accountId: string;
    readonly sittings: readonly { readonly id: string }[];
    readonly actorId: string;
  },
): void {
  uow.hint(topicOf.session(sessionId));
  uow.hint(topicOf.account(accountId));
  for (const { id } of sittings) uow.hint(topicOf.sitting(id));
  uow.audit({ actorId, type, subjectType: "session", subjectId: sessionId, data: { accountId } });
}

export const myCaptioning: RouteHandler<typeof contract.myCaptioning> = async ({ db }, actor) => {
  const sessions = await db.session.findMany({
    where: {
      state: { in: ["OPEN", "IN_PROGRESS"] },
      watchers: { some: { accountId: actor.accountId, duty: "CAPTIONS", withdrawal: null } },
    },
    select: { id: true, startsAt: true, timeZone: true, body: { select: { name: true } } },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
  });
  const listed = sessions.map(async ({ id: sessionId, startsAt, timeZone, body }) => {
    const room = await latestRoom(db, { kind: "DISCUSSION", sessionId });
    return {
      sessionId,
      bodyName: body.name,
      startsAt: startsAt.toISOString(),
      timeZone,
      room: room && room.state !== "CLOSED" ? { roomId: room.id, hasMedia: hasMedia(room.session) } : null,
    };
  });
  return ok({ sessions: await Promise.all(listed) });
};

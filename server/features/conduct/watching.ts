import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type * as contract from "#shared/protocol/watching.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { peerExpelledTopic } from "../../platform/media-topics.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { candidatesOf, openSupervision } from "../rooms/queries.ts";
import { advisesSession } from "../sitting/queries.ts";
import { boardOf } from "./board.ts";
import { addWatcher, endWatcher, lockWatchers } from "./store.ts";

/** One person’s eyes on the people of several sessions: who may, and what they see of whom. */

const adviser = { select: { id: true, givenName: true, familyName: true } } as const;
const named = (account: { id: string; givenName: string; familyName: string }) => ({
  accountId: account.id,
  name: `${account.givenName} ${account.familyName}`,
});

export const sessionWatchers: RouteHandler<typeof contract.sessionWatchers> = async ({ db }, actor, { params: { sessionId } }) => {
  if (!(await advisesSession(db, actor.accountId, sessionId))) return err("NOT_FOUND");
  const watchers = await db.sessionWatcher.findMany({
    where: { sessionId, withdrawal: null },
    select: { account: adviser },
    orderBy: { entrustedAt: "asc" },
  });
  const colleagues = await db.account.findMany({
    where: {
      roles: { has: "ADVISER" },
      sessionsConducted: { none: { sessionId } },
      sessionsWatched: { none: { sessionId, withdrawal: null } },
    },
    ...adviser,
    orderBy: [{ familyName: "asc" }, { givenName: "asc" }],
  });
  return ok({ watchers: watchers.map(({ account }) => named(account)), colleagues: colleagues.map(named) });
};

export const entrustWatching: RouteHandler<typeof contract.entrustWatching> = (deps, actor, { params: { sessionId }, body: { accountId } }) =>
  commit(deps, async (uow) => {
    if (!(await advisesSession(uow.tx, actor.accountId, sessionId))) return err("NOT_FOUND");
    const { state, deliveryMode, sittings } = await uow.tx.session.findUniqueOrThrow({
      where: { id: sessionId },
      select: { state: true, deliveryMode: true, sittings: { select: { id: true } } },
    });
    const colleague = await uow.tx.account.count({
      where: { id: accountId, roles: { has: "ADVISER" }, sessionsConducted: { none: { sessionId } } },
    });
    const isOver = state === "HELD" || state === "CANCELLED";
    if (deliveryMode !== "ONLINE" || isOver || colleague === 0) return err("NOT_ALLOWED_NOW");
    await lockWatchers(uow.tx, sessionId);
    if (await watcherOf(uow.tx, sessionId, accountId)) return ok({});
    await addWatcher(uow.tx, { sessionId, accountId, entrustedById: actor.accountId, entrustedAt: uow.now });
    tellChange(uow, "session.watching_entrusted", { sessionId, accountId, sittings, actorId: actor.accountId });
    return ok({});
  });

/** From this moment nothing of these people flows to them any more, whatever they still hold in their hands. */
export const withdrawWatching: RouteHandler<typeof contract.withdrawWatching> = (deps, actor, { params, body: { reason } }) =>
  commit(deps, async (uow) => {
    const { sessionId, accountId } = params;
    if (!(await advisesSession(uow.tx, actor.accountId, sessionId))) return err("NOT_FOUND");
    await lockWatchers(uow.tx, sessionId);
    const watcher = await watcherOf(uow.tx, sessionId, accountId);
    if (!watcher) return err("NOT_FOUND");
    const { state, sittings } = await uow.tx.session.findUniqueOrThrow({
      where: { id: sessionId },
      select: { state: true, sittings: { select: { id: true } } },
    });
    // With the session it is over by itself.
    if (state === "HELD" || state === "CANCELLED") return err("NOT_ALLOWED_NOW");
    await endWatcher(uow.tx, { watcherId: watcher.id, withdrawnById: actor.accountId, reason, withdrawnAt: uow.now });
    const room = await openSupervision(uow.tx, sessionId);
    if (room) uow.hint(peerExpelledTopic(room.id, accountId));
    tellChange(uow, "session.watching_withdrawn", { sessionId, accountId, sittings, actorId: actor.accountId });
    return ok({});
  });

const watcherOf = (tx: Tx, sessionId: string, accountId: string) =>
  tx.sessionWatcher.findFirst({ where: { sessionId, accountId, withdrawal: null }, select: { id: true } });

/** The people read at once who may see them; whoever watches, whom they may see. */
function tellChange(
  uow: UnitOfWork,
  type: "session.watching_entrusted" | "session.watching_withdrawn",
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

export const supervisionWall: RouteHandler<typeof contract.supervisionWall> = async ({ db, clock }, actor) => {
  const now = clock.now();
  const me = { accountId: actor.accountId };
  const sessions = await db.session.findMany({
    where: {
      state: "IN_PROGRESS",
      deliveryMode: "ONLINE",
      isPractice: false,
      OR: [{ advisers: { some: me } }, { watchers: { some: { ...me, withdrawal: null } } }],
    },
    select: { id: true, body: { select: { code: true } } },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
  });
  const seen = await Promise.all(sessions.map((one) => wallSession(db, one, actor.accountId, now)));
  return ok({ sessions: seen, serverNow: now.toISOString() });
};

async function wallSession(db: Db, { id: sessionId, body }: { id: string; body: { code: string } }, accountId: string, now: Date) {
  const { session, sittings } = await boardOf(db, sessionId, now);
  const room = await openSupervision(db, sessionId);
  const peers = new Map((await candidatesOf(db, sittings.map(({ sittingId }) => sittingId))).map(({ sittingId, peer }) => [sittingId, peer]));
  return {
    sessionId,
    bodyName: session.bodyName,
    bodyCode: body.code,
    startsAt: session.startsAt,
    timeZone: session.timeZone,
    advisers: session.advisers.map(({ name }) => name),
    isOwn: session.advisers.some((one) => one.accountId === accountId),
    roomId: room?.id ?? null,
    // What was said to somebody, and what is noted of them, is for those who lead.
    people: sittings.map((one) => ({
      sittingId: one.sittingId,
      name: one.name,
      state: one.state,
      writingTool: one.writingTool,
      runs: one.runs,
      lastSeenAt: one.lastSeenAt,
      lastSavedAt: one.lastSavedAt,
      unsent: one.unsent,
      connection: one.connection,
      level: one.level,
      reasons: one.reasons,
      canKeepExtract: one.canKeepExtract,
      sideCamera: one.sideCamera,
      peer: room ? (peers.get(one.sittingId) ?? null) : null,
    })),
  };
}

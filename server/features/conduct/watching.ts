import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type * as contract from "#shared/protocol/watching.ts";
import type { Db } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { candidatesOf, openSupervision } from "../rooms/queries.ts";
import { advisesSession } from "../sitting/queries.ts";
import { boardOf } from "./board.ts";
import { addWatcher } from "./store.ts";

/** One person’s eyes on the people of several sessions: who may, and what they see of whom. */

const adviser = { select: { id: true, givenName: true, familyName: true } } as const;
const named = (account: { id: string; givenName: string; familyName: string }) => ({
  accountId: account.id,
  name: `${account.givenName} ${account.familyName}`,
});

export const sessionWatchers: RouteHandler<typeof contract.sessionWatchers> = async ({ db }, actor, { params: { sessionId } }) => {
  if (!(await advisesSession(db, actor.accountId, sessionId))) return err("NOT_FOUND");
  const watchers = await db.sessionWatcher.findMany({
    where: { sessionId },
    select: { account: adviser },
    orderBy: { entrustedAt: "asc" },
  });
  const colleagues = await db.account.findMany({
    where: {
      roles: { has: "ADVISER" },
      sessionsConducted: { none: { sessionId } },
      sessionsWatched: { none: { sessionId } },
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
    const added = await addWatcher(uow.tx, { sessionId, accountId, entrustedById: actor.accountId, entrustedAt: uow.now });
    if (!added) return ok({});
    uow.hint(topicOf.session(sessionId));
    // The people read at once who may see them.
    for (const { id } of sittings) uow.hint(topicOf.sitting(id));
    uow.audit({
      actorId: actor.accountId,
      type: "session.watching_entrusted",
      subjectType: "session",
      subjectId: sessionId,
      data: { accountId },
    });
    return ok({});
  });

export const supervisionWall: RouteHandler<typeof contract.supervisionWall> = async ({ db, clock }, actor) => {
  const now = clock.now();
  const me = { some: { accountId: actor.accountId } };
  const sessions = await db.session.findMany({
    where: {
      state: "IN_PROGRESS",
      deliveryMode: "ONLINE",
      isPractice: false,
      OR: [{ advisers: me }, { watchers: me }],
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

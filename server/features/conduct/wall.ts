import { ok } from "#shared/kernel/result.ts";
import { watchersAttention } from "#shared/domain/conduct/attention.ts";
import type { supervisionWall as contract } from "#shared/protocol/watching.ts";
import type { Db } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { candidatesOf, openSupervision } from "../rooms/queries.ts";
import { boardOf } from "./board.ts";

/** One person’s eyes on the people of several sessions: what they see of whom. */

export const supervisionWall: RouteHandler<typeof contract> = async ({ db, clock }, actor) => {
  const now = clock.now();
  const me = { accountId: actor.accountId };
  const sessions = await db.session.findMany({
    where: {
      state: "IN_PROGRESS",
      deliveryMode: "ONLINE",
      isPractice: false,
      OR: [{ advisers: { some: me } }, { watchers: { some: { ...me, withdrawal: null, duty: "WATCH" } } }],
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
  const isOwn = session.advisers.some((one) => one.accountId === accountId);
  return {
    sessionId,
    bodyName: session.bodyName,
    bodyCode: body.code,
    startsAt: session.startsAt,
    timeZone: session.timeZone,
    advisers: session.advisers.map(({ name }) => name),
    isOwn,
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
      ...(isOwn ? { level: one.level, reasons: one.reasons } : watchersAttention(one.reasons, one.state)),
      canKeepExtract: one.canKeepExtract,
      sideCamera: one.sideCamera,
      peer: room ? (peers.get(one.sittingId) ?? null) : null,
    })),
  };
}

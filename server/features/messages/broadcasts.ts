import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type * as contract from "#shared/protocol/messages.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { advisesSession, ownsSitting } from "../sitting/queries.ts";
import { createBroadcast, markRead } from "./store.ts";

/** A message of an adviser to several people at once; each of them says that they have read it. */
export const broadcast: RouteHandler<typeof contract.broadcast> = (deps, actor, { params: { sessionId }, body }) =>
  commit(deps, async (uow) => {
    if (!(await advisesSession(uow.tx, actor.accountId, sessionId))) return err("NOT_FOUND");
    const sittings = await uow.tx.sitting.findMany({
      where: { sessionId, booking: { isActive: true }, ...(body.sittingIds && { id: { in: body.sittingIds } }) },
      select: { id: true, state: true },
      orderBy: { id: "asc" },
    });
    if (body.sittingIds && sittings.length !== new Set(body.sittingIds).size) return err("NOT_FOUND");
    const sittingIds = sittings
      .filter(({ state }) => state !== "COMPLETED" && state !== "NOT_COMPLETED" && state !== "ABSENT")
      .map(({ id }) => id);
    if (sittingIds.length === 0) return err("NOT_ALLOWED_NOW");
    const message = { sessionId, authorId: actor.accountId, text: body.text, createdAt: uow.now };
    const { id } = await createBroadcast(uow.tx, message, sittingIds);
    for (const sittingId of sittingIds) uow.hint(topicOf.sitting(sittingId));
    uow.hint(topicOf.session(sessionId));
    uow.audit({
      actorId: actor.accountId,
      type: "broadcast.sent",
      subjectType: "session",
      subjectId: sessionId,
      data: { broadcastId: id, sittings: sittingIds.length },
    });
    return ok({ broadcastId: id, sittingIds });
  });

export const myBroadcasts: RouteHandler<typeof contract.myBroadcasts> = async ({ db }, actor, { params }) => {
  if (!(await ownsSitting(db, actor.accountId, params.sittingId))) return err("NOT_FOUND");
  const receipts = await db.broadcastReceipt.findMany({
    where: { sittingId: params.sittingId },
    select: {
      readAt: true,
      broadcast: {
        select: { id: true, text: true, createdAt: true, author: { select: { givenName: true, familyName: true } } },
      },
    },
    orderBy: { broadcast: { createdAt: "desc" } },
    take: 50,
  });
  return ok({
    broadcasts: receipts.map(({ readAt, broadcast: { id, text, createdAt, author } }) => ({
      broadcastId: id,
      text,
      authorName: `${author.givenName} ${author.familyName}`,
      createdAt: createdAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
    })),
  });
};

export const readBroadcast: RouteHandler<typeof contract.readBroadcast> = (deps, actor, { params }) =>
  commit(deps, async (uow) => {
    const { broadcastId, sittingId } = params;
    if (!(await ownsSitting(uow.tx, actor.accountId, sittingId))) return err("NOT_FOUND");
    const receipt = await uow.tx.broadcastReceipt.findUnique({
      where: { broadcastId_sittingId: { broadcastId, sittingId } },
      select: { broadcast: { select: { sessionId: true } } },
    });
    if (!receipt) return err("NOT_FOUND");
    if (await markRead(uow.tx, broadcastId, sittingId, uow.now)) {
      uow.hint(topicOf.sitting(sittingId));
      uow.hint(topicOf.session(receipt.broadcast.sessionId));
    }
    return ok({});
  });

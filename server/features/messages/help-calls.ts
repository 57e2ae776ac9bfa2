import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type * as contract from "#shared/protocol/messages.ts";
import type { HelpCallView } from "#shared/protocol/messages.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { ownsSitting } from "../sitting/queries.ts";
import { addChatMessage, answerCall, callsOf, createHelpCall, findCall, findWaitingCall } from "./store.ts";

type CallRow = NonNullable<Awaited<ReturnType<typeof findCall>>>;

export const helpCallViewOf = (row: CallRow): HelpCallView => ({
  helpCallId: row.id,
  text: row.text,
  createdAt: row.createdAt.toISOString(),
  answer: row.answer,
  answeredBy: row.answeredBy ? `${row.answeredBy.givenName} ${row.answeredBy.familyName}` : null,
  answeredAt: row.answeredAt?.toISOString() ?? null,
});

/** The board of the sitting's session, and the caller's own page, learn of it at once. */
async function hintAbout(uow: UnitOfWork, callerId: string, sittingId: string | null): Promise<void> {
  uow.hint(topicOf.account(callerId));
  if (!sittingId) return;
  const { sessionId } = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { sessionId: true },
  });
  uow.hint(topicOf.sitting(sittingId));
  uow.hint(topicOf.session(sessionId));
}

export const callForHelp: RouteHandler<typeof contract.callForHelp> = (deps, actor, { body }) =>
  commit(deps, async (uow) => {
    const sittingId = body.sittingId ?? null;
    if (sittingId && !(await ownsSitting(uow.tx, actor.accountId, sittingId))) return err("NOT_FOUND");
    const thread = { callerId: actor.accountId, sittingId };
    await addChatMessage(uow.tx, { ...thread, authorId: actor.accountId, text: body.text, createdAt: uow.now });
    // Somebody who adds a word while they wait is one person who waits, since they first called.
    const waiting = await findWaitingCall(uow.tx, thread);
    const call = waiting ?? (await createHelpCall(uow.tx, { ...thread, text: body.text, createdAt: uow.now }));
    await hintAbout(uow, actor.accountId, sittingId);
    uow.audit({ actorId: actor.accountId, type: "helpCall.made", subjectType: "helpCall", subjectId: call.id });
    return ok(helpCallViewOf(call));
  });

export const myHelpCalls: RouteHandler<typeof contract.myHelpCalls> = async ({ db }, actor) =>
  ok({ calls: (await callsOf(db, actor.accountId)).map(helpCallViewOf) });

export const outstandingHelpCalls: RouteHandler<typeof contract.outstandingHelpCalls> = async ({ db }, actor) => {
  const seesAll = actor.roles.includes("SUPPORT") || actor.roles.includes("DIRECTOR");
  const calls = await db.helpCall.findMany({
    where: {
      answeredAt: null,
      ...(seesAll ? {} : { sitting: { session: { advisers: { some: { accountId: actor.accountId } } } } }),
    },
    orderBy: { createdAt: "asc" },
    take: 100,
    select: {
      id: true,
      sittingId: true,
      text: true,
      createdAt: true,
      caller: { select: { givenName: true, familyName: true } },
      sitting: { select: { session: { select: { isPractice: true } } } },
    },
  });
  return ok({
    calls: calls.map(({ id, caller, createdAt, sitting, ...call }) => ({
      ...call,
      helpCallId: id,
      // Nobody leads a practice exam.
      isOnBoard: sitting?.session.isPractice === false,
      callerName: `${caller.givenName} ${caller.familyName}`,
      createdAt: createdAt.toISOString(),
    })),
  });
};

export const answerHelpCall: RouteHandler<typeof contract.answerHelpCall> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const call = await findCall(uow.tx, params.helpCallId);
    if (!call) return err("NOT_FOUND");
    const answersAll = actor.roles.includes("SUPPORT") || actor.roles.includes("DIRECTOR");
    const ofMySession = { id: call.sittingId ?? "", session: { advisers: { some: { accountId: actor.accountId } } } };
    if (!answersAll && !(call.sittingId && (await uow.tx.sitting.count({ where: ofMySession })) === 1))
      return err("NOT_FOUND");
    const answer = { answeredById: actor.accountId, answer: body.text, answeredAt: uow.now };
    if (!(await answerCall(uow.tx, call.id, answer))) return err("STATE_CHANGED");
    const { callerId, sittingId } = call;
    await addChatMessage(uow.tx, {
      callerId,
      sittingId,
      authorId: actor.accountId,
      text: body.text,
      createdAt: uow.now,
    });
    await hintAbout(uow, call.callerId, call.sittingId);
    uow.audit({ actorId: actor.accountId, type: "helpCall.answered", subjectType: "helpCall", subjectId: call.id });
    const answered = await findCall(uow.tx, call.id);
    return answered ? ok(helpCallViewOf(answered)) : err("NOT_FOUND");
  });

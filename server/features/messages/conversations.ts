import { waitedSeconds } from "#shared/domain/messages/conversation.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type * as contract from "#shared/protocol/messages.ts";
import type { ChatMessageView } from "#shared/protocol/messages.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { advisesSitting } from "../sitting/queries.ts";
import { addChatMessage, answerWaitingCalls } from "./store.ts";

/** What a candidate and the staff say to each other: every answer has the name of whoever gave it. */

const shown = 100;

type Thread = { readonly callerId: string; readonly sittingId?: string };

async function conversationOf(db: Db | Tx, { callerId: caller, sittingId }: Thread) {
  const thread = { callerId: caller, ...(sittingId !== undefined && { sittingId }) };
  const rows = await db.chatMessage.findMany({
    where: thread,
    select: {
      id: true,
      callerId: true,
      authorId: true,
      text: true,
      createdAt: true,
      author: { select: { givenName: true, familyName: true } },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: shown,
  });
  const inOrder = rows.toReversed();
  const waited = waitedSeconds(
    inOrder.map(({ authorId, callerId, createdAt }) => ({
      isFromCandidate: authorId === callerId,
      createdAtMs: createdAt.getTime(),
    })),
  );
  const messages = inOrder.map(({ id, author, authorId, callerId, text, createdAt }, index): ChatMessageView => ({
    messageId: id,
    text,
    authorName: `${author.givenName} ${author.familyName}`,
    isFromCandidate: authorId === callerId,
    createdAt: createdAt.toISOString(),
    waitedSeconds: waited[index] ?? null,
  }));
  const oldest = await db.helpCall.findFirst({
    where: { ...thread, answeredAt: null },
    select: { createdAt: true },
    orderBy: { createdAt: "asc" },
  });
  return { messages, waitingSince: oldest?.createdAt.toISOString() ?? null };
}

export const myConversation: RouteHandler<typeof contract.myConversation> = async (
  { db },
  actor,
  { query: { sittingId } },
) => ok(await conversationOf(db, { callerId: actor.accountId, ...(sittingId !== undefined && { sittingId }) }));

export const sittingConversation: RouteHandler<typeof contract.sittingConversation> = async ({ db }, actor, given) => {
  const thread = await threadOfSitting(db, actor, given.params.sittingId);
  return thread.ok ? ok(await conversationOf(db, thread.value)) : thread;
};

export const writeToCandidate: RouteHandler<typeof contract.writeToCandidate> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const found = await threadOfSitting(uow.tx, actor, params.sittingId);
    if (!found.ok) return found;
    const { sessionId, ...thread } = found.value;
    await addChatMessage(uow.tx, { ...thread, authorId: actor.accountId, text: body.text, createdAt: uow.now });
    const answer = { answeredById: actor.accountId, answer: body.text, answeredAt: uow.now };
    const answered = await answerWaitingCalls(uow.tx, thread, answer);
    for (const topic of [
      topicOf.account(thread.callerId),
      topicOf.sitting(thread.sittingId),
      topicOf.session(sessionId),
    ])
      uow.hint(topic);
    uow.audit({
      actorId: actor.accountId,
      type: "conversation.written",
      subjectType: "sitting",
      subjectId: thread.sittingId,
      data: { answered },
    });
    return ok(await conversationOf(uow.tx, thread));
  });

/** An adviser has the conversations of their own sessions; the support staff and the directorate have all of them. */
async function threadOfSitting(
  db: Db | Tx,
  actor: Pick<AccountActor, "accountId" | "roles">,
  sittingId: string,
): Promise<Result<{ callerId: string; sittingId: string; sessionId: string }, "NOT_FOUND">> {
  const sitting = await db.sitting.findUnique({
    where: { id: sittingId },
    select: { accountId: true, sessionId: true },
  });
  const seesAll = actor.roles.includes("SUPPORT") || actor.roles.includes("DIRECTOR");
  if (!sitting || !(seesAll || (await advisesSitting(db, actor.accountId, sittingId)))) return err("NOT_FOUND");
  return ok({ callerId: sitting.accountId, sittingId, sessionId: sitting.sessionId });
}

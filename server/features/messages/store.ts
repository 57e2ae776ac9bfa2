import type { Tx } from "../../platform/db.ts";

/** Sole writer of Message, HelpCall, ChatMessage, Broadcast and BroadcastReceipt. */

export interface NewMessage {
  readonly id: string;
  readonly accountId: string | null;
  readonly kind: string;
  readonly toEmail: string;
  readonly subject: string;
  readonly body: string;
  readonly createdAt: Date;
}

/** False when the same event has already written this message. */
export async function createMessage(tx: Tx, message: NewMessage): Promise<boolean> {
  const { count } = await tx.message.createMany({ data: [{ ...message, state: "QUEUED" }], skipDuplicates: true });
  return count === 1;
}

/** The body is emptied when a real message has left: it can hold a one-time link. */
export const markSent = (tx: Tx, messageId: string, sentAt: Date, keepsBody: boolean) =>
  tx.message.updateMany({
    where: { id: messageId, state: "QUEUED" },
    data: { state: "SENT", sentAt, lastError: null, ...(keepsBody ? {} : { body: "" }) },
  });

export const markAttempt = (tx: Tx, messageId: string, lastError: string, isLast: boolean) =>
  tx.message.updateMany({
    where: { id: messageId, state: "QUEUED" },
    data: { attempts: { increment: 1 }, lastError, ...(isLast ? { state: "FAILED" as const } : {}) },
  });

const callSelect = {
  id: true,
  callerId: true,
  sittingId: true,
  text: true,
  createdAt: true,
  answer: true,
  answeredAt: true,
  answeredBy: { select: { givenName: true, familyName: true } },
} as const;

export const createHelpCall = (
  tx: Tx,
  call: { callerId: string; sittingId: string | null; text: string; rule?: string; createdAt: Date },
) => tx.helpCall.create({ data: call, select: callSelect });

/** True for exactly one of several simultaneous answers. */
export async function answerCall(
  tx: Tx,
  helpCallId: string,
  answer: { answeredById: string; answer: string; answeredAt: Date },
): Promise<boolean> {
  const { count } = await tx.helpCall.updateMany({ where: { id: helpCallId, answeredAt: null }, data: answer });
  return count === 1;
}

export const findCall = (tx: Tx, helpCallId: string) => tx.helpCall.findUnique({ where: { id: helpCallId }, select: callSelect });

export const callsOf = (tx: Tx, callerId: string) =>
  tx.helpCall.findMany({ where: { callerId }, orderBy: { createdAt: "desc" }, take: 20, select: callSelect });

/** The call of this conversation that waits already, if there is one. */
export const findWaitingCall = (tx: Tx, thread: { callerId: string; sittingId: string | null }) =>
  tx.helpCall.findFirst({
    where: { ...thread, answeredAt: null },
    select: callSelect,
    orderBy: { createdAt: "asc" },
  });

/** What a rule called for is over, unless the person has written since: then they wait themselves. */
export async function endCallOfRule(
  tx: Tx,
  thread: { callerId: string; sittingId: string },
  rule: string,
  endedAt: Date,
): Promise<boolean> {
  const call = await tx.helpCall.findFirst({
    where: { ...thread, rule, answeredAt: null },
    select: { id: true, createdAt: true },
  });
  if (!call) return false;
  const written = { ...thread, authorId: thread.callerId, createdAt: { gte: call.createdAt } };
  if ((await tx.chatMessage.count({ where: written })) > 0) return false;
  const { count } = await tx.helpCall.updateMany({ where: { id: call.id, answeredAt: null }, data: { answeredAt: endedAt } });
  return count === 1;
}

/** One answer answers every call of the conversation that waits; answers how many did. */
export async function answerWaitingCalls(
  tx: Tx,
  thread: { callerId: string; sittingId: string | null },
  answer: { answeredById: string; answer: string; answeredAt: Date },
): Promise<number> {
  const { count } = await tx.helpCall.updateMany({ where: { ...thread, answeredAt: null }, data: answer });
  return count;
}

export const addChatMessage = (
  tx: Tx,
  message: { callerId: string; sittingId: string | null; authorId: string; text: string; createdAt: Date },
) => tx.chatMessage.create({ data: message, select: { id: true } });

export const createBroadcast = (
  tx: Tx,
  message: { sessionId: string; authorId: string; text: string; createdAt: Date },
  sittingIds: readonly string[],
) =>
  tx.broadcast.create({
    data: { ...message, receipts: { create: sittingIds.map((sittingId) => ({ sittingId })) } },
    select: { id: true },
  });

/** True when this is the first time. */
export async function markRead(tx: Tx, broadcastId: string, sittingId: string, readAt: Date): Promise<boolean> {
  const { count } = await tx.broadcastReceipt.updateMany({
    where: { broadcastId, sittingId, readAt: null },
    data: { readAt },
  });
  return count === 1;
}

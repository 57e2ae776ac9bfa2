import type { Tx } from "../../platform/db.ts";

/** Sole writer of Message and HelpCall. */

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
  call: { callerId: string; sittingId: string | null; text: string; createdAt: Date },
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

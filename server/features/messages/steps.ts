import { createHash } from "node:crypto";
import { topicOf } from "#shared/protocol/live.ts";
import { translate } from "#shared/i18n/translate.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { createHelpCall, createMessage, endCallOfRule, findWaitingCall } from "./store.ts";

/** A message's id comes from the event that causes it, so that an event handled twice writes one message. */
export function messageIdFor(cause: string): string {
  const hex = createHash("sha256").update(cause).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Queues a message inside the caller's transaction; it leaves after the commit. Notices carry no personal detail, only
 * a link (MSG-1). `cause` names the event and the reader: the same cause writes once.
 */
export async function queueMessageStep(
  uow: UnitOfWork,
  message: { cause: string; accountId: string | null; toEmail: string; kind: string; subject: string; body: string },
): Promise<void> {
  const { cause, ...rest } = message;
  const id = messageIdFor(cause);
  if (await createMessage(uow.tx, { ...rest, id, createdAt: uow.now })) uow.outbox("message.queued", { messageId: id });
}

type CallRule = "messages.callDevice" | "messages.callConnection" | "messages.callDecision" | "messages.callExamBrowser";

/**
 * A rule calls a person to somebody in an exam. Whoever waits already is one person who waits; nothing is said in the
 * name of the candidate.
 */
export async function callHumanStep(
  uow: UnitOfWork,
  sittingId: string,
  why: CallRule,
): Promise<void> {
  const { accountId, sessionId, account, session } = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      accountId: true,
      sessionId: true,
      account: { select: { locale: true } },
      session: { select: { isPractice: true } },
    },
  });
  if (session.isPractice || (await findWaitingCall(uow.tx, { callerId: accountId, sittingId }))) return;
  const text = translate(account.locale === "en" ? "en" : "fr", why);
  const call = await createHelpCall(uow.tx, { callerId: accountId, sittingId, text, rule: why, createdAt: uow.now });
  uow.hint(topicOf.account(accountId));
  uow.hint(topicOf.sitting(sittingId));
  uow.hint(topicOf.session(sessionId));
  uow.audit({ actorId: null, type: "helpCall.made", subjectType: "helpCall", subjectId: call.id, data: { why } });
}

/** What the rule called for is found again: nobody needs to come for it any more. */
export async function endCallStep(uow: UnitOfWork, sittingId: string, why: CallRule): Promise<void> {
  const { accountId, sessionId } = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { accountId: true, sessionId: true },
  });
  if (!(await endCallOfRule(uow.tx, { callerId: accountId, sittingId }, why, uow.now))) return;
  uow.hint(topicOf.account(accountId));
  uow.hint(topicOf.sitting(sittingId));
  uow.hint(topicOf.session(sessionId));
  uow.audit({ actorId: null, type: "helpCall.ended", subjectType: "sitting", subjectId: sittingId, data: { why } });
}

/** An order is asked for its word on somebody who has no document: a link and nothing about the person (IDY-12). */
export async function writeToClerkStep(
  uow: UnitOfWork,
  asked: {
    cause: string;
    clerk: { readonly id: string; readonly email: string; readonly locale: string };
    link: string;
    minutes: number;
  },
): Promise<void> {
  const { cause, clerk, link, minutes } = asked;
  const locale = clerk.locale === "en" ? "en" : "fr";
  const lines = [
    translate(locale, "messages.greeting"),
    "",
    translate(locale, "messages.orderWordText", { minutes: String(minutes) }),
    "",
    translate(locale, "messages.openLink", { link }),
    "",
    translate(locale, "messages.signature"),
  ];
  await queueMessageStep(uow, {
    cause: `${cause}:${clerk.id}`,
    accountId: clerk.id,
    toEmail: clerk.email,
    kind: "orderWord",
    subject: translate(locale, "messages.orderWordSubject"),
    body: lines.join("\n"),
  });
}

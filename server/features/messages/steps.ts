import { createHash } from "node:crypto";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { createMessage } from "./store.ts";

/** A message's id comes from the event that causes it, so that an event handled twice writes one message. */
export function messageIdFor(cause: string): string {
  const hex = createHash("sha256").update(cause).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Queues a message inside the caller's transaction; it leaves after the commit. Notices carry no personal detail, only
 * a link (R48). `cause` names the event and the reader: the same cause writes once.
 */
export async function queueMessageStep(
  uow: UnitOfWork,
  message: { cause: string; accountId: string | null; toEmail: string; kind: string; subject: string; body: string },
): Promise<void> {
  const { cause, ...rest } = message;
  const id = messageIdFor(cause);
  if (await createMessage(uow.tx, { ...rest, id, createdAt: uow.now })) uow.outbox("message.queued", { messageId: id });
}

import { createTransport, type Transporter } from "nodemailer";
import { z } from "zod";
import { ok } from "#shared/kernel/result.ts";
import type { OutboxJob } from "../../jobs/job.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { markAttempt, markSent } from "./store.ts";

// One connection pool per address, for the life of the process.
// Shorter than an event's lease: another reader must not send what this one is still sending.
const patience = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 12_000 };
const transports = new Map<string, Transporter>();
const transportFor = (url: string): Transporter => {
  const known = transports.get(url) ?? createTransport({ url, ...patience });
  transports.set(url, known);
  return known;
};

const lastAttempt = 10;

/** Sends one message by SMTP; without a mail server it stays in the development mailbox. */
export const sendMessage: OutboxJob = {
  topic: "message.queued",
  handle: async (deps, payload) => {
    const messageId = z.uuid().parse(payload["messageId"]);
    const message = await deps.db.message.findUnique({
      where: { id: messageId },
      select: { state: true, toEmail: true, subject: true, body: true, attempts: true },
    });
    if (message?.state !== "QUEUED") return;
    const { smtpUrl, mailFrom } = deps.config;
    if (smtpUrl) {
      try {
        await transportFor(smtpUrl).sendMail({
          from: mailFrom,
          to: message.toEmail,
          subject: message.subject,
          text: message.body,
          // A retry after a crash is recognisable as the same message.
          messageId: `<${messageId}@${new URL(deps.config.publicUrl).hostname}>`,
        });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        const isLast = message.attempts + 1 >= lastAttempt;
        await commit(deps, async (uow) => {
          await markAttempt(uow.tx, messageId, reason, isLast);
          return ok(null);
        });
        if (isLast) return;
        throw error;
      }
    }
    await commit(deps, async (uow) => {
      await markSent(uow.tx, messageId, uow.now, smtpUrl === undefined);
      return ok(null);
    });
  },
};

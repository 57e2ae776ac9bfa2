import { err, ok } from "#shared/kernel/result.ts";
import * as contract from "#shared/protocol/messages.ts";
import type { OutboxJob } from "../../jobs/job.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { broadcast, myBroadcasts, readBroadcast } from "./broadcasts.ts";
import { myConversation, sittingConversation, writeToCandidate } from "./conversations.ts";
import { answerHelpCall, callForHelp, myHelpCalls, outstandingHelpCalls } from "./help-calls.ts";
import { incidentMessages } from "./write-incident-messages.ts";
import { sendMessage } from "./send-message.ts";
import {
  acknowledgeReview,
  announceReview,
  announceAccommodation,
  announceAnnulment,
  announceNewDate,
  announceResult,
  confirmBooking,
  invite,
  sendLink,
} from "./write-messages.ts";

export const messageRoutes: readonly BoundRoute[] = [
  serve(contract.callForHelp, callForHelp),
  serve(contract.myHelpCalls, myHelpCalls),
  serve(contract.outstandingHelpCalls, outstandingHelpCalls),
  serve(contract.answerHelpCall, answerHelpCall),
  serve(contract.myConversation, myConversation),
  serve(contract.sittingConversation, sittingConversation),
  serve(contract.writeToCandidate, writeToCandidate),
  serve(contract.broadcast, broadcast),
  serve(contract.myBroadcasts, myBroadcasts),
  serve(contract.readBroadcast, readBroadcast),
  serve(contract.developmentMailbox, async ({ db, config }) => {
    if (config.smtpUrl !== undefined || config.env === "production") return err("NOT_FOUND");
    const rows = await db.message.findMany({
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: 100,
      select: { id: true, toEmail: true, subject: true, body: true, createdAt: true },
    });
    return ok({ messages: rows.map(({ id, createdAt, ...row }) => ({ ...row, messageId: id, createdAt: createdAt.toISOString() })) });
  }),
];

export const messageJobs: readonly OutboxJob[] = [
  sendMessage,
  invite,
  sendLink,
  confirmBooking,
  announceNewDate,
  announceAccommodation,
  announceResult,
  announceAnnulment,
  acknowledgeReview,
  announceReview,
  ...incidentMessages,
];

import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";

/** «Parler à une personne»: a call, and the answer of somebody with a name. */
export const helpCallView = z.object({
  helpCallId: id,
  text: z.string(),
  createdAt: instant,
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: instant.nullable(),
});
export type HelpCallView = z.infer<typeof helpCallView>;

const helpText = z.string().trim().min(1).max(1000);

export const callForHelp = defineRoute({
  name: "callForHelp",
  method: "POST",
  path: "/api/help-calls",
  summary: "Call a human, from anywhere, the exam included.",
  allow: "SIGNED_IN",
  body: z.object({ sittingId: id.optional(), text: helpText }),
  output: helpCallView,
  errors: [],
  perMinute: 12,
});

export const myHelpCalls = defineRoute({
  name: "myHelpCalls",
  method: "GET",
  path: "/api/help-calls/mine",
  summary: "My last calls and their answers.",
  allow: "SIGNED_IN",
  output: z.object({ calls: z.array(helpCallView) }),
  errors: [],
});

export const outstandingHelpCalls = defineRoute({
  name: "outstandingHelpCalls",
  method: "GET",
  path: "/api/help-calls",
  summary: "Calls that wait: of an adviser's own sessions; all of them for support.",
  allow: ["ADVISER", "SUPPORT", "DIRECTOR"],
  output: z.object({
    calls: z.array(z.object({ helpCallId: id, callerName: z.string(), sittingId: id.nullable(), text: z.string(), createdAt: instant })),
  }),
  errors: [],
});

export const answerHelpCall = defineRoute({
  name: "answerHelpCall",
  method: "POST",
  path: "/api/help-calls/:helpCallId/answer",
  summary: "Answer a call, once, under one's own name.",
  allow: ["ADVISER", "SUPPORT", "DIRECTOR"],
  params: z.object({ helpCallId: id }),
  body: z.object({ text: helpText }),
  output: helpCallView,
  errors: ["STATE_CHANGED"],
});

/** Only without SMTP and outside production: what would have been sent. */
export const developmentMailbox = defineRoute({
  name: "developmentMailbox",
  method: "GET",
  path: "/api/dev/mailbox",
  summary: "The messages that a mail server would have sent; absent where one is configured.",
  allow: "PUBLIC",
  output: z.object({
    messages: z.array(z.object({ messageId: id, toEmail: z.string(), subject: z.string(), body: z.string(), createdAt: instant })),
  }),
  errors: [],
});

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
    calls: z.array(
      z.object({
        helpCallId: id,
        callerName: z.string(),
        sittingId: id.nullable(),
        /** A session’s board shows it; practice and what is asked outside a session are on none. */
        isOnBoard: z.boolean(),
        text: z.string(),
        createdAt: instant,
      }),
    ),
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

/** One message of a conversation between a candidate and the staff. */
export const chatMessageView = z.object({
  messageId: id,
  text: z.string(),
  authorName: z.string(),
  isFromCandidate: z.boolean(),
  createdAt: instant,
  /** For an answer of the staff: how long the person had waited for it. */
  waitedSeconds: z.number().int().nullable(),
});
export type ChatMessageView = z.infer<typeof chatMessageView>;

/** The newest messages, in order of time, and since when a person waits for an answer. */
const conversation = z.object({ messages: z.array(chatMessageView), waitingSince: instant.nullable() });

export const myConversation = defineRoute({
  name: "myConversation",
  method: "GET",
  path: "/api/conversation",
  summary: "What I and the staff said to each other; with a sitting, what was said about it alone.",
  allow: "SIGNED_IN",
  query: z.object({ sittingId: id.optional() }),
  output: conversation,
  errors: [],
});

const staff = ["ADVISER", "SUPPORT", "DIRECTOR"] as const;

export const sittingConversation = defineRoute({
  name: "sittingConversation",
  method: "GET",
  path: "/api/sittings/:sittingId/conversation",
  summary: "What the person of a sitting and the staff said to each other about it.",
  allow: staff,
  params: z.object({ sittingId: id }),
  output: conversation,
  errors: [],
});

export const writeToCandidate = defineRoute({
  name: "writeToCandidate",
  method: "POST",
  path: "/api/sittings/:sittingId/conversation",
  summary: "A message to the person of a sitting, under one's own name; it answers every call that waits there.",
  allow: staff,
  params: z.object({ sittingId: id }),
  body: z.strictObject({ text: helpText }),
  output: conversation,
  errors: [],
});

const broadcastText = z.string().trim().min(1).max(500);

export const broadcast = defineRoute({
  name: "broadcast",
  method: "POST",
  path: "/api/sessions/:sessionId/broadcasts",
  summary: "A message of an adviser to several people of the session, or to all whose day is not over.",
  allow: ["ADVISER"],
  params: z.object({ sessionId: id }),
  body: z.strictObject({ sittingIds: z.array(id).min(1).max(8).nullable(), text: broadcastText }),
  output: z.object({ broadcastId: id, sittingIds: z.array(id) }),
  errors: ["NOT_ALLOWED_NOW"],
  perMinute: 20,
});

/** On the board: who has said that they read it. */
export const broadcastView = z.object({
  broadcastId: id,
  text: z.string(),
  authorName: z.string(),
  createdAt: instant,
  receipts: z.array(z.object({ sittingId: id, readAt: instant.nullable() })),
});
export type BroadcastView = z.infer<typeof broadcastView>;

export const myBroadcasts = defineRoute({
  name: "myBroadcasts",
  method: "GET",
  path: "/api/sittings/:sittingId/broadcasts",
  summary: "Messages to everybody that this person received, the newest first.",
  allow: ["CANDIDATE"],
  params: z.object({ sittingId: id }),
  output: z.object({
    broadcasts: z.array(
      z.object({
        broadcastId: id,
        text: z.string(),
        authorName: z.string(),
        createdAt: instant,
        readAt: instant.nullable(),
      }),
    ),
  }),
  errors: [],
});

export const readBroadcast = defineRoute({
  name: "readBroadcast",
  method: "POST",
  path: "/api/sittings/:sittingId/broadcasts/:broadcastId/read",
  summary: "The person says that they have read it; twice is once.",
  allow: ["CANDIDATE"],
  params: z.object({ sittingId: id, broadcastId: id }),
  output: z.object({}),
  errors: [],
});

/** Only without SMTP and outside production: what would have been sent. */
export const developmentMailbox = defineRoute({
  name: "developmentMailbox",
  method: "GET",
  path: "/api/dev/mailbox",
  summary: "The messages that a mail server would have sent; absent where one is configured.",
  allow: "PUBLIC",
  output: z.object({
    messages: z.array(
      z.object({ messageId: id, toEmail: z.string(), subject: z.string(), body: z.string(), createdAt: instant }),
    ),
  }),
  errors: [],
});

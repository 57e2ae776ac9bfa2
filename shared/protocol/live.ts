import { z } from "zod";
import { id } from "../kernel/wire.ts";
import { defineCommand, defineEvent } from "./define.ts";

/** Hints: «this topic changed». The truth is fetched once through a snapshot query; a missed hint costs nothing. */

/** `session:<id>`, `sitting:<id>`, `account:<id>`. */
export const topic = z.string().regex(/^(session|sitting|account):[0-9a-f-]{36}$/);

export const watch = defineCommand({
  name: "watch",
  summary: "Receive hints about a topic, if the actor may read it.",
  allow: "SIGNED_IN",
  input: z.object({ topic }),
  output: z.object({}),
  errors: [],
});

export const unwatch = defineCommand({
  name: "unwatch",
  summary: "Stop receiving hints about a topic.",
  allow: "SIGNED_IN",
  input: z.object({ topic }),
  output: z.object({}),
  errors: [],
});

export const changed = defineEvent({
  name: "changed",
  summary: "What is known about this topic is out of date.",
  payload: z.object({ topic: z.string() }),
});

export const topicOf = {
  session: (sessionId: string) => `session:${sessionId}`,
  sitting: (sittingId: string) => `sitting:${sittingId}`,
  account: (accountId: string) => `account:${accountId}`,
} as const;

export const idOfTopic = (given: string): string => id.parse(given.slice(given.indexOf(":") + 1));

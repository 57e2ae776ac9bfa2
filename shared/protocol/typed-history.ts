import { z } from "zod";
import { formLanguages } from "../domain/forms/language.ts";
import { id, instant } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";
import { observationView } from "./integrity.ts";

/** How a text came to be. See shared/SPEC.md, «Typed history». Each of these doors leaves a trace: they are never fetched ahead. */

export const typedStep = z.object({
  /** Milliseconds since the first moment of the history. */
  atMs: z.number().int().min(0),
  at: z.number().int(),
  cut: z.number().int(),
  put: z.string(),
  moment: z.enum(["ORDINARY", "PAUSED", "LATE"]),
});

const blindHistory = z.object({
  /** Of the case, and of the text. */
  language: z.enum(formLanguages),
  durationMs: z.number().int(),
  steps: z.array(typedStep),
});
export type BlindHistoryView = z.infer<typeof blindHistory>;

const openedHistory = blindHistory.extend({
  candidateName: z.string(),
  timeZone: z.string(),
  startedAt: instant,
  /** Operations of a page that no longer wrote this text. */
  aside: z.number().int(),
  /** The facts of the record around it, on the same clock. */
  events: z.array(z.object({ atMs: z.number().int(), observation: observationView })),
});
export type TypedHistoryView = z.infer<typeof openedHistory>;

export const openTypedHistory = defineRoute({
  name: "openTypedHistory",
  method: "POST",
  path: "/api/sittings/:sittingId/typed-history",
  summary:
    "Opens how a text came to be: for a review or a decision, with a reason that the person reads; for the person, once their result was sent or staff have opened it.",
  allow: ["DIRECTOR", "CANDIDATE"],
  params: z.object({ sittingId: id }),
  body: z.strictObject({ reason: z.string().trim().max(500) }),
  output: openedHistory,
  errors: ["REASON_REQUIRED", "NOT_TYPED", "RUN_NOT_ENDED"],
  perMinute: 20,
});

export const openMarkedHistory = defineRoute({
  name: "openMarkedHistory",
  method: "POST",
  path: "/api/marking/tasks/:taskId/typed-history",
  summary: "Opens how a text came to be for a marker who has locked their mark, where the rules of its session allow it.",
  allow: ["RATER"],
  params: z.object({ taskId: id }),
  output: blindHistory,
  errors: ["NOT_ALLOWED_NOW", "NOT_TYPED", "RUN_NOT_ENDED"],
  perMinute: 20,
});

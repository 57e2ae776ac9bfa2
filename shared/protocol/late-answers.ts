import { z } from "zod";
import { formLanguages } from "../domain/forms/language.ts";
import { activities, runStates } from "../domain/sitting/run-machine.ts";
import { day, id, instant } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";

/** What arrived after the end of an activity, for a person to decide. See shared/SPEC.md, «What came late». */

/** Why what came late cannot count any more, whatever a person thinks of it. */
export const lateObstacles = ["TEXT_MARKED", "RESULT_SENT"] as const;

const diffPart = z.object({ kind: z.enum(["SAME", "ADDED", "REMOVED"]), text: z.string() });

export const lateArrival = z.object({
  runId: id,
  sittingId: id,
  candidateName: z.string(),
  sessionDay: day,
  timeZone: z.string(),
  activity: z.enum(activities),
  /** Of the case, and of what was written in answer to it. */
  language: z.enum(formLanguages),
  runState: z.enum(runStates),
  endedAt: instant.nullable(),
  firstAt: instant,
  lastAt: instant,
  operations: z.number().int(),
  /** It would change what is judged: the result waits for the decision. */
  isDecisive: z.boolean(),
  obstacle: z.enum(lateObstacles).nullable(),
  /** The text is marked: should it count, two new people judge it, and the result is kept or raised. */
  opensReview: z.boolean(),
  /** What is decided on: something that arrives meanwhile changes it. */
  version: z.string(),
  changes: z.array(
    z.object({
      key: z.string(),
      /** The question, for an answer; null for the text and what accompanies it. */
      prompt: z.string().nullable(),
      isJudged: z.boolean(),
      diff: z.array(diffPart),
    }),
  ),
});
export type LateArrival = z.infer<typeof lateArrival>;

export const lateArrivals = defineRoute({
  name: "lateArrivals",
  method: "GET",
  path: "/api/late-answers",
  summary: "What arrived after the end of an activity and waits for a decision, beside what counts; and what was decided.",
  allow: ["DIRECTOR"],
  output: z.object({
    waiting: z.array(lateArrival),
    decided: z.array(
      z.object({
        decisionId: id,
        candidateName: z.string(),
        activity: z.enum(activities),
        isCounted: z.boolean(),
        reason: z.string(),
        deciderName: z.string(),
        decidedAt: instant,
      }),
    ),
  }),
  errors: [],
});

export const decideLate = defineRoute({
  name: "decideLate",
  method: "POST",
  path: "/api/late-answers/:runId/decision",
  summary: "Lets what arrived late count, or not, with a reason that the person reads.",
  allow: ["DIRECTOR"],
  params: z.object({ runId: id }),
  body: z.strictObject({
    isCounted: z.boolean(),
    reason: z.string().trim().max(1_000),
    version: z.string().max(64),
  }),
  output: z.object({}),
  errors: ["REASON_REQUIRED", "NOT_ALLOWED_NOW", "STATE_CHANGED", "TEXT_ALREADY_MARKED", "RESULT_ALREADY_SENT"],
});

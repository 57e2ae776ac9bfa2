import { z } from "zod";
import { id } from "../kernel/wire.ts";
import { activities } from "../domain/sitting/run-machine.ts";
import { reason } from "./conduct.ts";
import { defineRoute } from "./define.ts";

/** How one activity of one person ends without a submission. */

const allow = ["ADVISER"] as const;

export const endActivity = defineRoute({
  name: "endActivity",
  method: "POST",
  path: "/api/sittings/:sittingId/activities/:activity/end",
  summary:
    "Ends one activity of one person without a submission: lost to a technical cause, or absent from it. One that has begun ends when another adviser agrees.",
  allow,
  params: z.object({ sittingId: id, activity: z.enum(activities) }),
  body: z.strictObject({ outcome: z.enum(["TECHNICAL", "ABSENT"]), reason }),
  /** False: the end waits for another adviser. */
  output: z.object({ isEnded: z.boolean() }),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const answerEnd = defineRoute({
  name: "answerEnd",
  method: "POST",
  path: "/api/end-requests/:requestId/answer",
  summary: "Another adviser agrees that the activity ends, or not; whoever asked takes it back.",
  allow,
  params: z.object({ requestId: id }),
  body: z.strictObject({ isAgreed: z.boolean() }),
  output: z.object({}),
  errors: ["NEEDS_TWO_PEOPLE", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

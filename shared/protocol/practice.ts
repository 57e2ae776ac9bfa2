import { z } from "zod";
import { id } from "../kernel/wire.ts";
import { sittingStates } from "../domain/sitting/sitting-machine.ts";
import { defineRoute } from "./define.ts";

/**
 * The practice exam: a sitting of the one session that nothing counts. From its first page on it is read, saved and
 * handed in through the very routes of the exam; only beginning it and going on are the person's own acts.
 */

const practice = z.object({ sittingId: id, state: z.enum(sittingStates) });

export const currentPractice = defineRoute({
  name: "currentPractice",
  method: "GET",
  path: "/api/practice",
  summary: "The practice that the person began last, if there is one.",
  allow: ["CANDIDATE"],
  output: z.object({ practice: practice.nullable() }),
  errors: [],
});

export const startPractice = defineRoute({
  name: "startPractice",
  method: "POST",
  path: "/api/practice",
  summary: "Begins a practice, as often as one likes; the one before it is put away.",
  allow: ["CANDIDATE"],
  output: z.object({ sittingId: id }),
  // On the day of the exam itself, only the exam.
  errors: ["NOT_ALLOWED_NOW"],
  perMinute: 6,
});

export const continuePractice = defineRoute({
  name: "continuePractice",
  method: "POST",
  path: "/api/practice/:sittingId/next",
  summary: "Opens the next activity of one's own practice: nobody else is there to open it.",
  allow: ["CANDIDATE"],
  params: z.object({ sittingId: id }),
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

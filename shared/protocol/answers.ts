import { z } from "zod";
import { answerValue } from "../domain/answers/answer-value.ts";
import { textPatch } from "../domain/answers/text-patch.ts";
import { id, instant } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";
import { runView } from "./sitting.ts";

/** Saving: numbered operations over HTTP, acknowledged after COMMIT. See shared/SPEC.md, «Saving». */

/** One per page load, chosen by the page. */
export const clientId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
const answerKey = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const sequence = z.number().int().min(1).max(1_000_000);

/** A batch is small enough to leave with a page that is being closed. */
export const maxBatchBytes = 64 * 1024;

export const answerOp = z.object({
  seq: sequence,
  key: answerKey,
  /** A whole value sets, `null` clears, a patch changes the text that the page's operation before it left. */
  value: z.union([textPatch, answerValue]),
  /** SHA-256 of key and value: the same number twice must carry the same answer. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Milliseconds since the page was opened, by its own counter; for the typed history, never for a clock. */
  tMono: z.number().int().min(0).max(2_000_000_000).optional(),
});
export type AnswerOp = z.infer<typeof answerOp>;

const savedAnswer = z.object({
  key: z.string(),
  value: answerValue,
  leaseEpoch: z.number().int(),
  seq: z.number().int(),
  savedAt: instant,
});
export type SavedAnswer = z.infer<typeof savedAnswer>;

export const takeLease = defineRoute({
  name: "takeLease",
  method: "POST",
  path: "/api/runs/:runId/lease",
  summary: "The page becomes the one that saves this run; an older page becomes read-only.",
  allow: ["CANDIDATE"],
  params: z.object({ runId: id }),
  body: z.object({ clientId }),
  output: z.object({
    leaseEpoch: z.number().int(),
    /** The highest number that the server holds without a gap, of this client. */
    head: z.number().int(),
    /** The same for every page that ever saved this run: what a crashed page left on the device is compared with it. */
    heads: z.record(z.string(), z.number().int()),
    answers: z.array(savedAnswer),
    serverNow: instant,
    run: runView,
  }),
  errors: ["RUN_NOT_OPEN", "SEAT_ELSEWHERE", "STATION_NEEDED"],
});

export const saveAnswers = defineRoute({
  name: "saveAnswers",
  method: "POST",
  path: "/api/runs/:runId/answers",
  summary: "Saves a dense batch of operations; answered once they are on disk.",
  allow: ["CANDIDATE"],
  params: z.object({ runId: id }),
  body: z
    .object({ leaseEpoch: z.number().int().min(1), clientId, from: sequence, ops: z.array(answerOp).min(1).max(50) })
    .refine(({ from, ops }) => ops.every((op, index) => op.seq === from + index), "the batch is not dense"),
  output: z.object({
    head: z.number().int(),
    /** `LATE`: kept aside for a person to decide, because the activity had ended. */
    lane: z.enum(["MAIN", "LATE"]),
    serverNow: instant,
    run: runView,
  }),
  errors: [
    "RUN_NOT_OPEN",
    "SEAT_ELSEWHERE",
    "STATION_NEEDED",
    "LEASE_LOST",
    "SEQUENCE_GAP",
    "SEQUENCE_CONFLICT",
    "BUSY",
  ],
  checksSession: true,
  perMinute: 240,
});

import { z } from "zod";
import { day, id, instant } from "../kernel/wire.ts";
import { maxBatch, sendingRefusals, sendingStates } from "../domain/results/sending.ts";
import { defineRoute, file } from "./define.ts";

/** Results that one person confirmed together, sent by the server one after another. */

export const sendResults = defineRoute({
  name: "sendResults",
  method: "POST",
  path: "/api/sendings",
  summary: "A person confirms several reports; the server sends them one after another, each once.",
  allow: ["DIRECTOR"],
  body: z.object({
    results: z
      .array(z.object({ sittingId: id, reportId: id, combinationId: id.nullable().default(null) }))
      .min(1)
      .max(maxBatch),
    reason: z.string().trim().max(1_000),
  }),
  output: z.object({ batchId: id, waiting: z.number().int() }),
  errors: ["STATE_CHANGED"],
});

export const sendingBatches = defineRoute({
  name: "sendingBatches",
  method: "GET",
  path: "/api/sendings",
  summary: "The latest batches: how far each is, and what was refused.",
  allow: ["DIRECTOR"],
  output: z.object({
    batches: z.array(
      z.object({
        batchId: id,
        byName: z.string(),
        createdAt: instant,
        counts: z.record(z.enum(sendingStates), z.number().int()),
        refused: z.array(z.object({ sittingId: id, candidateName: z.string(), code: z.enum(sendingRefusals) })),
      }),
    ),
  }),
  errors: [],
});

export const stopSending = defineRoute({
  name: "stopSending",
  method: "POST",
  path: "/api/sendings/:batchId/stop",
  summary: "Stops a batch: what was not sent yet waits for a person again.",
  allow: ["DIRECTOR"],
  params: z.object({ batchId: id }),
  output: z.object({ stopped: z.number().int() }),
  errors: ["STATE_CHANGED"],
});

export const toldOutcomes = defineRoute({
  name: "toldOutcomes",
  method: "GET",
  path: "/api/told-outcomes",
  summary: "Who was told which outcome on these days, for the Office des professions: never a score, a mode or a tool.",
  allow: ["DIRECTOR"],
  query: z.object({ from: day, to: day }).refine(({ from, to }) => from <= to, { path: ["to"], message: "is before the first day" }),
  output: file("text/csv"),
  errors: [],
});

import { z } from "zod";
import { instant } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";

const checkRules = z.object({
  /** So many of the first transcriptions, all of them. */
  firstChecked: z.number().int().min(0).max(100_000),
  /** Of the later ones, so many of a hundred. */
  sharePercent: z.number().int().min(0).max(100),
});

export const transcriptionPolicies = defineRoute({
  name: "transcriptionPolicies",
  method: "GET",
  path: "/api/paper/transcription-policies",
  summary: "Which transcriptions a second person checks: every version, the newest first, and how many texts were typed.",
  allow: ["DIRECTOR"],
  output: z.object({
    versions: z.array(checkRules.extend({ version: z.number().int(), approvedBy: z.string(), reason: z.string(), effectiveFrom: instant })),
    typed: z.number().int(),
    checked: z.number().int(),
  }),
  errors: [],
});

export const setTranscriptionPolicy = defineRoute({
  name: "setTranscriptionPolicy",
  method: "POST",
  path: "/api/paper/transcription-policies",
  summary: "A new version of these rules, with its reason; texts that are typed from now on follow it.",
  allow: ["DIRECTOR"],
  body: checkRules.extend({ reason: z.string().trim().max(1_000) }),
  output: z.object({ version: z.number().int() }),
  errors: ["REASON_REQUIRED"],
});

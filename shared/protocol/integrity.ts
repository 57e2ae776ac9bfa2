import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { identityDocuments, identityOutcomes } from "../domain/identity/identity-check.ts";
import { observationContexts } from "../domain/integrity/away.ts";
import { observationKinds, pageKinds } from "../domain/integrity/observation-kinds.ts";
import { activities } from "../domain/sitting/run-machine.ts";
import { timeCauses } from "../domain/sitting/time-ledger.ts";
import { defineRoute } from "./define.ts";

const sittingParams = z.object({ sittingId: id });

/** What a sentence of the record may need; nothing else is ever stored with an observation of the page. */
const pageDetails = z.strictObject({
  activity: z.enum(activities).optional(),
  seconds: z.number().int().min(0).max(86_400).optional(),
  characters: z.number().int().min(0).max(1_000_000).optional(),
  context: z.enum(observationContexts).optional(),
});

export const reportObservation = defineRoute({
  name: "reportObservation",
  method: "POST",
  path: "/api/sittings/:sittingId/observations",
  summary: "The candidate's own page reports a fact from a closed list.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  body: z.strictObject({
    /** The page's own name for this fact: sent again after a lost answer, it is still one fact. */
    reportId: id.optional(),
    kind: z.enum(pageKinds),
    details: pageDetails.default({}),
  }),
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW"],
  perMinute: 60,
});

export const addStaffNote = defineRoute({
  name: "addStaffNote",
  method: "POST",
  path: "/api/sittings/:sittingId/notes",
  summary: "A member of staff writes a note into the record, which the candidate reads too.",
  allow: ["ADVISER", "SUPPORT"],
  params: sittingParams,
  body: z.strictObject({ text: z.string().trim().min(1).max(500) }),
  output: z.object({}),
  errors: [],
});

/** Who noticed a fact. */
export const observers = ["SERVER", "PAGE", "STAFF"] as const;

export const observationView = z.object({
  observationId: id,
  kind: z.enum(observationKinds),
  observer: z.enum(observers),
  authorName: z.string().nullable(),
  activity: z.enum(activities).nullable(),
  seconds: z.number().int().nullable(),
  characters: z.number().int().nullable(),
  /** What was going on around it, where the page can tell. */
  context: z.enum(observationContexts).nullable(),
  /** A person's own words: the reason of an act, or a note. */
  text: z.string().nullable(),
  at: instant,
});
export type ObservationView = z.infer<typeof observationView>;

export const sittingRecord = defineRoute({
  name: "sittingRecord",
  method: "GET",
  path: "/api/sittings/:sittingId/record",
  summary: "The record of a sitting: the very same for the candidate and for the staff.",
  allow: ["CANDIDATE", "ADVISER", "SUPPORT"],
  params: sittingParams,
  output: z.object({
    sittingId: id,
    candidateName: z.string(),
    timeZone: z.string(),
    observations: z.array(observationView),
    timeEntries: z.array(
      z.object({
        activity: z.enum(activities),
        cause: z.enum(timeCauses),
        seconds: z.number().int(),
        reason: z.string(),
        authorName: z.string().nullable(),
        at: instant,
      }),
    ),
    identityChecks: z.array(
      z.object({
        documentType: z.enum(identityDocuments),
        outcome: z.enum(identityOutcomes),
        note: z.string().nullable(),
        checkedByName: z.string(),
        at: instant,
      }),
    ),
  }),
  errors: [],
  outsideExamBrowser: true,
});

import { z } from "zod";
import { day, id } from "../kernel/wire.ts";
import { identityDocuments, identityOutcomes } from "../domain/identity/identity-check.ts";
import { sittingStates } from "../domain/sitting/sitting-machine.ts";
import { defineRoute } from "./define.ts";

export const recordIdentityCheck = defineRoute({
  name: "recordIdentityCheck",
  method: "POST",
  path: "/api/sittings/:sittingId/identity-checks",
  summary:
    "A person has looked at an identity document: which kind, and what they concluded; never a number, never a picture.",
  allow: ["ADVISER", "SUPPORT"],
  params: z.object({ sittingId: id }),
  body: z.strictObject({
    documentType: z.enum(identityDocuments),
    outcome: z.enum(identityOutcomes),
    note: z.string().trim().max(300).default(""),
    /** The request of another machine that a confirmation answers; null for an ordinary check. */
    readmitsSeatId: id.nullable().default(null),
  }),
  output: z.object({ state: z.enum(sittingStates) }),
  errors: ["NOT_IN_CALL", "IDENTITY_NOTE_NUMBER", "IDENTITY_NEEDS_DOCUMENT", "REASON_REQUIRED", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

/** What the document is compared with; shown while somebody checks, and to nobody else of the staff. */
export const identityFacts = defineRoute({
  name: "identityFacts",
  method: "GET",
  path: "/api/sittings/:sittingId/identity-facts",
  summary: "The name and the birth date of the file, to compare with a document by eye.",
  allow: ["ADVISER", "SUPPORT"],
  params: z.object({ sittingId: id }),
  output: z.object({ givenName: z.string(), familyName: z.string(), birthDate: day }),
  errors: [],
});

import { z } from "zod";
import { consentItems } from "../domain/privacy/consent-items.ts";
import { id } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";

export const recordConsents = defineRoute({
  name: "recordConsents",
  method: "POST",
  path: "/api/registrations/:registrationId/consents",
  summary: "Says yes or no to each item by itself; a later answer replaces an earlier one, and both stay on record.",
  allow: ["CANDIDATE"],
  params: z.object({ registrationId: id }),
  body: z.object({
    answers: z
      .array(
        z.object({
          item: z.enum(consentItems),
          /** The version that was read: a newer wording is asked again. */
          version: z.number().int(),
          isGranted: z.boolean(),
        }),
      )
      .min(1)
      .max(consentItems.length),
  }),
  output: z.object({}),
  errors: ["STATE_CHANGED", "NOT_ALLOWED_NOW"],
});

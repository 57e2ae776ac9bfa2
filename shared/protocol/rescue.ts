import { z } from "zod";
import { activities } from "../domain/sitting/run-machine.ts";
import { id, instant } from "../kernel/wire.ts";
import { answerOp, clientId } from "./answers.ts";
import { defineRoute, raw } from "./define.ts";

/** The rescue file: what a device could not send, brought by hand. See shared/SPEC.md, «Rescue file». */

/** What is sealed inside: the operations of one run, as the device kept them. */
export const rescueContent = z.object({
  runId: id,
  entries: z.array(answerOp.extend({ clientId, leaseEpoch: z.number().int().min(1) })).min(1).max(5_000),
});
export type RescueContent = z.infer<typeof rescueContent>;

export const maxRescueBytes = 5 * 1024 * 1024;
const sittingParams = z.object({ sittingId: id });

export const rescueDesk = defineRoute({
  name: "rescueDesk",
  method: "GET",
  path: "/api/sittings/:sittingId/rescue",
  summary: "Whose rescue file can be imported here, and what was imported already.",
  allow: ["ADVISER", "SUPPORT"],
  params: sittingParams,
  output: z.object({
    candidateName: z.string(),
    timeZone: z.string(),
    imports: z.array(
      z.object({
        importId: id,
        activity: z.enum(activities),
        operations: z.number().int(),
        importedByName: z.string(),
        importedAt: instant,
      }),
    ),
  }),
  errors: [],
});

export const importRescue = defineRoute({
  name: "importRescue",
  method: "POST",
  path: "/api/sittings/:sittingId/rescue",
  summary: "Takes over what a candidate's device could not send; for this candidate only, and once.",
  allow: ["ADVISER", "SUPPORT"],
  params: sittingParams,
  body: raw(maxRescueBytes, "application/json"),
  output: z.object({
    activity: z.enum(activities),
    /** Operations that the server did not have, or had put aside, and that count now. */
    counted: z.number().int(),
    /** Those that came after the end: kept, for a person to decide. */
    keptAside: z.number().int(),
    /** Those of a page that another one has replaced, on which the person went on, whichever way they came: kept, and they do not count. */
    superseded: z.number().int(),
    /** Those that the server already had in their place. */
    known: z.number().int(),
  }),
  errors: ["RESCUE_NOT_A_FILE", "RESCUE_OTHER_PERSON", "RESCUE_ALTERED", "RESCUE_ALREADY_IMPORTED", "RESCUE_NOT_TAKEN"],
});

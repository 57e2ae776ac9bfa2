import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";

/** An exam that counts as nothing for a cause on the Office’s side: one of the directorate proposes it, another signs. */

/** Stands until somebody decides anything else about the same report, another report takes its place, or an incident is opened. */
export const proposedAnnulment = z.object({
  proposalId: id,
  proposerName: z.string(),
  /** Not whoever proposed it or took part in the session, nor anybody while an incident is open. */
  maySign: z.boolean(),
  reason: z.string(),
  proposedAt: instant,
});

const params = z.object({ sittingId: id });
/** Of the report that the person read. */
const body = z.object({ reportId: id, reason: z.string().trim().max(1_000) });

export const proposeAnnulment = defineRoute({
  name: "proposeAnnulment",
  method: "POST",
  path: "/api/results/:sittingId/annulment",
  summary: "Proposes, with a reason, that an exam counts as nothing for a technical cause; somebody else signs it.",
  allow: ["DIRECTOR"],
  params,
  body,
  output: z.object({}),
  errors: ["REASON_REQUIRED", "NOT_ALLOWED_NOW", "STATE_CHANGED", "INCIDENT_OPEN"],
});

export const annulResult = defineRoute({
  name: "annulResult",
  method: "POST",
  path: "/api/results/:sittingId/annul",
  summary: "Signs the proposal of somebody else that an exam counts as nothing, with a reason; it is sat again at once.",
  allow: ["DIRECTOR"],
  params,
  // What is signed is what was read.
  body: body.extend({ proposalId: id }),
  output: z.object({}),
  errors: ["REASON_REQUIRED", "NOT_ALLOWED_NOW", "STATE_CHANGED", "INCIDENT_OPEN", "NEEDS_TWO_PEOPLE"],
});

import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { incidentStates } from "../domain/incidents/incident-machine.ts";
import { incidentCodes } from "../domain/incidents/incident-rules.ts";
import { defineRoute } from "./define.ts";

/** Apart from the rest of incidents: a candidate’s first page asks for it, and for none of the others. */

/** An incident in one line. */
export const incidentLine = z.object({
  incidentId: id,
  sittingId: id,
  code: z.enum(incidentCodes),
  severity: z.number().int(),
  state: z.enum(incidentStates),
  openedAt: instant,
  openedByName: z.string(),
  answerDueAt: instant.nullable(),
  holdsResult: z.boolean(),
  /** Somebody of the session agreed to stop the activity; a second person has not yet. */
  waitsForSecond: z.boolean(),
});

export const myIncidents = defineRoute({
  name: "myIncidents",
  method: "GET",
  path: "/api/my/incidents",
  summary: "One's own incidents that wait for oneself, or whose decision can be read.",
  allow: ["CANDIDATE"],
  output: z.object({
    incidents: z.array(
      incidentLine.extend({
        waitsForMe: z.enum(["ANSWER", "DECISION_TO_READ", "NOTHING"]),
        standing: z.enum(["UNDER_WAY", "REVIEW_ASKED", "DECIDED"]),
        reviewDueAt: instant.nullable(),
      }),
    ),
  }),
  errors: [],
});

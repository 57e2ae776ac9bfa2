import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { logKinds, resitCauses } from "../domain/conduct/session-report.ts";
import { identityDocuments, identityOutcomes } from "../domain/identity/identity-check.ts";
import { incidentStates } from "../domain/incidents/incident-machine.ts";
import { incidentCodes, incidentEffects } from "../domain/incidents/incident-rules.ts";
import { deliveryModes, sessionStates } from "../domain/scheduling/session-machine.ts";
import { activities, runStates } from "../domain/sitting/run-machine.ts";
import { sittingStates } from "../domain/sitting/sitting-machine.ts";
import { timeCauses } from "../domain/sitting/time-ledger.ts";
import { defineRoute } from "./define.ts";
import { observationView } from "./integrity.ts";

/** What the advisers of a session share: its log, the hand-over, and the report that they sign. */

const sessionParams = z.object({ sessionId: id });

export const sessionLog = defineRoute({
  name: "sessionLog",
  method: "GET",
  path: "/api/sessions/:sessionId/log",
  summary: "One log for the advisers of a session, the newest first: what they noted, told everybody, and hand over.",
  allow: ["ADVISER"],
  params: sessionParams,
  output: z.object({
    timeZone: z.string(),
    /** The newest hand-over of somebody else that the reader has not read. */
    unread: z.object({ entryId: id, text: z.string(), byName: z.string(), at: instant }).nullable(),
    lines: z.array(
      z.discriminatedUnion("kind", [
        z.object({
          kind: z.enum(logKinds),
          entryId: id,
          text: z.string(),
          byName: z.string(),
          at: instant,
          readBy: z.array(z.object({ name: z.string(), at: instant })),
        }),
        z.object({ kind: z.literal("BROADCAST"), text: z.string(), byName: z.string(), at: instant, people: z.number().int() }),
        z.object({ kind: z.literal("OBSERVATION"), name: z.string(), observation: observationView, at: instant }),
      ]),
    ),
  }),
  errors: [],
});

export const addLogEntry = defineRoute({
  name: "addLogEntry",
  method: "POST",
  path: "/api/sessions/:sessionId/log",
  summary: "A note about the session for one's colleagues, or a hand-over for whoever follows; nothing about a person.",
  allow: ["ADVISER"],
  params: sessionParams,
  body: z.strictObject({ kind: z.enum(logKinds), text: z.string().trim().min(1).max(1_000) }),
  output: z.object({ entryId: id }),
  errors: [],
});

export const readHandover = defineRoute({
  name: "readHandover",
  method: "POST",
  path: "/api/sessions/:sessionId/log/:entryId/read",
  summary: "Whoever follows has read the hand-over; twice is once.",
  allow: ["ADVISER"],
  params: sessionParams.extend({ entryId: id }),
  output: z.object({}),
  errors: [],
});

/** What is signed: facts of the day and nothing that moves by itself. */
export const reportContent = z.object({
  sessionId: id,
  bodyName: z.string(),
  deliveryMode: z.enum(deliveryModes),
  startsAt: instant,
  timeZone: z.string(),
  place: z.string(),
  state: z.enum(sessionStates),
  advisers: z.array(z.string()),
  people: z.array(
    z.object({
      sittingId: id,
      name: z.string(),
      state: z.enum(sittingStates),
      activities: z.array(z.object({ activity: z.enum(activities), state: z.enum(runStates) })),
      identity: z.array(
        z.object({ documentType: z.enum(identityDocuments), outcome: z.enum(identityOutcomes), byName: z.string(), at: instant }),
      ),
      incidents: z.array(
        z.object({
          code: z.enum(incidentCodes),
          severity: z.number().int(),
          state: z.enum(incidentStates),
          effect: z.enum(incidentEffects).nullable(),
          byName: z.string(),
          at: instant,
        }),
      ),
      /** What was given on the day; what was granted beforehand is not told here. */
      credits: z.array(
        z.object({
          activity: z.enum(activities),
          cause: z.enum(timeCauses),
          seconds: z.number().int(),
          reason: z.string(),
          byName: z.string().nullable(),
          at: instant,
        }),
      ),
      rechecks: z.array(
        z.object({ isFaceWell: z.boolean(), isRoomWell: z.boolean(), note: z.string(), byName: z.string(), at: instant }),
      ),
      resits: z.array(z.object({ activity: z.enum(activities).nullable(), cause: z.enum(resitCauses) })),
    }),
  ),
  totals: z.object({
    people: z.number().int(),
    incidents: z.number().int(),
    creditSeconds: z.number().int(),
    rechecks: z.number().int(),
    resits: z.number().int(),
  }),
});
export type ReportContent = z.infer<typeof reportContent>;

const contentHash = z.string().regex(/^[0-9a-f]{64}$/);

export const sessionReport = defineRoute({
  name: "sessionReport",
  method: "GET",
  path: "/api/sessions/:sessionId/report",
  summary: "The report of a session as its facts are now, and who signed which state of it.",
  allow: ["ADVISER", "DIRECTOR"],
  params: sessionParams,
  output: z.object({
    content: reportContent,
    contentHash,
    signatures: z.array(
      z.object({ name: z.string(), at: instant, contentHash, isCurrent: z.boolean(), isMine: z.boolean() }),
    ),
    /** The advisers whose signature of this very state is still awaited. */
    awaited: z.array(z.string()),
    maySign: z.boolean(),
    /** What pages told after the end of a person's exam. It stands in their records, and is no part of what is signed. */
    toldLate: z.array(z.object({ sittingId: id, name: z.string(), entries: z.array(observationView) })),
  }),
  errors: [],
});

export const signReport = defineRoute({
  name: "signReport",
  method: "POST",
  path: "/api/sessions/:sessionId/report/signatures",
  summary: "An adviser of the session signs the report in the very state that they have read; twice is once.",
  allow: ["ADVISER"],
  params: sessionParams,
  body: z.strictObject({ contentHash }),
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

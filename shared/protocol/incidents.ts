import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { incidentActs, incidentCodes, incidentEffects } from "../domain/incidents/incident-rules.ts";
import { maxSoundBytes, soundMimes } from "../domain/incidents/sound-type.ts";
import { activities } from "../domain/sitting/run-machine.ts";
import { defineRoute, file, raw } from "./define.ts";
import { incidentLine } from "./my-incidents.ts";
import { incidentMay, incidentView, incidentWaits } from "./incident-views.ts";
import { observationView } from "./integrity.ts";

const sittingParams = z.object({ sittingId: id });
const incidentParams = z.object({ incidentId: id });
const decisionParams = z.object({ decisionId: id });

/** The field's own code, as everybody reads it. */
const code = z.enum(incidentCodes);
const words = (max: number) => z.string().trim().min(1).max(max);

export const incidentTaxonomy = defineRoute({
  name: "incidentTaxonomy",
  method: "GET",
  path: "/api/incident-taxonomy",
  summary: "The codes that are in force, with their severities, what may be done at once and what may follow.",
  allow: ["ADVISER", "SUPPORT", "DIRECTOR"],
  output: z.object({
    version: z.number().int(),
    codes: z.array(
      z.object({
        code,
        minSeverity: z.number().int(),
        maxSeverity: z.number().int(),
        acts: z.array(z.enum(incidentActs)),
        effects: z.array(z.enum(incidentEffects)),
      }),
    ),
  }),
  errors: [],
});

export const openIncident = defineRoute({
  name: "openIncident",
  method: "POST",
  path: "/api/sittings/:sittingId/incidents",
  summary: "A person makes an incident of entries of the record: code, severity, neutral words, and what was done at once.",
  allow: ["ADVISER", "SUPPORT", "DIRECTOR"],
  params: sittingParams,
  body: z.strictObject({
    code,
    severity: z.number().int().min(0).max(4),
    summary: words(1_000),
    act: z.enum(incidentActs),
    observationIds: z.array(id).min(1).max(40),
  }),
  output: z.object({ incidentId: id }),
  errors: ["INCIDENT_TAXONOMY", "INCIDENT_ENTRY", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const stopActivity = defineRoute({
  name: "stopActivity",
  method: "POST",
  path: "/api/incidents/:incidentId/stop",
  summary: "The second person agrees to stop the activity that is open: only now does it end.",
  allow: ["ADVISER"],
  params: incidentParams,
  output: z.object({}),
  errors: ["NEEDS_TWO_PEOPLE", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const sendIncidentFacts = defineRoute({
  name: "sendIncidentFacts",
  method: "POST",
  path: "/api/incidents/:incidentId/facts",
  summary: "Puts the facts to the person: the entries, in their words, and ten working days to answer.",
  allow: ["DIRECTOR"],
  params: incidentParams,
  body: z.strictObject({ text: words(3_000), observationIds: z.array(id).min(1).max(40) }),
  output: z.object({ answerDueAt: instant }),
  errors: ["INCIDENT_ENTRY", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const extendAnswerTime = defineRoute({
  name: "extendAnswerTime",
  method: "POST",
  path: "/api/incidents/:incidentId/extension",
  summary: "Gives the person more working days to answer, with a reason.",
  allow: ["DIRECTOR"],
  params: incidentParams,
  body: z.strictObject({ workingDays: z.number().int().min(1).max(20), reason: words(500) }),
  output: z.object({ answerDueAt: instant }),
  errors: ["NOT_ALLOWED_NOW"],
});

const statement = z.strictObject({
  text: words(6_000),
  /** Who helps the person, where they say so. */
  companion: z.string().trim().max(120).default(""),
});

export const answerIncident = defineRoute({
  name: "answerIncident",
  method: "POST",
  path: "/api/incidents/:incidentId/statements",
  summary: "The person answers in writing, within their time.",
  allow: ["CANDIDATE"],
  params: incidentParams,
  body: statement,
  output: z.object({}),
  errors: ["ANSWER_TIME_OVER", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const noteCallStatement = defineRoute({
  name: "noteCallStatement",
  method: "POST",
  path: "/api/incidents/:incidentId/call-statements",
  summary: "What the person said in a call, taken down by somebody who did not observe, and read by the person.",
  allow: ["DIRECTOR"],
  params: incidentParams,
  body: statement,
  output: z.object({ statementId: id }),
  errors: ["ANSWER_TIME_OVER", "HAS_OBSERVED", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

const callParams = incidentParams.extend({ statementId: id });

export const addCallRecording = defineRoute({
  name: "addCallRecording",
  method: "POST",
  path: "/api/incidents/:incidentId/call-statements/:statementId/recording",
  summary: "The sound of a call that was noted, once, from somebody who says that the person knew of it and agreed.",
  allow: ["DIRECTOR"],
  params: callParams,
  perMinute: 30,
  query: z.object({ hasAgreed: z.literal("true") }),
  body: raw(maxSoundBytes, ...soundMimes),
  output: z.object({ sha256: z.string() }),
  errors: ["CALL_RECORDED", "HAS_OBSERVED", "NOT_ALLOWED_NOW", "SOUND_MISLABELLED"],
});

export const callRecording = defineRoute({
  name: "callRecording",
  method: "GET",
  path: "/api/incidents/:incidentId/call-statements/:statementId/recording",
  summary: "The sound of a call, for whoever reads the file. The record of the person says when it is not they who open it.",
  allow: ["CANDIDATE", "ADVISER", "SUPPORT", "DIRECTOR"],
  params: callParams,
  perMinute: 60,
  output: file(...soundMimes),
  errors: [],
});

export const proposeDecision = defineRoute({
  name: "proposeDecision",
  method: "POST",
  path: "/api/incidents/:incidentId/decisions",
  summary: "A reasoned decision, citing facts that the person was shown; it stands once enough people have signed.",
  allow: ["DIRECTOR"],
  params: incidentParams,
  body: z.strictObject({
    effect: z.enum(incidentEffects),
    activity: z.enum(activities).nullable().default(null),
    reasons: words(6_000),
    observationIds: z.array(id).max(40),
  }),
  output: z.object({ decisionId: id, signaturesMissing: z.number().int() }),
  errors: [
    "HAS_OBSERVED",
    "INCIDENT_EFFECT",
    "INCIDENT_ENTRY",
    "ANSWER_TIME_RUNS",
    "SITTINGS_NOT_ENDED",
    "NOT_ALLOWED_NOW",
    "STATE_CHANGED",
  ],
});

export const signDecision = defineRoute({
  name: "signDecision",
  method: "POST",
  path: "/api/incident-decisions/:decisionId/signatures",
  summary: "A second person signs the decision, or refuses with a reason: then it is decided anew.",
  allow: ["DIRECTOR"],
  params: decisionParams,
  body: z.strictObject({ agrees: z.boolean(), note: z.string().trim().max(2_000).default("") }),
  output: z.object({}),
  errors: ["HAS_OBSERVED", "NEEDS_TWO_PEOPLE", "REASON_REQUIRED", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const answerDecision = defineRoute({
  name: "answerDecision",
  method: "POST",
  path: "/api/incidents/:incidentId/review",
  summary: "The person asks for a review of the decision, or accepts it so that it takes effect at once.",
  allow: ["CANDIDATE"],
  params: incidentParams,
  body: z.strictObject({ choice: z.enum(["REQUEST", "WAIVE"]), text: z.string().trim().max(6_000).default("") }),
  output: z.object({}),
  errors: ["ANSWER_TIME_OVER", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const concludeReview = defineRoute({
  name: "concludeReview",
  method: "POST",
  path: "/api/incidents/:incidentId/review/conclusion",
  summary: "Somebody who neither observed nor signed confirms the decision or lifts it, with reasons.",
  allow: ["DIRECTOR"],
  params: incidentParams,
  body: z.strictObject({ isUpheld: z.boolean(), reasons: words(6_000) }),
  output: z.object({}),
  errors: ["HAS_OBSERVED", "NEEDS_TWO_PEOPLE", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const incidentFile = defineRoute({
  name: "incidentFile",
  method: "GET",
  path: "/api/incidents/:incidentId",
  summary: "The file of one incident, the same for the person concerned and for the staff, and what the reader may do.",
  allow: ["CANDIDATE", "ADVISER", "SUPPORT", "DIRECTOR"],
  params: incidentParams,
  output: z.object({
    incident: incidentView,
    may: incidentMay,
    /** The record from which facts are chosen; empty for whoever does not choose. */
    record: z.array(observationView),
    /** The session whose desk the reader works at; null for everybody else. */
    deskSessionId: id.nullable(),
    serverNow: instant,
  }),
  errors: [],
});

export const sittingIncidents = defineRoute({
  name: "sittingIncidents",
  method: "GET",
  path: "/api/sittings/:sittingId/incidents",
  summary: "The incidents of a sitting, for the person and for the staff alike.",
  allow: ["CANDIDATE", "ADVISER", "SUPPORT", "DIRECTOR"],
  params: sittingParams,
  output: z.object({
    incidents: z.array(incidentLine),
    timeZone: z.string(),
    /** Why none can be opened; null where one can. */
    closedBy: z.enum(["PRACTICE", "RESULT_TOLD"]).nullable(),
    /** Of an activity that is open, the only one that can be stopped. */
    hasOpenActivity: z.boolean(),
  }),
  errors: [],
});

export const incidentQueue = defineRoute({
  name: "incidentQueue",
  method: "GET",
  path: "/api/incidents",
  summary: "Every incident with what it waits for and until when, the most pressing first.",
  allow: ["DIRECTOR"],
  output: z.object({
    incidents: z.array(
      incidentLine.extend({
        candidateName: z.string(),
        waitsFor: z.enum(incidentWaits),
        dueAt: instant.nullable(),
        /** Whoever reads has observed or has signed already. */
        isForOthers: z.boolean(),
      }),
    ),
    serverNow: instant,
  }),
  errors: [],
});

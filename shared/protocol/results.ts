import { z } from "zod";
import { day, id, instant } from "../kernel/wire.ts";
import { formLanguages } from "../domain/forms/language.ts";
import { incidentCodes } from "../domain/incidents/incident-rules.ts";
import { oralActivities, unitIds } from "../domain/marking/units.ts";
import { decisionKind } from "../domain/results/decision-kind.ts";
import { levels } from "../domain/results/level.ts";
import { resultStates } from "../domain/results/result-machine.ts";
import { reviewable, reviewCauses } from "../domain/results/review.ts";
import { unusualSigns } from "../domain/results/unusual.ts";
import { waits } from "../domain/results/waiting.ts";
import { activities, runStates } from "../domain/sitting/run-machine.ts";
import { proposedAnnulment } from "./annulments.ts";
import { defineRoute, file } from "./define.ts";
import { wordsView } from "./grid.ts";
import { correctedAnswer, gateReasons, shownMark } from "./shown-marks.ts";

export const outcomes = ["PASS", "FAIL", "PENDING", "ON_HOLD", "NOT_COMPLETED"] as const;
export const competencies = ["CE", "CO", "EE", "EO"] as const;
export type CompetencyKey = (typeof competencies)[number];

const byCompetency = <S extends z.ZodType>(value: S) => z.object({ CE: value, CO: value, EE: value, EO: value });
const needReasons = ["FIRST_MARK", "SECOND_MARK", "T1", "T2", "T3", "BORDERLINE"] as const;
export const needUnits = [...unitIds, "reading.CE"] as const;

/** A row of the confirmation desk. Nothing says how or where the exam was sat. */
export const resultRow = z.object({
  sittingId: id,
  candidateName: z.string(),
  bodyName: z.string(),
  sessionDay: day,
  /** Since the exam, or since a review was asked for, of `dueDays`. */
  ageDays: z.number().int(),
  dueDays: z.number().int(),
  /** The last day of the law’s two weeks, or of the review. */
  sendBy: day,
  state: z.enum(resultStates),
  reportId: id,
  /** What the person would be told: of the report, unless earlier exams count. */
  outcome: z.enum(outcomes),
  /** Where the rules let earlier exams count and there are some; the report of this exam stays what it is. */
  combined: z
    .object({
      combinationId: id,
      ownOutcome: z.enum(outcomes),
      credits: z.array(z.object({ competency: z.enum(competencies), heldOn: day, score: z.number() })),
    })
    .nullable(),
  scores: byCompetency(z.number().nullable()),
  cut: z.number(),
  unusual: z.array(z.enum(unusualSigns)),
});
export type ResultRow = z.infer<typeof resultRow>;

export const resultList = defineRoute({
  name: "resultList",
  method: "GET",
  path: "/api/results",
  summary: "Every result that is being marked, to be confirmed or held, and the latest that are closed; those that wait for a person first.",
  allow: ["DIRECTOR"],
  output: z.object({ results: z.array(resultRow) }),
  errors: [],
});

/** The side panel. Markers are numbered, never named: whoever confirms a result judges marks, not people. */
export const resultDetail = resultRow.extend({
  /** Of the case: of its questions, of the answers and of what is quoted of the text. */
  language: z.enum(formLanguages),
  activities: z.array(z.object({ activity: z.enum(activities), state: z.enum(runStates) })),
  /** Null for whoever was not stopped at the participation gate. */
  gate: gateReasons.nullable(),
  units: z.array(
    z.object({
      unit: z.enum(unitIds),
      /** Of the first marks alone. */
      score: z.number().nullable(),
      /** Of the two marks of a review; the competency takes the better of both. */
      reviewScore: z.number().nullable(),
      marks: z.array(shownMark),
      /** Those of a review, once it was asked for. */
      reviewMarks: z.array(shownMark),
    }),
  ),
  reviews: z.array(
    z.object({
      competencies: z.array(z.enum(reviewable)),
      cause: z.enum(reviewCauses),
      reason: z.string(),
      requestedAt: instant,
      dueAt: instant,
      /** Of which nobody can judge the recording any more: they keep what they had. */
      notHeard: z.array(z.enum(oralActivities)),
    }),
  ),
  needs: z.array(
    z.object({
      unit: z.enum(needUnits),
      why: z.enum(needReasons),
      waitsFor: z.enum(waits),
    }),
  ),
  /** Advisers who were there, have not marked the unit and have not left it: the only people who could still mark it without a recording. */
  advisersToAsk: z.array(z.object({ unit: z.enum(unitIds), adviserId: id, name: z.string() })),
  /** The answers to look at again, when reading is borderline. */
  reading: z
    .array(
      z.object({
        itemId: z.string(),
        prompt: z.string(),
        given: z.string(),
        expected: z.string(),
        points: z.number(),
        max: z.number(),
      }),
    )
    .nullable(),
  isReadingChecked: z.boolean(),
  /** Of this person’s answers, those that whoever judged them judged again, each change with its reason. */
  correctedAnswers: z.array(correctedAnswer),
  /** Open incidents that keep the result back; what they are about is in their own files. */
  incidents: z.array(z.object({ incidentId: id, code: z.enum(incidentCodes), severity: z.number().int() })),
  decisions: z.array(
    z.object({
      kind: decisionKind,
      reason: z.string(),
      deciderName: z.string(),
      createdAt: instant,
    }),
  ),
  /** Null where none stands. */
  annulment: proposedAnnulment.nullable(),
  policyVersion: z.number().int(),
  /** Of those rules: two marks further apart, or two bands this far, ask for a third mark. */
  scoreGap: z.number(),
  bandGap: z.number().int(),
  inputHash: z.string(),
  sentAt: instant.nullable(),
});
export type ResultDetail = z.infer<typeof resultDetail>;

const sittingParams = z.object({ sittingId: id });
const reason = z.string().trim().max(1_000);
/** The report that the person read: a newer one is never confirmed by accident. */
const decision = z.object({ reportId: id, reason });
/** And what earlier exams make of it; null where none count. */
const confirmation = decision.extend({ combinationId: id.nullable().default(null) });

export const resultOf = defineRoute({
  name: "resultOf",
  method: "GET",
  path: "/api/results/:sittingId",
  summary: "One result with its marks, its reasons and its decisions.",
  allow: ["DIRECTOR"],
  params: sittingParams,
  output: resultDetail,
  errors: ["OWN_MARK_DUE"],
});

export const scoringInputFile = defineRoute({
  name: "scoringInputFile",
  method: "GET",
  path: "/api/results/:sittingId/input.json",
  summary: "The input of the current report, as the score command reads it.",
  allow: ["DIRECTOR"],
  params: sittingParams,
  output: file("application/json"),
  errors: ["OWN_MARK_DUE"],
});

export const evidenceFile = defineRoute({
  name: "evidenceFile",
  method: "GET",
  path: "/api/results/:sittingId/evidence.zip",
  summary: "The reasons of a result: everything that it rests on, without the names of those who judged.",
  allow: ["CANDIDATE", "DIRECTOR"],
  params: sittingParams,
  output: file("application/zip"),
  errors: ["OWN_MARK_DUE"],
  perMinute: 10,
});

export const confirmResult = defineRoute({
  name: "confirmResult",
  method: "POST",
  path: "/api/results/:sittingId/confirm",
  summary: "A person confirms the report; only now is anybody told.",
  allow: ["DIRECTOR"],
  params: sittingParams,
  body: confirmation,
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED", "MARKS_NEEDED", "LATE_TO_DECIDE", "INCIDENT_OPEN"],
});

export const holdResult = defineRoute({
  name: "holdResult",
  method: "POST",
  path: "/api/results/:sittingId/hold",
  summary: "Keeps a result back, with a reason.",
  allow: ["DIRECTOR"],
  params: sittingParams,
  body: decision,
  output: z.object({}),
  errors: ["REASON_REQUIRED", "NOT_ALLOWED_NOW", "STATE_CHANGED", "INCIDENT_OPEN"],
});

export const releaseResult = defineRoute({
  name: "releaseResult",
  method: "POST",
  path: "/api/results/:sittingId/release",
  summary: "Ends a hold, with a reason; the result still has to be confirmed.",
  allow: ["DIRECTOR"],
  params: sittingParams,
  body: decision,
  output: z.object({}),
  errors: ["REASON_REQUIRED", "NOT_ALLOWED_NOW", "STATE_CHANGED", "INCIDENT_OPEN"],
});

export const checkReading = defineRoute({
  name: "checkReading",
  method: "POST",
  path: "/api/results/:sittingId/reading-check",
  summary: "Says that a person looked again at the keys and the open answers of a borderline reading.",
  allow: ["DIRECTOR"],
  params: sittingParams,
  body: z.object({ reportId: id }),
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

/** What the person sees, once it was sent. */
export const candidateResultView = z.object({
  sittingId: id,
  sentAt: instant,
  /** With what earlier exams count for; the scores are of this exam alone. */
  outcome: z.enum(["PASS", "FAIL", "ON_HOLD", "NOT_COMPLETED"]),
  competencies: byCompetency(z.object({ score: z.number(), level: z.enum(levels), words: wordsView }).nullable()),
  /** What was not reached here and passed before, and counts. */
  credits: z.array(z.object({ competency: z.enum(competencies), heldOn: day, score: z.number() })),
  /** What would count for another exam, by the rules of today; nothing after a pass. */
  standing: z.array(z.object({ competency: z.enum(competencies), heldOn: day, until: day })),
  cut: z.number(),
  /** Of the rules that it was computed by. */
  policyVersion: z.number().int(),
  /** Whose result it is, for whoever prints it. */
  name: z.string(),
  satAt: instant,
  timeZone: z.string(),
  professionName: z.string(),
  /** Whom to ask, at the Office. */
  contact: z.object({ name: z.string(), email: z.string() }),
  attestation: z.object({ attestationId: id, number: z.string() }).nullable(),
  review: z.object({
    /** What may be judged again if the person asks now; empty once they have asked, and after the last day. */
    offered: z.array(z.enum(reviewable)),
    endsAt: instant,
    asked: z
      .object({
        competencies: z.array(z.enum(reviewable)),
        requestedAt: instant,
        dueAt: instant,
        /** Null until a person has confirmed it; nothing was judged where nobody could hear any of it. */
        outcome: z.enum(["KEPT", "RAISED", "NOT_HEARD"]).nullable(),
        /** What kept the marks that it had, once there is an outcome. */
        notHeard: z.array(z.enum(oralActivities)),
      })
      .nullable(),
    /** Of the text, by itself, because words that came late count. */
    late: z.object({ openedAt: instant, dueAt: instant, outcome: z.enum(["KEPT", "RAISED"]).nullable() }).nullable(),
  }),
  /** The text was typed: how it came to be can be opened. */
  wasTyped: z.boolean(),
});
export type CandidateResultView = z.infer<typeof candidateResultView>;

export const myResult = defineRoute({
  name: "myResult",
  method: "GET",
  path: "/api/sittings/:sittingId/result",
  summary: "One's own result by competency, once it was sent.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: candidateResultView,
  errors: [],
});

export const askReview = defineRoute({
  name: "askReview",
  method: "POST",
  path: "/api/sittings/:sittingId/review",
  summary: "Asks, once and within the delay, that new markers judge again what was not reached.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  body: z.object({ competencies: z.array(z.enum(reviewable)).min(1).max(reviewable.length), reason }),
  output: z.object({}),
  errors: ["REVIEW_NOT_OFFERED", "STATE_CHANGED"],
});

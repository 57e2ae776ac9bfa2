import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { incidentStates, reviewStates } from "../domain/incidents/incident-machine.ts";
import { incidentActs, incidentCodes, incidentEffects } from "../domain/incidents/incident-rules.ts";
import { activities } from "../domain/sitting/run-machine.ts";
import { observationView } from "./integrity.ts";

/** What leaves the server of an incident. */

const code = z.enum(incidentCodes);

/** The whole file of an incident: the very same for the person, the advisers and the directorate. */
export const incidentView = z.object({
  incidentId: id,
  sittingId: id,
  candidateName: z.string(),
  timeZone: z.string(),
  sessionStartsAt: instant,
  code,
  severity: z.number().int(),
  state: z.enum(incidentStates),
  summary: z.string(),
  openedByName: z.string(),
  openedAt: instant,
  entries: z.array(observationView),
  acts: z.array(z.object({ act: z.enum(incidentActs), activity: z.enum(activities).nullable(), byName: z.string(), at: instant })),
  /** An activity that two people stopped. */
  isStopped: z.boolean(),
  facts: z
    .object({ text: z.string(), sentAt: instant, sentByName: z.string(), answerDueAt: instant, entries: z.array(observationView) })
    .nullable(),
  /** Lines of this record that a page told after the end of the exam, beside those that are named in the file already. */
  toldLate: z.array(observationView),
  statements: z.array(
    z.object({
      statementId: id,
      channel: z.enum(["WRITTEN", "CALL"]),
      text: z.string(),
      companion: z.string(),
      takenByName: z.string(),
      at: instant,
      /** The sound of a call, where it was kept. */
      recording: z.object({ sha256: z.string(), at: instant }).nullable(),
    }),
  ),
  decisions: z.array(
    z.object({
      decisionId: id,
      effect: z.enum(incidentEffects),
      activity: z.enum(activities).nullable(),
      reasons: z.string(),
      at: instant,
      isStanding: z.boolean(),
      isRefused: z.boolean(),
      cited: z.array(observationView),
      signatures: z.array(z.object({ name: z.string(), agrees: z.boolean(), note: z.string(), at: instant })),
    }),
  ),
  review: z
    .object({
      state: z.enum(reviewStates),
      dueAt: instant,
      request: z.string(),
      requestedAt: instant.nullable(),
      conclusion: z.string(),
      concludedByName: z.string().nullable(),
      concludedAt: instant.nullable(),
    })
    .nullable(),
  /** Until when the result waits for it. */
  holdsResult: z.boolean(),
});
export type IncidentView = z.infer<typeof incidentView>;

/** What the reader of a file may do now; the server says it, so that no page guesses. */
export const incidentMay = z.object({
  stop: z.boolean(),
  sendFacts: z.boolean(),
  extend: z.boolean(),
  answer: z.boolean(),
  noteCall: z.boolean(),
  /** The sound of a call that is noted already. */
  addRecording: z.boolean(),
  decide: z.boolean(),
  /** They would decide now, were the person’s exam over. */
  waitsForEnd: z.boolean(),
  sign: z.boolean(),
  askReview: z.boolean(),
  review: z.boolean(),
  /** The reader has observed: they read, and do not decide. */
  hasObserved: z.boolean(),
  effects: z.array(z.enum(incidentEffects)),
});

/** What a file of the queue waits for, the most pressing first. */
export const incidentWaits = ["SIGNATURE", "REVIEW", "DECISION", "FACTS", "ANSWER", "REVIEW_TIME", "NOTHING"] as const;

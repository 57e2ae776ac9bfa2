import { z } from "zod";
import { journeySteps, stepStates } from "../domain/journey/journey-steps.ts";
import { consentItems } from "../domain/privacy/consent-items.ts";
import { registrationStates } from "../domain/referrals/registration-machine.ts";
import { deliveryModes, writingTools } from "../domain/scheduling/session-machine.ts";
import { activities } from "../domain/sitting/run-machine.ts";
import { sittingStates } from "../domain/sitting/sitting-machine.ts";
import { day, id, instant } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";

/** One registration as the person it belongs to sees it. */
export const journeyView = z.object({
  registrationId: id,
  bodyName: z.string(),
  profession: z.string(),
  state: z.enum(registrationStates),
  person: z.object({
    givenName: z.string(),
    familyName: z.string(),
    email: z.string(),
    birthDate: day,
    phone: z.string().nullable(),
    timeZone: z.string(),
  }),
  /** The newest answer to each item in a wording that holds, with the version that was answered. */
  consents: z.array(
    z.object({ item: z.enum(consentItems), version: z.int().positive(), isGranted: z.boolean(), recordedAt: instant }),
  ),
  /** The rules of the exam let the oral activities of whoever agrees to it be filmed. */
  isFilmOffered: z.boolean(),
  booking: z
    .object({
      bookingId: id,
      sessionId: id,
      sittingId: id,
      sittingState: z.enum(sittingStates),
      deliveryMode: z.enum(deliveryModes),
      writingTool: z.enum(writingTools),
      startsAt: instant,
      timeZone: z.string(),
      place: z.string(),
      changeUntil: instant,
      canChange: z.boolean(),
    })
    .nullable(),
  techCheck: z.object({ isPassed: z.boolean(), checkedAt: instant, isValid: z.boolean() }).nullable(),
  /** Online supervision was withdrawn after an online seat was taken: a seat in person waits. */
  mustMoveInPerson: z.boolean(),
  isResultSent: z.boolean(),
  /** What was passed at an earlier exam for the same order and would count for the next, by the rules of today. */
  credits: z.array(z.object({ competency: z.enum(["CE", "CO", "EE", "EO"]), heldOn: day, until: day })),
  steps: z.array(
    z.object({ step: z.enum(journeySteps), state: z.enum(stepStates), dueAt: instant.nullable() }),
  ),
  /** The person to talk to, and how long they took to answer calls today; null when they answered none. */
  contact: z.object({ name: z.string(), helpMinutesToday: z.number().int().nullable() }).nullable(),
});
export type JourneyView = z.infer<typeof journeyView>;

export const journey = defineRoute({
  name: "journey",
  method: "GET",
  path: "/api/journey",
  summary: "«Votre parcours»: every registration of the person, the one that goes on first.",
  allow: ["CANDIDATE"],
  output: z.object({
    journeys: z.array(journeyView),
    serverNow: instant,
  }),
  errors: [],
});

export const myOpenActivity = defineRoute({
  name: "myOpenActivity",
  method: "GET",
  path: "/api/open-activity",
  summary: "The activity that is open for the person now, so that any page outside the room can lead back into it.",
  allow: ["CANDIDATE"],
  output: z.object({
    open: z
      .object({
        sittingId: id,
        activity: z.enum(activities),
        /** Null while the clock stands still. */
        endsAt: instant.nullable(),
      })
      .nullable(),
    serverNow: instant,
  }),
  errors: [],
});

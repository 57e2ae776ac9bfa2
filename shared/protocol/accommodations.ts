import { z } from "zod";
import { isUsual, measures, outcomes, wishes } from "../domain/accommodations/measures.ts";
import { deliveryModes } from "../domain/scheduling/session-machine.ts";
import { id, instant } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";

/** What a person needs to sit the exam like everybody else: asked, decided before the day, applied as data. */

const registrationParams = z.object({ registrationId: id });

export const requestView = z.object({
  requestId: id,
  wishes: z.array(z.enum(wishes)),
  text: z.string(),
  why: z.string(),
  createdAt: instant,
});
export type RequestView = z.infer<typeof requestView>;

export const decisionView = z.object({
  outcome: z.enum(outcomes),
  measures,
  reason: z.string(),
  decidedByName: z.string(),
  decidedAt: instant,
});
export type DecisionView = z.infer<typeof decisionView>;

const file = z.object({
  /** The newest request; null when nothing was asked in writing. */
  request: requestView.nullable(),
  /** What is in force; null when nobody has decided anything. */
  decision: decisionView.nullable(),
  /** Nobody has decided the newest request yet. */
  isWaiting: z.boolean(),
  /** The day has not begun: one may still ask, and somebody may still decide. */
  isOpen: z.boolean(),
});

export const myAccommodations = defineRoute({
  name: "myAccommodations",
  method: "GET",
  path: "/api/registrations/:registrationId/accommodations",
  summary: "What the person asked for and what was decided.",
  allow: ["CANDIDATE"],
  params: registrationParams,
  output: file,
  errors: [],
});

export const requestAccommodation = defineRoute({
  name: "requestAccommodation",
  method: "POST",
  path: "/api/registrations/:registrationId/accommodations",
  summary: "The person asks for what they need. No medical detail is asked; why is for them to say or not.",
  allow: ["CANDIDATE"],
  params: registrationParams,
  body: z.strictObject({
    wishes: z.array(z.enum(wishes)).min(1).max(wishes.length),
    text: z.string().trim().min(1).max(1000),
    why: z.string().trim().max(500),
  }),
  output: file,
  errors: ["NOT_ALLOWED_NOW"],
  perMinute: 12,
});

const staff = ["SUPPORT", "DIRECTOR"] as const;

export const accommodationFile = file.extend({
  registrationId: id,
  name: z.string(),
  bodyName: z.string(),
  startsAt: instant.nullable(),
  timeZone: z.string().nullable(),
  deliveryMode: z.enum(deliveryModes).nullable(),
});
export type AccommodationFile = z.infer<typeof accommodationFile>;

export const accommodationFiles = defineRoute({
  name: "accommodationFiles",
  method: "GET",
  path: "/api/accommodations",
  summary: "Every file in which something was asked or decided: those that wait first, the soonest day first.",
  allow: staff,
  output: z.object({ files: z.array(accommodationFile) }),
  errors: [],
});

export const decideAccommodation = defineRoute({
  name: "decideAccommodation",
  method: "POST",
  path: "/api/registrations/:registrationId/accommodations/decision",
  summary: "Decides, before the day, all that is granted to this person from now on.",
  allow: staff,
  params: registrationParams,
  body: z
    .strictObject({
      /** The request that is answered; null to decide without one. */
      requestId: id.nullable(),
      outcome: z.enum(outcomes),
      measures,
      reason: z.string().trim().min(3).max(500),
    })
    .refine((given) => given.outcome === "DECLINED" || !isUsual(given.measures), {
      path: ["measures"],
      error: "What is granted grants something.",
    }),
  output: accommodationFile,
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

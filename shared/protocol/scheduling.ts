import { z } from "zod";
import { deliveryModes, writingTools } from "../domain/scheduling/session-machine.ts";
import { id, instant } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";

const registrationParams = z.object({ registrationId: id });

export const offeredSession = z.object({
  sessionId: id,
  deliveryMode: z.enum(deliveryModes),
  startsAt: instant,
  timeZone: z.string(),
  place: z.string(),
  freeSeats: z.number().int().min(0),
  /** Until when the seat can be changed or given back. */
  changeUntil: instant,
  isBooked: z.boolean(),
});
export type OfferedSession = z.infer<typeof offeredSession>;

export const openSessions = defineRoute({
  name: "openSessions",
  method: "GET",
  path: "/api/registrations/:registrationId/sessions",
  summary: "Sessions of the person's own order that still take people, both modes, with free seats.",
  allow: ["CANDIDATE"],
  params: registrationParams,
  output: z.object({ sessions: z.array(offeredSession) }),
  errors: [],
});

const seatErrors = [
  "CONSENT_MISSING",
  "SESSION_FULL",
  "SESSION_CLOSED",
  "WRONG_MODE",
  "WRONG_BODY",
  "FORM_SEEN",
  "ALREADY_BOOKED",
  "NOT_ALLOWED_NOW",
  "STATE_CHANGED",
] as const;

export const bookSession = defineRoute({
  name: "bookSession",
  method: "POST",
  path: "/api/registrations/:registrationId/booking",
  summary: "Takes a seat, or changes to another one: the old seat is given back in the same moment.",
  allow: ["CANDIDATE"],
  params: registrationParams,
  body: z.object({
    sessionId: id,
    /** As the person chose it: a session of the other mode is refused. */
    deliveryMode: z.enum(deliveryModes),
    writingTool: z.enum(writingTools),
    /** The booking that this one replaces, as the page showed it; null for a first one. */
    replacesBookingId: id.nullable(),
  }),
  output: z.object({ bookingId: id }),
  errors: seatErrors,
});

export const cancelBooking = defineRoute({
  name: "cancelBooking",
  method: "POST",
  path: "/api/registrations/:registrationId/booking/cancel",
  summary: "Gives the seat back; another session can be chosen at any time.",
  allow: ["CANDIDATE"],
  params: registrationParams,
  body: z.object({ bookingId: id }),
  output: z.object({}),
  errors: ["SESSION_CLOSED", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

const sittingParams = z.object({ sittingId: id });

export const newDate = defineRoute({
  name: "newDate",
  method: "GET",
  path: "/api/sittings/:sittingId/new-date",
  summary: "For whoever received somebody whose exam came to nothing: what they hold now, and the sessions that can be chosen.",
  allow: ["ADVISER", "SUPPORT"],
  params: sittingParams,
  output: z.object({
    name: z.string(),
    /** Postponed, lost or annulled: another date may be chosen. */
    isReleased: z.boolean(),
    booked: offeredSession.pick({ deliveryMode: true, startsAt: true, timeZone: true, place: true }).nullable(),
    /** `needsConsent`: the person has not agreed to what this mode cannot do without. */
    sessions: z.array(offeredSession.extend({ needsConsent: z.boolean() })),
  }),
  errors: [],
});

export const chooseNewDate = defineRoute({
  name: "chooseNewDate",
  method: "POST",
  path: "/api/sittings/:sittingId/new-date",
  summary: "Books another session for somebody whose exam came to nothing, with a reason; they are told, and may move it.",
  allow: ["ADVISER", "SUPPORT"],
  params: sittingParams,
  body: z.strictObject({
    sessionId: id,
    deliveryMode: z.enum(deliveryModes),
    writingTool: z.enum(writingTools),
    reason: z.string().trim().min(3).max(200),
  }),
  output: z.object({ bookingId: id }),
  errors: seatErrors,
});

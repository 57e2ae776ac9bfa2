import { z } from "zod";
import { day, id, instant } from "../kernel/wire.ts";
import { identityDocuments, identityOutcomes } from "../domain/identity/identity-check.ts";
import { sittingStates } from "../domain/sitting/sitting-machine.ts";
import { defineRoute } from "./define.ts";
import { identityCorrectionView } from "./referrals.ts";

export const recordIdentityCheck = defineRoute({
  name: "recordIdentityCheck",
  method: "POST",
  path: "/api/sittings/:sittingId/identity-checks",
  summary:
    "A person has looked at an identity document: which kind, and what they concluded; never a number, never a picture.",
  allow: ["ADVISER", "SUPPORT"],
  params: z.object({ sittingId: id }),
  body: z.strictObject({
    documentType: z.enum(identityDocuments),
    outcome: z.enum(identityOutcomes),
    note: z.string().trim().max(300).default(""),
    /** The request of another machine that a confirmation answers; null for an ordinary check. */
    readmitsSeatId: id.nullable().default(null),
  }),
  output: z.object({ state: z.enum(sittingStates) }),
  errors: ["NOT_IN_CALL", "NEEDS_TWO_ADVISERS", "IDENTITY_NOTE_NUMBER", "IDENTITY_NEEDS_DOCUMENT", "REASON_REQUIRED", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

/** What the document is compared with; shown while somebody checks, and to nobody else of the staff. */
export const identityFacts = defineRoute({
  name: "identityFacts",
  method: "GET",
  path: "/api/sittings/:sittingId/identity-facts",
  summary: "The name and the birth date of the file, to compare with a document by eye; what the order wrote instead, what is doubted, and what the order said.",
  allow: ["ADVISER", "SUPPORT"],
  params: z.object({ sittingId: id }),
  output: z.object({
    givenName: z.string(),
    familyName: z.string(),
    birthDate: day,
    correction: identityCorrectionView,
    bodyName: z.string(),
    timeZone: z.string(),
    /** Somebody had a doubt, and another person has yet to look. */
    doubt: z.object({ byName: z.string(), isMine: z.boolean(), note: z.string().nullable(), at: instant }).nullable(),
    /** Of the newest request. */
    order: z
      .object({
        askedAt: instant,
        askedByName: z.string(),
        expiresAt: instant,
        isExpired: z.boolean(),
        word: z.object({ isConfirmed: z.boolean(), byName: z.string(), at: instant }).nullable(),
      })
      .nullable(),
    canAskOrder: z.boolean(),
    isPostponable: z.boolean(),
  }),
  errors: [],
});

export const askOrder = defineRoute({
  name: "askOrder",
  method: "POST",
  path: "/api/sittings/:sittingId/order-words",
  summary: "Somebody has no document in hand, or corrected who they are: their order receives a link that works once. Asked again, the former link ends.",
  allow: ["ADVISER", "SUPPORT"],
  params: z.object({ sittingId: id }),
  output: z.object({ expiresAt: instant }),
  errors: ["NOT_ALLOWED_NOW"],
  perMinute: 10,
});

const token = z.string().regex(/^[\w-]{43}$/);
const linkErrors = ["LINK_UNKNOWN", "LINK_EXPIRED", "LINK_USED"] as const;

export const orderQuestion = defineRoute({
  name: "orderQuestion",
  method: "GET",
  path: "/api/order-words/:token",
  summary: "What a clerk of the order is asked to confirm: the name and the birth date as the person says them, and what the order wrote where it differs.",
  allow: ["CLERK"],
  params: z.object({ token }),
  output: z.object({
    givenName: z.string(),
    familyName: z.string(),
    birthDate: day,
    correction: identityCorrectionView,
    fileNumber: z.string(),
    expiresAt: instant,
  }),
  errors: linkErrors,
});

export const giveOrderWord = defineRoute({
  name: "giveOrderWord",
  method: "POST",
  path: "/api/order-words/:token",
  summary: "The order says yes or no, once, under the name of its clerk.",
  allow: ["CLERK"],
  params: z.object({ token }),
  body: z.strictObject({ isConfirmed: z.boolean() }),
  output: z.object({}),
  errors: linkErrors,
});

export const recordRecheck = defineRoute({
  name: "recordRecheck",
  method: "POST",
  path: "/api/sittings/:sittingId/rechecks",
  summary: "After a gap in the supervision an adviser has looked again at the face and the room.",
  allow: ["ADVISER"],
  params: z.object({ sittingId: id }),
  body: z.strictObject({
    gapId: id,
    isFaceWell: z.boolean(),
    isRoomWell: z.boolean(),
    note: z.string().trim().max(300).default(""),
  }),
  output: z.object({}),
  errors: ["REASON_REQUIRED", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

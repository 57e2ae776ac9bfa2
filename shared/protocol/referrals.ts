import { z } from "zod";
import { bodyStatuses } from "../domain/referrals/body-status.ts";
import { isEmail, isName, isPhone, isPrintable, maxFileNumberLength, personFields } from "../domain/referrals/person-data.ts";
import { identityFields } from "../domain/referrals/identity-correction.ts";
import { referralReasons } from "../domain/referrals/referral-reasons.ts";
import { rowFaults, type RowFault } from "../domain/referrals/referral-rows.ts";
import { day, id, instant } from "../kernel/wire.ts";
import { defineRoute, raw } from "./define.ts";

/** Referring people, following them, and confirming what is known of oneself. */

// The messages of a refused field are the codes that a file's rows are faulted with: one sentence for each.
const fault = (code: RowFault): RowFault => code;
const needed = z
  .string(fault("MISSING"))
  .trim()
  .min(1, { error: fault("MISSING"), abort: true });
const name = needed.refine(isName, fault("BAD_NAME"));
const birthDate = needed.pipe(z.iso.date(fault("BAD_DATE")));
const phone = z.string().trim().refine(isPhone, fault("BAD_PHONE")).nullable();

const identity = z.object({ givenName: z.string(), familyName: z.string(), birthDate: day });
/** What the person says instead of what the order wrote; null where they say the same. */
export const identityCorrectionView = z
  .object({ fields: z.array(z.enum(identityFields)), referred: identity, confirmed: identity })
  .nullable();

/** A line of an order's list: what happens, when, who acts next. Never a mark, never the mode. */
export const referredView = z.object({
  registrationId: id,
  givenName: z.string(),
  familyName: z.string(),
  correction: identityCorrectionView,
  email: z.string(),
  fileNumber: z.string(),
  reason: z.enum(referralReasons),
  status: z.enum(bodyStatuses),
  /** Of the session when there is one, of the result when it was sent. */
  statusAt: instant,
  /** The law's two weeks, once a session is known and as long as they can hold. */
  resultDueAt: instant.nullable(),
  /** The attestation that is valid now, for downloading. */
  attestationId: id.nullable(),
  attestationNumber: z.string().nullable(),
  canWithdraw: z.boolean(),
});
export type ReferredView = z.infer<typeof referredView>;

export const referralList = defineRoute({
  name: "referralList",
  method: "GET",
  path: "/api/referrals",
  summary: "Everybody that the clerk's own order has referred, what moved last first.",
  allow: ["CLERK"],
  output: z.object({ bodyName: z.string(), people: z.array(referredView) }),
  errors: [],
});

export const referPerson = defineRoute({
  name: "referPerson",
  method: "POST",
  path: "/api/referrals",
  summary: "Refers one person, who is invited by e-mail.",
  allow: ["CLERK"],
  body: z.object({
    givenName: name,
    familyName: name,
    email: needed.transform((text) => text.toLowerCase()).refine(isEmail, fault("BAD_EMAIL")),
    birthDate,
    fileNumber: needed.max(maxFileNumberLength, fault("TOO_LONG")).refine(isPrintable, fault("BAD_TEXT")),
    reason: z.enum(referralReasons, fault("BAD_REASON")),
    phone: phone.default(null),
  }),
  /** `isAgain`: the person had the same number in a referral that has ended. */
  output: z.object({ registrationId: id, isAgain: z.boolean() }),
  errors: ["EMAIL_ALREADY_REFERRED", "EMAIL_NOT_USABLE", "FILE_NUMBER_TAKEN", "BIRTH_DATE_UNLIKELY"],
});

const cell = z.string();
const row = z.object({
  /** As an editor counts lines; the header is usually line 1. */
  line: z.number().int(),
  cells: z.object({
    givenName: cell,
    familyName: cell,
    email: cell,
    birthDate: cell,
    fileNumber: cell,
    reason: cell,
    phone: cell,
  }),
  faults: z.array(z.object({ field: z.enum(personFields), fault: z.enum(rowFaults) })),
  /** The person had the same number in a referral that has ended: a new one, which is allowed. */
  isAgain: z.boolean(),
});
export type RowView = z.infer<typeof row>;

const fileErrors = ["CSV_ENCODING", "CSV_HEADER", "CSV_EMPTY", "CSV_TOO_MANY_ROWS"] as const;
const csv = raw(2 * 1024 * 1024, "text/csv");

export const previewReferrals = defineRoute({
  name: "previewReferrals",
  method: "POST",
  path: "/api/referrals/preview",
  summary: "Reads a file of people and says what would be kept, line by line; writes nothing.",
  allow: ["CLERK"],
  body: csv,
  output: z.object({ good: z.array(row), bad: z.array(row) }),
  errors: fileErrors,
  perMinute: 30,
});

export const importReferrals = defineRoute({
  name: "importReferrals",
  method: "POST",
  path: "/api/referrals/import",
  summary: "Refers the good rows of the same file; the others are listed with line, column and reason.",
  allow: ["CLERK"],
  body: csv,
  output: z.object({ created: z.number().int(), bad: z.array(row) }),
  errors: fileErrors,
  perMinute: 30,
});

const registrationParams = z.object({ registrationId: id });

export const inviteAgain = defineRoute({
  name: "inviteAgain",
  method: "POST",
  path: "/api/referrals/:registrationId/invite",
  summary: "Sends the invitation again, with a new one-time link, to somebody who has not answered.",
  allow: ["CLERK"],
  params: registrationParams,
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW"],
  perMinute: 30,
});

export const withdrawReferral = defineRoute({
  name: "withdrawReferral",
  method: "POST",
  path: "/api/referrals/:registrationId/withdraw",
  summary: "Takes a referral back before the person has come to a session; their seat is free again.",
  allow: ["CLERK"],
  params: registrationParams,
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const confirmData = defineRoute({
  name: "confirmData",
  method: "PUT",
  path: "/api/registrations/:registrationId/data",
  summary:
    "Confirms what the order said, or corrects it, until the exam day; the record says which fields were corrected.",
  allow: ["CANDIDATE"],
  params: registrationParams,
  body: z.object({
    givenName: name,
    familyName: name,
    birthDate,
    phone,
    timeZone: needed.refine(isTimeZone, fault("BAD_TEXT")),
  }),
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED", "BIRTH_DATE_UNLIKELY"],
});

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

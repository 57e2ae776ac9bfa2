/**
 * Every code that a refusal can carry, with its HTTP status. The interface has one sentence for each in
 * `i18n/…/errors.ts`, under `errors.<code>`.
 */
export const errorStatus = {
  // Said by the transport itself, on any route.
  BAD_INPUT: 422,
  NOT_SIGNED_IN: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  TOO_MANY_REQUESTS: 429,
  CROSS_SITE: 403,
  TOO_LARGE: 413,
  SURPRISE: 500,
  UNAVAILABLE: 503,
  BUSY: 503,
  // A state machine refused, or somebody else was faster.
  NOT_ALLOWED_NOW: 409,
  STATE_CHANGED: 409,
  // accounts
  WRONG_CREDENTIALS: 401,
  TOTP_REQUIRED: 401,
  WRONG_TOTP: 401,
  LINK_UNKNOWN: 404,
  LINK_EXPIRED: 410,
  LINK_USED: 410,
  // referrals
  EMAIL_ALREADY_REFERRED: 409,
  EMAIL_NOT_USABLE: 422,
  FILE_NUMBER_TAKEN: 409,
  BIRTH_DATE_UNLIKELY: 422,
  CSV_ENCODING: 422,
  CSV_HEADER: 422,
  CSV_EMPTY: 422,
  CSV_TOO_MANY_ROWS: 422,
  // scheduling and consent
  CONSENT_MISSING: 409,
  SESSION_FULL: 409,
  SESSION_CLOSED: 409,
  WRONG_MODE: 409,
  WRONG_BODY: 409,
  FORM_SEEN: 409,
  ALREADY_BOOKED: 409,
  // sitting, answers
  IDENTITY_NOT_CONFIRMED: 403,
  SEAT_ELSEWHERE: 409,
  STATION_NEEDED: 403,
  EXAM_BROWSER_NEEDED: 403,
  EXAM_BROWSER_PROOF: 409,
  EXAM_BROWSER_LOCKED: 409,
  RUN_NOT_OPEN: 409,
  LEASE_LOST: 409,
  SEQUENCE_GAP: 409,
  SEQUENCE_CONFLICT: 409,
  UNSENT_ANSWERS: 409,
  NO_BREAK_LEFT: 409,
  RESCUE_NOT_A_FILE: 422,
  RESCUE_OTHER_PERSON: 409,
  RESCUE_ALTERED: 422,
  RESCUE_ALREADY_IMPORTED: 409,
  RESCUE_NOT_TAKEN: 409,
  // rooms, discussion, interview
  ROOM_NOT_OPEN: 409,
  ROOM_TICKET_INVALID: 401,
  STALE_EPOCH: 409,
  NEEDS_TWO_ADVISERS: 409,
  NEEDS_TWO_PROMPTS: 409,
  // identity, conduct
  NOT_IN_CALL: 409,
  IDENTITY_NOTE_NUMBER: 422,
  IDENTITY_NEEDS_DOCUMENT: 422,
  SITTINGS_NOT_ENDED: 409,
  SESSION_HELD: 409,
  // in person
  STATION_CODE_UNKNOWN: 404,
  STATION_CODE_EXPIRED: 410,
  STATION_CODE_USED: 410,
  RUN_NOT_ENDED: 409,
  MORE_BLANKS: 409,
  UPLOAD_TYPE: 415,
  UPLOAD_MISLABELLED: 415,
  UPLOAD_EMPTY: 422,
  NOT_HANDWRITTEN: 409,
  NO_SCAN: 409,
  // marking, results, attestation
  BANDS_INCOMPLETE: 422,
  ALREADY_LOCKED: 409,
  NOT_EVALUATOR: 403,
  DRAFT_CONFLICT: 409,
  NO_ELIGIBLE_RATER: 409,
  MARKS_NEEDED: 409,
  REVIEW_NOT_OFFERED: 409,
  LATE_TO_DECIDE: 409,
  TEXT_ON_HOLD: 409,
  TEXT_ALREADY_MARKED: 409,
  RESULT_ALREADY_SENT: 409,
  REASON_REQUIRED: 422,
  CODE_MISTYPED: 422,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorStatus;

/** The codes that any route may answer with, beside those it declares. */
export const universalErrors = [
  "BAD_INPUT",
  "NOT_SIGNED_IN",
  "FORBIDDEN",
  "NOT_FOUND",
  "TOO_MANY_REQUESTS",
  "CROSS_SITE",
  "TOO_LARGE",
  "SURPRISE",
  "UNAVAILABLE",
  "EXAM_BROWSER_NEEDED",
  "EXAM_BROWSER_PROOF",
  "EXAM_BROWSER_LOCKED",
] as const satisfies readonly ErrorCode[];
export type UniversalError = (typeof universalErrors)[number];

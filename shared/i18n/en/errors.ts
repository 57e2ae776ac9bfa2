import type { errors as french } from "../fr/errors.ts";

export const errors: Readonly<Record<keyof typeof french, string>> = {
  "errors.UNEXPECTED":
    "Something unexpected happened. Try again; if it happens again, give the reference code to someone on our team.",
  "errors.NETWORK": "The server does not answer. Check your connection, then try again.",
  "errors.NOT_FOUND": "This page does not exist, or no longer does. Go back to the home page.",
  "errors.FORBIDDEN": "Your account does not allow this. Write to us if it should.",
  "errors.UNAUTHENTICATED": "You are signed out. Sign in again.",
  "errors.INVALID_INPUT": "Something needs correcting. Look again at the fields pointed out.",
  "errors.CONFLICT": "Someone changed this information in the meantime. Reload the page, then try again.",
  "errors.TOO_MANY_REQUESTS": "Too many attempts in a short time. Wait a minute, then try again.",
  "errors.IDENTITY_NOTE_NUMBER":
    "The note holds a number. Remove it: the number of an identity document is never written down.",
  "errors.IDENTITY_NEEDS_DOCUMENT":
    "Identity cannot be confirmed without a document. Choose the document that you saw, or postpone the check.",
  "errors.SITTINGS_NOT_ENDED":
    "Some people are not done. End their activities or record their absence, then close the session.",
  "errors.STATION_CODE_UNKNOWN": "This code does not exist. Check each character or ask for a new code.",
  "errors.STATION_CODE_EXPIRED": "A code is good for 15 minutes only. Ask for a new code.",
  "errors.STATION_CODE_USED": "This code has been used. Ask for a new code.",
  "errors.RUN_NOT_ENDED": "The activity is not over yet. Wait until the paper is handed in, then try again.",
};

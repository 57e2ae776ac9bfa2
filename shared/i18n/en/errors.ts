import type { errors as french } from "../fr/errors.ts";

export const errors: Readonly<Record<keyof typeof french, string>> = {
  "errors.UNEXPECTED": "Something unexpected happened. Try again; if it happens again, give the reference code to someone on our team.",
  "errors.NETWORK": "The server does not answer. Check your connection, then try again.",
  "errors.NOT_FOUND": "This page does not exist, or no longer does. Go back to the home page.",
  "errors.FORBIDDEN": "Your account does not allow this. Write to us if it should.",
  "errors.UNAUTHENTICATED": "You are signed out. Sign in again.",
  "errors.INVALID_INPUT": "Something needs correcting. Look again at the fields pointed out.",
  "errors.CONFLICT": "Someone changed this information in the meantime. Reload the page, then try again.",
  "errors.TOO_MANY_REQUESTS": "Too many attempts in a short time. Wait a minute, then try again.",
};

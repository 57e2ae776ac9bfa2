import type { account as french } from "../fr/account.ts";

export const account: Readonly<Record<keyof typeof french, string>> = {
  "accounts.passwordTitle": "Your password",
  "accounts.passwordNext": "Your new password",
  "accounts.passwordHint": "At least {count} characters: several words, for example. Your other sessions end then.",
  "accounts.passwordChange": "Change the password",
  "accounts.passwordChanged": "Your password is changed, and your other sessions are ended.",
  "accounts.totpTitle": "Six-digit code at sign-in",
  "accounts.totpOffer": "A code from your telephone, asked for with the password, protects your account even when the password is known.",
  "accounts.totpStart": "Turn the code on",
  "accounts.totpScan": "Open your authenticator application and scan this square.",
  "accounts.totpSecret": "Or type this key: {secret}",
  "accounts.totpConfirm": "Confirm the code",
  "accounts.totpOn": "The code is asked for at every sign-in.",
  "accounts.passwordNow": "Your current password",
  "accounts.totpEnds": "Your other sessions end then.",
  "accounts.sessionsTitle": "Your sessions",
  "accounts.sessionsText": "You may still be in Épreuve on another device. End these sessions if one of them is lost, shared or unknown; an exam under way goes on.",
  "accounts.sessionsEnd": "End my other sessions",
  "accounts.sessionsEnded": "{count, plural, =0 {No other session is open.} one {One other session is ended.} other {# other sessions are ended.}}",
};

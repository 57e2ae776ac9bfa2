import type { accounts as french } from "../fr/accounts.ts";

export const accounts: Readonly<Record<keyof typeof french, string>> = {
  "accounts.signIn": "Sign in",
  "accounts.email": "Email address",
  "accounts.password": "Password",
  "accounts.code": "Six-digit code",
  "accounts.codeSent": "We sent a code to {email}.",
  "accounts.forgotPassword": "Forgotten password",
  "accounts.confirmYourData": "Confirm your information",
};

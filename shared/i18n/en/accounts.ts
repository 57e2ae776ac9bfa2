import type { accounts as french } from "../fr/accounts.ts";

export const accounts: Readonly<Record<keyof typeof french, string>> = {
  "accounts.signIn": "Sign in",
  "accounts.email": "Email address",
  "accounts.password": "Password",
  "accounts.code": "Six-digit code",
  "accounts.confirmYourData": "Confirm your information",
  "accounts.signInTitle": "Enter Épreuve",
  "accounts.withPassword": "With a password",
  "accounts.withPasswordText": "For staff, markers and orders.",
  "accounts.forgotten": "Forgotten your password? The exam’s directorate gives you a new one.",
  "accounts.withLink": "With a link",
  "accounts.withLinkText": "For candidates: we send a link that works once.",
  "accounts.candidateEmail": "Your e-mail address",
  "accounts.askForLink": "Receive a link",
  "accounts.linkOnItsWay": "If this address belongs to a file, a link arrives within a minute. Look among unwanted messages too.",
  "accounts.codeHint": "The code that your authenticator application shows.",
  "accounts.linkTitle": "Your entry link",
  "accounts.linkLead": "This link works once, on this device.",
  "accounts.enter": "Enter",
};

import { z } from "zod";
import { id } from "../kernel/wire.ts";
import { roles } from "../domain/accounts/roles.ts";
import { defineRoute } from "./define.ts";

export const locale = z.enum(["fr", "en"]);
const password = z.string().min(1).max(200);

/** What a page needs before anybody has signed in. */
export const publicConfig = defineRoute({
  name: "publicConfig",
  method: "GET",
  path: "/api/config",
  summary: "What the interface may offer.",
  allow: "PUBLIC",
  output: z.object({
    isDemonstration: z.boolean(),
    hasEnglish: z.boolean(),
    hasDevelopmentMailbox: z.boolean(),
    publicUrl: z.string(),
    serverNow: z.string(),
  }),
  errors: [],
});

export const meView = z.object({
  accountId: id,
  givenName: z.string(),
  familyName: z.string(),
  email: z.string(),
  roles: z.array(z.enum(roles)),
  bodyId: id.nullable(),
  bodyName: z.string().nullable(),
  locale,
  timeZone: z.string(),
  hasPassword: z.boolean(),
  totpEnabled: z.boolean(),
});

export const me = defineRoute({
  name: "me",
  method: "GET",
  path: "/api/me",
  summary: "The account that is signed in; null for a visitor.",
  allow: "PUBLIC",
  output: z.object({ account: meView.nullable() }),
  errors: [],
});

export const signIn = defineRoute({
  name: "signIn",
  method: "POST",
  path: "/api/sign-in",
  summary: "Password sign-in of staff, markers and clerks, with a code when the account has a second factor.",
  allow: "PUBLIC",
  body: z.object({
    email: z.email().transform((value) => value.toLowerCase()),
    password,
    code: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
  }),
  output: z.object({ account: meView }),
  errors: ["WRONG_CREDENTIALS", "TOTP_REQUIRED", "WRONG_TOTP"],
  // Of one place, which may be a whole office in the morning: who guesses is stopped by account, browser and pair.
  perMinute: 120,
});

export const signOut = defineRoute({
  name: "signOut",
  method: "POST",
  path: "/api/sign-out",
  summary: "Ends this session at once.",
  allow: "SIGNED_IN",
  output: z.object({}),
  errors: [],
});

export const enterByLink = defineRoute({
  name: "enterByLink",
  method: "POST",
  path: "/api/links/enter",
  summary: "Uses a one-time link, once.",
  allow: "PUBLIC",
  body: z.object({ token: z.string().min(20).max(100) }),
  output: z.object({ account: meView }),
  errors: ["LINK_UNKNOWN", "LINK_EXPIRED", "LINK_USED"],
  perMinute: 120,
});

export const requestLink = defineRoute({
  name: "requestLink",
  method: "POST",
  path: "/api/links",
  summary: "Sends a new one-time link; the answer is the same whether the address is known or not.",
  allow: "PUBLIC",
  body: z.object({ email: z.email().transform((value) => value.toLowerCase()) }),
  output: z.object({}),
  errors: [],
  perMinute: 10,
});

const staffRoles = ["CLERK", "ADVISER", "RATER", "SUPPORT", "DIRECTOR", "COMMITTEE"] as const;
export const startTotp = defineRoute({
  name: "startTotp",
  method: "POST",
  path: "/api/me/totp",
  summary: "Offers a second factor: a secret to put into an authenticator application.",
  allow: staffRoles,
  body: z.object({ password }),
  output: z.object({ uri: z.string(), secret: z.string() }),
  errors: ["WRONG_PASSWORD", "NOT_ALLOWED_NOW"],
});

export const confirmTotp = defineRoute({
  name: "confirmTotp",
  method: "POST",
  path: "/api/me/totp/confirm",
  summary: "Turns the second factor on, once a code proves that the application has the secret; ends the other sessions.",
  allow: staffRoles,
  body: z.object({ password, code: z.string().regex(/^\d{6}$/) }),
  output: z.object({ account: meView }),
  errors: ["WRONG_PASSWORD", "WRONG_TOTP", "NOT_ALLOWED_NOW"],
});

export const endOtherSessions = defineRoute({
  name: "endOtherSessions",
  method: "POST",
  path: "/api/me/sessions/end-others",
  summary: "Ends every other session of one's own account, but the one in which an exam is being sat.",
  allow: "SIGNED_IN",
  output: z.object({ ended: z.number().int() }),
  errors: [],
});

/** What a password that one chooses must have: length is what guessing costs. */
export const passwordLength = { least: 12, most: 200 } as const;

export const changePassword = defineRoute({
  name: "changePassword",
  method: "POST",
  path: "/api/me/password",
  summary: "One's own new password, once the present one is given; ends the other sessions.",
  allow: staffRoles,
  body: z.object({ password, next: z.string().min(passwordLength.least).max(passwordLength.most) }),
  output: z.object({ ended: z.number().int() }),
  errors: ["WRONG_PASSWORD"],
});

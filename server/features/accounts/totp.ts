import { Secret, TOTP } from "otpauth";
import type { Visit } from "../../platform/serve.ts";

const stepSeconds = 30;
const codeTries = { codes: 5, seconds: 15 * 60 } as const;

/**
 * Six digits are few: five wrong ones are tried in a quarter of an hour. `who` is the account, wherever the code is typed,
 * or a browser in which the person has signed in before, so that nobody who has only the password keeps them out of it.
 */
export const mayTryCode = (visit: Pick<Visit, "take">, who: string): Promise<boolean> =>
  visit.take("totp", who, codeTries.codes, codeTries.seconds);

/** A right code is no guess. */
export const codeWasRight = (visit: Pick<Visit, "giveBack">, who: string): Promise<void> =>
  visit.giveBack("totp", who, codeTries.codes, codeTries.seconds);

export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

const totpFor = (secret: string, email: string): TOTP =>
  new TOTP({ issuer: "Épreuve", label: email, secret: Secret.fromBase32(secret), period: stepSeconds, digits: 6 });

export const totpUri = (secret: string, email: string): string => totpFor(secret, email).toString();

/** The time step of a right code (the current one or a neighbour, for slow hands and clocks), else undefined. */
export function acceptedStep(secret: string, email: string, code: string, now: Date): number | undefined {
  const delta = totpFor(secret, email).validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / stepSeconds) + delta;
}

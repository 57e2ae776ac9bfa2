import { timingSafeEqual } from "node:crypto";
import { keyedDigest, randomToken } from "../../platform/hash.ts";

/**
 * A browser in which somebody has signed in with their password holds a token that says so, for that address alone. It
 * enters nothing: it only keeps this browser apart from the crowd of those that guess.
 */
export function newKnownBrowser(secret: string, tried: string): string {
  const browser = randomToken();
  return `${browser}.${proofOf(secret, tried, browser)}`;
}

/** Which browser it is, or undefined for one in which nobody has signed in with this address. */
export function knownBrowserOf(secret: string, tried: string, token: string | undefined): string | undefined {
  const [browser = "", proof = ""] = token?.split(".") ?? [];
  const expected = Buffer.from(proofOf(secret, tried, browser));
  const given = Buffer.from(proof);
  return given.length === expected.length && timingSafeEqual(given, expected) ? browser : undefined;
}

const proofOf = (secret: string, tried: string, browser: string): string =>
  keyedDigest(secret, "known-browser", `${tried} ${browser}`);

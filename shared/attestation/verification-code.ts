import { err, ok } from "#shared/kernel/result.ts";
import type { Result } from "#shared/kernel/result.ts";

/** Crockford's base 32: no I, L, O (read as 1, 1, 0) and no U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 20;
const RANDOM_LENGTH = LENGTH - 1;
/** 19 characters carry 95 of these 96 bits: nobody finds a code by trying (ATT-5). */
export const VERIFICATION_CODE_BYTES = 12;

export type CodeRefusal =
  /** Not twenty characters: something is missing or was typed twice. */
  | "WRONG_LENGTH"
  /** A sign that no code holds. */
  | "WRONG_CHARACTER"
  /** Twenty possible characters that never were a code: a typing error, not an unknown attestation (ATT-7). */
  | "TYPING_ERROR";

/** Multiplies by x in GF(32), modulo the primitive polynomial x⁵ + x² + 1. */
const timesX = (value: number): number => ((value << 1) ^ (value & 16 ? 0b100101 : 0)) & 31;

/**
 * The sum of each character times its own power of x. The powers differ over 31 places, so that any one wrong character
 * and any two exchanged characters, neighbours or not, change the sum; Crockford's own check needs five more signs.
 */
const weightedSum = (values: readonly number[]): number => values.reduce((sum, value) => timesX(sum) ^ value, 0);

/** Makes a code from twelve random bytes: nineteen random characters and a check character. */
export function verificationCode(randomBytes: Uint8Array): string {
  if (randomBytes.length !== VERIFICATION_CODE_BYTES)
    throw new RangeError("A verification code takes 12 random bytes.");
  const bits = Array.from(randomBytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const values = Array.from({ length: RANDOM_LENGTH }, (_, at) => Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2));
  return [...values, timesX(weightedSum(values))].map((value) => ALPHABET.charAt(value)).join("");
}

/** Reads what a person typed: case, O for 0, I and L for 1, spaces and hyphens do not matter (ATT-6). */
export function parseVerificationCode(typed: string): Result<string, CodeRefusal> {
  const code = typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s\u00ad\u200b\u2060\ufeff\p{Dash}]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  const values = Array.from(code, (character) => ALPHABET.indexOf(character));
  if (values.includes(-1)) return err("WRONG_CHARACTER");
  if (values.length !== LENGTH) return err("WRONG_LENGTH");
  return weightedSum(values) === 0 ? ok(code) : err("TYPING_ERROR");
}

/** `K7Q2-…`: five groups of four, easier to read aloud and to copy (ATT-5). */
export function groupVerificationCode(code: string): string {
  return code.match(/.{1,4}/g)?.join("-") ?? "";
}

/** Where anyone verifies the attestation; what the QR code holds. */
export function verificationUrl(publicUrl: string, code: string): string {
  return `${publicUrl.replace(/\/+$/, "")}/verifier/${code}`;
}

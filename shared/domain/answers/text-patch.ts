import { z } from "zod";
import { err, ok, type Result } from "../../kernel/result.ts";
import { sha256Hex } from "../../kernel/sha256.ts";
import { maxTextLength, storedText, type AnswerValue } from "./answer-value.ts";

/**
 * What typing changed in a text since the operation before it on the same key, of the same page: `cut` characters
 * (UTF-16 code units) after the first `at` give way to `put`. The hashes say which text it changes and which one it
 * leaves, so that a patch never lands on another text.
 */
const shortHash = z.string().regex(/^[0-9a-f]{16}$/);
const place = z.number().int().min(0).max(maxTextLength);
export const textPatch = z.strictObject({
  at: place,
  cut: place,
  put: storedText,
  before: shortHash,
  after: shortHash,
});
export type TextPatch = z.infer<typeof textPatch>;

/** What one operation carries: a whole value («set»), nothing («clear», as null), or a change of a text («delta»). */
export type OperationValue = AnswerValue | TextPatch;

export type OperationKind = "set" | "clear" | "delta";
export const operationKind = (value: OperationValue): OperationKind =>
  value === null ? "clear" : isTextPatch(value) ? "delta" : "set";

// A record of short texts is the only other object that an answer can be: its fields are never numbers.
export const isTextPatch = (value: OperationValue): value is TextPatch =>
  typeof value === "object" && value !== null && "at" in value && typeof value.at === "number";

/** SHA-256 in hexadecimal; the server passes its faster one. */
export type Digest = (text: string) => string;

const hashLength = 16;
export const textHash = (text: string, digest: Digest = sha256Hex): string => digest(text).slice(0, hashLength);

/**
 * The one stretch in which two texts differ. No half of a surrogate pair is cut off. `known` is the hash of the text
 * before, where the caller has it already.
 */
export function patchBetween(
  before: string,
  after: string,
  digest: Digest = sha256Hex,
  known = textHash(before, digest),
): TextPatch {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start -= 1;
  let end = 0;
  while (end < most - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end))
    end += 1;
  if (end > 0 && isLowSurrogate(before.charCodeAt(before.length - end))) end -= 1;
  return {
    at: start,
    cut: before.length - start - end,
    put: after.slice(start, after.length - end),
    before: known,
    after: textHash(after, digest),
  };
}

/**
 * The text after a patch; an error when the patch was made for another text. `known` is the text's hash, where the
 * caller has it from the patch before.
 */
export function applyPatch(
  text: string,
  patch: TextPatch,
  digest: Digest = sha256Hex,
  known = textHash(text, digest),
): Result<string, "WRONG_TEXT"> {
  if (patch.at + patch.cut > text.length || known !== patch.before) return err("WRONG_TEXT");
  const after = text.slice(0, patch.at) + patch.put + text.slice(patch.at + patch.cut);
  const isWhole = after.length <= maxTextLength && after.isWellFormed() && textHash(after, digest) === patch.after;
  return isWhole ? ok(after) : err("WRONG_TEXT");
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

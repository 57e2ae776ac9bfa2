import { z } from "zod";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import { sha256Hex } from "../../kernel/sha256.ts";

/** The longest text, notes included. A text for the marker has some two hundred words. */
export const maxTextLength = 20_000;

// PostgreSQL keeps neither U+0000 nor half a surrogate pair.
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes("\u0000");
export const storedText = z.string().max(maxTextLength).refine(isStorable, "not a well-formed text");
const shortText = z.string().max(120).refine(isStorable, "not a well-formed text");

/** What an answer can be, whatever its key: the item or the activity narrows it. `null` takes an answer back. */
export const answerValue = z.union([
  z.null(),
  z.boolean(),
  storedText,
  z.array(shortText.nullable()).max(100),
  z.record(shortText, shortText),
]);
export type AnswerValue = z.infer<typeof answerValue>;

export interface KeyedAnswer {
  readonly key: string;
  readonly value: AnswerValue;
}

/** Keys beside the items' own ids. */
export const notesKey = "notes";
export const flagsKey = "flags";
export const highlightsKey = "highlights";
export const textKey = "text";

/** The hash of one operation, computed on both sides: the same number twice must mean the same answer. */
export const operationHash = (
  { key, value }: { readonly key: string; readonly value: unknown },
  digest: (text: string) => string = sha256Hex,
): string => digest(canonicalJson([key, value]));

/** The hash of everything that a run holds: what the page shows and what the server holds are compared by it. */
export const contentHash = (answers: readonly KeyedAnswer[]): string => sha256Hex(canonicalContent(answers));

/** Keys in code-unit order, whatever the database's collation. */
export function canonicalContent(answers: readonly KeyedAnswer[]): string {
  return canonicalJson(
    answers.map(({ key, value }) => ({ key, value })).toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)),
  );
}

/** What a text box can hold that the database cannot is left out before it is numbered and hashed. */
export const storableText = (given: string): string =>
  given.toWellFormed().replaceAll("\u0000", "").slice(0, maxTextLength).toWellFormed();

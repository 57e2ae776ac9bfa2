import type { ReadingItem } from "../forms/form-content.ts";
import type { AnswerValue } from "../answers/answer-value.ts";
import { justifiedOf } from "./justified-answer.ts";

/**
 * The shape of an answer, per type of item: one option's id; a list of options' ids; a boolean; left id → right id
 * (pairs may be missing); every entry's id in order; one bank id or null per gap; a text; a judgement and words.
 */
export function isAnswerTo(item: ReadingItem, value: AnswerValue): boolean {
  switch (item.type) {
    case "SINGLE_CHOICE":
      return item.options.some(({ id }) => id === value);
    case "MULTIPLE_CHOICE":
      return Array.isArray(value) && areDistinct(value) && value.every((id) => has(item.options, id));
    case "TRUE_FALSE":
      return typeof value === "boolean";
    case "TRUE_FALSE_JUSTIFIED":
      return (
        isRecord(value) &&
        Object.keys(value).every((part) => part === "judgement" || part === "words") &&
        [undefined, "true", "false"].includes(value["judgement"]) &&
        (value["words"] ?? "").length <= item.maxLength
      );
    case "MATCHING":
      return (
        isRecord(value) &&
        Object.entries(value).every(([left, right]) => has(item.left, left) && has(item.right, right))
      );
    case "ORDERING":
      return (
        Array.isArray(value) &&
        value.length === item.entries.length &&
        areDistinct(value) &&
        value.every((id) => has(item.entries, id))
      );
    case "GAP_FILL":
      return (
        Array.isArray(value) &&
        value.length === item.segments.length - 1 &&
        value.every((id) => id === null || has(item.bank, id))
      );
    case "SHORT_ANSWER":
      return typeof value === "string" && value.length <= item.maxLength;
  }
}

/** Whether a person has answered at all: an emptied text or an empty list is not an answer. */
export function isAnswered(value: AnswerValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === "boolean") return true;
  if (typeof value === "string") return value.trim() !== "";
  if (Array.isArray(value)) return value.some((entry) => entry !== null);
  return Object.keys(value).length > 0;
}

/** Whether nothing of an answer is missing: a matching with two pairs of four has only been begun. */
export function isComplete(item: ReadingItem, value: AnswerValue | undefined): boolean {
  if (value === undefined || !isAnswered(value)) return false;
  switch (item.type) {
    case "MATCHING":
      return isRecord(value) && item.left.every(({ id }) => value[id] !== undefined);
    case "GAP_FILL":
      return Array.isArray(value) && value.every((id) => id !== null);
    case "TRUE_FALSE_JUSTIFIED": {
      const { judgement, words } = justifiedOf(value);
      return judgement !== null && words.trim() !== "";
    }
    default:
      return true;
  }
}

const has = (options: readonly { readonly id: string }[], id: string | null): boolean =>
  options.some((option) => option.id === id);
const areDistinct = (values: readonly unknown[]): boolean => new Set(values).size === values.length;
const isRecord = (value: AnswerValue): value is Record<string, string> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

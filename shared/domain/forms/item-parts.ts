import { assertNever } from "../../kernel/assert-never.ts";
import type { ReadingItem } from "./form-content.ts";

/** The lists of choices that an item shows, in the order in which its key speaks of them. */
export function optionLists(item: ReadingItem): readonly (readonly { readonly id: string; readonly text: string }[])[] {
  switch (item.type) {
    case "SINGLE_CHOICE":
    case "MULTIPLE_CHOICE":
      return [item.options];
    case "MATCHING":
      return [item.left, item.right];
    case "ORDERING":
      return [item.entries];
    case "GAP_FILL":
      return [item.bank];
    case "TRUE_FALSE":
    case "TRUE_FALSE_JUSTIFIED":
    case "SHORT_ANSWER":
      return [];
    default:
      return assertNever(item);
  }
}

/** How many points an item is worth: one a pair or a gap, two where a judgement is justified, else one. */
export function pointsOf(item: ReadingItem): number {
  if (item.type === "MATCHING") return item.left.length;
  if (item.type === "GAP_FILL") return item.segments.length - 1;
  if (item.type === "TRUE_FALSE_JUSTIFIED") return 2;
  return 1;
}

export const itemTypes = [
  "SINGLE_CHOICE",
  "MULTIPLE_CHOICE",
  "TRUE_FALSE",
  "TRUE_FALSE_JUSTIFIED",
  "MATCHING",
  "ORDERING",
  "GAP_FILL",
  "SHORT_ANSWER",
] as const satisfies readonly ReadingItem["type"][];

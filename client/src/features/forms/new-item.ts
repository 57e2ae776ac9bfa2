import type { ItemKey, ReadingItem } from "#shared/domain/forms/form-content.ts";
import { assertNever } from "#shared/kernel/assert-never.ts";
import { newId } from "./new-id.ts";

const empty = (count: number) => Array.from({ length: count }, () => ({ id: newId(), text: "" }));
const usualLength = 80;

/** An item of which nothing is written yet, with as many choices as its type needs at least. */
export function newItem(
  type: ReadingItem["type"],
  about: string,
): { readonly item: ReadingItem; readonly key: ItemKey } {
  const base = { id: newId(), about, prompt: "", max: 1 };
  switch (type) {
    case "SINGLE_CHOICE":
      return { item: { ...base, type, options: empty(4) }, key: { type, option: "" } };
    case "MULTIPLE_CHOICE":
      return { item: { ...base, type, options: empty(5) }, key: { type, options: [] } };
    case "TRUE_FALSE":
      return { item: { ...base, type }, key: { type, value: true } };
    case "TRUE_FALSE_JUSTIFIED":
      return { item: { ...base, type, max: 2, maxLength: usualLength }, key: { type, value: true, evidence: [] } };
    case "MATCHING":
      return { item: { ...base, type, max: 3, left: empty(3), right: empty(4) }, key: { type, pairs: {} } };
    case "ORDERING": {
      const entries = empty(4);
      return { item: { ...base, type, entries }, key: { type, order: entries.map(({ id }) => id).toReversed() } };
    }
    case "GAP_FILL":
      return { item: { ...base, type, max: 1, segments: ["", ""], bank: empty(3) }, key: { type, fills: [""] } };
    case "SHORT_ANSWER":
      return { item: { ...base, type, maxLength: usualLength }, key: { type, accepted: [] } };
    default:
      return assertNever(type);
  }
}

import { canonicalJson } from "../../kernel/canonical-json.ts";
import type { ItemKey, ReadingItem } from "./form-content.ts";

/**
 * An anchor is a question that stands in several forms word for word, so that forms can be compared by it: it keeps its
 * id, and with the id what was learnt of it. What it is about belongs to the form in which it stands.
 */
export function wordsOfItem(item: ReadingItem, key: ItemKey | undefined): string {
  const { about: _about, isAnchor: _isAnchor, ...asked } = item;
  return canonicalJson({ asked, key: key ?? null });
}

/** Question and key of approved forms, by id, as `wordsOfItem` says them. */
export type ApprovedItems = ReadonlyMap<string, string>;

/** Undefined for what is no anchor; else whether it is, word for word, what was approved under its id, if anything was. */
export function anchorStands(
  item: ReadingItem,
  key: ItemKey | undefined,
  approved: ApprovedItems,
): "NEW" | "SAME" | "CHANGED" | undefined {
  if (!item.isAnchor) return undefined;
  const words = approved.get(item.id);
  if (words === undefined) return "NEW";
  return words === wordsOfItem(item, key) ? "SAME" : "CHANGED";
}

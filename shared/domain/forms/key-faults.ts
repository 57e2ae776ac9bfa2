import type { ItemKey, ReadingItem } from "./form-content.ts";
import type { FaultCode } from "./form-fault.ts";
import { optionLists } from "./item-parts.ts";
import { normalText, repeated } from "./text-measures.ts";

const same = (some: readonly string[], others: readonly string[]): boolean =>
  some.toSorted().join("\n") === others.toSorted().join("\n");

/** What is wrong with the key of an item; empty when it can be answered and marked. */
export function keyFaults(item: ReadingItem, key: ItemKey | undefined): FaultCode[] {
  if (key?.type !== item.type) return ["KEY_MISSING"];
  const [first = [], second = []] = optionLists(item).map((list) => list.map((option) => option.id));
  const faults: FaultCode[] = [];
  const fault = (isFault: boolean, code: FaultCode): void => {
    if (isFault && !faults.includes(code)) faults.push(code);
  };
  const known = (chosen: readonly string[], among: readonly string[]): void => {
    for (const id of chosen) fault(!among.includes(id), id === "" ? "KEY_INCOMPLETE" : "KEY_UNKNOWN");
  };
  const typed = (accepted: readonly string[], maxLength: number): void => {
    fault(accepted.length === 0 || accepted.some((words) => normalText(words) === ""), "KEY_INCOMPLETE");
    fault(
      accepted.some((words) => words.length > maxLength),
      "KEY_TOO_LONG",
    );
  };

  if (item.type === "SINGLE_CHOICE" && key.type === item.type) known([key.option], first);
  if (item.type === "MULTIPLE_CHOICE" && key.type === item.type) {
    known(key.options, first);
    const isChoice = key.options.length >= 2 && key.options.length < first.length;
    fault(!isChoice || repeated(key.options).length > 0, "KEY_INCOMPLETE");
  }
  if (item.type === "TRUE_FALSE_JUSTIFIED" && key.type === item.type) typed(key.evidence, item.maxLength);
  if (item.type === "MATCHING" && key.type === item.type) {
    known(Object.values(key.pairs), second);
    fault(!same(Object.keys(key.pairs), first), "KEY_INCOMPLETE");
  }
  if (item.type === "ORDERING" && key.type === item.type) fault(!same(key.order, first), "KEY_INCOMPLETE");
  if (item.type === "GAP_FILL" && key.type === item.type) {
    known(key.fills, first);
    fault(key.fills.length !== item.segments.length - 1, "KEY_INCOMPLETE");
  }
  if (item.type === "SHORT_ANSWER" && key.type === item.type) typed(key.accepted, item.maxLength);
  return faults;
}

/** Words that must stand in the text of the situation: the first that a key accepts. */
export function quotedBy(key: ItemKey | undefined): string | undefined {
  if (key?.type === "SHORT_ANSWER") return key.accepted[0];
  return key?.type === "TRUE_FALSE_JUSTIFIED" ? key.evidence[0] : undefined;
}

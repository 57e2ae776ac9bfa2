import type { AnswerValue } from "../answers/answer-value.ts";
import type { ReadingItem } from "../forms/form-content.ts";
import { justifiedOf } from "./justified-answer.ts";

const nothing = "—";

/** An answer to an item as a person of the Office reads it: options by their words, never by their ids. */
export function answerInWords(item: ReadingItem, value: AnswerValue): string {
  if (value === null || value === "") return nothing;
  if (item.type === "TRUE_FALSE_JUSTIFIED") {
    const { judgement, words } = justifiedOf(value);
    const judged = judgement === null ? nothing : judgement ? "Vrai" : "Faux";
    return `${judged} · ${words.trim() === "" ? nothing : words}`;
  }
  const texts = new Map(entriesOf(item).map(({ id, text }) => [id, text]));
  const textOf = (id: string | null): string => (id === null ? nothing : (texts.get(id) ?? id));
  if (typeof value === "boolean") return value ? "Vrai" : "Faux";
  if (typeof value === "string") return textOf(value);
  if (Array.isArray(value)) return value.map(textOf).join(" · ") || nothing;
  const pairs = Object.entries(value).map(([left, right]) => `${textOf(left)} → ${textOf(right)}`);
  return pairs.join(" · ") || nothing;
}

function entriesOf(item: ReadingItem): readonly { readonly id: string; readonly text: string }[] {
  switch (item.type) {
    case "SINGLE_CHOICE":
    case "MULTIPLE_CHOICE":
      return item.options;
    case "MATCHING":
      return [...item.left, ...item.right];
    case "ORDERING":
      return item.entries;
    case "GAP_FILL":
      return item.bank;
    case "TRUE_FALSE":
    case "TRUE_FALSE_JUSTIFIED":
    case "SHORT_ANSWER":
      return [];
  }
}

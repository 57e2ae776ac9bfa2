import type { AnswerValue } from "../answers/answer-value.ts";
import type { ReadingItem } from "../forms/form-content.ts";
import type { FormLanguage } from "../forms/language.ts";
import { justifiedOf } from "./justified-answer.ts";

const nothing = "—";

/** As the person who answered read them, in the language of their case. */
const truths: { readonly [language in FormLanguage]: { readonly yes: string; readonly no: string } } = {
  fr: { yes: "Vrai", no: "Faux" },
  en: { yes: "True", no: "False" },
};
export const truthInWords = (value: boolean, language: FormLanguage): string => truths[language][value ? "yes" : "no"];

/** An answer to an item as a person of the Office reads it: options by their words, never by their ids. */
export function answerInWords(item: ReadingItem, value: AnswerValue, language: FormLanguage): string {
  if (value === null || value === "") return nothing;
  if (item.type === "TRUE_FALSE_JUSTIFIED") {
    const { judgement, words } = justifiedOf(value);
    const judged = judgement === null ? nothing : truthInWords(judgement, language);
    return `${judged} · ${words.trim() === "" ? nothing : words}`;
  }
  const texts = new Map(entriesOf(item).map(({ id, text }) => [id, text]));
  const textOf = (id: string | null): string => (id === null ? nothing : (texts.get(id) ?? id));
  if (typeof value === "boolean") return truthInWords(value, language);
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

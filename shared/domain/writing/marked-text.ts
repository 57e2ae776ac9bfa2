import { textKey, type KeyedAnswer } from "../answers/answer-value.ts";

/** The text as markers read it: one normal form, whatever keyboard it was typed on. The saved text is never altered. */
export function markedText(answers: readonly KeyedAnswer[]): string {
  const text = answers.find(({ key }) => key === textKey)?.value;
  return typeof text === "string" ? text.normalize("NFC") : "";
}

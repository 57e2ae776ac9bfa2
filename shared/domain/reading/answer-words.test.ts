import { expect, test } from "vitest";
import type { ReadingItem } from "../forms/form-content.ts";
import { answerInWords } from "./answer-words.ts";
import { storedJustified } from "./justified-answer.ts";

const asked = { id: "q", about: "SITUATION", prompt: "The night shift agrees.", max: 1 } as const;
const truth: ReadingItem = { ...asked, type: "TRUE_FALSE" };
const justified: ReadingItem = { ...asked, type: "TRUE_FALSE_JUSTIFIED", max: 2, maxLength: 120 };

test("[LANG-2] an answer is told in the words of its case, never in those of another language", () => {
  const words = storedJustified({ judgement: false, words: "They asked for more time." });
  const told = (language: "fr" | "en") => [answerInWords(truth, true, language), answerInWords(justified, words, language)];
  expect(told("en")).toEqual(["True", "False · They asked for more time."]);
  expect(told("fr")).toEqual(["Vrai", "Faux · They asked for more time."]);
});

import type { ItemKey } from "../forms/form-content.ts";
import type { AnswerValue } from "../answers/answer-value.ts";
import { storedJustified } from "./justified-answer.ts";

/** A key in the shape of an answer: of several accepted texts, the first. */
export function rightAnswer(key: ItemKey): AnswerValue {
  switch (key.type) {
    case "SINGLE_CHOICE":
      return key.option;
    case "MULTIPLE_CHOICE":
      return key.options;
    case "TRUE_FALSE":
      return key.value;
    case "TRUE_FALSE_JUSTIFIED":
      return storedJustified({ judgement: key.value, words: key.evidence[0] ?? "" });
    case "MATCHING":
      return key.pairs;
    case "ORDERING":
      return key.order;
    case "GAP_FILL":
      return key.fills;
    case "SHORT_ANSWER":
      return key.accepted[0] ?? "";
  }
}

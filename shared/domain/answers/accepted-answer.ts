import type { ReadingItem } from "../forms/form-content.ts";
import type { Activity } from "../sitting/run-machine.ts";
import { isAnswerTo } from "../reading/answer-shape.ts";
import { flagsKey, notesKey, textKey, type KeyedAnswer } from "./answer-value.ts";

/** May this key be saved in this activity, with this value? The items are those of the person's own form and document. */
export function isAcceptedAnswer(
  { key, value }: KeyedAnswer,
  run: { readonly activity: Activity; readonly items: readonly ReadingItem[] },
): boolean {
  switch (run.activity) {
    case "READING":
      if (key === notesKey) return typeof value === "string";
      if (key === flagsKey)
        return Array.isArray(value) && value.every((id) => run.items.some((item) => item.id === id));
      return run.items.some((item) => item.id === key && (value === null || isAnswerTo(item, value)));
    case "DISCUSSION":
      return key === notesKey && typeof value === "string";
    case "WRITING":
      return (key === notesKey || key === textKey) && typeof value === "string";
    case "INTERVIEW":
      return false;
  }
}

import type { ReadingItem } from "../forms/form-content.ts";
import type { Activity } from "../sitting/run-machine.ts";
import { isAnswerTo } from "../reading/answer-shape.ts";
import { areHighlights, type ReadableLengths } from "../reading/highlights.ts";
import { flagsKey, highlightsKey, notesKey, textKey } from "./answer-value.ts";
import { isTextPatch, type OperationValue } from "./text-patch.ts";

/** What one person's run lets them answer: the items and the texts of their own form and document. */
export interface AnswerableRun {
  readonly activity: Activity;
  readonly items: readonly ReadingItem[];
  readonly readable: ReadableLengths;
}

/** May this key be saved in this activity, with this value? */
export function isAcceptedAnswer(
  { key, value: given }: { readonly key: string; readonly value: OperationValue },
  run: AnswerableRun,
): boolean {
  // A patch leaves a text, of a length and form that folding it checks.
  const value = isTextPatch(given) ? "" : given;
  if (isTextPatch(given) && key !== notesKey && key !== textKey) return false;
  switch (run.activity) {
    case "READING":
      if (key === notesKey) return typeof value === "string";
      if (key === highlightsKey) return areHighlights(value, run.readable);
      if (key === flagsKey)
        return Array.isArray(value) && value.every((id) => run.items.some((item) => item.id === id));
      return run.items.some((item) => item.id === key && (value === null || isAnswerTo(item, value)));
    case "DISCUSSION":
      return key === notesKey && typeof value === "string";
    case "WRITING":
      if (key === highlightsKey) return areHighlights(value, run.readable);
      return (key === notesKey || key === textKey) && typeof value === "string";
    case "INTERVIEW":
      return false;
  }
}

/** What can be wrong with a form, as data: the interface has one sentence for each code, under `forms.fault_<code>`. */

export const faultCodes = [
  // FORM-1: the shape
  "EMPTY",
  "TOO_FEW",
  "TOO_LONG",
  // FORM-2, FORM-11: lengths and numbers
  "SITUATION_WORDS",
  "DOCUMENT_COUNT",
  "DOCUMENT_WORDS",
  "WRITING_WORDS",
  "PROMPTS_FEW",
  "INTERVIEW_TEXT_MISSING",
  "INTERVIEW_LONG",
  "NEW_ELEMENTS",
  // FORM-3: ids
  "ID_REPEATED",
  "ID_TAKEN",
  "OPTION_REPEATED",
  // FORM-25: an anchor that is not what was approved under its id
  "ANCHOR_CHANGED",
  // FORM-4, FORM-5: keys
  "KEY_MISSING",
  "KEY_LEFT_OVER",
  "KEY_UNKNOWN",
  "KEY_INCOMPLETE",
  "KEY_TOO_LONG",
  "KEY_NOT_IN_TEXT",
  // FORM-6, FORM-7: points and shares
  "ITEM_POINTS",
  "ITEM_ABOUT",
  "HOLDERS_UNEQUAL",
  "ITEM_COUNT",
  "DOCUMENT_ITEM_COUNT",
  "ITEM_TYPES",
  // FORM-8: facts
  "FACTS_FEW",
  "FACT_REPEATED",
  "FACT_NUMBER",
  // FORM-9: keys that can be guessed
  "ORDER_AS_KEY",
  "DISTRACTOR_MISSING",
  "KEYS_POSITIONS",
  "KEYS_LONGEST",
  "KEYS_TRUTH",
  // FORM-10
  "TYPOGRAPHY",
] as const;
export type FaultCode = (typeof faultCodes)[number];

export const formParts = ["GENERAL", "SITUATION", "DOCUMENT", "ITEM", "DISCUSSION", "WRITING", "INTERVIEW"] as const;
export type FormPart = (typeof formParts)[number];

export interface FormFault {
  readonly code: FaultCode;
  readonly part: FormPart;
  /** Which document or item, counted from one; absent where there is only one of its kind. */
  readonly number?: number;
  /** What was counted, and the bounds it should stand between. */
  readonly found?: number;
  readonly least?: number;
  readonly most?: number;
  /** The words that are at fault, as they are written. */
  readonly words?: string;
}

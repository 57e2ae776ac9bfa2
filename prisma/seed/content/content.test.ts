import { describe, expect, test } from "vitest";
import { formContent, formKeys } from "#shared/domain/forms/form-content.ts";
import type { FaultCode } from "#shared/domain/forms/form-fault.ts";
import { formFaults } from "#shared/domain/forms/form-faults.ts";
import { partIds } from "#shared/domain/forms/id-faults.ts";
import { repeated } from "#shared/domain/forms/text-measures.ts";
import { seedForms } from "./index.ts";

/** The forms that an installation comes with obey the rules that the product asks of every form. */

const codesOf = (forms: typeof seedForms) => forms.map((form) => form.content.code);

test("[FORM-1] there are two complete forms and one for practice", () => {
  expect(codesOf(seedForms.filter((form) => !form.content.isPractice))).toEqual(["INF-2026-A", "CIM-2026-A"]);
  expect(codesOf(seedForms.filter((form) => form.content.isPractice))).toEqual(["ENT-2026"]);
});

test("[FORM-3] ids are unique across the forms", () => {
  expect(repeated(seedForms.flatMap(({ content }) => partIds(content)))).toEqual([]);
});

describe.each(seedForms.map((form) => [form.content.code, form] as const))("%s", (_code, { content, keys }) => {
  const faults = formFaults(content, keys);
  const none = (...codes: readonly FaultCode[]) =>
    expect(faults.filter(({ code }) => codes.includes(code))).toEqual([]);

  test("[FORM-1] content and keys have the shape of a form", () => {
    expect(formContent.parse(content)).toEqual(content);
    expect(formKeys.parse(keys)).toEqual(keys);
    none("EMPTY", "TOO_FEW", "TOO_LONG");
  });
  test("[FORM-2] the situation, the documents and their number have the lengths of their kind of form", () =>
    none("SITUATION_WORDS", "DOCUMENT_COUNT", "DOCUMENT_WORDS"));
  test("[FORM-3] ids, option ids and option texts are unique", () => none("ID_REPEATED", "OPTION_REPEATED"));
  test("[FORM-4] every item has a key of its type and no key is left over", () => none("KEY_MISSING", "KEY_LEFT_OVER"));
  test("[FORM-5] keys name existing options, cover the whole item, and quote the text", () =>
    none("KEY_UNKNOWN", "KEY_INCOMPLETE", "KEY_TOO_LONG", "KEY_NOT_IN_TEXT"));
  test("[FORM-6] the highest number of points agrees with the item", () => none("ITEM_POINTS"));
  test("[FORM-7] every holder of a document answers items of the same number, types and points", () =>
    none("ITEM_ABOUT", "HOLDERS_UNEQUAL", "ITEM_COUNT", "DOCUMENT_ITEM_COUNT", "ITEM_TYPES"));
  test("[FORM-8] no two documents hold the same fact, and every number of a fact is in its document", () =>
    none("FACTS_FEW", "FACT_REPEATED", "FACT_NUMBER"));
  test("[FORM-9] keys cannot be guessed", () =>
    none("ORDER_AS_KEY", "DISTRACTOR_MISSING", "KEYS_POSITIONS", "KEYS_LONGEST", "KEYS_TRUTH"));
  test("[FORM-10] typography is that of fr-CA", () => none("TYPOGRAPHY"));
  test("[FORM-11] the frames are whole", () =>
    none("WRITING_WORDS", "PROMPTS_FEW", "INTERVIEW_TEXT_MISSING", "INTERVIEW_LONG", "NEW_ELEMENTS"));
  test("[FORM-12] nothing at all is at fault", () => expect(faults).toEqual([]));
});

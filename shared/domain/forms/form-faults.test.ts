import { describe, expect, test } from "vitest";
import * as nursing from "#prisma/seed/content/nursing/index.ts";
import { wordsOfItem } from "./anchors.ts";
import {
  formContent,
  formKeys,
  itemsFor,
  situationId,
  type FormContent,
  type FormKeys,
  type ReadingItem,
} from "./form-content.ts";
import { faultCodes, type FaultCode, type FormFault } from "./form-fault.ts";
import { formFaults } from "./form-faults.ts";
import { emptyForm } from "./empty-form.ts";
import { typographyFault, withTypography } from "./text-measures.ts";

/** A form without fault, spoiled in one place at a time: each kind of fault is found, there and nowhere else. */

interface Spoiled {
  content: FormContent;
  keys: FormKeys;
}
const whole = (): Spoiled => ({
  content: formContent.parse(structuredClone(nursing.content)),
  keys: formKeys.parse(structuredClone(nursing.keys)),
});

const nth = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new Error(`There is no entry ${index}.`);
  return found;
};
const itemOf = <T extends ReadingItem["type"]>(form: Spoiled, type: T) => {
  const index = form.content.items.findIndex((item) => item.type === type);
  return { item: nth(form.content.items, index) as Extract<ReadingItem, { type: T }>, number: index + 1 };
};
const keyOf = <T extends ReadingItem["type"]>(form: Spoiled, type: T) =>
  form.keys[itemOf(form, type).item.id] as Extract<FormKeys[string], { type: T }>;
const document = (form: Spoiled, index: number) => nth(form.content.documents, index);

const spoilings: { readonly [code in FaultCode]: (form: Spoiled) => Partial<FormFault> } = {
  EMPTY: (form) => {
    form.content.writing.recipient = "";
    return { part: "WRITING" };
  },
  TOO_FEW: (form) => {
    form.content.interview.newElements = [];
    return { part: "INTERVIEW", least: 1 };
  },
  TOO_LONG: (form) => {
    form.content.discussion.task = "a".repeat(4_001);
    return { part: "DISCUSSION", most: 4_000 };
  },
  SITUATION_WORDS: (form) => {
    form.content.situation.paragraphs.push("mot ".repeat(200).trim());
    return { part: "SITUATION", least: 250, most: 400 };
  },
  DOCUMENT_COUNT: (form) => {
    form.content.documents.pop();
    return { part: "GENERAL", found: 5, least: 6, most: 6 };
  },
  DOCUMENT_WORDS: (form) => {
    document(form, 2).paragraphs.push("mot ".repeat(120).trim());
    return { part: "DOCUMENT", number: 3 };
  },
  WRITING_WORDS: (form) => {
    form.content.writing.maxWords = 500;
    return { part: "WRITING", least: 150, most: 200 };
  },
  PROMPTS_FEW: (form) => {
    form.content.discussion.prompts.length = 4;
    return { part: "DISCUSSION", found: 4, least: 5 };
  },
  INTERVIEW_TEXT_MISSING: (form) => {
    for (const section of form.content.interview.sections) section.title = "Partie";
    return { part: "INTERVIEW", words: "Votre texte" };
  },
  INTERVIEW_LONG: (form) => {
    nth(form.content.interview.sections, 0).minutes = 40;
    return { part: "INTERVIEW", most: 15 };
  },
  NEW_ELEMENTS: (form) => {
    form.content.interview.newElements.length = 1;
    return { part: "INTERVIEW", found: 1, least: 2 };
  },
  ID_REPEATED: (form) => {
    nth(form.content.discussion.prompts, 0).id = document(form, 0).id;
    return { part: "GENERAL", words: document(form, 0).id };
  },
  ID_TAKEN: () => ({ part: "GENERAL", words: "inf-d1" }),
  ANCHOR_CHANGED: (form) => {
    const { item, number } = itemOf(form, "TRUE_FALSE");
    item.isAnchor = true;
    item.prompt += " Oui.";
    return { part: "ITEM", number };
  },
  OPTION_REPEATED: (form) => {
    const { item, number } = itemOf(form, "MULTIPLE_CHOICE");
    nth(item.options, 1).text = `${nth(item.options, 0).text} `.toUpperCase().trim();
    return { part: "ITEM", number };
  },
  KEY_MISSING: (form) => {
    const { item, number } = itemOf(form, "TRUE_FALSE");
    form.keys[item.id] = { type: "SHORT_ANSWER", accepted: ["oui"] };
    return { part: "ITEM", number };
  },
  KEY_LEFT_OVER: (form) => {
    form.keys["gone"] = { type: "TRUE_FALSE", value: true };
    form.keys["gone-too"] = { type: "TRUE_FALSE", value: false };
    return { part: "GENERAL", words: "gone" };
  },
  KEY_UNKNOWN: (form) => {
    keyOf(form, "GAP_FILL").fills[0] = "nowhere";
    return { part: "ITEM", number: itemOf(form, "GAP_FILL").number };
  },
  KEY_INCOMPLETE: (form) => {
    keyOf(form, "ORDERING").order.pop();
    return { part: "ITEM", number: itemOf(form, "ORDERING").number };
  },
  KEY_TOO_LONG: (form) => {
    keyOf(form, "SHORT_ANSWER").accepted.push("x".repeat(500));
    return { part: "ITEM", number: itemOf(form, "SHORT_ANSWER").number };
  },
  KEY_NOT_IN_TEXT: (form) => {
    keyOf(form, "SHORT_ANSWER").accepted[0] = "jamais écrit";
    return { part: "ITEM", number: itemOf(form, "SHORT_ANSWER").number, words: "jamais écrit" };
  },
  ITEM_POINTS: (form) => {
    const { item, number } = itemOf(form, "MATCHING");
    item.max += 1;
    return { part: "ITEM", number };
  },
  ITEM_ABOUT: (form) => {
    nth(form.content.items, 0).about = "no-document";
    return { part: "ITEM", number: 1 };
  },
  HOLDERS_UNEQUAL: (form) => {
    const own = form.content.items.find(({ about }) => about === document(form, 1).id);
    if (own) own.about = document(form, 0).id;
    return { part: "DOCUMENT" };
  },
  ITEM_COUNT: (form) => {
    form.content.items = form.content.items.filter((item, index) => index > 0 || item.about !== "SITUATION");
    return { part: "GENERAL", found: 11, least: 12, most: 12 };
  },
  DOCUMENT_ITEM_COUNT: (form) => {
    const own = form.content.items.findIndex(({ about }) => about === document(form, 4).id);
    form.content.items.splice(own, 1);
    return { part: "DOCUMENT", number: 5, found: 1, least: 2 };
  },
  ITEM_TYPES: (form) => {
    form.content.items = form.content.items.filter(({ type }) => type !== "GAP_FILL");
    return { part: "GENERAL", found: 7, least: 8 };
  },
  FACTS_FEW: (form) => {
    document(form, 0).facts.length = 3;
    return { part: "DOCUMENT", number: 1, found: 3, least: 4 };
  },
  FACT_REPEATED: (form) => {
    document(form, 1).facts[0] = nth(document(form, 0).facts, 0).toUpperCase();
    return { part: "DOCUMENT" };
  },
  FACT_NUMBER: (form) => {
    document(form, 3).facts[0] = "On en compte 98 765.".replace(" 765", "\u00A0765");
    return { part: "DOCUMENT", number: 4 };
  },
  ORDER_AS_KEY: (form) => {
    const { item, number } = itemOf(form, "ORDERING");
    keyOf(form, "ORDERING").order = item.entries.map(({ id }) => id);
    return { part: "ITEM", number };
  },
  DISTRACTOR_MISSING: (form) => {
    const { item, number } = itemOf(form, "MATCHING");
    item.right.length = item.left.length;
    return { part: "ITEM", number };
  },
  KEYS_POSITIONS: (form) => {
    for (const item of form.content.items)
      if (item.type === "SINGLE_CHOICE")
        form.keys[item.id] = { type: "SINGLE_CHOICE", option: nth(item.options, 0).id };
    return { part: "GENERAL", found: 1, least: 4 };
  },
  KEYS_LONGEST: (form) => {
    for (const item of form.content.items) {
      const key = form.keys[item.id];
      if (item.type !== "SINGLE_CHOICE" || key?.type !== item.type) continue;
      for (const option of item.options)
        if (option.id === key.option) option.text += " et davantage encore, bien plus que les autres choix";
    }
    return { part: "GENERAL" };
  },
  KEYS_TRUTH: (form) => {
    keyOf(form, "TRUE_FALSE").value = !keyOf(form, "TRUE_FALSE").value;
    return { part: "GENERAL" };
  },
  TYPOGRAPHY: (form) => {
    form.content.writing.task += " C'est tout";
    return { part: "WRITING" };
  },
};

/** The form as it was approved, by the ids of its questions. */
const approved = new Map(whole().content.items.map((item) => [item.id, wordsOfItem(item, whole().keys[item.id])]));

describe("faults of a form", () => {
  test("[FORM-25] an anchor may have its id in another form as long as it is word for word the same, key included", () => {
    const form = whole();
    const { item, number } = itemOf(form, "SINGLE_CHOICE");
    const taken = new Set([item.id]);
    const found = () => formFaults(form.content, form.keys, taken, approved);
    expect(found()).toEqual([{ code: "ID_TAKEN", part: "GENERAL", words: item.id }]);
    item.isAnchor = true;
    expect(found()).toEqual([]);
    // What it is about belongs to the form; what is asked, and what is right, does not.
    item.about = document(form, 0).id;
    expect(found().map(({ code }) => code)).not.toContain("ID_TAKEN");
    item.about = situationId;
    const key = keyOf(form, "SINGLE_CHOICE");
    key.option = nth(
      item.options.filter(({ id }) => id !== key.option),
      0,
    ).id;
    expect(found()).toContainEqual({ code: "ANCHOR_CHANGED", part: "ITEM", number });
    expect(found()).toContainEqual({ code: "ID_TAKEN", part: "GENERAL", words: item.id });
  });

  test("[FORM-25] an anchor of the exam does not stand in the practice case, which everybody may read", () => {
    const form = whole();
    const { item } = itemOf(form, "SINGLE_CHOICE");
    item.isAnchor = true;
    form.content.isPractice = true;
    const found = formFaults(form.content, form.keys, new Set([item.id]), approved);
    expect(found).toContainEqual({ code: "ID_TAKEN", part: "GENERAL", words: item.id });
  });

  test("[FORM-25] whoever sits the exam is not told which questions are anchors", () => {
    const { content } = whole();
    const { item } = itemOf({ content, keys: {} }, "SINGLE_CHOICE");
    item.isAnchor = true;
    expect(JSON.stringify(itemsFor(content, document({ content, keys: {} }, 0).id))).not.toContain("isAnchor");
  });

  test("[LANG-2] a case in another language is not held to French typography; one that says French is", () => {
    const form = whole();
    spoilings.TYPOGRAPHY(form);
    const codes = (language: "fr" | "en") =>
      formFaults({ ...form.content, language }, form.keys).map(({ code }) => code);
    expect([codes("fr"), codes("en")]).toEqual([["TYPOGRAPHY"], ["INTERVIEW_TEXT_MISSING"]]);
  });

  test("[FORM-12] the form that is spoiled here has no fault of its own", () => {
    const { content, keys } = whole();
    expect(formFaults(content, keys)).toEqual([]);
  });

  test.each(faultCodes)("[FORM-12] %s is found where it is", (code) => {
    const form = whole();
    const place = spoilings[code](form);
    const faults = formFaults(form.content, form.keys, new Set(code === "ID_TAKEN" ? ["inf-d1"] : []), approved);
    expect(faults).toContainEqual(expect.objectContaining({ code, ...place }));
  });

  test("[FORM-12] an empty draft is told what it lacks, and nothing in it is a surprise", () => {
    const { content, keys } = emptyForm({
      code: "X-1",
      version: 1,
      professionKey: "x",
      profession: "x",
      isPractice: false,
    });
    const codes = new Set(formFaults(content, keys).map(({ code }) => code));
    expect([...codes].toSorted()).toEqual(
      [
        "EMPTY",
        "TOO_FEW",
        "SITUATION_WORDS",
        "DOCUMENT_COUNT",
        "ITEM_COUNT",
        "ITEM_TYPES",
        "PROMPTS_FEW",
        "INTERVIEW_TEXT_MISSING",
        "NEW_ELEMENTS",
        "KEYS_POSITIONS",
      ].toSorted(),
    );
  });

  test("[FORM-11] the section about the text has the name that its language gives it", () => {
    const { content, keys } = whole();
    const section = content.interview.sections.find(({ title }) => title === "Votre texte");
    const missing = () => formFaults({ ...content, language: "en" }, keys).find(({ code }) => code === "INTERVIEW_TEXT_MISSING");
    expect(missing()).toEqual({ code: "INTERVIEW_TEXT_MISSING", part: "INTERVIEW", words: "Your text" });
    if (section) section.title = "Your text";
    expect(missing()).toBeUndefined();
  });

  test("[FORM-10] typography is set without touching a letter", () => {
    const typed = "L'équipe dit : « Oui » à 9 h 30, pour 1 200 $ et 12 %";
    const set = withTypography(typed);
    expect(typographyFault(typed)).not.toBeNull();
    expect(typographyFault(set)).toBeNull();
    expect(set.replaceAll("\u00A0", " ").replace("’", "'")).toBe(typed);
    expect(withTypography(set)).toBe(set);
    for (const text of Object.values(nursing.content.situation.paragraphs)) expect(withTypography(text)).toBe(text);
  });
});

import { describe, expect, test } from "vitest";
import { formContent, formKeys, itemsFor } from "#shared/domain/forms/form-content.ts";
import type { ItemKey, PartialDocument, ReadingItem } from "#shared/domain/forms/form-content.ts";
import { seedForms } from "./index.ts";
import type { SeedForm } from "./index.ts";

const complete = seedForms.filter((form) => !form.content.isPractice);
const practice = seedForms.filter((form) => form.content.isPractice);
const named = (forms: readonly SeedForm[]) => forms.map((form) => [form.content.code, form] as const);

/** Words as a person counts them: what stands between spaces and holds a letter or a digit. */
const words = (paragraphs: readonly string[]) =>
  paragraphs
    .join(" ")
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

const normal = (answer: string) =>
  answer
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Numbers, thousands joined: «39 600 $» is 39600. */
const numbers = (text: string) => text.replace(/(?<=\d)\u00A0(?=\d{3}\b)/gu, "").match(/\d+/gu) ?? [];

const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);

function optionLists(item: ReadingItem): { id: string; text: string }[][] {
  switch (item.type) {
    case "SINGLE_CHOICE":
    case "MULTIPLE_CHOICE":
      return [item.options];
    case "MATCHING":
      return [item.left, item.right];
    case "ORDERING":
      return [item.entries];
    case "GAP_FILL":
      return [item.bank];
    case "TRUE_FALSE":
    case "TRUE_FALSE_JUSTIFIED":
    case "SHORT_ANSWER":
      return [];
  }
}

function formIds({ content }: SeedForm): string[] {
  return [
    ...content.documents,
    ...content.items,
    ...content.discussion.prompts,
    ...content.interview.sections,
    ...content.interview.sections.flatMap((section) => section.prompts),
    ...content.interview.newElements,
  ].map((entry) => entry.id);
}

/** What is wrong with the key of an item; empty when it can be answered and marked. */
function keyFaults(item: ReadingItem, key: ItemKey): string[] {
  const ids = optionLists(item).map((list) => list.map((option) => option.id));
  const [first = [], second = []] = ids;
  const unknown = (chosen: readonly string[], known: readonly string[]) =>
    chosen.filter((id) => !known.includes(id)).map((id) => `${item.id}: unknown ${id}`);
  const fault = (isFault: boolean, what: string) => (isFault ? [`${item.id}: ${what}`] : []);

  if (item.type === "SINGLE_CHOICE" && key.type === item.type) return unknown([key.option], first);
  if (item.type === "MULTIPLE_CHOICE" && key.type === item.type) {
    const isChoice = key.options.length >= 2 && key.options.length < first.length;
    return [...unknown(key.options, first), ...fault(!isChoice || repeated(key.options).length > 0, "no real choice")];
  }
  if (item.type === "TRUE_FALSE" && key.type === item.type) return [];
  if (item.type === "TRUE_FALSE_JUSTIFIED" && key.type === item.type)
    return fault(
      key.evidence.some((words) => words.length > item.maxLength || normal(words) === ""),
      "the evidence is too long or empty",
    );
  if (item.type === "MATCHING" && key.type === item.type) {
    return [
      ...unknown(Object.values(key.pairs), second),
      ...fault(Object.keys(key.pairs).toSorted().join() !== first.toSorted().join(), "left entries and pairs differ"),
    ];
  }
  if (item.type === "ORDERING" && key.type === item.type) {
    return fault(key.order.toSorted().join() !== first.toSorted().join(), "entries and order differ");
  }
  if (item.type === "GAP_FILL" && key.type === item.type) {
    return [
      ...unknown(key.fills, first),
      ...fault(key.fills.length !== item.segments.length - 1, "gaps and fills differ"),
    ];
  }
  if (item.type === "SHORT_ANSWER" && key.type === item.type) {
    return fault(
      key.accepted.some((answer) => answer.length > item.maxLength || normal(answer) === ""),
      "an accepted answer is too long or empty",
    );
  }
  return [`${item.id}: key of another type`];
}

function pointsOf(item: ReadingItem): number {
  if (item.type === "MATCHING") return item.left.length;
  if (item.type === "GAP_FILL") return item.segments.length - 1;
  if (item.type === "TRUE_FALSE_JUSTIFIED") return 2;
  return 1;
}

function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(strings);
}

test("[FORM-1] there are two complete forms and one for practice", () => {
  expect(complete.map((form) => form.content.code)).toEqual(["INF-2026-A", "CIM-2026-A"]);
  expect(practice.map((form) => form.content.code)).toEqual(["ENT-2026"]);
});

test("[FORM-3] ids are unique across the forms", () => {
  expect(repeated(seedForms.flatMap(formIds))).toEqual([]);
});

describe.each(named(seedForms))("%s", (_code, { content, keys }) => {
  test("[FORM-1] content and keys have the shape of a form", () => {
    expect(formContent.parse(content)).toEqual(content);
    expect(formKeys.parse(keys)).toEqual(keys);
  });

  test("[FORM-3] option ids and option texts are unique within their list", () => {
    for (const list of content.items.flatMap(optionLists)) {
      expect(repeated(list.map((option) => option.id))).toEqual([]);
      expect(repeated(list.map((option) => normal(option.text)))).toEqual([]);
    }
  });

  test("[FORM-4] every item has a key of its type and no key is left over", () => {
    const typesOf = (entries: readonly (readonly [string, string])[]) => Object.fromEntries(entries);
    expect(typesOf(Object.entries(keys).map(([id, key]) => [id, key.type]))).toEqual(
      typesOf(content.items.map((item) => [item.id, item.type])),
    );
  });

  test("[FORM-5] keys name existing options and cover the whole item", () => {
    const faults = content.items.flatMap((item) => {
      const key = keys[item.id];
      return key === undefined ? [`${item.id}: no key`] : keyFaults(item, key);
    });
    expect(faults).toEqual([]);
  });

  test("[FORM-5] the first accepted short answer or evidence is in the text of the situation", () => {
    const situation = normal(content.situation.paragraphs.join(" "));
    for (const key of Object.values(keys)) {
      if (key.type === "SHORT_ANSWER") expect(situation).toContain(normal(key.accepted[0] ?? ""));
      if (key.type === "TRUE_FALSE_JUSTIFIED") expect(situation).toContain(normal(key.evidence[0] ?? ""));
    }
  });

  test("[FORM-6] the highest number of points agrees with the item", () => {
    for (const item of content.items) expect(item.max, item.id).toBe(pointsOf(item));
  });

  test("[FORM-7] every holder of a document answers items of the same number, types and points", () => {
    const abouts = new Set(["SITUATION", ...content.documents.map((document) => document.id)]);
    expect(content.items.filter((item) => !abouts.has(item.about))).toEqual([]);
    const profiles = content.documents.map((document) =>
      itemsFor(content, document.id)
        .map((item) => `${item.type} ${item.max}`)
        .toSorted()
        .join(),
    );
    expect(new Set(profiles).size).toBe(1);
    expect(content.items.some((item) => item.about === content.documents[0]?.id)).toBe(true);
  });

  test("[FORM-8] no two documents hold the same fact", () => {
    const facts = content.documents.flatMap((document) => document.facts.map(normal));
    expect(repeated(facts)).toEqual([]);
    for (const document of content.documents) expect(document.facts.length, document.id).toBeGreaterThanOrEqual(4);
  });

  test("[FORM-8] every number of a fact is in its document", () => {
    const missing = (document: PartialDocument) => {
      const known = new Set(numbers([document.title, ...document.paragraphs].join(" ")));
      return document.facts.flatMap(numbers).filter((number) => !known.has(number));
    };
    expect(content.documents.map((document) => [document.id, missing(document)])).toEqual(
      content.documents.map((document) => [document.id, []]),
    );
  });

  test("[FORM-9] entries to be ordered are shown in another order, and distractors exist", () => {
    for (const item of content.items) {
      const key = keys[item.id];
      if (item.type === "ORDERING" && key?.type === item.type) {
        expect(item.entries.map((entry) => entry.id)).not.toEqual(key.order);
      }
      if (item.type === "MATCHING") expect(item.right.length).toBeGreaterThan(item.left.length);
      if (item.type === "GAP_FILL") expect(item.bank.length).toBeGreaterThan(item.max);
    }
  });

  test("[FORM-10] typography is that of fr-CA", () => {
    const faults: readonly (readonly [string, RegExp])[] = [
      ["straight apostrophe or quotation mark", /['"]/u],
      ["ordinary space, or none, before a colon", /(?<!\u00A0):/u],
      ["ordinary space, or none, inside guillemets", /«(?!\u00A0)|(?<!\u00A0)»/u],
      ["space before ; ! ?", /\s[;!?]/u],
      ["ordinary space in an hour, an amount or a percentage", /\d (?:h\b|\$|%|\d{3}\b)|\dh|h \d{2}\b/u],
      ["decimal point", /\d\.\d/u],
      ["two spaces, or a space at an end", /\s{2}/u],
    ];
    const found = strings(content).flatMap((text) =>
      faults.filter(([, pattern]) => pattern.test(text)).map(([fault]) => `${fault}: ${text}`),
    );
    expect(found).toEqual([]);
  });
});

describe.each(named(complete))("%s", (_code, { content, keys }) => {
  test("[FORM-2] the situation has 250 to 400 words and six documents 120 to 200 each", () => {
    expect(words(content.situation.paragraphs)).toBeGreaterThanOrEqual(250);
    expect(words(content.situation.paragraphs)).toBeLessThanOrEqual(400);
    expect(content.documents).toHaveLength(6);
    for (const document of content.documents) {
      expect(words(document.paragraphs), document.id).toBeGreaterThanOrEqual(120);
      expect(words(document.paragraphs), document.id).toBeLessThanOrEqual(200);
    }
  });

  test("[FORM-7] there are 12 items about the situation, 2 about each document, and all eight types", () => {
    for (const document of content.documents) expect(itemsFor(content, document.id)).toHaveLength(14);
    expect(content.items.filter((item) => item.about === "SITUATION")).toHaveLength(12);
    expect(new Set(content.items.map((item) => item.type)).size).toBe(8);
  });

  test("[FORM-9] right options are spread over the positions, are not the longest, and both truth values occur evenly", () => {
    const positions = content.items.flatMap((item) => {
      const key = keys[item.id];
      return item.type === "SINGLE_CHOICE" && key?.type === item.type
        ? [item.options.findIndex((option) => option.id === key.option)]
        : [];
    });
    expect(new Set(positions).size).toBe(4);
    const longest = content.items.filter((item) => {
      const key = keys[item.id];
      if (item.type !== "SINGLE_CHOICE" || key?.type !== item.type) return false;
      return item.options.toSorted((a, b) => b.text.length - a.text.length)[0]?.id === key.option;
    });
    expect(longest.length).toBeLessThanOrEqual(positions.length * 0.4);
    const truths = Object.values(keys).flatMap((key) => ("value" in key ? [key.value] : []));
    expect(truths.filter(Boolean)).toHaveLength(truths.length / 2);
  });

  test("[FORM-11] the frames are whole", () => {
    expect([content.writing.minWords, content.writing.maxWords]).toEqual([150, 200]);
    expect(content.discussion.prompts.length).toBeGreaterThanOrEqual(5);
    expect(content.interview.sections.map((section) => section.title)).toContain("Votre texte");
    expect(content.interview.sections.reduce((sum, section) => sum + section.minutes, 0)).toBeLessThanOrEqual(15);
    expect(content.interview.newElements).toHaveLength(2);
  });
});

describe.each(named(practice))("%s", (_code, { content }) => {
  test("[FORM-2] the practice case is short", () => {
    expect(words(content.situation.paragraphs)).toBeGreaterThanOrEqual(150);
    expect(words(content.situation.paragraphs)).toBeLessThanOrEqual(200);
    expect([2, 3]).toContain(content.documents.length);
    expect(content.items.length).toBeGreaterThanOrEqual(6);
    expect(content.items.length).toBeLessThanOrEqual(8);
  });
});

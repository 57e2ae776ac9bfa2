import { draftContent, formContent, formKeys, itemsFor, situationId } from "./form-content.ts";
import type { FormContent, FormKeys } from "./form-content.ts";
import { languageOf, type FormLanguage } from "./language.ts";
import type { ApprovedItems } from "./anchors.ts";
import type { FormFault, FormPart } from "./form-fault.ts";
import { idFaults } from "./id-faults.ts";
import { guessableFaults } from "./guessable-keys.ts";
import { itemTypes, optionLists, pointsOf } from "./item-parts.ts";
import { keyFaults, quotedBy } from "./key-faults.ts";
import { normalText, numbersIn, repeated, typographyFault, wordsIn } from "./text-measures.ts";

/** What a complete form has, and a practice case: words of the texts, documents, items. */
const sizes = {
  complete: {
    situation: [250, 400],
    documents: [6, 6],
    document: [120, 200],
    items: [12, 12],
    own: [2, 2],
    writing: [150, 200],
  },
  practice: {
    situation: [150, 200],
    documents: [2, 3],
    document: [1, 400],
    items: [1, 8],
    own: [1, 8],
    writing: [1, 400],
  },
} as const;
const leastFacts = 4;
const leastPrompts = 5;
const interviewMinutes = 15;
const newElements = 2;

type Range = readonly [number, number];

/**
 * Everything that keeps a form from being sat, in the order of its parts; empty for a form that can be approved.
 * `takenIds` are those of other forms, of which no part of this one may have one; an anchor may, as it was `approved`.
 */
export function formFaults(
  content: FormContent,
  keys: FormKeys,
  takenIds: ReadonlySet<string> = new Set(),
  approved: ApprovedItems = new Map(),
): FormFault[] {
  const faults = [
    ...shapeFaults(content, keys),
    ...idFaults(content, keys, takenIds, approved),
    ...sizeFaults(content),
    ...documentFaults(content),
    ...itemFaults(content, keys),
    ...shareFaults(content),
    ...(content.isPractice ? [] : [...frameFaults(content), ...guessableFaults(content, keys)]),
    ...typographyFaults(content),
  ];
  return faults.toSorted(
    (a, b) => places.indexOf(a.part) - places.indexOf(b.part) || (a.number ?? 0) - (b.number ?? 0),
  );
}

const places: readonly FormPart[] = ["GENERAL", "SITUATION", "DOCUMENT", "ITEM", "DISCUSSION", "WRITING", "INTERVIEW"];
const partOf: Readonly<Record<string, FormPart>> = {
  situation: "SITUATION",
  documents: "DOCUMENT",
  items: "ITEM",
  discussion: "DISCUSSION",
  writing: "WRITING",
  interview: "INTERVIEW",
};

/** Where in the form something stands, from its path in the content. */
function placeOf([top, index]: readonly PropertyKey[]): Pick<FormFault, "part" | "number"> {
  const part = partOf[String(top)] ?? "GENERAL";
  return (part === "DOCUMENT" || part === "ITEM") && typeof index === "number" ? { part, number: index + 1 } : { part };
}

/** FORM-1, one fault a place and kind: a part with three empty texts has empty texts. */
function shapeFaults(content: FormContent, keys: FormKeys): FormFault[] {
  const found: FormFault[] = [];
  const add = (fault: FormFault): void => {
    if (!found.some((one) => one.code === fault.code && one.part === fault.part && one.number === fault.number))
      found.push(fault);
  };
  for (const schema of [formContent, draftContent])
    for (const issue of schema.safeParse(content).error?.issues ?? []) {
      const place = placeOf(issue.path);
      if (issue.code === "too_small" && issue.origin === "array")
        add({ code: "TOO_FEW", ...place, least: Number(issue.minimum) });
      else if (issue.code === "too_big") add({ code: "TOO_LONG", ...place, most: Number(issue.maximum) });
      else add({ code: "EMPTY", ...place });
    }
  for (const { path } of formKeys.safeParse(keys).error?.issues ?? []) {
    const index = content.items.findIndex(({ id }) => id === path[0]);
    if (index >= 0) add({ code: "KEY_INCOMPLETE", part: "ITEM", number: index + 1 });
  }
  return found;
}

const outside = (found: number, [least, most]: Range): boolean => found < least || found > most;

/** FORM-2. */
function sizeFaults(content: FormContent): FormFault[] {
  const size = content.isPractice ? sizes.practice : sizes.complete;
  const check = (fault: Pick<FormFault, "code" | "part" | "number">, found: number, range: Range): FormFault[] =>
    outside(found, range) ? [{ ...fault, found, least: range[0], most: range[1] }] : [];
  const { documents } = content;
  const shared = content.items.filter(({ about }) => about === situationId).length;
  return [
    ...check({ code: "SITUATION_WORDS", part: "SITUATION" }, wordsIn(content.situation.paragraphs), size.situation),
    ...check({ code: "DOCUMENT_COUNT", part: "GENERAL" }, documents.length, size.documents),
    ...documents.flatMap(({ paragraphs }, index) =>
      check({ code: "DOCUMENT_WORDS", part: "DOCUMENT", number: index + 1 }, wordsIn(paragraphs), size.document),
    ),
    ...check({ code: "ITEM_COUNT", part: "GENERAL" }, shared, size.items),
    ...documents.flatMap(({ id }, index) =>
      check(
        { code: "DOCUMENT_ITEM_COUNT", part: "DOCUMENT", number: index + 1 },
        content.items.filter(({ about }) => about === id).length,
        size.own,
      ),
    ),
  ];
}

/** FORM-8. */
function documentFaults({ documents }: FormContent): FormFault[] {
  const facts = documents.flatMap((document) => document.facts.map(normalText));
  const twice = new Set(repeated(facts));
  return documents.flatMap((document, index): FormFault[] => {
    const place = { part: "DOCUMENT", number: index + 1 } as const;
    const known = new Set(numbersIn([document.title, ...document.paragraphs].join(" ")));
    return [
      ...(document.facts.length < leastFacts
        ? [{ code: "FACTS_FEW", ...place, found: document.facts.length, least: leastFacts } as const]
        : []),
      ...document.facts
        .filter((fact) => twice.has(normalText(fact)))
        .map((words) => ({ code: "FACT_REPEATED", ...place, words }) as const),
      ...document.facts
        .filter((fact) => numbersIn(fact).some((number) => !known.has(number)))
        .map((words) => ({ code: "FACT_NUMBER", ...place, words }) as const),
    ];
  });
}

/** FORM-3 to FORM-6 and FORM-9, item by item. */
function itemFaults(content: FormContent, keys: FormKeys): FormFault[] {
  const situation = normalText(content.situation.paragraphs.join(" "));
  const abouts = new Set([situationId, ...content.documents.map(({ id }) => id)]);
  const own = content.items.flatMap((item, index): FormFault[] => {
    const place = { part: "ITEM", number: index + 1 } as const;
    const key = keys[item.id];
    const lists = optionLists(item);
    const quoted = quotedBy(key);
    const when = (isFault: boolean, code: FormFault["code"], rest: Partial<FormFault> = {}): FormFault[] =>
      isFault ? [{ code, ...place, ...rest }] : [];
    return [
      ...when(
        lists.some(
          (list) =>
            repeated(list.map(({ id }) => id)).length > 0 ||
            repeated(list.map(({ text }) => normalText(text)).filter(Boolean)).length > 0,
        ),
        "OPTION_REPEATED",
      ),
      ...keyFaults(item, key).map((code) => ({ code, ...place })),
      ...when(
        quoted !== undefined &&
          normalText(quoted) !== "" &&
          !sourceOf(content, item.about, situation).includes(normalText(quoted)),
        "KEY_NOT_IN_TEXT",
        quoted === undefined ? {} : { words: quoted },
      ),
      ...when(item.max !== pointsOf(item), "ITEM_POINTS", {
        found: item.max,
        least: pointsOf(item),
        most: pointsOf(item),
      }),
      ...when(!abouts.has(item.about), "ITEM_ABOUT"),
      ...when(
        item.type === "ORDERING" &&
          key?.type === item.type &&
          item.entries.map(({ id }) => id).join("\n") === key.order.join("\n"),
        "ORDER_AS_KEY",
      ),
      ...when(
        (item.type === "MATCHING" && item.right.length <= item.left.length) ||
          (item.type === "GAP_FILL" && item.bank.length <= item.max),
        "DISTRACTOR_MISSING",
      ),
    ];
  });
  const left = Object.keys(keys).filter((id) => !content.items.some((item) => item.id === id));
  return [...own, ...left.map((words): FormFault => ({ code: "KEY_LEFT_OVER", part: "GENERAL", words }))];
}

/** The text in which the answer to an item stands. */
function sourceOf(content: FormContent, about: string, situation: string): string {
  const document = content.documents.find(({ id }) => id === about);
  return document ? normalText(document.paragraphs.join(" ")) : situation;
}

/** FORM-7: nobody has more to do than another, and every type is there. */
function shareFaults(content: FormContent): FormFault[] {
  const profiles = content.documents.map(({ id }) =>
    itemsFor(content, id)
      .map(({ type, max }) => `${type} ${max}`)
      .toSorted()
      .join(),
  );
  const types = new Set(content.items.map(({ type }) => type));
  const missing = content.isPractice ? [] : itemTypes.filter((type) => !types.has(type));
  return [
    ...profiles.flatMap((profile, index): FormFault[] =>
      profile === profiles[0] ? [] : [{ code: "HOLDERS_UNEQUAL", part: "DOCUMENT", number: index + 1 }],
    ),
    ...(missing.length > 0
      ? [{ code: "ITEM_TYPES", part: "GENERAL", found: types.size, least: itemTypes.length } as const]
      : []),
  ];
}

/** The section of the interview in which what somebody wrote is talked about, as a case of each language calls it. */
const aboutTheText: { readonly [language in FormLanguage]: string } = { fr: "Votre texte", en: "Your text" };

/** FORM-11. */
function frameFaults(content: FormContent): FormFault[] {
  const { writing, discussion, interview } = content;
  const when = (isFault: boolean, fault: FormFault): FormFault[] => (isFault ? [fault] : []);
  const [least, most] = sizes.complete.writing;
  const minutes = interview.sections.reduce((sum, section) => sum + section.minutes, 0);
  return [
    ...when(writing.minWords !== least || writing.maxWords !== most, {
      code: "WRITING_WORDS",
      part: "WRITING",
      least,
      most,
    }),
    ...when(discussion.prompts.length < leastPrompts, {
      code: "PROMPTS_FEW",
      part: "DISCUSSION",
      found: discussion.prompts.length,
      least: leastPrompts,
    }),
    ...when(!interview.sections.some(({ title }) => title === aboutTheText[languageOf(content)]), {
      code: "INTERVIEW_TEXT_MISSING",
      part: "INTERVIEW",
      words: aboutTheText[languageOf(content)],
    }),
    ...when(minutes > interviewMinutes, {
      code: "INTERVIEW_LONG",
      part: "INTERVIEW",
      found: minutes,
      most: interviewMinutes,
    }),
    ...when(interview.newElements.length !== newElements, {
      code: "NEW_ELEMENTS",
      part: "INTERVIEW",
      found: interview.newElements.length,
      least: newElements,
    }),
  ];
}

/** FORM-10: the first fault of each part. */
function typographyFaults(content: FormContent): FormFault[] {
  if (languageOf(content) !== "fr") return [];
  const found: FormFault[] = [];
  const walk = (value: unknown, path: readonly PropertyKey[]): void => {
    if (typeof value === "string") {
      const words = typographyFault(value);
      const place = placeOf(path);
      if (words !== null && !found.some(({ part, number }) => part === place.part && number === place.number))
        found.push({ code: "TYPOGRAPHY", ...place, words });
    } else if (Array.isArray(value)) value.forEach((entry, index) => walk(entry, [...path, index]));
    else if (value !== null && typeof value === "object")
      for (const [key, entry] of Object.entries(value)) walk(entry, [...path, key]);
  };
  walk(content, []);
  return found;
}

import { assertNever } from "#shared/kernel/assert-never.ts";
import type { ItemKey, ReadingItem } from "#shared/domain/forms/form-content.ts";
import { firstLanguage, type FormLanguage } from "#shared/domain/forms/language.ts";
import { truthInWords } from "#shared/domain/reading/answer-words.ts";
import {
  aboutAttribute,
  anchorAttribute,
  gapName,
  identifierOf,
  justification,
  mapResponse,
  matchCorrect,
  qtiNamespace,
  qtiSchema,
  response,
  rightOf,
  schemaInstance,
  truths,
  typeAttribute,
} from "./names.ts";
import { document, element, type Markup } from "./xml.ts";

interface Parts {
  readonly declarations: readonly Markup[];
  readonly body: readonly Markup[];
  readonly processing: Markup;
}
type Answers = Readonly<{ cardinality: string; base: string; identifier?: string }>;

/** One item with its key as a QTI 3.0 item file: what `readItem` reads back is equal to what was given. */
export function writeItem(item: ReadingItem, key: ItemKey | undefined, language: FormLanguage = firstLanguage): Uint8Array {
  const { declarations, body, processing } = partsOf(item, key, language);
  const score = element(
    "qti-outcome-declaration",
    { identifier: "SCORE", cardinality: "single", "base-type": "float", "normal-maximum": item.max },
    element("qti-default-value", {}, element("qti-value", {}, "0")),
  );
  const attributes = {
    xmlns: qtiNamespace,
    "xmlns:xsi": schemaInstance,
    "xsi:schemaLocation": `${qtiNamespace} ${qtiSchema}`,
    identifier: identifierOf(item.id),
    title: titleOf(item),
    adaptive: "false",
    "time-dependent": "false",
    "xml:lang": `${language}-CA`,
  };
  const held = element(
    "div",
    {
      [aboutAttribute]: item.about,
      [typeAttribute]: item.type,
      ...(item.isAnchor ? { [anchorAttribute]: "true" } : {}),
    },
    ...body,
  );
  return document(
    element("qti-assessment-item", attributes, ...declarations, score, element("qti-item-body", {}, held), processing),
  );
}

export const titleOf = ({ prompt, id }: ReadingItem): string =>
  prompt.replaceAll(/\s+/g, " ").trim().slice(0, 80) || id;

function partsOf(item: ReadingItem, key: ItemKey | undefined, language: FormLanguage): Parts {
  switch (item.type) {
    case "SINGLE_CHOICE": {
      const right = key?.type === item.type && key.option !== "" ? [identifierOf(key.option)] : [];
      return choice(item, "single", item.options, right);
    }
    case "MULTIPLE_CHOICE": {
      const right = key?.type === item.type ? key.options.filter(Boolean).map(identifierOf) : [];
      return choice(item, "multiple", item.options, right);
    }
    case "TRUE_FALSE":
      return choice(item, "single", truthChoicesIn(language), key?.type === item.type ? [truthOf(key.value)] : []);
    case "TRUE_FALSE_JUSTIFIED":
      return justified(item, key, language);
    case "MATCHING":
      return matching(item, key);
    case "ORDERING": {
      const right = key?.type === item.type ? key.order.filter(Boolean).map(identifierOf) : [];
      const named = { "response-identifier": response };
      const interaction = element("qti-order-interaction", named, prompt(item), ...choices(item.entries));
      return {
        declarations: [declaration({ cardinality: "ordered", base: "identifier" }, right)],
        body: [interaction],
        processing: template(matchCorrect),
      };
    }
    case "GAP_FILL":
      return gaps(item, key);
    case "SHORT_ANSWER": {
      const accepted = key?.type === item.type ? key.accepted : [];
      const entry = element("qti-text-entry-interaction", {
        "response-identifier": response,
        "expected-length": item.maxLength,
      });
      return {
        declarations: [words(response, accepted, Math.max(1, item.max))],
        body: [element("p", {}, item.prompt), element("p", {}, entry)],
        processing: template(mapResponse),
      };
    }
    default:
      return assertNever(item);
  }
}

const truthOf = (value: boolean): string => (value ? truths.yes : truths.no);
const truthChoicesIn = (language: FormLanguage) => [
  { id: truths.yes, text: truthInWords(true, language) },
  { id: truths.no, text: truthInWords(false, language) },
];
type Option = { readonly id: string; readonly text: string };

const prompt = (item: ReadingItem): Markup => element("qti-prompt", {}, item.prompt);
const template = (address: string): Markup => element("qti-response-processing", { template: address });
const values = (right: readonly string[]): Markup[] =>
  right.length === 0
    ? []
    : [element("qti-correct-response", {}, ...right.map((value) => element("qti-value", {}, value)))];
const declaration = (
  { cardinality, base, identifier = response }: Answers,
  right: readonly string[],
  ...more: readonly Markup[]
): Markup =>
  element("qti-response-declaration", { identifier, cardinality, "base-type": base }, ...values(right), ...more);
const choices = (options: readonly Option[]): Markup[] =>
  options.map(({ id, text }) => element("qti-simple-choice", { identifier: identifierOf(id) }, text));

function choice(
  item: ReadingItem,
  cardinality: "single" | "multiple",
  options: readonly Option[],
  right: readonly string[],
): Parts {
  // Zero: as many as one likes.
  const attributes = { "response-identifier": response, "max-choices": cardinality === "single" ? 1 : 0 };
  return {
    declarations: [declaration({ cardinality, base: "identifier" }, right)],
    body: [element("qti-choice-interaction", attributes, prompt(item), ...choices(options))],
    processing: template(matchCorrect),
  };
}

/** Every accepted answer is worth the same; the first is also the correct one. */
const words = (identifier: string, accepted: readonly string[], worth: number): Markup =>
  declaration({ cardinality: "single", base: "string", identifier }, accepted.slice(0, 1), ...mapping(accepted, worth));

function mapping(entries: readonly string[], worth: number): Markup[] {
  // QTI knows no empty mapping.
  if (entries.length === 0) return [];
  const entry = (value: string): Markup =>
    element("qti-map-entry", { "map-key": value, "mapped-value": worth, "case-sensitive": "false" });
  return [element("qti-mapping", { "default-value": 0 }, ...entries.map(entry))];
}

/** One point for each association; two columns, or gaps and what fills them. */
const associations = (right: readonly string[]): Markup =>
  declaration({ cardinality: "multiple", base: "directedPair" }, right, ...mapping(right, 1));

function matching(item: Extract<ReadingItem, { type: "MATCHING" }>, key: ItemKey | undefined): Parts {
  const pairs = key?.type === item.type ? Object.entries(key.pairs).filter(([, right]) => right !== "") : [];
  const entry = (identifier: string, most: number, text: string): Markup =>
    element("qti-simple-associable-choice", { identifier, "match-max": most }, text);
  const interaction = element(
    "qti-match-interaction",
    { "response-identifier": response, "max-associations": item.left.length },
    prompt(item),
    element("qti-simple-match-set", {}, ...item.left.map(({ id, text }) => entry(identifierOf(id), 1, text))),
    element("qti-simple-match-set", {}, ...item.right.map(({ id, text }) => entry(rightOf(id), 0, text))),
  );
  return {
    declarations: [associations(pairs.map(([left, right]) => `${identifierOf(left)} ${rightOf(right)}`))],
    body: [interaction],
    processing: template(mapResponse),
  };
}

function gaps(item: Extract<ReadingItem, { type: "GAP_FILL" }>, key: ItemKey | undefined): Parts {
  const fills = key?.type === item.type ? key.fills : [];
  const right = fills.flatMap((id, index) => (id === "" ? [] : [`${identifierOf(id)} ${gapName(index)}`]));
  const text = item.segments.flatMap((segment, index) =>
    index === 0 ? [segment] : [element("qti-gap", { identifier: gapName(index - 1) }), segment],
  );
  const interaction = element(
    "qti-gap-match-interaction",
    // Unless told otherwise, a QTI reader lets one gap only be filled.
    { "response-identifier": response, "max-associations": item.segments.length - 1 },
    prompt(item),
    ...item.bank.map((entry) =>
      element("qti-gap-text", { identifier: identifierOf(entry.id), "match-max": 0 }, entry.text),
    ),
    element("p", {}, ...text),
  );
  return { declarations: [associations(right)], body: [interaction], processing: template(mapResponse) };
}

/** QTI has no such question: a judgement and words, of which the second counts only under the right first. */
function justified(
  item: Extract<ReadingItem, { type: "TRUE_FALSE_JUSTIFIED" }>,
  key: ItemKey | undefined,
  language: FormLanguage,
): Parts {
  const known = key?.type === item.type ? key : undefined;
  const judged = choice(item, "single", truthChoicesIn(language), known ? [truthOf(known.value)] : []);
  const text = element("qti-extended-text-interaction", {
    "response-identifier": justification,
    "expected-length": item.maxLength,
  });
  const isRight = element(
    "qti-match",
    {},
    element("qti-variable", { identifier: response }),
    element("qti-correct", { identifier: response }),
  );
  const points = element(
    "qti-sum",
    {},
    element("qti-base-value", { "base-type": "float" }, "1"),
    element("qti-map-response", { identifier: justification }),
  );
  const rule = element(
    "qti-response-if",
    {},
    isRight,
    element("qti-set-outcome-value", { identifier: "SCORE" }, points),
  );
  return {
    declarations: [...judged.declarations, words(justification, known?.evidence ?? [], 1)],
    body: [...judged.body, text],
    processing: element("qti-response-processing", {}, element("qti-response-condition", {}, rule)),
  };
}

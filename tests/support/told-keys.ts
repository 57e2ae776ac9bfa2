import { itemKey, type FormContent, type FormKeys, type ItemKey } from "#shared/domain/forms/form-content.ts";
import { rightAnswer } from "#shared/domain/reading/right-answer.ts";
import { canonicalJson } from "#shared/kernel/canonical-json.ts";

/**
 * Looks for the keys of forms, by what they say and not by where they are kept: in what a server answers, and in the
 * program that a browser loads. What a case itself prints tells nothing.
 */

export interface SearchedForm {
  readonly content: FormContent;
  readonly keys: FormKeys;
}

/** Shorter words are told only where they stand alone: inside a sentence they are anything. */
const leastWithin = 8;
/** What is shorter may be anybody's. */
const isSentence = (text: string): boolean => text.length >= 20 && text.split(" ").length >= 4;
const namesOfKeys = new Set(["keys", "accepted", "evidence", "correct", "expected", "relayFacts"]);
/** A claim about a question, such as that it is void, is no answer to it. */
const isClaim = (name: string): boolean => /^(is|has|may|can)[A-Z]/.test(name);

/** Where an answer of the server tells a key, and how; nothing where it tells none. */
export function keysToldIn(given: unknown, forms: readonly SearchedForm[]): string[] {
  const tellsOf = searchFor(forms);
  const found: string[] = [];
  const walk = (node: unknown, path: string): void => {
    found.push(...tellsOf(node).map((what) => `${path} ${what}`));
    if (typeof node === "object" && node !== null)
      for (const [name, inner] of Object.entries(node)) walk(inner, `${path}.${name}`);
  };
  walk(given, "$");
  return found;
}

function searchFor(forms: readonly SearchedForm[]): (node: unknown) => string[] {
  const keys = forms.flatMap((form) => Object.entries(form.keys));
  const printed = new Set(forms.flatMap(({ content }) => textsIn(content)));
  const words = wordsOf(forms);
  const rights = new Map(keys.map(([itemId, key]) => [itemId, new Set(sayingsOf(key).map(canonicalJson))]));
  const orders = new Map(
    keys.flatMap(([itemId, key]) => {
      const order = key.type === "ORDERING" ? key.order : key.type === "GAP_FILL" ? key.fills : undefined;
      return order ? [[canonicalJson(order), itemId] as const] : [];
    }),
  );
  const pairs = new Map(keys.flatMap(([itemId, key]) => (key.type === "MATCHING" ? [[canonicalJson(key.pairs), itemId] as const] : [])));

  const inText = (text: string): string[] => {
    if (printed.has(text)) return [];
    const told = words.find((word) => text === word || (word.length >= leastWithin && text.includes(word)));
    return told === undefined ? [] : [`says «${told}»`];
  };
  const inList = (list: readonly unknown[]): string[] => {
    const ids = list.map((entry) => (typeof entry === "object" && entry !== null && "id" in entry ? entry.id : entry));
    const itemId = orders.get(canonicalJson(ids));
    return itemId === undefined ? [] : [`has the order of ${itemId}`];
  };
  const inObject = (fields: object): string[] => {
    const entries = Object.entries(fields);
    const about = entries.flatMap(([, value]) => (typeof value === "string" && rights.has(value) ? [value] : []));
    const isRight = (itemId: string, value: unknown): boolean => rights.get(itemId)?.has(canonicalJson(value)) === true;
    const pairsOf = pairs.get(canonicalJson(fields));
    return [
      ...(itemKey.safeParse(fields).success ? ["has the shape of a key"] : []),
      ...(pairsOf === undefined ? [] : [`has the pairs of ${pairsOf}`]),
      ...entries.flatMap(([name, value]) => [
        ...(namesOfKeys.has(name) ? [`has a field «${name}»`] : []),
        ...(isRight(name, value) ? [`answers ${name}`] : []),
        ...(isClaim(name) ? [] : about.filter((itemId) => isRight(itemId, value)).map((itemId) => `answers ${itemId} by «${name}»`)),
      ]),
    ];
  };
  return (node) => {
    if (typeof node === "string") return inText(plain(node));
    if (Array.isArray(node)) return inList(node);
    return typeof node === "object" && node !== null ? inObject(node) : [];
  };
}

/** Whatever of these forms is in the code of a browser, as a builder may have written it: their questions, words and keys. */
export function formsToldInCode(code: string, forms: readonly SearchedForm[]): string[] {
  const text = plain(unescaped(code));
  const ids = forms.flatMap(({ content }) => content.items.map(({ id }) => id));
  const words = wordsOf(forms).filter((word) => word.length >= leastWithin);
  const sentences = forms.flatMap(({ content }) => textsIn(content)).filter(isSentence);
  const told = [
    ...ids.filter((id) => new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(text)),
    ...[...words, ...sentences].filter((one) => text.includes(one)),
  ];
  return [...new Set(told)];
}

/** Every way in which the key could be said as an answer. */
function sayingsOf(key: ItemKey): unknown[] {
  switch (key.type) {
    case "TRUE_FALSE":
      return [key.value, String(key.value)];
    case "TRUE_FALSE_JUSTIFIED":
      return [key.value, String(key.value), rightAnswer(key), key.evidence, ...key.evidence];
    case "SHORT_ANSWER":
      return [key.accepted, ...key.accepted];
    default:
      return [rightAnswer(key)];
  }
}

/** What only somebody who has the keys could say. */
const wordsOf = (forms: readonly SearchedForm[]): string[] =>
  forms.flatMap(({ keys }) =>
    Object.values(keys).flatMap((key) => (key.type === "SHORT_ANSWER" ? key.accepted : key.type === "TRUE_FALSE_JUSTIFIED" ? key.evidence : []).map(plain)),
  );

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [plain(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Spaces are ordinary ones and apostrophes are curly, whoever wrote them. */
const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, " ").replaceAll("'", "’");

const unescaped = (code: string): string =>
  code.replaceAll(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]+)\}|(["'`\\]))/gi, (_all, byte?: string, unit?: string, point?: string, mark?: string) =>
    mark ?? String.fromCodePoint(Number.parseInt(byte ?? unit ?? point ?? "", 16)),
  );

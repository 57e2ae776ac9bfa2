import type { FormContent, FormKeys, ItemKey, ReadingItem } from "./form-content.ts";
import type { FormPart } from "./form-fault.ts";
import { languageOf, ownNames } from "./language.ts";

/** What a new version of a form changes, part by part, for whoever decides about it. */
export interface FormChange {
  readonly part: FormPart;
  readonly kind: "ADDED" | "REMOVED" | "CHANGED" | "MOVED";
  /** Which document or item: in the new version, or where it is gone, in the one before. */
  readonly number?: number;
  /** The part as it was and as it is, one text on each line; empty where it was not or is no more. */
  readonly before: string;
  readonly after: string;
  /** A question was made an anchor, or is none any more. */
  readonly anchor?: "MARKED" | "UNMARKED";
}

export interface WrittenForm {
  readonly content: FormContent;
  readonly keys: FormKeys;
}

export function formChanges(before: WrittenForm, after: WrittenForm): FormChange[] {
  const [was, is] = [before.content, after.content];
  return [
    ...changed("GENERAL", linesOfGeneral(was), linesOfGeneral(is)),
    ...changed("SITUATION", linesOfTexts(was.situation), linesOfTexts(is.situation)),
    ...listChanges("DOCUMENT", was.documents, is.documents, linesOfTexts, linesOfTexts),
    ...listChanges(
      "ITEM",
      was.items,
      is.items,
      (item) => linesOfItem(item, before),
      (item) => linesOfItem(item, after),
    ),
    ...changed("DISCUSSION", linesOfTexts(was.discussion), linesOfTexts(is.discussion)),
    ...changed("WRITING", linesOfTexts(was.writing), linesOfTexts(is.writing)),
    ...changed("INTERVIEW", linesOfTexts(was.interview), linesOfTexts(is.interview)),
  ];
}

const linesOfGeneral = (content: FormContent): string => [content.title, `(${ownNames[languageOf(content)]})`].join("\n");

const changed = (part: FormPart, before: string, after: string): FormChange[] =>
  before === after ? [] : [{ part, kind: "CHANGED", before, after }];

interface Part {
  readonly id: string;
  readonly isAnchor?: boolean | undefined;
}

/** Parts are the same by their ids, wherever they stand. */
function listChanges<P extends Part>(
  part: "DOCUMENT" | "ITEM",
  was: readonly P[],
  is: readonly P[],
  linesBefore: (one: P) => string,
  linesAfter: (one: P) => string,
): FormChange[] {
  const there = is.flatMap((one, place): FormChange[] => {
    const number = place + 1;
    const old = was.find(({ id }) => id === one.id);
    const after = linesAfter(one);
    if (!old) return [{ part, kind: "ADDED", number, before: "", after }];
    const before = linesBefore(old);
    const isMarked = one.isAnchor === true;
    const anchor = isMarked === (old.isAnchor === true) ? {} : { anchor: isMarked ? "MARKED" : "UNMARKED" } as const;
    return before === after && !anchor.anchor ? [] : [{ part, kind: "CHANGED", number, before, after, ...anchor }];
  });
  const gone = was.flatMap((one, place): FormChange[] =>
    is.some(({ id }) => id === one.id)
      ? []
      : [{ part, kind: "REMOVED", number: place + 1, before: linesBefore(one), after: "" }],
  );
  const order = (list: readonly P[], other: readonly P[]): string =>
    list
      .map(({ id }) => id)
      .filter((id) => other.some((one) => one.id === id))
      .join(" ");
  const moved: FormChange[] = order(was, is) === order(is, was) ? [] : [{ part, kind: "MOVED", before: "", after: "" }];
  return [...there, ...gone, ...moved];
}

/** Every text and number of a part, in its order, one on each line; ids are nobody's to read. */
function linesOfTexts(value: unknown): string {
  return [...leaves(value)].join("\n");
}

function* leaves(value: unknown): Generator<string> {
  if (typeof value === "string" || typeof value === "number") yield String(value);
  else if (typeof value === "object" && value !== null)
    for (const [name, part] of Object.entries(value)) if (name !== "id") yield* leaves(part);
}

/** A question with its key, as one would write it on paper: ✓ before what is right, → between what goes together. */
function linesOfItem(item: ReadingItem, { content, keys }: WrittenForm): string {
  const document = content.documents.find(({ id }) => id === item.about);
  return [item.prompt, ...bodyOf(item, keys[item.id]), ...(document ? [`(${document.title})`] : [])].join("\n");
}

interface Option {
  readonly id: string;
  readonly text: string;
}
const textIn = (list: readonly Option[], id: string | undefined): string =>
  list.find((one) => one.id === id)?.text ?? "–";
const ticked = (list: readonly Option[], right: readonly string[]): string[] =>
  list.map(({ id, text }) => (right.includes(id) ? `✓ ${text}` : `– ${text}`));
const truth = (value: boolean): string => (value ? "✓" : "✗");

function bodyOf(item: ReadingItem, key: ItemKey | undefined): string[] {
  switch (item.type) {
    case "SINGLE_CHOICE":
      return ticked(item.options, key?.type === item.type ? [key.option] : []);
    case "MULTIPLE_CHOICE":
      return ticked(item.options, key?.type === item.type ? key.options : []);
    case "TRUE_FALSE":
      return key?.type === item.type ? [truth(key.value)] : [];
    case "TRUE_FALSE_JUSTIFIED":
      return key?.type === item.type ? [truth(key.value), ...key.evidence, `≤ ${item.maxLength}`] : [];
    case "MATCHING": {
      const pairs = key?.type === item.type ? key.pairs : {};
      const right = item.right.map(({ text }) => `– ${text}`);
      return [...item.left.map(({ id, text }) => `${text} → ${textIn(item.right, pairs[id])}`), ...right];
    }
    case "ORDERING": {
      const order = key?.type === item.type ? key.order : [];
      return [
        ...item.entries.map(({ text }) => `– ${text}`),
        ...order.map((id, place) => `${place + 1}. ${textIn(item.entries, id)}`),
      ];
    }
    case "GAP_FILL": {
      const fills = key?.type === item.type ? key.fills : [];
      const [first = "", ...rest] = item.segments;
      const text = rest.reduce((all, segment, gap) => `${all}[${textIn(item.bank, fills[gap])}]${segment}`, first);
      return [text, ...item.bank.map((word) => `– ${word.text}`)];
    }
    case "SHORT_ANSWER":
      return [...(key?.type === item.type ? key.accepted.map((one) => `✓ ${one}`) : []), `≤ ${item.maxLength}`];
  }
}

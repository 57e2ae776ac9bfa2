import type { ReadingItem } from "#shared/domain/forms/form-content.ts";
import { normalText } from "#shared/domain/forms/text-measures.ts";
import { acceptedWords, answersOf, rightAnswers, type Answers } from "./answers.ts";
import { flatText, place } from "./flat-text.ts";
import { idOf, rightIn, truths } from "./names.ts";
import type { Notes } from "./notes.ts";
import {
  attribute,
  childrenNamed,
  descendants,
  elementsOf,
  isElement,
  textOf,
  type XmlElement,
  type XmlNode,
} from "./xml.ts";

export interface Asked {
  readonly root: XmlElement;
  readonly interaction: XmlElement;
  readonly notes: Notes;
  /** The type that we wrote ourselves; absent in an item of another tool. */
  readonly type: ReadingItem["type"] | undefined;
  /** The words that justify a judgement, in an item of ours. */
  readonly second: XmlElement | undefined;
}

/** What an interaction asks, before anything is known of the question around it; its shape is checked afterwards. */
type Found = { readonly item: Record<string, unknown>; readonly key: Record<string, unknown> };
type Refused = "INTERACTION" | "NOT_ONE_TO_ONE";

const usualLength = 80;

export function readInteraction(asked: Asked): Found | Refused {
  switch (asked.interaction.name) {
    case "qti-choice-interaction":
      return choice(asked);
    case "qti-order-interaction":
      return ordering(asked);
    case "qti-match-interaction":
      return matching(asked);
    case "qti-gap-match-interaction":
      return gaps(asked);
    case "qti-text-entry-interaction":
    case "qti-extended-text-interaction":
      return words(asked);
    default:
      return "INTERACTION";
  }
}

const answersTo = ({ root }: Asked, interaction: XmlElement): Answers =>
  answersOf(root, attribute(interaction, "response-identifier"));
const idIn = ({ type }: Asked, identifier: string): string => (type ? idOf(identifier) : identifier);
/** Our own words are read to the letter, another's without what they looked like. */
const wordsOf = ({ type, notes }: Asked, element: XmlElement): string =>
  type ? textOf(element) : flatText(element.children, notes);
const option = (asked: Asked, element: XmlElement): { id: string; text: string } => ({
  id: idIn(asked, attribute(element, "identifier")),
  text: wordsOf(asked, element),
});

function choice(asked: Asked): Found | Refused {
  const { interaction, type, notes } = asked;
  const options = childrenNamed(interaction, "qti-simple-choice").map((one) => option(asked, one));
  const answers = answersTo(asked, interaction);
  const right = rightAnswers(answers, notes).map((identifier) => idIn(asked, identifier));
  const truth = truthOf(options);
  if (type === "TRUE_FALSE_JUSTIFIED" && asked.second) {
    const { second } = asked;
    const item = { type, max: 2, maxLength: lengthOf(second, notes) };
    const value = right[0] === truths.yes;
    return { item, key: { type, value, evidence: acceptedWords(answersTo(asked, second), notes) } };
  }
  if (type === "TRUE_FALSE" || (type === undefined && truth !== undefined && answers.cardinality !== "multiple")) {
    const item = { type: "TRUE_FALSE" };
    return { item, key: { ...item, value: right[0] === (truth ?? truths.yes) } };
  }
  const isMultiple = type === "MULTIPLE_CHOICE" || (type === undefined && answers.cardinality === "multiple");
  return isMultiple
    ? { item: { type: "MULTIPLE_CHOICE", options }, key: { type: "MULTIPLE_CHOICE", options: [...right] } }
    : { item: { type: "SINGLE_CHOICE", options }, key: { type: "SINGLE_CHOICE", option: right[0] ?? "" } };
}

/** The id of «vrai» where there is nothing to choose but true or false. */
function truthOf(options: readonly { readonly id: string; readonly text: string }[]): string | undefined {
  const said = options.map(({ text }) => normalText(text));
  const isTruth =
    said.length === 2 &&
    [
      ["vrai", "faux"],
      ["true", "false"],
    ].some((pair) => pair.every((word) => said.includes(word)));
  return isTruth ? options[said.findIndex((word) => word === "vrai" || word === "true")]?.id : undefined;
}

function ordering(asked: Asked): Found {
  const type = "ORDERING";
  const entries = childrenNamed(asked.interaction, "qti-simple-choice").map((one) => option(asked, one));
  const order = rightAnswers(answersTo(asked, asked.interaction), asked.notes).map((one) => idIn(asked, one));
  return { item: { type, entries }, key: { type, order } };
}

const associated = (asked: Asked): (readonly [string, string])[] =>
  rightAnswers(answersTo(asked, asked.interaction), asked.notes, true).map((pair) => {
    const [first = "", second = ""] = pair.split(/\s+/);
    return [first, second];
  });

function matching(asked: Asked): Found | Refused {
  const type = "MATCHING";
  const [left = [], right = []] = childrenNamed(asked.interaction, "qti-simple-match-set").map((set) =>
    childrenNamed(set, "qti-simple-associable-choice"),
  );
  const inSet = (set: readonly XmlElement[], identifier: string): boolean =>
    set.some((one) => attribute(one, "identifier") === identifier);
  // Some tools write the pair the other way around.
  const pairs = associated(asked).map(([one, other]) =>
    inSet(left, one) || !inSet(left, other) ? ([one, other] as const) : ([other, one] as const),
  );
  if (new Set(pairs.map(([one]) => one)).size < pairs.length) return "NOT_ONE_TO_ONE";
  const rightId = (identifier: string): string => (asked.type ? rightIn(identifier) : identifier);
  return {
    item: {
      type,
      left: left.map((one) => option(asked, one)),
      right: right.map((one) => ({ ...option(asked, one), id: rightId(attribute(one, "identifier")) })),
    },
    key: { type, pairs: Object.fromEntries(pairs.map(([one, other]) => [idIn(asked, one), rightId(other)])) },
  };
}

const isGap = ({ name }: XmlElement): boolean => name === "qti-gap";

function gaps(asked: Asked): Found {
  const type = "GAP_FILL";
  const { interaction, notes } = asked;
  const isBank = (node: XmlNode): boolean => isElement(node) && ["qti-gap-text", "qti-gap-img"].includes(node.name);
  const isText = (node: XmlNode): boolean => !isBank(node) && !(isElement(node) && node.name === "qti-prompt");
  const bank = elementsOf(interaction).filter((node) => isBank(node));
  for (const one of bank) if (one.name === "qti-gap-img") notes.add("MEDIA", one.name);
  const written = interaction.children.filter((node) => isText(node));
  const text = asked.type ? written.map(literal).join("") : flatText(written, notes, isGap);
  const identifiers = descendants(interaction)
    .filter(isGap)
    .map((gap) => attribute(gap, "identifier"));
  const fills = new Map(
    associated(asked).map(([one, other]) => (identifiers.includes(other) ? [other, one] : [one, other])),
  );
  return {
    item: { type, segments: text.split(place), bank: bank.map((one) => option(asked, one)) },
    key: { type, fills: identifiers.map((gap) => idIn(asked, fills.get(gap) ?? "")) },
  };
}

/** To the letter, with a place for every gap. */
const literal = (node: XmlNode): string =>
  isElement(node) ? (isGap(node) ? place : node.children.map(literal).join("")) : node.replaceAll(place, "");

function words(asked: Asked): Found | Refused {
  const type = "SHORT_ANSWER";
  const { interaction, notes } = asked;
  const answers = answersTo(asked, interaction);
  const isOpen = answers.correct.length + answers.mapped.length === 0;
  // Nothing can be compared with a text of many lines: that is a writing task.
  if (isOpen && !asked.type && interaction.name === "qti-extended-text-interaction") return "INTERACTION";
  return {
    item: { type, maxLength: lengthOf(interaction, notes) },
    key: { type, accepted: acceptedWords(answers, notes) },
  };
}

function lengthOf(interaction: XmlElement, notes: Notes): number {
  const expected = attribute(interaction, "expected-length");
  if (/^\d{1,4}$/.test(expected)) return Number(expected);
  notes.add("LENGTH_ASSUMED", String(usualLength));
  return usualLength;
}

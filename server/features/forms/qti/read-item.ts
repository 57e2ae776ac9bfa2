import { itemTypes, pointsOf } from "#shared/domain/forms/item-parts.ts";
import {
  draftItem,
  draftItemKey,
  situationId,
  type ItemKey,
  type ReadingItem,
} from "#shared/domain/forms/form-content.ts";
import type { QtiNote, QtiRefusal } from "#shared/domain/forms/qti-note.ts";
import { hasOwnProcessing } from "./answers.ts";
import { flatText, place } from "./flat-text.ts";
import { readInteraction, type Asked } from "./read-interaction.ts";
import { aboutAttribute, anchorAttribute, idOf, typeAttribute } from "./names.ts";
import { createNotes, type Notes } from "./notes.ts";
import { attribute, childNamed, childrenNamed, descendants, elementsOf, textOf, type XmlElement } from "./xml.ts";

export interface ItemFound {
  readonly title: string;
  readonly notes: readonly QtiNote[];
  /** Absent: nothing of it can be used; the last note says why. */
  readonly taken?: { readonly item: ReadingItem; readonly key: ItemKey };
}

const isInteraction = ({ name }: XmlElement): boolean => /^qti-.+-interaction$/.test(name);
const longestTitle = 120;

/** An item file of QTI 3.0 as one of our items with its key, and what was lost on the way. */
export function readItem(root: XmlElement, isDocument: (about: string) => boolean): ItemFound {
  const notes = createNotes();
  const title = (attribute(root, "title") || attribute(root, "identifier")).slice(0, longestTitle);
  const refuse = (code: QtiRefusal, what = ""): ItemFound => {
    notes.add(code, what);
    return { title, notes: notes.all };
  };
  if (root.name === "assessmentItem") return refuse("VERSION");
  const body = root.name === "qti-assessment-item" ? childNamed(root, "qti-item-body") : undefined;
  if (!body) return refuse("NOT_AN_ITEM", root.name);
  if (elementsOf(root).some(({ name }) => name === "qti-template-declaration" || name === "qti-template-processing"))
    return refuse("TEMPLATES");

  const held = heldIn(body);
  const interactions = descendants(body).filter(isInteraction);
  const [interaction, second] = interactions;
  if (!interaction) return refuse("NO_INTERACTION");
  const isJustified = held?.type === "TRUE_FALSE_JUSTIFIED" && interactions.length === 2;
  if (second && !isJustified) return refuse("COMPOSITE", String(interactions.length));
  const asked: Asked = { root, interaction, notes, type: held?.type, second };
  const found = readInteraction(asked);
  if (typeof found === "string") return refuse(found, found === "INTERACTION" ? interaction.name : "");

  const id = (held ? idOf : String)(attribute(root, "identifier"));
  const prompt = held ? textOf(promptOf(held.block, interaction)) : promptIn(body, interaction, notes);
  const about = aboutOf(held, isDocument, notes);
  if (!held) sayWhatIsLost(root, notes);
  const made = { max: 1, ...found.item, id, about, prompt, ...(held?.isAnchor ? { isAnchor: true } : {}) };
  const item = draftItem.safeParse(made);
  const key = draftItemKey.safeParse(found.key);
  if (!item.success || !key.success) return refuse("SHAPE");
  const max = maxOf(root, item.data, held !== undefined, notes);
  return {
    title,
    notes: notes.all,
    taken: { item: max === undefined ? item.data : withMax(item.data, max), key: key.data },
  };
}

interface Held {
  readonly block: XmlElement;
  readonly about: string;
  readonly type: ReadingItem["type"];
  readonly isAnchor: boolean;
}

/** The block that we write around a question: what stands in it is read back to the letter. */
function heldIn(body: XmlElement): Held | undefined {
  const [block, ...others] = elementsOf(body);
  const type = block && itemTypes.find((one) => one === attribute(block, typeAttribute));
  if (!block || !type || others.length > 0) return undefined;
  return {
    block,
    type,
    about: attribute(block, aboutAttribute),
    isAnchor: attribute(block, anchorAttribute) === "true",
  };
}

function promptOf(block: XmlElement, interaction: XmlElement): XmlElement {
  return (
    childNamed(interaction, "qti-prompt") ??
    childNamed(block, "p") ?? { name: "p", attributes: new Map(), children: [] }
  );
}

/** Everything that is said around the interaction, then what it says itself. */
function promptIn(body: XmlElement, interaction: XmlElement, notes: Notes): string {
  const around = flatText(body.children, notes, isInteraction);
  const own = childNamed(interaction, "qti-prompt");
  // Where one writes inside a sentence, the place is part of what is asked.
  const isInside =
    interaction.name === "qti-text-entry-interaction" && !around.startsWith(place) && !around.endsWith(place);
  const sentence = around.replace(place, isInside ? "_____" : " ").replaceAll(/ {2,}/g, " ");
  return [sentence.trim(), own ? flatText(own.children, notes) : ""].filter(Boolean).join(" ");
}

function aboutOf(held: Held | undefined, isDocument: (about: string) => boolean, notes: Notes): string {
  if (!held || held.about === "") {
    notes.add("ABOUT_SITUATION");
    return situationId;
  }
  if (held.about !== situationId && !isDocument(held.about)) notes.add("ABOUT_UNKNOWN", held.about);
  return held.about;
}

/** What an item of another tool carries beside its question. */
function sayWhatIsLost(root: XmlElement, notes: Notes): void {
  if (attribute(root, "adaptive") === "true") notes.add("ADAPTIVE");
  if (hasOwnProcessing(root)) notes.add("PROCESSING");
  for (const { name } of elementsOf(root)) {
    if (name === "qti-modal-feedback") notes.add("FEEDBACK");
    if (name === "qti-stylesheet") notes.add("STYLES");
    if (name === "qti-assessment-stimulus-ref") notes.add("STIMULUS");
    if (name === "qti-catalog-info" || name === "qti-companion-materials-info") notes.add("ELEMENT", name);
  }
  const inside = descendants(root);
  if (inside.some((one) => attribute(one, "shuffle") === "true")) notes.add("SHUFFLE");
}

/** Our own items say how many points they are worth; another's are worth what ours of their type are. */
function maxOf(root: XmlElement, item: ReadingItem, isOurs: boolean, notes: Notes): number | undefined {
  const score = childrenNamed(root, "qti-outcome-declaration").find((one) => attribute(one, "identifier") === "SCORE");
  const declared = Number.parseFloat(score ? attribute(score, "normal-maximum") : "");
  const usual = pointsOf(item);
  if (isOurs && Number.isInteger(declared) && declared >= 0) return declared;
  if (Number.isFinite(declared) && declared !== usual) notes.add("POINTS", String(declared));
  return usual;
}

const withMax = (item: ReadingItem, max: number): ReadingItem => {
  const parsed = draftItem.safeParse({ ...item, max });
  return parsed.success ? parsed.data : item;
};

import type { Notes } from "./notes.ts";
import { attribute, childNamed, childrenNamed, descendants, textOf, type XmlElement } from "./xml.ts";

/** What a response declaration says is right. */
export interface Answers {
  readonly cardinality: string;
  /** In the order in which they are given. */
  readonly correct: readonly string[];
  /** Answers that earn points, best first as given: only those that earn the most. */
  readonly mapped: readonly string[];
  /** Some answers earn less than others, or take something away. */
  readonly isPartial: boolean;
  readonly isCaseSensitive: boolean;
}

const none: Answers = { cardinality: "", correct: [], mapped: [], isPartial: false, isCaseSensitive: false };

export function answersOf(root: XmlElement, identifier: string): Answers {
  const declared = childrenNamed(root, "qti-response-declaration").find(
    (one) => attribute(one, "identifier") === identifier,
  );
  if (!declared) return none;
  const correct = childNamed(declared, "qti-correct-response");
  const mapping = childNamed(declared, "qti-mapping");
  const entries = (mapping ? childrenNamed(mapping, "qti-map-entry") : []).map((entry) => ({
    value: attribute(entry, "map-key"),
    points: Number(attribute(entry, "mapped-value")),
    isCaseSensitive: attribute(entry, "case-sensitive") === "true",
  }));
  const best = Math.max(0, ...entries.map(({ points }) => points));
  const mapped = entries.filter(({ points }) => points > 0 && points === best);
  return {
    cardinality: attribute(declared, "cardinality"),
    correct: correct ? childrenNamed(correct, "qti-value").map(textOf) : [],
    mapped: mapped.map(({ value }) => value),
    isPartial:
      entries.some(({ points }) => points !== best && points !== 0) ||
      childNamed(declared, "qti-area-mapping") !== undefined,
    isCaseSensitive: mapped.some((entry) => entry.isCaseSensitive),
  };
}

/** Identifiers that are right: those declared correct, else those that earn the most. */
export function rightAnswers(answers: Answers, notes: Notes, isEachWorthItsOwn = false): readonly string[] {
  if (answers.isPartial || (!isEachWorthItsOwn && answers.mapped.length > 0)) notes.add("PARTIAL_CREDIT");
  const found = (answers.correct.length > 0 ? answers.correct : answers.mapped).map((value) => value.trim());
  if (found.length === 0) notes.add("KEY_MISSING");
  return found;
}

/** Words that are accepted: every one that earns all the points, beginning with the one declared correct. */
export function acceptedWords(answers: Answers, notes: Notes): string[] {
  if (answers.isPartial) notes.add("PARTIAL_CREDIT");
  if (answers.isCaseSensitive) notes.add("CASE");
  const found = [...new Set([...answers.correct, ...answers.mapped])].filter((words) => words !== "");
  if (found.length === 0) notes.add("KEY_MISSING");
  return found;
}

/** The rule of an item: one of the two common templates, none, or its own. */
export function hasOwnProcessing(root: XmlElement): boolean {
  const processing = childNamed(root, "qti-response-processing");
  if (!processing) return false;
  const template = attribute(processing, "template") || attribute(processing, "template-location");
  if (/(?:^|\/)(?:match_correct|map_response)(?:\.xml)?$/.test(template)) return false;
  return template !== "" || descendants(processing).length > 1;
}

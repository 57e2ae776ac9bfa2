import type { DeliveryMode } from "../scheduling/session-machine.ts";

/**
 * Each item stands alone: asked, dated, versioned and withdrawn by itself. A new wording is a new version, which is
 * asked again. There is no bundled consent.
 */
export const consentItems = [
  "COLLECTION_NOTICE",
  "ORAL_RECORDING",
  "ONLINE_SUPERVISION",
  "ORAL_VIDEO",
  "REMINDERS",
  "SURVEY",
  "RESEARCH",
] as const;
export type ConsentItem = (typeof consentItems)[number];

export const consentVersion: Readonly<Record<ConsentItem, number>> = {
  COLLECTION_NOTICE: 1,
  ORAL_RECORDING: 3,
  ONLINE_SUPERVISION: 3,
  ORAL_VIDEO: 1,
  REMINDERS: 1,
  SURVEY: 1,
  RESEARCH: 1,
};

/**
 * An answer to this wording or a later one still counts, for what its own words said: the newer ones added something that asks
 * for the version in which it stands, and nobody who had booked before is left out of the rest.
 */
export const consentHoldsFrom: Readonly<Record<ConsentItem, number>> = { ...consentVersion, ORAL_RECORDING: 2 };

/** Refusing one of these has no effect on the exam. */
export const optionalItems: readonly ConsentItem[] = ["ORAL_VIDEO", "REMINDERS", "SURVEY", "RESEARCH"];

/** What a mode cannot do without. Refusing online supervision leads to a seat in person, at the same price and value. */
export const neededItems: Readonly<Record<DeliveryMode, readonly ConsentItem[]>> = {
  ONLINE: ["COLLECTION_NOTICE", "ORAL_RECORDING", "ONLINE_SUPERVISION"],
  IN_PERSON: ["COLLECTION_NOTICE", "ORAL_RECORDING"],
};

/** The newest answer to each item that holds; `undefined` where nobody was asked yet. */
export type Answers = Readonly<Partial<Record<ConsentItem, boolean>>>;

export const missingFor = (mode: DeliveryMode, answers: Answers): ConsentItem[] =>
  neededItems[mode].filter((item) => answers[item] !== true);

/** Both common items and the question of supervision have an answer: the person may choose a mode. */
export const isAnswered = (answers: Answers): boolean =>
  missingFor("IN_PERSON", answers).length === 0 && answers.ONLINE_SUPERVISION !== undefined;

/** What a person looked at, and what they concluded. Never a picture, never a number. */
export const identityDocuments = [
  "PASSPORT",
  "PERMANENT_RESIDENT_CARD",
  "FOREIGN_NATIONAL_ID",
  "OTHER_GOVERNMENT_PHOTO_ID",
  "OFFERED_DRIVER_LICENCE",
  "OFFERED_HEALTH_CARD",
  "NONE_AT_HAND",
] as const;
export type IdentityDocumentType = (typeof identityDocuments)[number];

export const identityOutcomes = ["CONFIRMED", "DOUBT", "POSTPONED"] as const;
export type IdentityOutcome = (typeof identityOutcomes)[number];

/** The law lets nobody ask for these two as identification: they count only when the person offers them. */
export const offeredOnly: readonly IdentityDocumentType[] = ["OFFERED_DRIVER_LICENCE", "OFFERED_HEALTH_CARD"];

const calendarDay = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g;
// Numbers are often written in groups: «123 456 789», «B6543-210987-02».
const longNumber = /\d(?:[ \u00A0\u202F.-]?\d){5,}/;

/** True when a note holds what looks like a document's number: six digits or more, a date aside. */
export function holdsNumber(note: string): boolean {
  return longNumber.test(note.replaceAll(calendarDay, " "));
}

/** Confirming needs a document that was seen, or the word of the order that knows the person. */
export function canConfirmWith(document: IdentityDocumentType, hasOrderWord: boolean): boolean {
  return document !== "NONE_AT_HAND" || hasOrderWord;
}

export interface NotedCheck {
  readonly id: string;
  readonly outcome: IdentityOutcome;
  readonly checkedById: string;
  /** The doubt that this look by somebody else follows. */
  readonly doubtId: string | null;
}

/** A doubt is open until somebody else has looked and decided: one at a time, whoever else doubts meanwhile. */
export function openDoubt<C extends NotedCheck>(checks: readonly C[]): C | undefined {
  return checks.find(
    ({ id, outcome, doubtId }) =>
      outcome === "DOUBT" && doubtId === null && !checks.some((later) => later.doubtId === id && later.outcome !== "DOUBT"),
  );
}

/** Whoever had the doubt never settles it alone; a second doubt leaves it open. */
export function maySettle(doubt: NotedCheck | undefined, accountId: string, outcome: IdentityOutcome): boolean {
  return doubt === undefined || outcome === "DOUBT" || doubt.checkedById !== accountId;
}

/** What a check rests on, as every line about it says: a document, or the order's word where there was none (IDY-13). */
export const identityGround = (document: IdentityDocumentType, outcome: IdentityOutcome): IdentityDocumentType | "ORDER" =>
  outcome === "CONFIRMED" && document === "NONE_AT_HAND" ? "ORDER" : document;

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

/** Confirming needs a document that was seen. */
export function canConfirmWith(document: IdentityDocumentType): boolean {
  return document !== "NONE_AT_HAND";
}

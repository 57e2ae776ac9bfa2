/** What is known of a person who is referred: the same checks for a form, a file and the person's own corrections. */
export const personFields = ["givenName", "familyName", "email", "birthDate", "fileNumber", "reason", "phone"] as const;
export type PersonField = (typeof personFields)[number];

export const maxNameLength = 100;
export const maxFileNumberLength = 40;
const youngest = 14;
const oldest = 110;

/** Letters of any script, marks, spaces, apostrophes, hyphens and full stops: «Jean-François», «O’Neill», «St. John». */
export const isName = (text: string): boolean =>
  text.length <= maxNameLength && /^\p{L}[\p{L}\p{M}\s'’.-]*$/u.test(text);

// As strict as needed to catch a mistyped address, no more: the invitation itself is the proof.
export const isEmail = (text: string): boolean => text.length <= 254 && /^[^\s@<>,;:"()]+@[^\s@<>,;:"()]+\.[^\s@<>,;:"().]{2,}$/.test(text);

export const isPhone = (text: string): boolean => /^\+?[\d\s().-]{7,25}$/.test(text);

/** No control character, half a character or sign of one that was lost: none of them is typed on purpose. */
export const isPrintable = (text: string): boolean => !/[\p{Cc}\p{Cs}\uFFFD]/u.test(text);

/** A day that exists, of somebody between fourteen and a hundred and ten years old on `today` (both `YYYY-MM-DD`). */
export function isBirthDate(text: string, today: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text) return false;
  const age = Number(today.slice(0, 4)) - at.getUTCFullYear() - (text.slice(5) > today.slice(5) ? 1 : 0);
  return age >= youngest && age <= oldest;
}

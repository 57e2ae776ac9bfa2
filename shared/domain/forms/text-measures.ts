/** Words as a person counts them: what stands between spaces and holds a letter or a digit. */
export const wordsIn = (paragraphs: readonly string[]): number =>
  paragraphs
    .join(" ")
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Without case, accents, punctuation or extra spaces. */
export const normalText = (text: string): string =>
  text
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Numbers, thousands joined: «39 600 $» is 39600. */
export const numbersIn = (text: string): string[] =>
  text.replaceAll(/(?<=\d)\u00A0(?=\d{3}\b)/gu, "").match(/\d+/gu) ?? [];

export const repeated = (values: readonly string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

/** What a Québec reader's eye stumbles on. */
const typographyFaults: readonly RegExp[] = [
  // A straight apostrophe or quotation mark.
  /['"]/u,
  // An ordinary space, or none, before a colon; the same inside guillemets.
  /(?<!\u00A0):/u,
  /«(?!\u00A0)|(?<!\u00A0)»/u,
  // A space before a semicolon, an exclamation or a question mark.
  /\s[;!?]/u,
  // An ordinary space in an hour, an amount or a percentage, or a decimal point.
  /\d (?:h\b|\$|%|\d{3}\b)|\dh|h \d{2}\b/u,
  /\d\.\d/u,
  // Two spaces.
  /\s{2}/u,
];

/** Where the first fault of typography stands, with a few letters around it; null in a text without any. */
export function typographyFault(text: string): string | null {
  for (const pattern of typographyFaults) {
    const found = pattern.exec(text);
    if (found) return text.slice(Math.max(0, found.index - 20), found.index + 20).trim();
  }
  return null;
}

/**
 * Sets the no-break spaces and the typographic apostrophes that a keyboard does not give; changes no letter and no
 * sign. Whatever else is wrong with a text is left to its author.
 */
export function withTypography(text: string): string {
  return text
    .replaceAll(/(?<=\p{L})'(?=\p{L})/gu, "’")
    .replaceAll(/ :/gu, "\u00A0:")
    .replaceAll(/« ?/gu, "«\u00A0")
    .replaceAll(/ ?»/gu, "\u00A0»")
    .replaceAll(/«\u00A0\u00A0+/gu, "«\u00A0")
    .replaceAll(/\u00A0\u00A0+»/gu, "\u00A0»")
    .replaceAll(/(?<=\d) (?=h\b|\$|%|\d{3}\b)/gu, "\u00A0")
    .replaceAll(/(?<=\d\u00A0h) (?=\d{2}\b)/gu, "\u00A0");
}

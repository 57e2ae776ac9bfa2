/** Characters of French that some keyboards lack, each family in the order in which F2 turns it. */
const families = ["eéèêë", "aàâæ", "cç", "uùû", "iîï", "oôœ", '"«»', "'’", " \u00A0"].map((family) => Array.from(family));

/** What the palette shows, with the key that leads there and how often F2 is pressed after it. */
export interface PaletteEntry {
  readonly character: string;
  readonly base: string;
  readonly presses: number;
}

const shown = [...Array.from("éèêëàâçùûôîïœæ«»"), "\u00A0"];

export const paletteEntries: readonly PaletteEntry[] = shown.flatMap((character) => {
  const family = families.find((one) => one.includes(character));
  const base = family?.[0];
  return family && base !== undefined ? [{ character, base, presses: family.indexOf(character) }] : [];
});

export const capital = (character: string): string => character.toLocaleUpperCase("fr");

/** The next of the family: e, é, è, ê, ë, and e again; a capital stays one. Undefined for what has no other form. */
export function nextForm(character: string): string | undefined {
  const lower = character.toLocaleLowerCase("fr");
  const family = families.find((one) => one.includes(lower));
  if (!family) return undefined;
  const next = family[(family.indexOf(lower) + 1) % family.length];
  return next !== undefined && lower !== character ? capital(next) : next;
}

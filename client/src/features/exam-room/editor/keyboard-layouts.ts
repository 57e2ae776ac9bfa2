/** Which keyboard somebody types on, told from where three letters are. */

export const layouts = ["CANADIAN", "FRENCH", "SWISS", "US"] as const;
export type Layout = (typeof layouts)[number];

/** The letters that are asked for, one after the other. `é` may be nowhere on the keyboard. */
export const askedLetters = ["q", "z", "é"] as const;
export type AskedLetter = (typeof askedLetters)[number];

/** The place of the key that gave the letter (`KeyboardEvent.code`); null: the person does not find it. */
export type FoundKeys = Readonly<Partial<Record<AskedLetter, string | null>>>;

/** Undefined when the places are those of none of these keyboards. */
export function layoutOf({ q, z, "é": accented }: FoundKeys): Layout | undefined {
  if (q === "KeyA" && z === "KeyW") return "FRENCH";
  if (q !== "KeyQ") return undefined;
  // A German keyboard has z there too, and no é.
  if (z === "KeyY") return accented === "Semicolon" ? "SWISS" : undefined;
  if (z !== "KeyZ") return undefined;
  // French of Canada, the multilingual standard included, has é beside the right Shift key.
  if (accented === "Slash") return "CANADIAN";
  // Where é was made in two strokes or elsewhere, it may be Spanish, Portuguese, international: it has accents.
  return accented === null ? "US" : undefined;
}

export const isLayout = (value: string | null): value is Layout => layouts.some((layout) => layout === value);

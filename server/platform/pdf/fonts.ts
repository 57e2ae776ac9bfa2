import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { readCoverage } from "./woff-coverage.ts";

export type FontWeight = "regular" | "semibold" | "bold";
export type Font = { readonly name: string; readonly data: Buffer; readonly coverage: ReadonlySet<number> };
export type FontRun = { readonly text: string; readonly font: Font };

/** A name or a profession that our fonts cannot draw: refused, for an attestation never shows an empty box (ATT-11). */
export class UnprintableTextError extends Error {}

const FILE_WEIGHT: Record<FontWeight, number> = { regular: 400, semibold: 600, bold: 700 };
/** Open Sans is published in parts; the first part that has a character draws it. */
const PARTS = ["latin", "latin-ext", "vietnamese", "greek", "cyrillic"];

const require = createRequire(import.meta.url);
const loaded = new Map<FontWeight, readonly Font[]>();

function fontsOf(weight: FontWeight): readonly Font[] {
  const known = loaded.get(weight);
  if (known !== undefined) return known;
  const fonts = PARTS.map((part) => {
    // WOFF and not WOFF2: fontkit 2.0 cannot subset the composed glyphs (é, ç) of the latter.
    const file = `@fontsource/open-sans/files/open-sans-${part}-${FILE_WEIGHT[weight]}-normal.woff`;
    const data = readFileSync(require.resolve(file));
    return { name: `${weight}-${part}`, data, coverage: readCoverage(data) };
  });
  loaded.set(weight, fonts);
  return fonts;
}

/** Cuts a text where the font has to change, which is nowhere for most names. */
export function runsOf(text: string, weight: FontWeight): readonly FontRun[] {
  const fonts = fontsOf(weight);
  const runs: FontRun[] = [];
  for (const character of text.normalize("NFC")) {
    const previous = runs.at(-1);
    const draws = (font: Font): boolean => font.coverage.has(character.codePointAt(0) ?? 0);
    const font = previous !== undefined && draws(previous.font) ? previous.font : fonts.find(draws);
    if (font === undefined) throw new UnprintableTextError(`No font draws «${character}» in «${text}».`);
    if (previous?.font === font) runs[runs.length - 1] = { text: previous.text + character, font };
    else runs.push({ text: character, font });
  }
  return runs;
}

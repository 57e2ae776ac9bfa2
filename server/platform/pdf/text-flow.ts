import { runsOf } from "./fonts.ts";
import type { Font, FontRun, FontWeight } from "./fonts.ts";

export type StyledText = { readonly text: string; readonly weight: FontWeight };
export type TextLine = { readonly runs: readonly FontRun[]; readonly width: number };
export type Measure = (text: string, font: Font) => number;

/** An ordinary space or a hyphen ends a piece; a no-break space does not. */
const PIECE = /[^ -]*[ -]|[^ -]+/g;

const BALANCE_STEP = 6;
/** Below this share of the width, the text would look like a narrow column. */
const BALANCE_LIMIT = 0.8;

type Piece = { readonly runs: readonly FontRun[]; readonly mayBreakAfter: boolean };

const pieces = (parts: readonly StyledText[]): Piece[] =>
  parts.flatMap(({ text, weight }) =>
    (text.match(PIECE) ?? []).map((piece) => ({ runs: runsOf(piece, weight), mayBreakAfter: /[ -]$/.test(piece) })),
  );

function joinRuns(runs: readonly FontRun[]): FontRun[] {
  const joined: FontRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last?.font === run.font) joined[joined.length - 1] = { text: last.text + run.text, font: run.font };
    else joined.push(run);
  }
  return joined;
}

/**
 * Breaks styled text into lines. pdfkit can continue a line in another font, but then it may break in the middle of a
 * word, where a name passes from one part of the font to the next. The space at the end of a line is kept: without it a
 * screen reader would read two words as one.
 */
export function breakLines(parts: readonly StyledText[], width: number, measure: Measure): readonly TextLine[] {
  const widthOf = (runs: readonly FontRun[]): number =>
    joinRuns(runs).reduce((sum, { text, font }) => sum + measure(text, font), 0);
  const trimmed = (runs: readonly FontRun[]): readonly FontRun[] =>
    runs.map((run, index) => (index === runs.length - 1 ? { ...run, text: run.text.replace(/ $/, "") } : run));

  const words: FontRun[][] = [[]];
  for (const piece of pieces(parts)) {
    words.at(-1)?.push(...piece.runs);
    if (piece.mayBreakAfter) words.push([]);
  }
  const lines: FontRun[][] = [[]];
  for (const word of words) {
    const line = lines.at(-1) ?? [];
    if (line.length > 0 && widthOf(trimmed([...line, ...word])) > width) lines.push([...word]);
    else line.push(...word);
  }
  return lines
    .filter((line) => line.length > 0)
    .map((line) => ({ runs: joinRuns(line), width: widthOf(trimmed(joinRuns(line))) }));
}

/** As many lines, but about as long as each other: no lone «art. 35).» at the end of a sentence. */
export function balanceLines(parts: readonly StyledText[], width: number, measure: Measure): readonly TextLine[] {
  let best = breakLines(parts, width, measure);
  for (let narrower = width - BALANCE_STEP; narrower > width * BALANCE_LIMIT; narrower -= BALANCE_STEP) {
    const lines = breakLines(parts, narrower, measure);
    if (lines.length > best.length || lines.some((line) => line.width > narrower)) break;
    best = lines;
  }
  return best;
}

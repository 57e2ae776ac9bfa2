import type { TextRange } from "./highlights.ts";

// A point after these ends no sentence: «M. Tran», «art. 35».
const abbreviation = /(?:^|[\s(«\u00A0])(?:M|MM|Mme|Mlle|Me|Dr|Dre|Pr|Pre|St|Ste|art|no|p|etc|[A-Z])\.\s*$/u;

/** The sentences of a paragraph that begins at `offset`, without the spaces between them: steps for the keyboard. */
export function sentencesOf(paragraph: string, offset: number): TextRange[] {
  const ranges: TextRange[] = [];
  let start = 0;
  for (const { index, segment } of new Intl.Segmenter("fr", { granularity: "sentence" }).segment(paragraph)) {
    const end = index + segment.length;
    const sentence = paragraph.slice(start, end);
    if (abbreviation.test(sentence) && end < paragraph.length) continue;
    const from = start + sentence.length - sentence.trimStart().length;
    const to = start + sentence.trimEnd().length;
    if (from < to) ranges.push({ start: offset + from, end: offset + to });
    start = end;
  }
  return ranges;
}

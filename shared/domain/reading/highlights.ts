import { z } from "zod";
import { situationId, type FormContent } from "../forms/form-content.ts";
import type { AnswerValue } from "../answers/answer-value.ts";

/**
 * Passages that a person marks in what they read. A place is counted in the document's text: its paragraphs, one
 * character apart. They are saved as one answer, a list of `document:start-end:KIND`, in the order of the texts and
 * without overlap, so that every page draws the same thing from it.
 */

export const highlightKinds = ["IMPORTANT", "DISCUSS", "CHECK"] as const;
export type HighlightKind = (typeof highlightKinds)[number];

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export const highlight = z.object({
  /** A partial document's id, or `SITUATION`. */
  documentId: z.string(),
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  kind: z.enum(highlightKinds),
});
export type Highlight = z.infer<typeof highlight>;

/** As many as an answer's list holds. */
export const maxHighlights = 100;

/** The length of each text that a person may highlight, by document. */
export type ReadableLengths = ReadonlyMap<string, number>;

const lengthOf = (paragraphs: readonly string[]): number => paragraphs.join("\n").length;

export const readableLengths = (
  content: Pick<FormContent, "situation" | "documents">,
  documentId: string,
): ReadableLengths =>
  new Map([
    [situationId, lengthOf(content.situation.paragraphs)],
    ...content.documents
      .filter(({ id }) => id === documentId)
      .map(({ id, paragraphs }): [string, number] => [id, lengthOf(paragraphs)]),
  ]);

/** Where each paragraph begins in its document's text. */
export function paragraphRanges(paragraphs: readonly string[]): TextRange[] {
  let start = 0;
  return paragraphs.map(({ length }) => {
    const range = { start, end: start + length };
    start = range.end + 1;
    return range;
  });
}

const inWord = /[\p{L}\p{N}’'-]/u;

/** A selection as it was meant: whole words, without the spaces around them. Nothing when it holds no word. */
export function wholeWords(text: string, { start, end }: TextRange): TextRange | null {
  const isWord = (at: number): boolean => inWord.test(text.charAt(at));
  let from = Math.max(0, start);
  let to = Math.min(text.length, end);
  while (from < to && /\s/u.test(text.charAt(from))) from += 1;
  while (to > from && /\s/u.test(text.charAt(to - 1))) to -= 1;
  if (from >= to) return null;
  while (from > 0 && isWord(from) && isWord(from - 1)) from -= 1;
  while (to < text.length && isWord(to) && isWord(to - 1)) to += 1;
  return { start: from, end: to };
}

const written = /^(.+):(\d{1,6})-(\d{1,6}):([A-Z]+)$/;

/** What was saved, as far as it can be read: whatever cannot is left out. */
export function highlightsOf(value: AnswerValue | undefined): Highlight[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry) => {
    const [, documentId, start, end, kind] = written.exec(entry ?? "") ?? [];
    const parsed = highlight.safeParse({ documentId, start: Number(start), end: Number(end), kind });
    return parsed.success ? [parsed.data] : [];
  });
}

export const storedHighlights = (highlights: readonly Highlight[]): string[] =>
  highlights.map(({ documentId, start, end, kind }) => `${documentId}:${start}-${end}:${kind}`);

/** May this be saved? Only places of the person's own texts, in order, each once. */
export function areHighlights(value: AnswerValue, lengths: ReadableLengths): boolean {
  const list = highlightsOf(value);
  return (
    Array.isArray(value) &&
    value.length <= maxHighlights &&
    list.length === value.length &&
    storedHighlights(inOrder(list)).every((entry, index) => entry === value[index]) &&
    list.every(({ documentId, start, end }, index) => {
      const before = list[index - 1];
      const isApart = before?.documentId !== documentId || before.end <= start;
      return start < end && end <= (lengths.get(documentId) ?? 0) && isApart;
    })
  );
}

type Passage = TextRange & { readonly documentId: string };

/** Without anything in this passage: what reaches beyond it keeps its remainder. */
export function withoutHighlight(list: readonly Highlight[], { documentId, start, end }: Passage): Highlight[] {
  const kept = list.flatMap((one) => {
    if (one.documentId !== documentId || one.end <= start || one.start >= end) return [one];
    const parts = [
      { ...one, end: start },
      { ...one, start: end },
    ];
    return parts.filter((part) => part.start < part.end);
  });
  return inOrder(kept);
}

/** With this passage marked: it replaces what it covers, and joins what it touches of its own kind. */
export function withHighlight(list: readonly Highlight[], added: Highlight): Highlight[] {
  const rest = withoutHighlight(list, added);
  const joins = (one: Highlight): boolean =>
    one.documentId === added.documentId &&
    one.kind === added.kind &&
    (one.end === added.start || one.start === added.end);
  const joined = rest.filter(joins);
  return inOrder([
    ...rest.filter((one) => !joins(one)),
    {
      ...added,
      start: Math.min(added.start, ...joined.map(({ start }) => start)),
      end: Math.max(added.end, ...joined.map(({ end }) => end)),
    },
  ]);
}

/** Code-unit order of the ids, whatever the language, then the order of the text. */
const inOrder = (list: readonly Highlight[]): Highlight[] =>
  list.toSorted((a, b) => (a.documentId === b.documentId ? a.start - b.start : a.documentId < b.documentId ? -1 : 1));

import { z } from "zod";
import { markLimits } from "./mark-limits.ts";
import { criteriaOf, textUnit } from "./units.ts";

/**
 * A marker's remark on a span of a text: offsets into the text as the marker sees it, its paragraphs joined by line
 * breaks, and the very words, so that a remark can be read without the text and never lands on other words.
 */
export const annotation = z.object({
  start: z.number().int().min(0),
  end: z.number().int().min(1),
  quote: z.string().min(1).max(2_000),
  /** The criterion that it speaks of, when it speaks of one. */
  criterion: z.enum(criteriaOf[textUnit] as readonly ["E1", "E2", "E3", "E4", "E5"]).nullable(),
  note: z.string().trim().max(markLimits.note),
});
export type Annotation = z.infer<typeof annotation>;

/** As they are stored: how many are handed in is for the door to say. */
export const annotationList = z.array(annotation);

/** The text that offsets count in. */
export const joinedText = (paragraphs: readonly string[]): string => paragraphs.join("\n");

/** True when the words are where the remark says. */
export const isAnchored = (text: string, { start, end, quote }: Pick<Annotation, "start" | "end" | "quote">): boolean =>
  start < end && text.slice(start, end) === quote;

/** A remark on these offsets, without the spaces around; undefined where there are no words. */
export function anchorAt(
  text: string,
  from: number,
  to: number,
): Pick<Annotation, "start" | "end" | "quote"> | undefined {
  const [low, high] = from <= to ? [from, to] : [to, from];
  const words = text.slice(low, high);
  const quote = words.trim();
  if (quote === "") return undefined;
  const start = low + words.indexOf(quote);
  return { start, end: start + quote.length, quote };
}

export interface Segment {
  readonly text: string;
  readonly start: number;
  /** The places, in the list of remarks, of those that cover it. */
  readonly covered: readonly number[];
  /** The remarks that end with it: their numbers are shown there. */
  readonly ends: readonly number[];
}

/** A paragraph cut where remarks begin and end; together the segments are the paragraph again. */
export function segmentsOf(
  paragraph: string,
  offset: number,
  spans: readonly { readonly start: number; readonly end: number }[],
): Segment[] {
  const last = offset + paragraph.length;
  const edges = spans.flatMap(({ start, end }) => [start, end]).filter((edge) => edge > offset && edge < last);
  const cuts = [...new Set([offset, ...edges, last])].toSorted((a, b) => a - b);
  return cuts.slice(0, -1).map((start, place) => {
    const end = cuts[place + 1] ?? last;
    const covered = spans.flatMap((span, index) => (span.start <= start && span.end >= end ? [index] : []));
    return {
      text: paragraph.slice(start - offset, end - offset),
      start,
      covered,
      ends: covered.filter((index) => spans[index]?.end === end),
    };
  });
}

/** Where each word begins and ends: what a keyboard walks through. */
export const wordsIn = (text: string): { readonly start: number; readonly end: number }[] =>
  [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}’-]*/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));

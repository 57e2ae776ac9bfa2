import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./highlighted-text.module.css";

/** A marked stretch of a text; `start` and `end` count the text's characters, its paragraphs one apart. */
export type TextMark = {
  readonly start: number;
  readonly end: number;
  readonly kind: "IMPORTANT" | "DISCUSS" | "CHECK";
  /** Read before the passage to those who do not see its colour. */
  readonly name: string;
};

export type HighlightedTextProps = {
  readonly paragraphs: readonly string[];
  readonly marks: readonly TextMark[];
};

/** Paragraphs with their marked passages: a colour and a line each, since a colour alone says nothing to some. */
export function HighlightedText({ paragraphs, marks }: HighlightedTextProps): ReactNode {
  let next = 0;
  return paragraphs.map((paragraph, index) => {
    const offset = next;
    next += paragraph.length + 1;
    return (
      <p key={index}>
        <MarkedText text={paragraph} offset={offset} marks={marks} />
      </p>
    );
  });
}

/** A stretch of text that begins at `offset`, in pieces that know where they begin. */
export function MarkedText({
  text,
  offset,
  marks,
}: {
  readonly text: string;
  readonly offset: number;
  readonly marks: readonly TextMark[];
}): ReactNode {
  return piecesOf(text, offset, marks).map(({ start, words, mark }) =>
    mark ? (
      <mark key={start} data-from={start} data-name={mark.name} className={classNames(styles.mark, styles[mark.kind])}>
        {words}
      </mark>
    ) : (
      <span key={start} data-from={start}>
        {words}
      </span>
    ),
  );
}

interface Piece {
  readonly start: number;
  readonly words: string;
  readonly mark?: TextMark;
}

/** The text cut where marks begin and end; marks are in order and do not overlap. */
function piecesOf(text: string, offset: number, marks: readonly TextMark[]): Piece[] {
  const end = offset + text.length;
  const pieces: Piece[] = [];
  let at = offset;
  const take = (until: number, mark?: TextMark): void => {
    if (until > at)
      pieces.push({ start: at, words: text.slice(at - offset, until - offset), ...(mark ? { mark } : {}) });
    at = Math.max(at, until);
  };
  for (const mark of marks) {
    if (mark.end <= at || mark.start >= end) continue;
    take(mark.start);
    take(Math.min(mark.end, end), mark);
  }
  take(end);
  return pieces;
}

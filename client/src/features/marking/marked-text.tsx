import type { ReactNode, Ref } from "react";
import { joinedText, segmentsOf, type Annotation } from "#shared/domain/marking/annotations.ts";
import { classNames } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import type { Span } from "./use-word-cursor.ts";
import styles from "./script-page.module.css";

export interface MarkedTextProps {
  readonly paragraphs: readonly string[];
  readonly annotations: readonly Annotation[];
  /** The words that the keyboard has chosen. */
  readonly cursor: Span | undefined;
  readonly ref?: Ref<HTMLDivElement>;
}

/** The text in the one typography, with the marker's own remarks. Numbers are drawn, so a selection is the text alone. */
export function MarkedText({ paragraphs, annotations, cursor, ref }: MarkedTextProps): ReactNode {
  const lang = useWrittenIn();
  const spans: readonly Span[] = cursor ? [...annotations, cursor] : annotations;
  return (
    <div ref={ref} className={styles.words} lang={lang}>
      {paragraphs.map((paragraph, place) => {
        const offset = joinedText(paragraphs.slice(0, place)).length + (place > 0 ? 1 : 0);
        return (
          // A text is never reordered: the place of a paragraph is its identity.
          <p key={offset} className="exam-text" data-start={offset}>
            {segmentsOf(paragraph, offset, spans).map((segment) => {
              const remarks = segment.covered.filter((index) => index < annotations.length);
              const numbers = segment.ends.filter((index) => index < annotations.length).map((index) => index + 1);
              if (segment.covered.length === 0) return segment.text;
              return (
                <mark
                  key={segment.start}
                  className={classNames(
                    styles.remark,
                    remarks.length > 1 && styles.twice,
                    remarks.length < segment.covered.length && styles.cursor,
                  )}
                  {...(numbers.length > 0 ? { "data-numbers": numbers.join(" ") } : {})}
                >
                  {segment.text}
                </mark>
              );
            })}
          </p>
        );
      })}
    </div>
  );
}

/** What a pointer has selected inside the text, as offsets into the joined paragraphs. */
export function selectedSpan(box: HTMLElement | null): Span | undefined {
  const selection = document.getSelection();
  if (!box || !selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const start = offsetAt(box, range.startContainer, range.startOffset);
  const end = offsetAt(box, range.endContainer, range.endOffset);
  return start === undefined || end === undefined || start >= end ? undefined : { start, end };
}

function offsetAt(box: HTMLElement, node: Node, place: number): number | undefined {
  const element = node instanceof Element ? node : node.parentElement;
  const paragraph = element?.closest<HTMLElement>("p[data-start]");
  if (!paragraph || !box.contains(paragraph)) return undefined;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, place);
  return Number(paragraph.dataset["start"]) + before.toString().length;
}

import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { classNames } from "#client/ui/index.ts";
import { MarkedText, type TextMark } from "#client/ui/highlighted-text.tsx";
import {
  highlightKinds,
  paragraphRanges,
  type HighlightKind,
  type TextRange,
} from "#shared/domain/reading/highlights.ts";
import { sentencesOf } from "#shared/domain/reading/sentences.ts";
import styles from "./highlights.module.css";

export interface PassageStepsProps {
  readonly label: string;
  readonly paragraphs: readonly string[];
  readonly marks: readonly TextMark[];
  readonly onChoose: (passage: TextRange) => void;
  readonly onMark: (kind: HighlightKind, passage: TextRange) => void;
  readonly onErase: (passage: TextRange) => void;
  readonly onLeave: () => void;
}

/**
 * The text as a list of its sentences: arrows walk it, Shift extends, digits mark. A list is what every screen reader
 * knows how to walk and to select in, which a text is not.
 */
export function PassageSteps({
  label,
  paragraphs,
  marks,
  onChoose,
  onMark,
  onErase,
  onLeave,
}: PassageStepsProps): ReactNode {
  const t = useT();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState({ anchor: 0, cursor: 0 });
  const groups = paragraphs.map((paragraph, index) =>
    sentencesOf(paragraph, paragraphRanges(paragraphs)[index]?.start ?? 0),
  );
  const sentences = groups.flat();
  const starts = groups.map((_, index) => groups.slice(0, index).flat().length);
  const first = Math.min(chosen.anchor, chosen.cursor);
  const last = Math.max(chosen.anchor, chosen.cursor);

  // Whoever chose the keyboard is put into the list, at its first sentence.
  useEffect(() => list.current?.focus(), []);
  // The sentence that one is on stays in view.
  useEffect(() => {
    list.current?.querySelector(`[data-step="${chosen.cursor}"]`)?.scrollIntoView({ block: "nearest" });
  }, [chosen.cursor]);
  const [start, end] = [sentences[first]?.start ?? 0, sentences[last]?.end ?? 0];
  const choose = useRef(onChoose);
  // What is chosen here is what the buttons above the text act upon.
  useEffect(() => {
    choose.current = onChoose;
  });
  useEffect(() => choose.current({ start, end }), [start, end]);

  const go = (to: number, isExtending: boolean): void => {
    const cursor = Math.min(sentences.length - 1, Math.max(0, to));
    setChosen({ anchor: isExtending ? chosen.anchor : cursor, cursor });
  };
  /** The whole paragraph before or after the one that holds the cursor. */
  const goByParagraph = (step: -1 | 1): void => {
    const here = starts.findLastIndex((from) => from <= chosen.cursor);
    const isWhole = first === starts[here] && last === (starts[here] ?? 0) + (groups[here]?.length ?? 1) - 1;
    const target = Math.min(groups.length - 1, Math.max(0, isWhole ? here + step : here));
    const from = starts[target] ?? 0;
    setChosen({ anchor: from, cursor: from + Math.max(1, groups[target]?.length ?? 1) - 1 });
  };
  const erase = (): void => onErase({ start, end });
  const handleKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
    const kind = digit === undefined ? undefined : highlightKinds[Number(digit) - 1];
    const act = {
      ArrowDown: () => go(chosen.cursor + 1, event.shiftKey),
      ArrowRight: () => go(chosen.cursor + 1, event.shiftKey),
      ArrowUp: () => go(chosen.cursor - 1, event.shiftKey),
      ArrowLeft: () => go(chosen.cursor - 1, event.shiftKey),
      Home: () => go(0, event.shiftKey),
      End: () => go(sentences.length - 1, event.shiftKey),
      PageDown: () => goByParagraph(1),
      PageUp: () => goByParagraph(-1),
      Delete: erase,
      Backspace: erase,
      Escape: onLeave,
    }[event.key];
    const chosenAct = kind ? () => onMark(kind, { start, end }) : digit === "0" ? erase : act;
    if (!chosenAct) return;
    event.preventDefault();
    chosenAct();
  };

  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable
      aria-activedescendant={`${id}-${chosen.cursor}`}
      aria-describedby={`${id}-keys`}
      className={styles.steps}
      onKeyDown={handleKey}
    >
      <span hidden id={`${id}-keys`}>
        {t("exam.stepsKeys")}
      </span>
      {groups.map((group, index) => (
        <div key={index} role="group" aria-label={t("exam.paragraph", { number: index + 1 })} className={styles.group}>
          {group.map((sentence, place) => {
            const step = (starts[index] ?? 0) + place;
            const isChosen = step >= first && step <= last;
            const text = paragraphs.join("\n").slice(sentence.start, sentence.end);
            return (
              <span
                key={sentence.start}
                role="option"
                id={`${id}-${step}`}
                data-step={step}
                aria-selected={isChosen}
                className={classNames(styles.step, isChosen && styles.chosen)}
              >
                <MarkedText text={text} offset={sentence.start} marks={marks} />{" "}
              </span>
            );
          })}
        </div>
      ))}
    </div>
  );
}

import { useRef, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { VisuallyHidden } from "#client/ui/index.ts";
import { HighlightedText, type TextMark } from "#client/ui/highlighted-text.tsx";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import {
  maxHighlights,
  wholeWords,
  withHighlight,
  withoutHighlight,
  type Highlight,
  type HighlightKind,
  type TextRange,
} from "#shared/domain/reading/highlights.ts";
import styles from "./marked-paper.module.css";
import { HighlightBar } from "./highlight-bar.tsx";
import { PassageSteps } from "./passage-steps.tsx";
import { useSelectedPassage } from "./text-passage.ts";

export interface MarkedPaperProps {
  readonly documentId: string;
  readonly kind?: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** Of every text: what is marked here is put among them. */
  readonly highlights: readonly Highlight[];
  /** Absent where the passages are only shown. */
  readonly onHighlight?: (highlights: readonly Highlight[]) => void;
}

/** A text that one reads and marks: with the pointer by selecting, with the keyboard sentence by sentence. */
export function MarkedPaper({
  documentId,
  kind,
  title,
  paragraphs,
  highlights,
  onHighlight,
}: MarkedPaperProps): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const text = paragraphs.join("\n");
  const marks: TextMark[] = highlights
    .filter((one) => one.documentId === documentId)
    .map((one) => ({ ...one, name: t(`exam.mark.${one.kind}`) }));
  const [passage, setPassage] = useState<TextRange | null>(null);
  const [isStepping, setStepping] = useState(false);
  const [said, setSaid] = useState("");
  const keyboardButton = useRef<HTMLButtonElement>(null);
  const selectable = useSelectedPassage(({ start, end }) => {
    // A click on a passage that is marked takes hold of it.
    const touched = start === end && marks.find((mark) => mark.start <= start && start < mark.end);
    setPassage(touched ? { start: touched.start, end: touched.end } : wholeWords(text, { start, end }));
  });

  const quote = ({ start, end }: TextRange): string => {
    const words = text.slice(start, end).replaceAll("\n", " ");
    return words.length > 60 ? `${words.slice(0, 40)}…` : words;
  };
  const change = (next: readonly Highlight[], words: string): void => {
    if (next.length > maxHighlights) return setSaid(t("exam.tooManyMarks", { max: maxHighlights }));
    onHighlight?.(next);
    setSaid(words);
    if (isStepping) return;
    document.getSelection()?.removeAllRanges();
    setPassage(null);
  };
  const mark = (given: HighlightKind, chosen = passage): void => {
    if (!chosen) return setSaid(t("exam.selectFirst"));
    const next = withHighlight(highlights, { documentId, ...chosen, kind: given });
    change(next, t("exam.marked", { kind: t(`exam.mark.${given}`), words: quote(chosen) }));
  };
  const erase = (chosen = passage): void => {
    if (!chosen) return setSaid(t("exam.selectFirst"));
    change(withoutHighlight(highlights, { documentId, ...chosen }), t("exam.unmarked", { words: quote(chosen) }));
  };
  const step = (isOn: boolean): void => {
    setStepping(isOn);
    setPassage(null);
    setSaid("");
    if (!isOn) keyboardButton.current?.focus();
  };

  return (
    <>
      {onHighlight && (
        <HighlightBar
          hasPassage={passage !== null}
          isStepping={isStepping}
          keyboardButton={keyboardButton}
          said={said}
          onMark={(given) => mark(given)}
          onErase={() => erase()}
          onStep={step}
        />
      )}
      <article className={styles.paper} lang={lang}>
        {kind !== undefined && <p className={styles.kind}>{kind}</p>}
        <h2>{title}</h2>
        {isStepping ? (
          <PassageSteps
            label={title}
            paragraphs={paragraphs}
            marks={marks}
            onChoose={setPassage}
            onMark={mark}
            onErase={erase}
            onLeave={() => step(false)}
          />
        ) : (
          <div ref={selectable} className={styles.paragraphs}>
            <HighlightedText paragraphs={paragraphs} marks={marks} />
          </div>
        )}
      </article>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
}

import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { HighlightedText } from "#client/ui/highlighted-text.tsx";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import type { Highlight } from "#shared/domain/reading/highlights.ts";
import styles from "./stage.module.css";

/** A text with the passages that the person marked in it while reading. */
export function Paragraphs({
  paragraphs,
  documentId,
  highlights,
}: {
  readonly paragraphs: readonly string[];
  readonly documentId: string;
  readonly highlights: readonly Highlight[];
}): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const marks = highlights
    .filter((one) => one.documentId === documentId)
    .map((one) => ({ ...one, name: t(`exam.mark.${one.kind}`) }));
  return (
    <div className={styles.text} lang={lang}>
      <HighlightedText paragraphs={paragraphs} marks={marks} />
    </div>
  );
}

import type { ReactNode } from "react";
import { languageTag } from "#shared/i18n/locale.ts";
import type { CalibrationText } from "#shared/protocol/calibration.ts";
import { useT } from "#client/app/i18n.tsx";
import { WrittenIn } from "#client/ui/written-in.tsx";
import { Asked } from "../script-text.tsx";
import styles from "../script-page.module.css";

/** What was asked, folded, and the text in the one typography. */
export function PlainText({ text }: { readonly text: CalibrationText }): ReactNode {
  const t = useT();
  const { language, paragraphs, wordCount, minWords, maxWords } = text;
  return (
    <div className={styles.reading}>
      <WrittenIn language={language}>
        <Asked script={text} />
      </WrittenIn>
      <article className={styles.text} aria-label={t("marking.scriptHeading")}>
        {paragraphs.length === 0 && <p className="quiet">{t("marking.emptyText")}</p>}
        <div className={styles.words} lang={languageTag(language)}>
          {paragraphs.map((paragraph, place) => (
            // A text is never reordered: the place of a paragraph is its identity.
            <p key={`${place}-${paragraph.length}`} className="exam-text">
              {paragraph}
            </p>
          ))}
        </div>
        <p className="quiet small numbers">
          {t("marking.wordCount", { count: wordCount })} · {t("marking.wordRange", { min: minWords, max: maxWords })}
        </p>
      </article>
    </div>
  );
}

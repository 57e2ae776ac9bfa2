import type { ReactNode } from "react";
import { languageTag } from "#shared/i18n/locale.ts";
import type { CalibrationText } from "#shared/protocol/calibration.ts";
import { useT } from "#client/app/i18n.tsx";
import { Disclosure } from "#client/ui/index.ts";
import styles from "../script-page.module.css";

/** What was asked, folded, and the text in the one typography. */
export function PlainText({ text }: { readonly text: CalibrationText }): ReactNode {
  const t = useT();
  const lang = languageTag(text.language);
  return (
    <div className={styles.reading}>
      <Disclosure summary={t("marking.task")}>
        <div className="stack">
          <p lang={lang}>{text.task}</p>
          <p>
            <strong>{t("marking.recipient")}</strong> · <span lang={lang}>{text.recipient}</span>
          </p>
        </div>
      </Disclosure>
      <Disclosure summary={t("marking.situation")}>
        <div className="stack" lang={lang}>
          <Lines paragraphs={text.situation.paragraphs} />
        </div>
      </Disclosure>
      <article className={styles.text} aria-label={t("marking.scriptHeading")}>
        {text.paragraphs.length === 0 && <p className="quiet">{t("marking.emptyText")}</p>}
        <div lang={lang}>
          <Lines paragraphs={text.paragraphs} />
        </div>
        <p className="quiet small numbers">{t("marking.wordCount", { count: text.wordCount })}</p>
      </article>
    </div>
  );
}

function Lines({ paragraphs }: { readonly paragraphs: readonly string[] }): ReactNode {
  // A text is never reordered: the place of a paragraph is its identity.
  return paragraphs.map((paragraph, place) => (
    <p key={`${place}-${paragraph.length}`} className="exam-text">
      {paragraph}
    </p>
  ));
}

import type { ReactNode } from "react";
import type { Annotation } from "#shared/domain/marking/annotations.ts";
import type { BlindScriptView } from "#shared/protocol/marking.ts";
import { useT } from "#client/app/i18n.tsx";
import { Disclosure } from "#client/ui/index.ts";
import { useWrittenIn, WrittenIn } from "#client/ui/written-in.tsx";
import { Remarks } from "./remarks.tsx";
import styles from "./script-page.module.css";

export interface ScriptTextProps {
  readonly script: Omit<BlindScriptView, "blindCode" | "unit" | "dueAt" | "draft" | "referral">;
  readonly annotations: readonly Annotation[];
  /** The mark was given, and is being corrected. */
  readonly areHandedIn?: boolean;
  readonly onAnnotate: (annotations: readonly Annotation[]) => void;
}

/** What was asked, folded, and the text in the one typography with the marker's remarks: all of it in the case's language. */
export function ScriptText(given: ScriptTextProps): ReactNode {
  return (
    <WrittenIn language={given.script.language}>
      <Text {...given} />
    </WrittenIn>
  );
}

function Text({ script, annotations, areHandedIn = false, onAnnotate }: ScriptTextProps): ReactNode {
  const t = useT();
  const { paragraphs, wordCount, minWords, maxWords } = script;
  return (
    <div className={styles.reading}>
      <Asked script={script} />
      <article className={styles.text} aria-label={t("marking.scriptHeading")}>
        {paragraphs.length === 0 ? (
          <p className="quiet">{t("marking.emptyText")}</p>
        ) : (
          <Remarks grid={script.grid} paragraphs={paragraphs} annotations={annotations} areHandedIn={areHandedIn} onChange={onAnnotate} />
        )}
        <p className="quiet small numbers">
          {t("marking.wordCount", { count: wordCount })} · {t("marking.wordRange", { min: minWords, max: maxWords })}
        </p>
      </article>
    </div>
  );
}

interface AskedProps {
  readonly script: Pick<BlindScriptView, "task" | "recipient" | "situation" | "documents">;
}

/** What the writer had before them, folded. */
export function Asked({ script: { task, recipient, situation, documents } }: AskedProps): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  return (
    <div className="stack">
      <Disclosure summary={t("marking.task")}>
        <div className="stack">
          <p lang={lang}>{task}</p>
          <p>
            <strong>{t("marking.recipient")}</strong> · <span lang={lang}>{recipient}</span>
          </p>
        </div>
      </Disclosure>
      <Disclosure summary={t("marking.situation")}>
        <Paragraphs title={situation.title} paragraphs={situation.paragraphs} />
      </Disclosure>
      <Disclosure summary={t("marking.documents")}>
        <div className="stack">
          {documents.map(({ kind, title, paragraphs: lines }) => (
            <Paragraphs key={title} title={`${kind} · ${title}`} paragraphs={lines} />
          ))}
        </div>
      </Disclosure>
    </div>
  );
}

function Paragraphs({
  title,
  paragraphs,
}: {
  readonly title: string;
  readonly paragraphs: readonly string[];
}): ReactNode {
  return (
    <section className="stack" lang={useWrittenIn()}>
      <h3>{title}</h3>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </section>
  );
}

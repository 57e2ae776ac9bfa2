import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Tabs, VisuallyHidden } from "#client/ui/index.ts";
import { maxTextLength, notesKey, storableText, textKey } from "#shared/domain/answers/answer-value.ts";
import type { Outbox } from "#client/net/outbox/outbox.ts";
import styles from "./exam-room.module.css";
import type { Refusal } from "./editor/judge-input.ts";
import { emptyHistory } from "./editor/text-history.ts";
import { useGuardedField } from "./editor/use-guarded-field.ts";

export interface CaseContent {
  readonly situation: { readonly title: string; readonly paragraphs: readonly string[] };
  readonly document: { readonly kind: string; readonly title: string; readonly paragraphs: readonly string[] };
}

/** What one reads beside one's work: the situation, one's own document, one's notes. Each keeps its place. */
export function CaseTabs({
  content,
  outbox,
  inheritedNotes,
  isReadOnly,
  onRefused,
}: {
  readonly content: CaseContent;
  readonly outbox: Outbox;
  /** Notes of an earlier activity, until this one has its own. */
  readonly inheritedNotes: string;
  readonly isReadOnly: boolean;
  readonly onRefused: (refusal: Refusal) => void;
}): ReactNode {
  const t = useT();
  return (
    <Tabs
      label={t("exam.caseTabs")}
      isFilling
      tabs={[
        {
          id: "situation",
          label: t("exam.situation"),
          content: <Paper title={content.situation.title} paragraphs={content.situation.paragraphs} />,
        },
        {
          id: "document",
          label: t("exam.yourDocument"),
          content: (
            <Paper
              kind={content.document.kind}
              title={content.document.title}
              paragraphs={content.document.paragraphs}
            />
          ),
        },
        {
          id: "notes",
          label: t("exam.yourNotes"),
          content: <Notes outbox={outbox} inherited={inheritedNotes} isReadOnly={isReadOnly} onRefused={onRefused} />,
        },
      ]}
    />
  );
}

function Paper({
  kind,
  title,
  paragraphs,
}: {
  readonly kind?: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}): ReactNode {
  return (
    <article className={styles.paper} lang="fr-CA">
      {kind !== undefined && <p className={styles.kind}>{kind}</p>}
      <h2>{title}</h2>
      {paragraphs.map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
    </article>
  );
}

export function Notes({
  outbox,
  inherited,
  isReadOnly,
  onRefused,
}: {
  readonly outbox: Outbox;
  readonly inherited: string;
  readonly isReadOnly: boolean;
  readonly onRefused: (refusal: Refusal) => void;
}): ReactNode {
  const t = useT();
  const saved = outbox.get(notesKey);
  const { attach, attributes, wasRefused } = useGuardedField({
    history: emptyHistory(typeof saved === "string" ? saved : inherited),
    hasHistory: false,
    otherOwn: () => {
      const text = outbox.get(textKey);
      return typeof text === "string" ? text : "";
    },
    onText: (text) => outbox.set(notesKey, storableText(text)),
    onRefused,
  });
  return (
    <div className={styles.notes}>
      <p className={styles.hint} id="notes-hint">
        {t("exam.notesHint")}
      </p>
      {wasRefused && (
        <p className={styles.refused} role="status">
          {t("room.refusedInput")}
        </p>
      )}
      <label htmlFor="notes">
        <VisuallyHidden>{t("exam.yourNotes")}</VisuallyHidden>
      </label>
      <textarea
        id="notes"
        ref={attach}
        {...attributes}
        className={styles.notesArea}
        aria-describedby="notes-hint"
        lang="fr-CA"
        maxLength={maxTextLength}
        readOnly={isReadOnly}
        onBlur={() => void outbox.flush()}
      />
    </div>
  );
}

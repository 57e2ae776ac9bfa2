import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { VisuallyHidden } from "#client/ui/index.ts";
import { Tabs } from "#client/ui/tabs.tsx";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import {
  highlightsKey,
  maxTextLength,
  notesKey,
  storableText,
  textKey,
} from "#shared/domain/answers/answer-value.ts";
import { situationId } from "#shared/domain/forms/form-content.ts";
import { highlightsOf, storedHighlights, type Highlight } from "#shared/domain/reading/highlights.ts";
import type { Outbox } from "#client/net/outbox/outbox.ts";
import styles from "./exam-room.module.css";
import type { Refusal } from "./editor/judge-input.ts";
import { RefusedInput } from "./editor/refused-input.tsx";
import { emptyHistory } from "./editor/text-history.ts";
import { useAccentKey } from "./editor/use-accent-key.ts";
import { useGuardedField } from "./editor/use-guarded-field.ts";
import { MarkedPaper } from "./marked-paper.tsx";
import { ownText } from "./own-text.ts";

export interface CaseContent {
  readonly situation: { readonly title: string; readonly paragraphs: readonly string[] };
  readonly document: {
    readonly id: string;
    readonly kind: string;
    readonly title: string;
    readonly paragraphs: readonly string[];
  };
  /** Passages that were marked in an earlier activity, until this one has its own. */
  readonly highlights?: readonly Highlight[];
}

/** What one reads and marks beside one's work: the situation, one's own document, one's notes. Each keeps its place. */
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
  const saved = outbox.get(highlightsKey);
  const marking = {
    highlights: saved === undefined ? (content.highlights ?? []) : highlightsOf(saved),
    ...(isReadOnly
      ? {}
      : { onHighlight: (next: readonly Highlight[]) => outbox.set(highlightsKey, storedHighlights(next)) }),
  };
  return (
    <Tabs
      label={t("exam.caseTabs")}
      isFilling
      tabs={[
        {
          id: "situation",
          label: t("exam.situation"),
          content: <MarkedPaper documentId={situationId} {...content.situation} {...marking} />,
        },
        {
          id: "document",
          label: t("exam.yourDocument"),
          content: (
            <MarkedPaper
              documentId={content.document.id}
              kind={content.document.kind}
              title={content.document.title}
              paragraphs={content.document.paragraphs}
              {...marking}
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
  const lang = useWrittenIn();
  const saved = outbox.get(notesKey);
  const { attach, attributes, wasRefused, field } = useGuardedField({
    history: emptyHistory(typeof saved === "string" ? saved : inherited),
    hasHistory: false,
    otherOwn: () => ownText(outbox, textKey),
    onText: (text) => outbox.set(notesKey, storableText(text)),
    onRefused,
  });
  const { turnAccent, said } = useAccentKey(field);
  return (
    <div className={styles.notes}>
      <p className={styles.hint} id="notes-hint">
        {t("exam.notesHint")} {t("room.accentHint")}
      </p>
      <RefusedInput isShown={wasRefused} />
      <label htmlFor="notes">
        <VisuallyHidden>{t("exam.yourNotes")}</VisuallyHidden>
      </label>
      <textarea
        id="notes"
        ref={attach}
        {...attributes}
        className={styles.notesArea}
        aria-describedby="notes-hint"
        lang={lang}
        maxLength={maxTextLength}
        readOnly={isReadOnly}
        onKeyDown={turnAccent}
        onBlur={() => void outbox.flush()}
      />
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
    </div>
  );
}

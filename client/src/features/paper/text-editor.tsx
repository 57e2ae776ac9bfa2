import { useRef, type ReactNode } from "react";
import { maxTextLength } from "#shared/domain/answers/answer-value.ts";
import { formatTimeWithSeconds } from "#shared/i18n/dates.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import type { transcription } from "#shared/protocol/paper.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, Field } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import styles from "./paper.module.css";

export type Transcription = RouteAnswer<typeof transcription>;

const illegible = "[illisible]";

export interface TextEditorProps {
  readonly label: string;
  readonly text: string;
  readonly isReadOnly?: boolean;
  readonly onChange: (text: string) => void;
  /** Said under the text. */
  readonly children?: ReactNode;
}

/** A plain editor that corrects nothing. */
export function TextEditor({ label, text, isReadOnly = false, onChange, children }: TextEditorProps): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const area = useRef<HTMLTextAreaElement>(null);
  const insertIllegible = (): void => {
    const element = area.current;
    if (!element) return;
    element.setRangeText(illegible, element.selectionStart, element.selectionEnd, "end");
    onChange(element.value);
    element.focus();
  };
  return (
    <>
      <Field label={label} isLabelHidden hint={t("inperson.typeRules")}>
        {(control) => (
          <textarea
            {...control}
            ref={area}
            className={`${control.className ?? ""} ${styles.editor}`}
            value={text}
            maxLength={maxTextLength}
            readOnly={isReadOnly}
            spellCheck={false}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            lang={lang}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      {!isReadOnly && (
        <div className="row">
          <Button onClick={insertIllegible}>{t("inperson.insertIllegible")}</Button>
        </div>
      )}
      <div className="row quiet small">{children}</div>
    </>
  );
}

export function SavedLine({ isSaving, savedAt }: { readonly isSaving: boolean; readonly savedAt: string | null }): ReactNode {
  const t = useT();
  return (
    <span role="status">
      {isSaving && t("common.saving")}
      {!isSaving &&
        savedAt !== null &&
        t("common.savedAt", { time: formatTimeWithSeconds(savedAt, Intl.DateTimeFormat().resolvedOptions().timeZone) })}
    </span>
  );
}

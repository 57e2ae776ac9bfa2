import { useState, type FormEvent, type ReactNode } from "react";
import { addOwnNote, sittingRecord, type RecordLine } from "#shared/protocol/integrity.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, TextAreaField, useToast } from "#client/ui/index.ts";
import styles from "./record-panel.module.css";

/** Whoever asked for the field is brought to it. */
const focusFirstField = (form: HTMLFormElement | null): void => form?.querySelector("textarea")?.focus();

/** The person's own words beside a line of their record. */
export function OwnNote({
  sittingId,
  line,
  name,
}: {
  readonly sittingId: string;
  readonly line: RecordLine;
  /** Which line it is, for whoever does not see it beside the button. */
  readonly name: string;
}): ReactNode {
  const t = useT();
  const showToast = useToast();
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState("");
  const add = useChange(addOwnNote, [sittingRecord]);
  if (!isOpen)
    return (
      <span className={styles.add}>
        <Button
          size="small"
          variant="quiet"
          aria-label={t("record.addNoteTo", { line: name })}
          onClick={() => setIsOpen(true)}
        >
          {t("record.addNote")}
        </Button>
      </span>
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === "") return;
    add.mutate(
      { params: { sittingId }, body: { line, text: text.trim() } },
      {
        onSuccess: () => {
          showToast(t("record.noteDone"), "success");
          setText("");
          setIsOpen(false);
        },
      },
    );
  };
  return (
    <form ref={focusFirstField} className="stack" onSubmit={submit}>
      <TextAreaField
        label={t("record.noteLabel")}
        hint={t("record.noteHint")}
        rows={2}
        maxLength={1000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <RefusalNotice error={add.error} />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={add.isPending} disabled={text.trim() === ""}>
          {t("common.save")}
        </Button>
        <Button onClick={() => setIsOpen(false)}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}

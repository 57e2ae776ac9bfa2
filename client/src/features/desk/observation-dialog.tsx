import { useEffect, useState, type ReactNode } from "react";
import { observationCategories, type ObservationCategory } from "#shared/domain/integrity/observation-kinds.ts";
import { addStaffObservation } from "#shared/protocol/integrity.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Checkbox, Dialog, isSilentKey, TextField, useToast } from "#client/ui/index.ts";
import { refreshed } from "./act-dialog-props.ts";
import styles from "./board.module.css";

/** O, then one figure: what was seen or heard is in the record at this moment, in words that accuse nobody. */
export function ObservationDialog({
  sittingId,
  name,
  canKeepExtract,
  onClose,
}: {
  readonly sittingId: string;
  readonly name: string;
  readonly canKeepExtract: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const t = useT();
  const showToast = useToast();
  const [text, setText] = useState("");
  const [keepsExtract, setKeepsExtract] = useState(false);
  const add = useChange(addStaffObservation, refreshed);
  const note = (category: ObservationCategory): void => {
    if (category === "OTHER" && text.trim() === "") return document.getElementById(textField)?.focus();
    add.mutate(
      { params: { sittingId }, body: { category, text: text.trim(), keepsExtract: canKeepExtract && keepsExtract } },
      {
        onSuccess: ({ extract }) => {
          if (extract === "NOT_POSSIBLE") showToast(t("desk.observationNoExtract"));
          else showToast(t(extract === "ASKED" ? "desk.observationExtract" : "desk.observationDone"), "success");
          onClose();
        },
      },
    );
  };
  // The figures belong to the dialog, unless somebody is typing.
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target) || isSilentKey(event.key)) return;
      if (event.key === "0" && canKeepExtract) {
        event.preventDefault();
        return setKeepsExtract(!keepsExtract);
      }
      const category = observationCategories[Number(event.key) - 1];
      if (category === undefined) return;
      event.preventDefault();
      note(category);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  });
  return (
    <Dialog isOpen onClose={onClose} title={t("desk.observationTitle", { name })} closeLabel={t("common.close")} size="small">
      <div className="stack">
        <p className="quiet">{t("desk.observationHint")}</p>
        <ul className={styles.categories}>
          {observationCategories.map((category, index) => (
            <li key={category}>
              <Button shortcut={String(index + 1)} isBusy={add.isPending} onClick={() => note(category)}>
                {t(`record.category.${category}`)}
              </Button>
            </li>
          ))}
        </ul>
        <TextField
          id={textField}
          label={t("desk.observationText")}
          hint={t("desk.observationTextHint")}
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {canKeepExtract && (
          <Checkbox
            label={t("desk.keepExtract")}
            hint={t("desk.keepExtractHint")}
            isChecked={keepsExtract}
            onChange={setKeepsExtract}
            aria-keyshortcuts="0"
          />
        )}
        <RefusalNotice error={add.error} />
      </div>
    </Dialog>
  );
}

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLInputElement && target.type === "text";

const textField = "desk-observation-text";

import { useEffect, useState, type ReactNode } from "react";
import { observationCategories, type ObservationCategory } from "#shared/domain/integrity/observation-kinds.ts";
import { addStaffObservation } from "#shared/protocol/integrity.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, TextField, useToast } from "#client/ui/index.ts";
import { refreshed, type OfPerson } from "./act-dialog-props.ts";
import styles from "./board.module.css";

/** O, then one figure: what was seen or heard is in the record at this moment, in words that accuse nobody. */
export function ObservationDialog({ sittingId, name, onClose }: OfPerson): ReactNode {
  const t = useT();
  const showToast = useToast();
  const [text, setText] = useState("");
  const add = useChange(addStaffObservation, refreshed);
  const note = (category: ObservationCategory): void => {
    if (category === "OTHER" && text.trim() === "") return document.getElementById(textField)?.focus();
    add.mutate(
      { params: { sittingId }, body: { category, text: text.trim() } },
      {
        onSuccess: () => {
          showToast(t("desk.observationDone"), "success");
          onClose();
        },
      },
    );
  };
  // The figures belong to the dialog, unless somebody is typing.
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target instanceof HTMLInputElement) return;
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
        <RefusalNotice error={add.error} />
      </div>
    </Dialog>
  );
}

const textField = "desk-observation-text";

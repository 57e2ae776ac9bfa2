import { useState, type ReactNode } from "react";
import { formLanguages, type FormLanguage } from "#shared/domain/forms/language.ts";
import { allotmentDesk, setMarkerLanguages, type MarkerRow } from "#shared/protocol/allotment.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Checkbox, Dialog, Notice, useToast } from "#client/ui/index.ts";

export interface LanguageDialogProps {
  readonly marker: MarkerRow;
  readonly onClose: () => void;
}

/** In which languages one marker is habilitated: at least one. */
export function LanguageDialog({ marker, onClose }: LanguageDialogProps): ReactNode {
  const t = useT();
  const toast = useToast();
  const [chosen, setChosen] = useState<readonly FormLanguage[]>(marker.languages);
  const change = useChange(setMarkerLanguages, [allotmentDesk]);
  const save = (): void => {
    if (chosen.length === 0) return;
    change.mutate(
      { params: { raterId: marker.raterId }, body: { languages: [...chosen] } },
      {
        onSuccess: () => {
          toast(t("allotment.languagesDone"), "success");
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      size="small"
      onClose={onClose}
      closeLabel={t("common.close")}
      title={t("allotment.languagesOf", { name: marker.name })}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={change.isPending} onClick={save}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("allotment.languagesMean")}</p>
        <fieldset className="stack">
          <legend>
            <strong>{t("allotment.languages")}</strong>
          </legend>
          {formLanguages.map((language) => (
            <Checkbox
              key={language}
              label={t(`allotment.language_${language}`)}
              isChecked={chosen.includes(language)}
              // In the order of the list, whatever the order of the presses.
              onChange={(isChosen) =>
                setChosen(formLanguages.filter((one) => (one === language ? isChosen : chosen.includes(one))))
              }
            />
          ))}
        </fieldset>
        {chosen.length === 0 && <Notice tone="attention">{t("allotment.languagesNone")}</Notice>}
        <RefusalNotice error={change.error} />
      </div>
    </Dialog>
  );
}

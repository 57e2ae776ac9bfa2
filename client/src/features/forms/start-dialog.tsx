import { useState, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { formDesk, startDraft } from "#shared/protocol/forms.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, SelectField, TextField } from "#client/ui/index.ts";

/** A new case: its code and for whom it is, which both stay. */
export function StartDialog({
  professions,
  onClose,
}: {
  readonly professions: readonly { readonly key: string; readonly profession: string }[];
  readonly onClose: () => void;
}): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const start = useChange(startDraft, [formDesk]);
  const [code, setCode] = useState("");
  const [professionKey, setProfessionKey] = useState("");
  const [isAsked, setAsked] = useState(false);
  const isCode = /^[A-Z0-9][A-Z0-9-]{1,29}$/u.test(code);
  const begin = (): void => {
    setAsked(true);
    if (!isCode || professionKey === "") return;
    start.mutate(
      { body: { from: "NOTHING", code, professionKey } },
      { onSuccess: ({ draftId }) => void navigate(`/cahiers/redaction/${draftId}`) },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      closeLabel={t("common.close")}
      title={t("forms.startTitle")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={start.isPending} onClick={begin}>
            {t("forms.startConfirm")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("forms.startText")}</p>
        <TextField
          label={t("forms.code")}
          hint={t("forms.codeHint")}
          maxLength={30}
          value={code}
          {...(isAsked && !isCode ? { error: t("forms.codeWrong") } : {})}
          onChange={(event) => setCode(event.target.value.toUpperCase())}
        />
        <SelectField
          label={t("forms.profession")}
          placeholder={t("forms.choose")}
          value={professionKey}
          options={professions.map(({ key, profession }) => ({ value: key, label: profession }))}
          {...(isAsked && professionKey === "" ? { error: t("forms.professionMissing") } : {})}
          onChange={setProfessionKey}
        />
        <RefusalNotice error={start.error} />
      </div>
    </Dialog>
  );
}

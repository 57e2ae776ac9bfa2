import { useState, type ReactNode } from "react";
import { policyDesk, policyTerms, proposePolicy, termNames, type PolicyTerms } from "#shared/protocol/policies.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, TextAreaField, TextField, useToast } from "#client/ui/index.ts";

type Typed = Readonly<Record<keyof PolicyTerms, string>>;

/** A comma or a point: people type decimals as they write them. */
const numberOf = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text.replace(",", ".")));

/** The numbers of the newest version, to be changed, and the reason. */
export function ProposeDialog({
  current,
  onClose,
}: {
  readonly current: PolicyTerms;
  readonly onClose: () => void;
}): ReactNode {
  const t = useT();
  const toast = useToast();
  const act = useChange(proposePolicy, [policyDesk]);
  const [typed, setTyped] = useState<Typed>({
    cut: String(current.cut),
    sem: String(current.sem),
    scoreGap: String(current.scoreGap),
    bandGap: String(current.bandGap),
  });
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const given = policyTerms.safeParse({
    cut: numberOf(typed.cut),
    sem: numberOf(typed.sem),
    scoreGap: numberOf(typed.scoreGap),
    bandGap: numberOf(typed.bandGap),
  });
  const isWrong = (name: keyof PolicyTerms): boolean =>
    given.error?.issues.some(({ path }) => path[0] === name) ?? false;
  const propose = (): void => {
    setAsked(true);
    if (!given.success) return;
    act.mutate(
      { body: { terms: given.data, reason } },
      {
        onSuccess: () => {
          toast(t("policies.proposeDone"), "success");
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      closeLabel={t("common.close")}
      title={t("policies.proposeTitle")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={act.isPending} onClick={propose}>
            {t("policies.proposeConfirm")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("policies.proposeText")}</p>
        {termNames.map((name) => (
          <TextField
            key={name}
            label={t(`policies.${name}`)}
            hint={t(`policies.${name}Hint`)}
            inputMode="decimal"
            value={typed[name]}
            {...(isAsked && isWrong(name)
              ? { error: t(name === "bandGap" ? "policies.bandGapWrong" : "policies.pointsWrong") }
              : {})}
            onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
          />
        ))}
        <TextAreaField
          label={t("policies.reason")}
          hint={t("policies.reasonHint")}
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <RefusalNotice error={act.error} />
      </div>
    </Dialog>
  );
}

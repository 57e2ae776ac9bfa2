import { useState, type FormEvent, type ReactNode } from "react";
import { referralReasons, type ReferralReason } from "#shared/domain/referrals/referral-reasons.ts";
import { referPerson, referralList } from "#shared/protocol/referrals.ts";
import { useT } from "#client/app/i18n.tsx";
import { useFieldFault } from "#client/net/field-fault.ts";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, LinkButton, Notice, PageHeader, SelectField, TextField } from "#client/ui/index.ts";

const blank = { givenName: "", familyName: "", email: "", birthDate: "", fileNumber: "", phone: "" };

const needed: readonly (keyof typeof blank)[] = ["givenName", "familyName", "email", "birthDate", "fileNumber"];

/** Refer one person: what the order knows, once and for all. */
export function ReferPage(): ReactNode {
  const t = useT();
  const [person, setPerson] = useState(blank);
  const [reason, setReason] = useState<ReferralReason | "">("");
  const [isAsked, setAsked] = useState(false);
  const [referred, setReferred] = useState<{ readonly name: string; readonly isAgain: boolean }>();
  const change = useChange(referPerson, [referralList]);
  const faultOf = useFieldFault(change.error);
  const set = (patch: Partial<typeof blank>): void => {
    setReferred(undefined);
    setPerson((known) => ({ ...known, ...patch }));
  };

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (change.isPending || reason === "" || needed.some((name) => person[name].trim() === "")) return;
    const phone = person.phone.trim() === "" ? null : person.phone;
    const body = { ...person, phone, reason };
    change.mutate(
      { body },
      {
        onSuccess: ({ isAgain }) => {
          setReferred({ name: `${person.givenName} ${person.familyName}`.trim(), isAgain });
          setPerson(blank);
          setReason("");
          setAsked(false);
        },
      },
    );
  };
  const field = (name: keyof typeof blank) => ({
    value: person[name],
    error: isAsked && needed.includes(name) && person[name].trim() === "" ? t("journey.fault.MISSING") : faultOf(name),
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
    autoComplete: "off",
  });

  return (
    <div className="stack-loose">
      <PageHeader
        title={t("referrals.oneTitle")}
        lead={t("referrals.oneLead")}
        backHref="/ordre"
        backLabel={t("referrals.back")}
      />
      {referred && (
        <Notice tone="success" actions={<LinkButton href="/ordre">{t("referrals.toList")}</LinkButton>}>
          <p>{t("referrals.referred", { name: referred.name })}</p>
          {referred.isAgain && <p>{t("referrals.referredAgain")}</p>}
        </Notice>
      )}
      <form className="stack" onSubmit={submit} noValidate>
        <TextField label={t("journey.givenName")} {...field("givenName")} />
        <TextField label={t("journey.familyName")} {...field("familyName")} />
        <TextField label={t("journey.email")} type="email" {...field("email")} />
        <TextField label={t("journey.birthDate")} type="date" {...field("birthDate")} />
        <TextField label={t("referrals.fileNumber")} hint={t("referrals.fileNumberHint")} {...field("fileNumber")} />
        <SelectField
          label={t("referrals.reason")}
          placeholder={t("referrals.choose")}
          options={referralReasons.map((value) => ({ value, label: t(`referrals.reason.${value}`) }))}
          value={reason}
          error={isAsked && reason === "" ? t("journey.fault.MISSING") : faultOf("reason")}
          onChange={setReason}
        />
        <TextField label={t("journey.phone")} optionalLabel={t("common.optional")} type="tel" {...field("phone")} />
        <RefusalNotice error={change.error} />
        <p>
          <Button type="submit" variant="primary" isBusy={change.isPending}>
            {t("referrals.send")}
          </Button>
        </p>
      </form>
    </div>
  );
}

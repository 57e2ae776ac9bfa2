import { useState, type FormEvent, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { me } from "#shared/protocol/accounts.ts";
import { journey as journeyRoute, type JourneyView } from "#shared/protocol/journey.ts";
import { confirmData } from "#shared/protocol/referrals.ts";
import { useT } from "#client/app/i18n.tsx";
import { useFieldFault } from "#client/net/field-fault.ts";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, SelectField, TextField, useToast } from "#client/ui/index.ts";
import { cityOf } from "./session-time.tsx";

const deviceZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const zoneOptions = (...also: string[]): { value: string; label: string }[] =>
  [...new Set([...also, ...Intl.supportedValuesOf("timeZone")])]
    .map((zone) => ({
      value: zone,
      label: zone.includes("/") ? `${cityOf(zone)} (${zone.slice(0, zone.indexOf("/"))})` : zone,
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label, "fr-CA"));

export function DataForm({ journey }: { readonly journey: JourneyView }): ReactNode {
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  const { person, registrationId } = journey;
  const isFirst = journey.state === "PENDING_CONFIRMATION";
  const [data, setData] = useState({
    givenName: person.givenName,
    familyName: person.familyName,
    birthDate: person.birthDate,
    phone: person.phone ?? "",
    // Nobody has said yet where the person is: their own device knows best.
    timeZone: isFirst ? deviceZone : person.timeZone,
  });
  const change = useChange(confirmData, [journeyRoute, me]);
  const faultOf = useFieldFault(change.error);
  const set = (patch: Partial<typeof data>): void => setData((known) => ({ ...known, ...patch }));

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (change.isPending) return;
    const body = { ...data, phone: data.phone.trim() === "" ? null : data.phone };
    change.mutate(
      { params: { registrationId }, body },
      {
        onSuccess: () => {
          toast(t("journey.dataSaved"), "success");
          void navigate("/parcours");
        },
      },
    );
  };

  return (
    <form className="stack" onSubmit={submit} noValidate>
      <TextField
        label={t("journey.givenName")}
        autoComplete="given-name"
        value={data.givenName}
        error={faultOf("givenName")}
        onChange={(event) => set({ givenName: event.target.value })}
      />
      <TextField
        label={t("journey.familyName")}
        autoComplete="family-name"
        value={data.familyName}
        error={faultOf("familyName")}
        onChange={(event) => set({ familyName: event.target.value })}
      />
      <TextField
        label={t("journey.birthDate")}
        type="date"
        autoComplete="bday"
        value={data.birthDate}
        error={faultOf("birthDate")}
        onChange={(event) => set({ birthDate: event.target.value })}
      />
      <TextField label={t("journey.email")} hint={t("journey.emailFixed")} type="email" value={person.email} readOnly />
      <TextField
        label={t("journey.phone")}
        optionalLabel={t("common.optional")}
        hint={t("journey.phoneWhy")}
        type="tel"
        autoComplete="tel"
        value={data.phone}
        error={faultOf("phone")}
        onChange={(event) => set({ phone: event.target.value })}
      />
      <SelectField
        label={t("journey.timeZone")}
        hint={t("journey.timeZoneWhy")}
        options={zoneOptions(deviceZone, person.timeZone)}
        value={data.timeZone}
        error={faultOf("timeZone")}
        onChange={(timeZone) => set({ timeZone })}
      />
      <RefusalNotice error={change.error} />
      <p>
        <Button type="submit" variant="primary" isBusy={change.isPending}>
          {t(isFirst ? "journey.confirmData" : "journey.saveData")}
        </Button>
      </p>
    </form>
  );
}

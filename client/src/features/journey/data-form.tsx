import { useMemo, useState, type FormEvent, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { me } from "#shared/protocol/accounts.ts";
import { journey as journeyRoute, type JourneyView } from "#shared/protocol/journey.ts";
import { confirmData } from "#shared/protocol/referrals.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { formatZonePlace } from "#shared/i18n/dates.ts";
import type { Locale } from "#shared/i18n/locale.ts";
import { useFieldFault } from "#client/net/field-fault.ts";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, SelectField, TextField, useToast } from "#client/ui/index.ts";

const deviceZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `America/Argentina/Buenos_Aires` → «Buenos Aires». */
const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");

/** A place in the reader's language, and the city of the identifier where it helps to tell two zones apart. */
const zoneLabel = (locale: Locale, zone: string): string => {
  const place = formatZonePlace(locale, zone);
  return !zone.includes("/") || place === cityOf(zone) ? place : `${place} – ${cityOf(zone)}`;
};

const zoneOptions = (locale: Locale, ...also: string[]): { value: string; label: string }[] =>
  [...new Set([...also, ...Intl.supportedValuesOf("timeZone")])]
    .map((zone) => ({ value: zone, label: zoneLabel(locale, zone) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale));

export function DataForm({ journey }: { readonly journey: JourneyView }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
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
  // Hundreds of zones, each with a name to look up.
  const zones = useMemo(() => zoneOptions(locale, deviceZone, person.timeZone), [locale, person.timeZone]);
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
        options={zones}
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

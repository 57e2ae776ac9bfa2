import type { ReactNode } from "react";
import type { BodyStatus } from "#shared/domain/referrals/body-status.ts";
import type { ReferredView } from "#shared/protocol/referrals.ts";
import { useT, type T } from "#client/app/i18n.tsx";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { useDates, type Dates } from "#client/app/use-dates.ts";
import { Badge, StateTag, Table, type Column, type StateShape, type Tone } from "#client/ui/index.ts";
import { PersonActions } from "./person-actions.tsx";
import styles from "./referrals.module.css";

const looks: Readonly<Record<BodyStatus, { readonly tone: Tone; readonly shape: StateShape }>> = {
  INVITED: { tone: "neutral", shape: "hollow" },
  CHOOSING: { tone: "info", shape: "half" },
  TO_RESCHEDULE: { tone: "info", shape: "half" },
  BOOKED: { tone: "info", shape: "full" },
  RESULT_AWAITED: { tone: "info", shape: "half" },
  PASS: { tone: "success", shape: "full" },
  FAIL: { tone: "neutral", shape: "square" },
  NOT_COMPLETED: { tone: "neutral", shape: "square" },
  WITHDRAWN: { tone: "neutral", shape: "square" },
};

export function PeopleTable({
  people,
  attestation,
}: {
  readonly people: readonly ReferredView[];
  readonly attestation: (attestationId: string, fileName: string) => ReactNode;
}): ReactNode {
  const t = useT();
  const birthday = useDates("UTC");
  const atOffice = useDates(officeTimeZone);
  const columns: readonly Column<ReferredView>[] = [
    {
      key: "person",
      header: t("referrals.person"),
      isRowHeader: true,
      cell: (person) => (
        <>
          <span className={styles.name}>{`${person.givenName} ${person.familyName}`}</span>
          <span className={styles.detail}>
            {person.email} <span className={styles.fileNumber}>{t("referrals.file", { number: person.fileNumber })}</span>
          </span>
          {person.correction && <Corrected correction={person.correction} birthday={birthday} />}
        </>
      ),
    },
    {
      key: "state",
      header: t("referrals.state"),
      cell: ({ status }) => (
        <span className={styles.whole}>
          <StateTag {...looks[status]}>{t(`referrals.status.${status}`)}</StateTag>
        </span>
      ),
    },
    {
      key: "date",
      header: t("referrals.date"),
      cell: ({ status, statusAt }) => (
        <span className={styles.whole}>{t(`referrals.when.${status}`, { date: atOffice.date(statusAt, "medium") })}</span>
      ),
    },
    { key: "next", header: t("referrals.next"), cell: (person) => nextWords(t, atOffice, person) },
    {
      key: "actions",
      header: t("referrals.actions"),
      isHeaderHidden: true,
      align: "end",
      cell: (person) => (person.attestationId ? attestation(person.attestationId, attestationFile(person)) : <PersonActions person={person} />),
    },
  ];
  return (
    <Table
      caption={t("referrals.list")}
      columns={columns}
      rows={people}
      rowKey={({ registrationId }) => registrationId}
    />
  );
}

/** What the person says instead of what the order wrote: the order reads both. */
function Corrected({ correction, birthday }: { readonly correction: Correction; readonly birthday: Dates }): ReactNode {
  const t = useT();
  const { fields, referred, confirmed } = correction;
  const born = (date: string): string => birthday.date(`${date}T00:00:00Z`, "medium");
  return (
    <span className={styles.corrected}>
      <Badge tone="attention">{t("referrals.corrected")}</Badge>
      {fields.includes("birthDate") && (
        <span className={styles.detail}>{t("referrals.correctedBorn", { date: born(confirmed.birthDate) })}</span>
      )}
      <span className={styles.detail}>
        {t("referrals.correctedFrom", { name: `${referred.givenName} ${referred.familyName}`, date: born(referred.birthDate) })}
      </span>
    </span>
  );
}

type Correction = NonNullable<ReferredView["correction"]>;

/** The file says whose attestation it is, and its number. */
const attestationFile = ({ attestationNumber, givenName, familyName }: ReferredView): string =>
  ["attestation", attestationNumber, familyName, givenName].filter(Boolean).join("-").replaceAll(/\s+/g, "-");

function nextWords(t: T, dates: Dates, { status, resultDueAt, attestationId }: ReferredView): string {
  if (status === "RESULT_AWAITED")
    return resultDueAt
      ? t("referrals.then.RESULT_AWAITED", { date: dates.date(resultDueAt, "medium") })
      : t("referrals.then.RESULT_UNDATED");
  if (status === "PASS" && !attestationId) return t("referrals.then.PASS_SOON");
  return t(`referrals.then.${status}`);
}

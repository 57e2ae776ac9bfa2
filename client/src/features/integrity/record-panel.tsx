import type { ReactNode } from "react";
import { identityGround } from "#shared/domain/identity/identity-check.ts";
import { formatDate, formatDuration, formatZonePlace } from "#shared/i18n/dates.ts";
import { sittingRecord, type RecordLine } from "#shared/protocol/integrity.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { EmptyState } from "#client/ui/index.ts";
import { OwnNote } from "./own-note.tsx";
import { ObservationEntry } from "./observation-entry.tsx";
import { RecordEntry } from "./record-entry.tsx";
import styles from "./record-panel.module.css";

type Record = RouteAnswer<typeof sittingRecord>;

export interface RecordPanelProps {
  readonly sittingId: string;
  readonly titleLevel?: 2 | 3;
  /** The reader is the person concerned, who adds their own words beside any line. */
  readonly isMine?: boolean;
}

/** The record of a sitting: the same component for the person and for the staff, so that the words are the same too. */
export function RecordPanel({ sittingId, titleLevel = 2, isMine = false }: RecordPanelProps): ReactNode {
  const record = useRoute(sittingRecord, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] });
  return (
    <Fetched query={record} look="text">
      {(data) => <RecordBody record={data} titleLevel={titleLevel} isMine={isMine} />}
    </Fetched>
  );
}

function RecordBody({
  record,
  titleLevel,
  isMine,
}: {
  readonly record: Record;
  readonly titleLevel: 2 | 3;
  readonly isMine: boolean;
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const Heading = `h${titleLevel}` as const;
  const { sittingId, timeZone } = record;
  const ownNote = (line: RecordLine, name: string): ReactNode => isMine && <OwnNote sittingId={sittingId} line={line} name={name} />;
  const totalMs = record.timeEntries.reduce((sum, entry) => sum + entry.seconds * 1000, 0);
  return (
    <div className="stack">
      <p className="quiet small">
        {t("record.sameForAll")} {t("record.hours", { place: formatZonePlace(locale, timeZone) })}
      </p>
      <section className="stack">
        <Heading>{t("record.facts")}</Heading>
        {record.extracts && <ExtractsFate extracts={record.extracts} timeZone={timeZone} />}
        {record.observations.length === 0 ? (
          <EmptyState title={t("record.empty")}>{t("record.emptyWhy")}</EmptyState>
        ) : (
          <ol className={styles.list}>
            {record.observations.toReversed().map((observation) => {
              const { observationId, kind, category } = observation;
              const name = category === null ? t(`record.kind.${kind}`) : t(`record.category.${category}`);
              const tools = ownNote({ kind: "FACT", id: observationId }, name);
              return <ObservationEntry key={observationId} observation={observation} timeZone={timeZone} tools={tools} />;
            })}
          </ol>
        )}
      </section>
      <section className="stack">
        <Heading>{t("record.time")}</Heading>
        {record.timeEntries.length === 0 ? (
          <p className="quiet">{t("record.noTime")}</p>
        ) : (
          <>
            <p>{t("record.timeTotal", { duration: formatDuration(locale, totalMs, "second") })}</p>
            <ol className={styles.list}>
              {record.timeEntries.toReversed().map(({ timeEntryId, activity, cause, seconds, reason, authorName, at, notes }) => {
                const name = `+ ${formatDuration(locale, seconds * 1000, "second")} · ${t(`record.activity.${activity}`)}`;
                const details = [t(`record.cause.${cause}`), cause !== "OUTAGE" && cause !== "DEVICE" && reason, authorName];
                const tools = ownNote({ kind: "TIME", id: timeEntryId }, name);
                return (
                  <RecordEntry key={timeEntryId} at={at} timeZone={timeZone} details={details} notes={notes} tools={tools}>
                    {name}
                  </RecordEntry>
                );
              })}
            </ol>
          </>
        )}
      </section>
      <section className="stack">
        <Heading>{t("record.identityChecks")}</Heading>
        {record.identityChecks.length === 0 ? (
          <p className="quiet">{t("record.noIdentity")}</p>
        ) : (
          <ol className={styles.list}>
            {record.identityChecks.toReversed().map(({ identityCheckId, documentType, outcome, note, checkedByName, at, notes }) => {
              const name = `${t(`identity.outcome.${outcome}`)} · ${t(`identity.document.${identityGround(documentType, outcome)}`)}`;
              const details = [t("record.byPerson", { name: checkedByName }), note];
              const tools = ownNote({ kind: "IDENTITY", id: identityCheckId }, name);
              return (
                <RecordEntry key={identityCheckId} at={at} timeZone={timeZone} details={details} notes={notes} tools={tools}>
                  {name}
                </RecordEntry>
              );
            })}
          </ol>
        )}
      </section>
    </div>
  );
}

/** Until when what was kept around entries of the record is there. */
function ExtractsFate({
  extracts: { days, dueAt, isHeld, destroyedAt },
  timeZone,
}: {
  readonly extracts: NonNullable<Record["extracts"]>;
  readonly timeZone: string;
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const day = (at: string): string => formatDate(locale, at, timeZone, "long");
  if (destroyedAt !== null) return <p>{t("record.extractsDestroyed", { date: day(destroyedAt) })}</p>;
  if (isHeld) return <p>{t("record.extractsHeld")}</p>;
  return <p>{dueAt === null ? t("record.extractsDays", { days }) : t("record.extractsUntil", { date: day(dueAt) })}</p>;
}

import type { ReactNode } from "react";
import { formatDate, formatDuration, formatTimeWithSeconds, formatZonePlace } from "#shared/i18n/dates.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { EmptyState } from "#client/ui/index.ts";
import { OwnNote } from "./own-note.tsx";
import { ObservationEntry } from "./observation-entry.tsx";
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
  const time = (at: string): string => formatTimeWithSeconds(at, record.timeZone);
  const totalMs = record.timeEntries.reduce((sum, entry) => sum + entry.seconds * 1000, 0);
  return (
    <div className="stack">
      <p className="quiet small">
        {t("record.sameForAll")} {t("record.hours", { place: formatZonePlace(locale, record.timeZone) })}
      </p>
      <section className="stack">
        <Heading>{t("record.facts")}</Heading>
        {record.extracts && <ExtractsFate extracts={record.extracts} timeZone={record.timeZone} />}
        {record.observations.length === 0 ? (
          <EmptyState title={t("record.empty")}>{t("record.emptyWhy")}</EmptyState>
        ) : (
          <ol className={styles.list}>
            {record.observations.toReversed().map((observation) => (
              <ObservationEntry
                key={observation.observationId}
                observation={observation}
                timeZone={record.timeZone}
                {...(isMine
                  ? { tools: <OwnNote sittingId={record.sittingId} observation={observation} /> }
                  : {})}
              />
            ))}
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
              {record.timeEntries.toReversed().map((entry) => (
                <li key={`${entry.at}${entry.activity}${entry.cause}`} className={styles.entry}>
                  <time dateTime={entry.at} className={styles.at}>
                    {time(entry.at)}
                  </time>
                  <span className={styles.words}>
                    <span>
                      + {formatDuration(locale, entry.seconds * 1000, "second")} ·{" "}
                      {t(`record.activity.${entry.activity}`)}
                    </span>
                    <span className={styles.detail}>
                      {t(`record.cause.${entry.cause}`)}
                      {entry.cause !== "OUTAGE" && entry.cause !== "DEVICE" && entry.reason !== "" && ` · ${entry.reason}`}
                      {entry.authorName !== null && ` · ${entry.authorName}`}
                    </span>
                  </span>
                </li>
              ))}
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
            {record.identityChecks.toReversed().map((check) => (
              <li key={check.at} className={styles.entry}>
                <time dateTime={check.at} className={styles.at}>
                  {time(check.at)}
                </time>
                <span className={styles.words}>
                  <span>
                    {t(`identity.outcome.${check.outcome}`)} · {t(`identity.document.${check.documentType}`)}
                  </span>
                  <span className={styles.detail}>
                    {t("record.byPerson", { name: check.checkedByName })}
                    {check.note !== null && ` · ${check.note}`}
                  </span>
                </span>
              </li>
            ))}
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

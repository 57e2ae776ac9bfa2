import type { ReactNode } from "react";
import { counts, isAnnulment, signaturesNeeded, standingEffect } from "#shared/domain/incidents/incident-rules.ts";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import type { IncidentView } from "#shared/protocol/incident-views.ts";
import { useDates } from "#client/app/use-dates.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Card, StateTag } from "#client/ui/index.ts";
import { formatZonePlace } from "#shared/i18n/dates.ts";
import { codeWords } from "#shared/i18n/incident-codes.ts";
import { CallRecording } from "./call-recording.tsx";
import { EntryList } from "./observation-entry.tsx";
import styles from "./incidents.module.css";

interface FileProps {
  readonly incident: IncidentView;
  /** The reader is the person whom it is about: they are spoken to, and the facts stay word for word the same. */
  readonly isMine: boolean;
}

/** The file of an incident: the very same component for the person, the advisers and the directorate. */
export function IncidentFileBody({ incident, isMine = false }: Pick<FileProps, "incident"> & Partial<FileProps>): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const dates = useDates(incident.timeZone);
  const { timeZone, severity, code, state } = incident;
  const signers = counts(severity) ? `, ${t(`incidents.signers_${signaturesNeeded(incident, "NONE")}`)}` : "";
  return (
    <>
      <Card
        className={styles.file ?? ""}
        title={t(codeWords[code])}
        aside={
          <StateTag shape={state === "DECIDED" ? "full" : "half"} tone={state === "DECIDED" ? "success" : "attention"}>
            {t(`incidents.state_${state}`)}
          </StateTag>
        }
      >
        <p className="quiet">
          {code} · {`${t("incidents.severity", { severity })}${signers}`} · {t(incident.holdsResult ? "incidents.holds" : "incidents.holdsNot")}
        </p>
        <h3>{t("incidents.what")}</h3>
        <p className={styles.words}>{incident.summary}</p>
        <p className="quiet small">
          {t("incidents.openedBy", { name: incident.openedByName, at: dates.dateTime(incident.openedAt, "medium") })}
        </p>
        <h3>{t("incidents.basis")}</h3>
        <p className="quiet small">{t("record.hours", { place: formatZonePlace(locale, timeZone) })}</p>
        <EntryList entries={incident.entries} timeZone={timeZone} />
        <h3>{t("incidents.acts")}</h3>
        <ul className={styles.plain}>
          {incident.acts.map(({ act, activity, byName, at }) => (
            <li key={`${act}${byName}`}>
              {t(isMine && act === "CONTACTED" ? "incidents.mineContacted" : `incidents.act_${act}`)}
              {activity !== null && ` · ${t(`record.activity.${activity}`)}`}
              {" · "}
              <span className="quiet small">{t("incidents.by", { name: byName, at: dates.dateTime(at, "medium") })}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Facts incident={incident} isMine={isMine} />
      {incident.toldLate.length > 0 && (
        <Card title={t("incidents.toldLate")}>
          <p className="quiet">
            {t("incidents.toldLateWhy")}
            {counts(severity) && ` ${t(isMine ? "incidents.mineToldLatePut" : "incidents.toldLatePut")}`}
          </p>
          <EntryList entries={incident.toldLate} timeZone={timeZone} />
        </Card>
      )}
      <Statements incident={incident} isMine={isMine} />
      <Decisions incident={incident} isMine={isMine} />
    </>
  );
}

function Facts({ incident: { facts, timeZone, severity, state }, isMine }: FileProps): ReactNode {
  const t = useT();
  const dates = useDates(timeZone);
  if (severity < 2) return null;
  return (
    <Card title={t(isMine ? "incidents.mineFacts" : "incidents.facts")}>
      {facts ? (
        <>
          <p className={styles.words}>{facts.text}</p>
          <EntryList entries={facts.entries} timeZone={timeZone} />
          <p className="quiet small">{t("incidents.factsBy", { name: facts.sentByName, at: dates.dateTime(facts.sentAt, "medium") })}</p>
          {(state === "FACTS_SENT" || state === "ANSWERED") && (
            <p className="quiet">{t(isMine ? "incidents.mineFactsDue" : "incidents.factsDue", { date: dates.dateTime(facts.answerDueAt) })}</p>
          )}
        </>
      ) : (
        <p className="quiet">{t(isMine ? "incidents.mineFactsNone" : "incidents.factsNone")}</p>
      )}
    </Card>
  );
}

function Statements({ incident: { incidentId, facts, statements, timeZone }, isMine }: FileProps): ReactNode {
  const t = useT();
  const dates = useDates(timeZone);
  if (!facts) return null;
  return (
    <Card title={t(isMine ? "incidents.mineStatements" : "incidents.statements")}>
      {statements.length === 0 && <p className="quiet">{t("incidents.statementsNone")}</p>}
      <ul className={styles.plain}>
        {statements.map(({ statementId, channel, text, companion, takenByName, at, recording }) => (
          <li key={statementId}>
            <p className={styles.words}>{text}</p>
            <p className="quiet small">
              {t(`incidents.statement_${channel}`, { name: takenByName, at: dates.dateTime(at, "medium") })}
              {companion !== "" && ` · ${t("incidents.companion", { name: companion })}`}
            </p>
            {recording && (
              <CallRecording incidentId={incidentId} statementId={statementId} at={dates.dateTime(at, "medium")} isMine={isMine} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Decisions({ incident, isMine }: FileProps): ReactNode {
  const t = useT();
  const dates = useDates(incident.timeZone);
  const { decisions, facts, timeZone, state } = incident;
  if (decisions.length === 0 && !facts) return null;
  return (
    <Card className={styles.file ?? ""} title={t("incidents.decision")}>
      {decisions.length === 0 && <p className="quiet">{t("incidents.decisionNone")}</p>}
      {state === "FACTS_SENT" && <p>{t(isMine ? "incidents.mineDecisionAwaits" : "incidents.decisionAwaits")}</p>}
      {decisions.map((decision) => (
        <section key={decision.decisionId} className="stack">
          <h3>{t(`incidents.effect_${decision.effect}`)}</h3>
          {!decision.isStanding && (
            <p role="status">
              {t(decision.isRefused || state !== "PROPOSED" ? "incidents.decisionRefused" : "incidents.decisionProposed")}
            </p>
          )}
          <h4>{t("incidents.reasons")}</h4>
          <p className={styles.words}>{decision.reasons}</p>
          {decision.cited.length > 0 && (
            <>
              <h4>{t("incidents.restsOn")}</h4>
              <EntryList entries={decision.cited} timeZone={timeZone} />
            </>
          )}
          <ul className={styles.plain}>
            {decision.signatures.map(({ name, agrees, note, at }) => (
              <li key={name} className="quiet small">
                {t(agrees ? "incidents.signed" : "incidents.refused", { name, note, at: dates.dateTime(at, "medium") })}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Review incident={incident} isMine={isMine} />
    </Card>
  );
}

function Review({ incident: { review, decisions }, isMine }: FileProps): ReactNode {
  const t = useT();
  const dates = useDates(officeTimeZone);
  if (!review) return null;
  const standing = standingEffect(decisions);
  const isSuspended = standing !== undefined && isAnnulment(standing);
  const theirs =
    review.state === "OPEN" && !isSuspended ? ("incidents.review_OPEN_WARNING" as const) : (`incidents.review_${review.state}` as const);
  const words =
    isMine && review.state === "WAIVED"
      ? "incidents.mineReviewWaived"
      : review.state === "REVERSED" && standing === "RESIT_ACTIVITY"
        ? "incidents.review_REVERSED_RESIT"
        : theirs;
  return (
    <section className="stack">
      <h3>{t("incidents.review")}</h3>
      <p>{t(words, { date: dates.date(review.dueAt), name: review.concludedByName ?? "" })}</p>
      {review.request !== "" && <p className={styles.words}>{review.request}</p>}
      {review.conclusion !== "" && <p className={styles.words}>{review.conclusion}</p>}
    </section>
  );
}

import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { formatDate } from "#shared/i18n/dates.ts";
import { formatScore } from "#shared/i18n/numbers.ts";
import { competencies, evidenceFile, myResult, type CandidateResultView } from "#shared/protocol/results.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { call } from "#client/net/http.ts";
import { useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { saveFile } from "#client/net/save-file.ts";
import { Button, Card, EmptyState, Link, LinkButton, Meter, Notice, PageHeader } from "#client/ui/index.ts";
import { competencyNames } from "#client/ui/competency-names.ts";
import { CountedCredits, StandingCredits } from "./earlier-exams.tsx";
import { letterWords } from "./letter-words.ts";
import { ReviewRequest } from "./review-request.tsx";
import styles from "./result-page.module.css";

export interface ResultPageProps {
  /** The download, given by the application. */
  readonly attestation: (given: { readonly attestationId: string; readonly number: string }) => ReactNode;
}

/** One's own result: the four competencies in the words of the grid, once it was sent. */
export function ResultPage({ attestation }: ResultPageProps): ReactNode {
  const t = useT();
  const { sittingId = "" } = useParams();
  const result = useRoute(myResult, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] });
  return (
    <div className={`stack-loose ${styles.letter}`}>
      <PageHeader title={t("results.title")} backHref="/parcours" backLabel={t("results.backToJourney")} />
      {result.error?.code === "NOT_FOUND" ? (
        <EmptyState title={t("results.notYet")}>{t("results.notYetText")}</EmptyState>
      ) : (
        <Fetched query={result}>{(view) => <Result view={view} attestation={attestation} />}</Fetched>
      )}
    </div>
  );
}

const words = {
  PASS: { title: "results.passTitle", text: "results.passText", tone: "success" },
  FAIL: { title: "results.failTitle", text: "results.failText", tone: "info" },
  ON_HOLD: { title: "results.onHoldTitle", text: "results.onHoldText", tone: "info" },
  NOT_COMPLETED: { title: "results.notCompletedTitle", text: "results.notCompletedText", tone: "info" },
} as const;

function Result({ view, attestation }: ResultPageProps & { readonly view: CandidateResultView }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const { title, text, tone } = words[view.outcome];
  const missed = competencies
    .filter((key) => view.competencies[key]?.level === "NOT_REACHED")
    .filter((key) => !view.credits.some(({ competency }) => competency === key))
    .map((key) => t(competencyNames[key]).toLowerCase());
  const { isStopped, origin } = letterWords(view);
  return (
    <>
      <p className={styles.person}>
        <strong>{view.name}</strong>
        <span>
          {t("results.profession")} <span lang="fr">{view.professionName}</span>
        </span>
        <span>{t("results.satOn", { date: formatDate(locale, view.satAt, view.timeZone, "long") })}</span>
      </p>
      <Notice tone={tone} title={t(title)} role="note">
        {missed.length > 0 && (
          <p>{t("results.failList", { competencies: new Intl.ListFormat(locale).format(missed) })}</p>
        )}
        <p>{t(isStopped ? "letter.stopped" : view.outcome === "PASS" && view.credits.length > 0 ? "retake.passText" : text)}</p>
      </Notice>
      <Card>
        <div className="stack">
          {competencies.map((key) => (
            <Competency key={key} name={t(competencyNames[key])} given={view.competencies[key]} cut={view.cut} />
          ))}
          <p className="quiet small">{t("results.cutLine", { cut: view.cut, version: view.policyVersion })}</p>
        </div>
      </Card>
      <CountedCredits view={view} />
      {view.outcome === "PASS" && (
        <Card
          {...(view.attestation === null
            ? {}
            : { title: t("results.attestationReady", { number: view.attestation.number }) })}
        >
          {view.attestation === null ? (
            <p>{t("results.attestationSoon")}</p>
          ) : (
            <div className="row">{attestation(view.attestation)}</div>
          )}
        </Card>
      )}
      {view.outcome === "FAIL" && (
        <section className="stack">
          <h2>{t("results.nextTitle")}</h2>
          <ul className="stack">
            <li>{t("results.nextAgain")}</li>
            <li>{t("results.nextCourses")}</li>
            <li>
              <Link href="/entrainement">{t("results.nextPractice")}</Link>
            </li>
          </ul>
          <StandingCredits view={view} />
        </section>
      )}
      <Reasons view={view} />
      <ReviewRequest view={view} />
      <p className="quiet small">
        {t("results.sentOn", { date: formatDate(locale, view.sentAt, officeTimeZone, "long") })}.{" "}
        {t(origin)}
      </p>
      <div className={`row ${styles.screenOnly}`}>
        <Button onClick={() => print()}>{t("results.print")}</Button>
        <LinkButton href="/parcours">{t("results.backToJourney")}</LinkButton>
        <LinkButton href={`/seance/${view.sittingId}/journal`}>{t("common.readRecord")}</LinkButton>
      </div>
    </>
  );
}

/** Whom to ask, and everything that the result rests on. */
function Reasons({ view }: { readonly view: CandidateResultView }): ReactNode {
  const t = useT();
  const { contact, sittingId, wasTyped } = view;
  const { isStopped, file } = letterWords(view);
  const [error, setError] = useState<unknown>();
  const download = (): void => {
    setError(undefined);
    call(evidenceFile, { params: { sittingId } }).then((given) => saveFile(given, t("results.reasonsFile")), setError);
  };
  return (
    <section className="stack">
      <h2>{t("results.reasonsTitle")}</h2>
      <p>{t("letter.contact", { name: contact.name })}</p>
      <p>
        <a href={`mailto:${contact.email}`}>{contact.email}</a>
      </p>
      <p>{t(file)}</p>
      <div className="row">
        <Button onClick={download}>{t("results.reasonsDownload")}</Button>
        {wasTyped && !isStopped && (
          <LinkButton href={`/resultat/${sittingId}/historique`} variant="quiet" className={styles.screenOnly}>
            {t("results.history")}
          </LinkButton>
        )}
      </div>
      <RefusalNotice error={error} />
    </section>
  );
}

function Competency({
  name,
  given,
  cut,
}: {
  readonly name: string;
  readonly given: CandidateResultView["competencies"]["CE"];
  readonly cut: number;
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  if (given === null)
    return (
      <p className="row row-between">
        <span>{name}</span>
        <span className="quiet">{t("results.notAssessed")}</span>
      </p>
    );
  const score = t("results.score", { score: formatScore(locale, given.score) });
  return (
    <Meter
      label={name}
      value={given.score}
      cut={cut}
      valueText={`${given.words[locale]} · ${score}`}
      tone={given.level === "NOT_REACHED" ? "attention" : "success"}
    />
  );
}

import { useEffect, useRef, type ReactNode } from "react";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { formatDate, formatDateTime } from "#shared/i18n/dates.ts";
import { formatScore } from "#shared/i18n/numbers.ts";
import { competencies, resultOf, type ResultDetail, type ResultRow } from "#shared/protocol/results.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Button, Disclosure, Link, LinkButton, Meter, Notice, StateTag } from "#client/ui/index.ts";
import { competencyNames } from "#client/ui/competency-names.ts";
import { WrittenIn } from "#client/ui/written-in.tsx";
import type { Decision } from "./decision-dialog.tsx";
import { GateReasons } from "./gate-reasons.tsx";
import { Marks } from "./marks.tsx";
import { Needs } from "./needs.tsx";
import { outcomeLooks } from "./outcome-looks.ts";
import { ProposedAnnulment } from "./proposed-annulment.tsx";
import { ReadingCheck } from "./reading-check.tsx";
import { ResultEvidence } from "./result-evidence.tsx";
import { Signs } from "./result-table.tsx";
import styles from "./confirmation-page.module.css";

export interface ResultPanelProps {
  readonly sittingId: string;
  readonly onClose: () => void;
  readonly onDecide: (kind: Decision["kind"], row: ResultRow, proposalId?: string) => void;
  readonly attestations: (sittingId: string) => ReactNode;
}

/** One result with its marks, what is missing and why, its decisions and its evidence. */
export function ResultPanel({ sittingId, onClose, onDecide, attestations }: ResultPanelProps): ReactNode {
  const t = useT();
  const detail = useRoute(resultOf, { params: { sittingId } }, { pollMs: 10_000 });
  const close = (
    <Button size="small" variant="quiet" onClick={onClose}>
      {t("confirmation.close")}
    </Button>
  );
  return (
    <div className={styles.panel}>
      {detail.isError && detail.data === undefined && <div className="row">{close}</div>}
      <Fetched query={detail}>
        {(result) => (
          <WrittenIn language={result.language}>
            <Panel result={result} close={close} onDecide={onDecide} attestations={attestations} />
          </WrittenIn>
        )}
      </Fetched>
    </div>
  );
}

function Panel({
  result,
  close,
  onDecide,
  attestations,
}: Pick<ResultPanelProps, "onDecide" | "attestations"> & { readonly result: ResultDetail; readonly close: ReactNode }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const heading = useRef<HTMLHeadingElement>(null);
  // On a telephone the panel opens under the table: the reader is brought to it.
  useEffect(() => heading.current?.focus(), []);
  // Noon, so that the civil day stays the same wherever it is formatted.
  const sessionDay = formatDate(locale, `${result.sessionDay}T12:00:00Z`, "UTC", "long");
  const outcome = t(`confirmation.outcome_${result.outcome}`);
  const state = t(`confirmation.state_${result.state}`);
  return (
    <>
      <div className="row row-between">
        <h2 ref={heading} tabIndex={-1}>
          {result.candidateName}
        </h2>
        {close}
      </div>
      <p className="row">
        <StateTag {...outcomeLooks[result.outcome]}>{outcome}</StateTag>
        {/* What is being marked is in both, and is said once. */}
        <span className="quiet small">{[...(state === outcome ? [] : [state]), t("confirmation.session", { date: sessionDay })].join(" · ")}</span>
      </p>
      <Signs row={result} />
      <Scores result={result} />
      <Combined result={result} />
      <OpenIncidents result={result} />
      {result.annulment && <ProposedAnnulment annulment={result.annulment} onSign={(proposalId) => onDecide("annul", result, proposalId)} />}
      <Actions result={result} onDecide={onDecide} />
      {result.reviews.map((review) => (
        <JudgedAgain key={review.cause} review={review} />
      ))}
      {result.gate && <GateReasons gate={result.gate} />}
      <Needs result={result} />
      {result.reading && <ReadingCheck result={result} answers={result.reading} />}
      <Marks result={result} />
      {result.state === "RESULT_SENT" && result.outcome === "PASS" && attestations(result.sittingId)}
      {result.decisions.length > 0 && (
        <section className="stack">
          <h3>{t("confirmation.decisions")}</h3>
          <ul className={styles.marks}>
            {result.decisions.map(({ kind, reason, deciderName, createdAt }) => (
              <li key={createdAt} className={styles.mark}>
                <strong>{t(`confirmation.decision_${kind}`)}</strong>{" "}
                <span className="quiet small">
                  {t("confirmation.decisionBy", {
                    name: deciderName,
                    date: formatDateTime(locale, createdAt, officeTimeZone, "medium"),
                  })}
                </span>
                <p>{reason === "" ? t("confirmation.noReason") : reason}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Disclosure summary={t("confirmation.activities")}>
        <ul className={styles.marks}>
          {result.activities.map(({ activity, state }) => (
            <li key={activity}>{`${t(`confirmation.activity_${activity}`)} · ${t(`confirmation.run_${state}`)}`}</li>
          ))}
        </ul>
      </Disclosure>
      <div className="row">
        <Link href={`/resultats/${result.sittingId}/historique`}>{t("history.title")}</Link>
      </div>
      <ResultEvidence result={result} />
    </>
  );
}

/** What earlier exams make of it: said beside what this exam gives alone. */
function Combined({ result: { combined, policyVersion } }: { readonly result: ResultDetail }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  if (!combined) return null;
  return (
    <section className="stack">
      <h3>{t("confirmation.credits")}</h3>
      <p>{t("confirmation.creditsAlone", { outcome: t(`confirmation.outcome_${combined.ownOutcome}`).toLowerCase(), version: policyVersion })}</p>
      {combined.credits.length === 0 ? (
        <p>{t("confirmation.creditsNone")}</p>
      ) : (
        <ul className={styles.marks}>
          {combined.credits.map(({ competency, heldOn, score }) => (
            <li key={competency}>
              {t("confirmation.credit", {
                competency: t(competencyNames[competency]),
                date: formatDate(locale, `${heldOn}T12:00:00Z`, "UTC", "long"),
                score: formatScore(locale, score),
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What is judged again, why, and until when: in the words of the person who asked, or of whoever let words count. */
function JudgedAgain({ review }: { readonly review: ResultDetail["reviews"][number] }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const names = review.competencies.map((competency) => t(competencyNames[competency]).toLowerCase());
  return (
    <section className="stack">
      <h3>{t(`confirmation.review_${review.cause}`)}</h3>
      <p>
        {t(`confirmation.reviewOf_${review.cause}`, {
          competencies: new Intl.ListFormat(locale).format(names),
          date: formatDate(locale, review.requestedAt, officeTimeZone, "long"),
          due: formatDate(locale, review.dueAt, officeTimeZone, "long"),
        })}
      </p>
      {review.notHeard.map((activity) => (
        <p key={activity}>{t(`confirmation.notHeard_${activity}`)}</p>
      ))}
      {review.reason !== "" && <blockquote className="small">{review.reason}</blockquote>}
    </section>
  );
}

/** What keeps the result back; it is decided in its own file. */
function OpenIncidents({ result: { incidents } }: { readonly result: ResultDetail }): ReactNode {
  const t = useT();
  if (incidents.length === 0) return null;
  const files = incidents.map(({ incidentId, code }) => (
    <LinkButton key={incidentId} size="small" href={`/incidents/${incidentId}`}>
      {t("confirmation.incidentFile", { code })}
    </LinkButton>
  ));
  return (
    <Notice tone="attention" title={t("confirmation.incidents")} role="note" actions={files}>
      {t("confirmation.incidentHolds")}
    </Notice>
  );
}

/** The four competencies that the regulation asks for, each against the cut. */
function Scores({ result }: { readonly result: ResultDetail }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  return (
    <div className="stack">
      {competencies.map((key) => {
        const score = result.scores[key];
        if (score === null)
          return (
            <p key={key} className="row row-between">
              <span className="small">{t(competencyNames[key])}</span>
              <span className="quiet small">{t("confirmation.undecided")}</span>
            </p>
          );
        return (
          <Meter
            key={key}
            label={t(competencyNames[key])}
            value={score}
            cut={result.cut}
            valueText={formatScore(locale, score)}
            tone={score < result.cut ? "attention" : "success"}
          />
        );
      })}
    </div>
  );
}

function Actions({
  result,
  onDecide,
}: {
  readonly result: ResultDetail;
  readonly onDecide: ResultPanelProps["onDecide"];
}): ReactNode {
  const t = useT();
  if (result.state === "RESULT_SENT" || result.state === "UNDER_REVIEW" || result.state === "ANNULLED") return null;
  // What was sent once is never taken away again.
  const annul = result.sentAt === null && result.annulment === null && (
    <Button size="small" variant="quiet" className={styles.rare} onClick={() => onDecide("propose", result)}>
      {t("confirmation.propose")}
    </Button>
  );
  // An open incident decides; nothing here does.
  if (result.incidents.length > 0) return null;
  if (result.state === "ON_HOLD")
    return (
      <div className="row">
        <Button onClick={() => onDecide("release", result)}>{t("confirmation.release")}</Button>
        {annul}
      </div>
    );
  return (
    <div className="row">
      <Button onClick={() => onDecide("hold", result)}>{t("confirmation.hold")}</Button>
      {result.state === "PENDING_APPROVAL" && (
        <Button variant="primary" onClick={() => onDecide("confirm", result)}>
          {t("confirmation.confirm")}
        </Button>
      )}
      {annul}
    </div>
  );
}

import type { ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import { formatScore } from "#shared/i18n/numbers.ts";
import { clockText } from "#shared/domain/marking/moments.ts";
import { criteriaOf, type UnitId } from "#shared/domain/marking/units.ts";
import type { ResultDetail } from "#shared/protocol/results.ts";
import type { GivenView } from "#shared/protocol/shown-marks.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import { unitNames } from "./unit-names.ts";
import styles from "./confirmation-page.module.css";

/** Every mark of every unit; markers have a number and no name. */
export function Marks({ result }: { readonly result: ResultDetail }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const lang = useWrittenIn();
  return (
    <section className="stack">
      <h3>{t("confirmation.units")}</h3>
      {result.units.map(({ unit, score, reviewScore, marks, reviewMarks }) => (
        <section key={unit} className="stack">
          <h4 className={styles.scored}>
            <span>{t(unitNames[unit])}</span>
            {reviewMarks.length === 0 && (
              <span className="numbers">{score === null ? "" : formatScore(locale, score)}</span>
            )}
          </h4>
          {reviewMarks.length > 0 && (
            <h5 className={styles.scored}>
              <span>{t("confirmation.firstMarks")}</span>
              <span className="numbers">{score === null ? "" : formatScore(locale, score)}</span>
            </h5>
          )}
          {marks.length === 0 && <p className="quiet small">{t("confirmation.noMark")}</p>}
          {marks.length > 0 && <MarkList unit={unit} marks={marks} />}
          {reviewMarks.length > 0 && (
            <>
              <h5 className={styles.scored}>
                <span>{t("confirmation.reviewMarks")}</span>
                <span className="numbers">
                  {reviewScore === null ? t("confirmation.undecided") : formatScore(locale, reviewScore)}
                </span>
              </h5>
              <MarkList unit={unit} marks={reviewMarks} />
              <p className="quiet small">{t("confirmation.betterCounts")}</p>
            </>
          )}
        </section>
      ))}
      {result.correctedAnswers.length > 0 && (
        <section className="stack">
          <h4>{t("confirmation.correctedAnswers")}</h4>
          <ul className={styles.marks}>
            {result.correctedAnswers.map(({ prompt, before, after, reason, correctedOn }) => (
              <li key={`${prompt}${correctedOn}${reason}`} className={styles.mark}>
                <span lang={lang}>{prompt}</span>
                <span className="small">
                  {t("confirmation.correctedAnswer", { before, after, date: formatDate(locale, `${correctedOn}T12:00:00Z`, "UTC", "long") })}
                </span>
                <span className="small">{t("confirmation.formerReason", { reason })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}

function MarkList({
  unit,
  marks,
}: {
  readonly unit: UnitId;
  readonly marks: ResultDetail["units"][number]["marks"];
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  return (
    <ul className={styles.marks}>
      {marks.map((mark) => (
        <li key={mark.ordinal} className={styles.mark}>
          <span className={styles.scored}>
            <span>{t("confirmation.marker", { ordinal: mark.ordinal, marker: mark.marker })}</span>
            <span className="numbers">{formatScore(locale, mark.score)}</span>
          </span>
          <span className="quiet small numbers">{t("confirmation.bandsGiven", { bands: mark.bands.join(" · ") })}</span>
          <Words unit={unit} given={mark} />
          {mark.former.map((former) => (
            <details key={former.lockedAt}>
              <summary className="small">{t("confirmation.formerReason", { reason: former.reason })}</summary>
              <p className="quiet small numbers">
                {t("confirmation.former", { score: formatScore(locale, former.score), bands: former.bands.join(" · ") })}
              </p>
              <Words unit={unit} given={former} />
            </details>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** What was written beside the bands: of the whole, of each criterion, at a place of the text, at a moment of the recording. */
function Words({ unit, given }: { readonly unit: UnitId; readonly given: GivenView }): ReactNode {
  const lang = useWrittenIn();
  const { comments, criterionComments, annotations, moments } = given;
  return (
    <>
      {comments !== "" && <p className="small">{comments}</p>}
      {criterionComments.map(
        (comment, place) =>
          comment !== "" && (
            <p key={criteriaOf[unit][place]} className="small">
              <strong>{criteriaOf[unit][place]}</strong> {comment}
            </p>
          ),
      )}
      {annotations.map(({ start, end, quote, criterion, note }) => (
        <p key={`${start}-${end}-${note}`} className="small">
          <q className="quiet" lang={lang}>{quote}</q> {criterion && <strong>{criterion}</strong>} {note}
        </p>
      ))}
      {moments.map(({ atMs, criterion, note }) => (
        <p key={`${atMs}-${note}`} className="small">
          <span className="quiet numbers">{clockText(atMs)}</span> {criterion && <strong>{criterion}</strong>} {note}
        </p>
      ))}
    </>
  );
}

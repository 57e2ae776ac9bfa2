import type { ReactNode } from "react";
import { checkReading, resultList, resultOf, type ResultDetail } from "#shared/protocol/results.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import styles from "./confirmation-page.module.css";

export interface ReadingCheckProps {
  readonly result: ResultDetail;
  readonly answers: NonNullable<ResultDetail["reading"]>;
}

/** A borderline reading: the answers without all their points, beside what was expected. */
export function ReadingCheck({ result, answers }: ReadingCheckProps): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const check = useChange(checkReading, [resultList, resultOf]);
  return (
    <section className="stack">
      <h3>{t("confirmation.reading")}</h3>
      <p className="small">{t("confirmation.readingText")}</p>
      <ul className={styles.marks}>
        {answers.map(({ itemId, prompt, given, expected, points, max }) => (
          <li key={itemId} className={styles.mark}>
            <p lang={lang}>{prompt}</p>
            <p className="small">
              <span className="quiet">{t("confirmation.readingGiven")}</span> <span lang={lang}>{given}</span>
            </p>
            <p className="small">
              <span className="quiet">{t("confirmation.readingExpected")}</span> <span lang={lang}>{expected}</span>
            </p>
            <p className="quiet small numbers">{t("confirmation.readingPoints", { points, max })}</p>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button
          isBusy={check.isPending}
          onClick={() => check.mutate({ params: { sittingId: result.sittingId }, body: { reportId: result.reportId } })}
        >
          {t("confirmation.readingCheck")}
        </Button>
      </div>
      <RefusalNotice error={check.error} />
    </section>
  );
}

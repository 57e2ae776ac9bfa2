import { useState, type ReactNode } from "react";
import { asksForAnswer, remedies, type Remedy, type Standing } from "#shared/domain/equity/standing.ts";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { answerFinding, equityReport } from "#shared/protocol/equity.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, RadioGroup, TextAreaField, useToast } from "#client/ui/index.ts";
import styles from "./equity.module.css";

export type Report = RouteAnswer<typeof equityReport>;

/** A day is that day anywhere: noon at the Office is in it. */
export const noonOf = (day: string): string => `${day}T17:00:00.000Z`;

/** What was decided about a statistic, and the way to record more where it asks for it. */
export function Finding({
  id,
  name,
  standing,
  report,
}: {
  readonly id: string;
  /** Of the statistic, for whoever hears the button alone. */
  readonly name: string;
  readonly standing: Standing;
  readonly report: Report;
}): ReactNode {
  const t = useT();
  const { date } = useDates(officeTimeZone);
  const [isAsking, setAsking] = useState(false);
  const own = report.answers.filter(({ statisticId }) => statisticId === id);
  if (own.length === 0 && !asksForAnswer(standing)) return null;
  return (
    <div className="stack">
      {own.length > 0 && (
        <ul className={styles.answers}>
          {own.map(({ answerId, remedy, words, by, at, from, to }) => (
            <li key={answerId}>
              <p>
                <strong>{t(`equity.remedy_${remedy}`)}</strong>
              </p>
              <p>{words}</p>
              <p className="quiet small">
                {t("equity.answeredBy", {
                  name: by,
                  date: date(at, "long"),
                  from: date(noonOf(from), "long"),
                  to: date(noonOf(to), "long"),
                })}
              </p>
            </li>
          ))}
        </ul>
      )}
      {asksForAnswer(standing) && (
        <div className={styles.act}>
          <Button size="small" onClick={() => setAsking(true)} aria-label={t("equity.answerOf", { name })}>
            {t("equity.answer")}
          </Button>
        </div>
      )}
      {isAsking && <AnswerDialog id={id} name={name} period={report.period} onClose={() => setAsking(false)} />}
    </div>
  );
}

function AnswerDialog({
  id,
  name,
  period: { from, to },
  onClose,
}: {
  readonly id: string;
  readonly name: string;
  readonly period: Report["period"];
  readonly onClose: () => void;
}): ReactNode {
  const t = useT();
  const toast = useToast();
  const act = useChange(answerFinding, [equityReport]);
  const [remedy, setRemedy] = useState<Remedy>();
  const [words, setWords] = useState("");
  const [isTried, setTried] = useState(false);
  const save = (): void => {
    setTried(true);
    if (remedy === undefined || words.trim() === "") return;
    act.mutate(
      { body: { from, to, statisticId: id, remedy, words } },
      {
        onSuccess: () => {
          toast(t("equity.saved"), "success");
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("equity.answerOf", { name })}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={act.isPending} onClick={save}>
            {t("equity.save")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("equity.answerLead")}</p>
        <RadioGroup
          legend={t("equity.remedy")}
          options={remedies.map((value) => ({ value, label: t(`equity.remedy_${value}`) }))}
          value={remedy}
          onChange={setRemedy}
          error={isTried && remedy === undefined ? t("equity.remedyMissing") : undefined}
        />
        <TextAreaField
          label={t("equity.words")}
          value={words}
          maxLength={2_000}
          onChange={(event) => setWords(event.target.value)}
          error={isTried && words.trim() === "" ? t("equity.wordsMissing") : undefined}
        />
        <RefusalNotice error={act.error} />
      </div>
    </Dialog>
  );
}

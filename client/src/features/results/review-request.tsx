import { useState, type ReactNode } from "react";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { formatDate } from "#shared/i18n/dates.ts";
import type { Reviewable } from "#shared/domain/results/review.ts";
import { askReview, myResult, type CandidateResultView } from "#shared/protocol/results.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Checkbox, Dialog, Notice, TextAreaField, useToast } from "#client/ui/index.ts";
import { competencyNames } from "#client/ui/competency-names.ts";

/** To have one's work judged again: what is offered, until when, and what became of it. */
export function ReviewRequest({ view }: { readonly view: CandidateResultView }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const [isAsking, setAsking] = useState(false);
  const { offered, endsAt, asked, late } = view.review;
  if (asked === null && late === null && offered.length === 0) return null;
  const day = (at: string): string => formatDate(locale, at, officeTimeZone, "long");
  const names = (competencies: readonly Reviewable[]): string =>
    new Intl.ListFormat(locale).format(competencies.map((one) => t(competencyNames[one]).toLowerCase()));
  return (
    <>
      {late && (
        <section className="stack">
          <h2>{t("review.lateTitle")}</h2>
          <Notice tone={late.outcome === "RAISED" ? "success" : "info"} role="status">
            <p>{t("review.lateWhy", { date: day(late.openedAt) })}</p>
            <p>{late.outcome === null ? t("review.underWay", { date: day(late.dueAt) }) : t(`review.${late.outcome}`)}</p>
          </Notice>
        </section>
      )}
      {(asked !== null || offered.length > 0) && (
        <section className="stack">
          <h2>{t("review.title")}</h2>
          {asked ? (
            <Notice tone={asked.outcome === "RAISED" ? "success" : "info"} role="status">
              <p>{t("review.askedOn", { date: day(asked.requestedAt), competencies: names(asked.competencies) })}</p>
              <p>
                {asked.outcome === null
                  ? t("review.underWay", { date: day(asked.dueAt) })
                  : t(`review.${asked.outcome}`)}
              </p>
              {asked.notHeard.map((activity) => (
                <p key={activity}>{t(`review.notHeard_${activity}`)}</p>
              ))}
            </Notice>
          ) : (
            <>
              <p>{t("review.text", { competencies: names(offered) })}</p>
              <p className="quiet">{t("review.until", { date: day(endsAt) })}</p>
              <div className="row">
                <Button onClick={() => setAsking(true)}>{t("review.ask")}</Button>
              </div>
              {isAsking && <AskDialog sittingId={view.sittingId} offered={offered} onClose={() => setAsking(false)} />}
            </>
          )}
        </section>
      )}
    </>
  );
}

function AskDialog({
  sittingId,
  offered,
  onClose,
}: {
  readonly sittingId: string;
  readonly offered: readonly Reviewable[];
  readonly onClose: () => void;
}): ReactNode {
  const t = useT();
  const toast = useToast();
  const [chosen, setChosen] = useState<readonly Reviewable[]>(offered);
  const [reason, setReason] = useState("");
  const ask = useChange(askReview, [myResult]);
  const submit = (): void =>
    ask.mutate(
      { params: { sittingId }, body: { competencies: [...chosen], reason } },
      {
        onSuccess: () => {
          toast(t("review.sent"), "success");
          onClose();
        },
      },
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("review.ask")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={ask.isPending} disabled={chosen.length === 0} onClick={submit}>
            {t("review.confirm")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("review.once")}</p>
        <fieldset>
          <legend>{t("review.what")}</legend>
          {offered.map((one) => (
            <Checkbox
              key={one}
              label={t(competencyNames[one])}
              isChecked={chosen.includes(one)}
              onChange={(isChosen) => setChosen(offered.filter((other) => (other === one ? isChosen : chosen.includes(other))))}
            />
          ))}
        </fieldset>
        <TextAreaField
          label={t("review.reason")}
          hint={t("review.reasonHint")}
          optionalLabel={t("common.optional")}
          rows={4}
          maxLength={1_000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <RefusalNotice error={ask.error} />
      </div>
    </Dialog>
  );
}

import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { formatDate } from "#shared/i18n/dates.ts";
import { ownCalibration, startCalibration } from "#shared/protocol/calibration.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, EmptyState, LinkButton, Notice, PageHeader, StateTag } from "#client/ui/index.ts";
import { asShare } from "#client/ui/figures.ts";
import { officeTimeZone } from "../office-time.ts";

type Own = RouteAnswer<typeof ownCalibration>;

/** A marker's calibration, for themselves alone. */
export function OwnCalibrationPage(): ReactNode {
  const t = useT();
  const own = useRoute(ownCalibration, {});
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("calibration.title")}
        lead={t("calibration.ownLead")}
        backHref="/correction"
        backLabel={t("marking.queue")}
      />
      <Fetched query={own}>
        {(view) => (
          <>
            <Standing view={view} />
            <SetCard view={view} />
            {view.last && <Last last={view.last} />}
          </>
        )}
      </Fetched>
    </div>
  );
}

function Standing({ view: { need, rules, validUntil } }: { readonly view: Own }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  if (need === null)
    return (
      validUntil && (
        <Notice tone="success">
          {t("calibration.valid", { date: formatDate(locale, validUntil, officeTimeZone, "long") })}
        </Notice>
      )
    );
  return (
    <Notice tone="info" title={t(`calibration.need${need}`)}>
      {t(rules.isRequired ? "calibration.needRequired" : "calibration.notRequired")}
    </Notice>
  );
}

function SetCard({ view: { set, attempt, rules, need } }: { readonly view: Own }): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const start = useChange(startCalibration, [ownCalibration]);
  const next = attempt?.texts.find(({ isMarked }) => !isMarked);
  if (attempt && next)
    return (
      <Card>
        <div className="stack">
          <p>
            {t("calibration.progress", {
              done: attempt.texts.filter(({ isMarked }) => isMarked).length,
              all: attempt.texts.length,
            })}
          </p>
          <p>
            <LinkButton variant="primary" href={`/correction/etalonnage/${attempt.attemptId}/${next.referenceId}`}>
              {t("calibration.goOn")}
            </LinkButton>
          </p>
        </div>
      </Card>
    );
  if (!set && need === null) return null;
  if (!set) return <EmptyState title={t("calibration.noSet")}>{t("calibration.noSetNext")}</EmptyState>;
  return (
    <Card>
      <div className="stack">
        <p>
          {t("calibration.setText", {
            name: set.name,
            count: set.texts,
            exact: rules.minExact,
            adjacent: rules.minAdjacent,
          })}
        </p>
        <RefusalNotice error={start.error} />
        <p>
          <Button
            variant="primary"
            isBusy={start.isPending}
            onClick={() => start.mutate({}, { onSuccess: () => void navigate("/correction/etalonnage") })}
          >
            {t("calibration.start")}
          </Button>
        </p>
      </div>
    </Card>
  );
}

function Last({ last }: { readonly last: NonNullable<Own["last"]> }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const shares = {
    exact: asShare(locale, last.exact / last.pairs),
    adjacent: asShare(locale, last.adjacent / last.pairs),
  };
  return (
    <Card title={t("calibration.last")}>
      <div className="stack">
        <p className="row">
          <StateTag {...(last.isPassed ? {} : { tone: "attention", shape: "triangle" })}>
            {t(last.isPassed ? "calibration.passed" : "calibration.failed")}
          </StateTag>
          <span className="quiet small">{formatDate(locale, last.finishedAt, officeTimeZone, "long")}</span>
        </p>
        <p>{t("calibration.figures", shares)}</p>
        {!last.isPassed && <p>{t("calibration.failedNext")}</p>}
        <p className="row">
          {last.texts.map((referenceId, place) => (
            <LinkButton
              key={referenceId}
              size="small"
              variant="quiet"
              href={`/correction/etalonnage/${last.attemptId}/${referenceId}`}
            >
              {t("calibration.readAgain", { place: place + 1 })}
            </LinkButton>
          ))}
        </p>
      </div>
    </Card>
  );
}

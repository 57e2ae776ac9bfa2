import type { ReactNode } from "react";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { ownConsistency, type ConsistencyView } from "#shared/protocol/consistency.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Card, EmptyState, LinkButton, Notice, PageHeader } from "#client/ui/index.ts";
import { asGap, asNumber, asShare } from "#client/ui/figures.ts";

/** One's own way of marking beside the others', seen by nobody else on this page. */
export function OwnConsistencyPage(): ReactNode {
  const t = useT();
  const own = useRoute(ownConsistency, {});
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("consistency.own")}
        lead={t("consistency.ownLead")}
        backHref="/correction"
        backLabel={t("marking.queue")}
      />
      <Fetched query={own}>
        {(view) => (
          <>
            <Own view={view} />
            {view.drift && <Drift drift={view.drift} />}
            <p className="row">
              <LinkButton href="/correction/etalonnage" size="small" variant="quiet">
                {t("calibration.title")}
              </LinkButton>
            </p>
          </>
        )}
      </Fetched>
    </div>
  );
}

function Own({ view }: { readonly view: RouteAnswer<typeof ownConsistency> }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const { agreement, severity, texts, enoughTexts } = view;
  if (agreement === null || severity === null)
    return (
      <EmptyState title={t("consistency.tooFew")}>
        {t("consistency.tooFewNext", { count: texts, enough: enoughTexts })}
      </EmptyState>
    );
  return (
    <>
      {view.needsTraining && <Notice tone="info">{t("consistency.training")}</Notice>}
      <Card title={t("consistency.agreement")}>
        <dl className="stack">
          <Figure name={t("consistency.exact")} value={asShare(locale, agreement.exact)}>
            {t("consistency.exactMeans")}
          </Figure>
          <Figure name={t("consistency.adjacent")} value={asShare(locale, agreement.adjacent)}>
            {t("consistency.adjacentMeans")}
          </Figure>
          <Figure
            name={t("consistency.kappa")}
            value={agreement.weightedKappa === null ? t("consistency.none") : asNumber(locale, agreement.weightedKappa, 2)}
          >
            {t("consistency.kappaMeans")}
          </Figure>
        </dl>
      </Card>
      <Card title={t("consistency.severity")}>
        <dl className="stack">
          <Figure name={t("consistency.points")} value={asGap(locale, severity)}>
            {t("consistency.pointsMean")}
          </Figure>
        </dl>
      </Card>
      <p className="quiet small">{t("consistency.counted", { count: texts })}</p>
    </>
  );
}

/** Beside texts of one's queue whose bands were agreed on; which ones they were is never said. */
function Drift({ drift }: { readonly drift: NonNullable<ConsistencyView["drift"]> }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const shares = { exact: asShare(locale, drift.exact), adjacent: asShare(locale, drift.adjacent) };
  return (
    <Card title={t("consistency.drift")}>
      <dl className="stack">
        <Figure name={t("consistency.driftPoints")} value={asGap(locale, drift.points)}>
          {t("consistency.driftMeans", { count: drift.texts, ...shares })}
        </Figure>
      </dl>
    </Card>
  );
}

function Figure({
  name,
  value,
  children,
}: {
  readonly name: string;
  readonly value: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div>
      <dt className="row row-between">
        <strong>{name}</strong>
        <span className="numbers">{value}</span>
      </dt>
      <dd className="quiet small">{children}</dd>
    </div>
  );
}

import type { ReactNode } from "react";
import type { ComparisonView } from "#shared/protocol/equity.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Disclosure, Table, type Column } from "#client/ui/index.ts";
import { asGap, asNumber, asProbability, asShare } from "#client/ui/figures.ts";
import styles from "./equity.module.css";
import { Finding, type Report } from "./finding.tsx";
import { IntervalBar, reachOf } from "./interval-bar.tsx";
import { StandingTag } from "./standing-tag.tsx";

/** From so many people on a share is written; below, the counts speak. */
const enoughForShare = 30;

/** One competency: its standing in words, the gap drawn, and everything else folded. */
export function ComparisonLine({ one, report }: { readonly one: ComparisonView; readonly report: Report }): ReactNode {
  const t = useT();
  const name = t(`equity.subject_${one.subject}`);
  const isTool = one.subject === "EE_TOOL";
  const groups = isTool
    ? ([t("equity.keyboard"), t("equity.handwritten")] as const)
    : ([t("equity.online"), t("equity.inPerson")] as const);
  return (
    <li className={styles.line}>
      <div>
        <h3 className={styles.name}>{name}</h3>
        <StandingTag standing={one.standing} />
      </div>
      {one.equivalence ? (
        <IntervalBar equivalence={one.equivalence} reach={reachOf(report.comparisons, report.margin)} margin={report.margin} first={groups[0]} />
      ) : (
        <p className="quiet small">{t("equity.noBar")}</p>
      )}
      <Disclosure summary={t("equity.details")}>
        <div className="stack">
          {one.subject === "ALL" && <p className="quiet">{t("equity.wholeHint")}</p>}
          <Groups one={one} name={name} groups={groups} />
          <Facts one={one} />
          <Passes one={one} name={name} report={report} />
        </div>
      </Disclosure>
      <Finding id={one.id} name={name} standing={one.standing} report={report} />
    </li>
  );
}

function Groups({
  one,
  name,
  groups,
}: {
  readonly one: ComparisonView;
  readonly name: string;
  readonly groups: readonly [string, string];
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const dash = t("equity.dash");
  const written = (value: number | null): string => (value === null ? dash : asNumber(locale, value, 1));
  const passesIn = ({ passed, n }: ComparisonView["passes"]["first"]): string => {
    if (passed === null) return dash;
    if (n < enoughForShare) return t("equity.passedOf", { passed, n });
    return t("equity.passedShare", { passed, n, share: asShare(locale, passed / n) });
  };
  const rows = [
    { group: groups[0], side: one.first, passes: one.passes.first },
    { group: groups[1], side: one.second, passes: one.passes.second },
  ];
  const columns: Column<(typeof rows)[number]>[] = [
    { key: "group", header: t("equity.group"), isRowHeader: true, cell: ({ group }) => group },
    { key: "n", header: t("equity.people"), align: "end", cell: ({ side }) => asNumber(locale, side.n, 0) },
    { key: "mean", header: t("equity.mean"), align: "end", cell: ({ side }) => written(side.mean) },
    { key: "sd", header: t("equity.deviation"), align: "end", cell: ({ side }) => written(side.sd) },
    {
      key: "passed",
      header: t("equity.passed"),
      align: "end",
      cell: ({ passes }) => passesIn(passes),
    },
  ];
  return <Table caption={name} columns={columns} rows={rows} rowKey={({ group }) => group} />;
}

function Facts({ one: { effect, equivalence, needed, power } }: { readonly one: ComparisonView }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  if (!effect || !equivalence) return null;
  return (
    <dl className={styles.facts}>
      <dt>{t("equity.detail_effect")}</dt>
      <dd>
        {t("equity.range", {
          value: asGap(locale, effect.g, 2),
          low: asGap(locale, effect.interval.low, 2),
          high: asGap(locale, effect.interval.high, 2),
        })}
      </dd>
      <dt>{t("equity.detail_test")}</dt>
      <dd>{t("equity.test", { p: asProbability(locale, equivalence.p) })}</dd>
      {needed !== null && (
        <>
          <dt>{t("equity.detail_needed")}</dt>
          <dd>
            {t("equity.needed", { count: needed })}
            {power !== null && t("equity.power", { share: asShare(locale, power) })}
          </dd>
        </>
      )}
    </dl>
  );
}

function Passes({
  one: { passes },
  name,
  report,
}: {
  readonly one: ComparisonView;
  readonly name: string;
  readonly report: Report;
}): ReactNode {
  const t = useT();
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t("equity.detail_ratio")}</dt>
        <dd>
          <RatioWords ratio={passes.ratio} /> <StandingTag standing={passes.standing} />
        </dd>
      </dl>
      <Finding id={passes.id} name={`${name}, ${t("equity.passes")}`} standing={passes.standing} report={report} />
    </>
  );
}

function RatioWords({ ratio }: { readonly ratio: ComparisonView["passes"]["ratio"] }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  if (ratio?.ratio === null || !ratio) return t("equity.noRatio");
  const words = { value: asNumber(locale, ratio.ratio, 2), p: asProbability(locale, ratio.p) };
  if (ratio.test === "EXACT" || !ratio.interval) return t("equity.ratioExact", words);
  return t("equity.ratio", {
    ...words,
    low: asNumber(locale, ratio.interval.low, 2),
    high: asNumber(locale, ratio.interval.high, 2),
  });
}

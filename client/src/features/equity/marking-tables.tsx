import type { ReactNode } from "react";
import { unitIds } from "#shared/domain/marking/units.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Table, type Column } from "#client/ui/index.ts";
import { asGap, asNumber, asShare } from "#client/ui/figures.ts";
import { Finding, type Report } from "./finding.tsx";
import { Folded } from "./folded.tsx";
import { StandingTag } from "./standing-tag.tsx";

/** How people were marked in each mode. */
export function MarkingTables({ report }: { readonly report: Report }): ReactNode {
  return (
    <>
      <Agreement report={report} />
      <Shares report={report} />
      <LiveAudio report={report} />
    </>
  );
}

/** How a row stands, and what was answered where it asks for something. */
function Judged({ standing, ...finding }: Parameters<typeof Finding>[0]): ReactNode {
  return (
    <div className="stack">
      <StandingTag standing={standing} />
      <Finding standing={standing} {...finding} />
    </div>
  );
}

function Agreement({ report }: { readonly report: Report }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const kappa = (value: number | null): string => (value === null ? t("equity.dash") : asNumber(locale, value, 2));
  const share = (value: number | null): string => (value === null ? t("equity.dash") : asShare(locale, value));
  const columns: Column<Report["agreement"][number]>[] = [
    { key: "unit", header: t("equity.unit"), isRowHeader: true, cell: ({ unit }) => t(`equity.unit_${unit}`) },
    { key: "texts", header: t("equity.texts"), align: "end", cell: ({ texts }) => asNumber(locale, texts, 0) },
    { key: "kappa", header: t("equity.kappa"), align: "end", cell: (row) => kappa(row.kappa) },
    { key: "online", header: t("equity.online"), align: "end", cell: ({ kappaOf }) => kappa(kappaOf.ONLINE) },
    { key: "inPerson", header: t("equity.inPerson"), align: "end", cell: ({ kappaOf }) => kappa(kappaOf.IN_PERSON) },
    { key: "exact", header: t("equity.exact"), align: "end", cell: ({ exact }) => share(exact) },
    { key: "adjacent", header: t("equity.adjacent"), align: "end", cell: ({ adjacent }) => share(adjacent) },
    { key: "icc", header: t("equity.correlation"), align: "end", cell: ({ intraclass }) => kappa(intraclass?.single ?? null) },
    {
      key: "standing",
      header: t("equity.standing"),
      width: "13rem",
      cell: ({ id, unit, standing }) => <Judged id={id} name={`${t("equity.agreement")}, ${t(`equity.unit_${unit}`)}`} standing={standing} report={report} />,
    },
  ];
  return (
    <Folded
      title={t("equity.agreement")}
      hint={t("equity.agreementHint")}
      standings={report.agreement.map(({ standing }) => standing)}
    >
      <Table caption={t("equity.agreement")} columns={columns} rows={report.agreement} rowKey={({ id }) => id} />
    </Folded>
  );
}

type Counted = Report["reviews"];

function Shares({ report }: { readonly report: Report }): ReactNode {
  const t = useT();
  const unitOf = (id: string): string => {
    const unit = unitIds.find((one) => id === `third.${one}`);
    return unit ? t(`equity.unit_${unit}`) : id;
  };
  return (
    <>
      <Folded
        title={t("equity.third")}
        hint={t("equity.thirdHint")}
        standings={report.thirdMarks.map(({ standing }) => standing)}
      >
        <CountTable
          caption={t("equity.third")}
          rows={report.thirdMarks.map((row) => ({ ...row, name: unitOf(row.id) }))}
          report={report}
        />
      </Folded>
      <Folded title={t("equity.course")} standings={[report.reviews.standing, report.completion.standing]}>
        <CountTable
          caption={t("equity.course")}
          rows={[
            { ...report.reviews, name: t("equity.reviews") },
            { ...report.completion, name: t("equity.completion") },
          ]}
          report={report}
        />
      </Folded>
    </>
  );
}

function CountTable({
  caption,
  rows,
  report,
}: {
  readonly caption: string;
  readonly rows: readonly (Counted & { readonly name: string })[];
  readonly report: Report;
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const written = ({ of, count }: Counted["online"]): string =>
    of < 30
      ? t("equity.countOf", { count, of })
      : t("equity.shareOf", { share: asShare(locale, count / of), count, of });
  const columns: Column<(typeof rows)[number]>[] = [
    { key: "name", header: t("equity.measure"), isRowHeader: true, cell: ({ name }) => name },
    { key: "online", header: t("equity.online"), align: "end", cell: ({ online }) => written(online) },
    { key: "inPerson", header: t("equity.inPerson"), align: "end", cell: ({ inPerson }) => written(inPerson) },
    {
      key: "standing",
      header: t("equity.standing"),
      width: "13rem",
      cell: ({ id, name, standing }) => <Judged id={id} name={`${caption}, ${name}`} standing={standing} report={report} />,
    },
  ];
  return <Table caption={caption} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function LiveAudio({ report }: { readonly report: Report }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  type Row = Report["liveAudio"][number];
  const written = ({ n, mean }: Row["online"]): string =>
    mean === null ? t("equity.dash") : t("equity.points", { value: asGap(locale, mean), n });
  const columns: Column<Row>[] = [
    { key: "unit", header: t("equity.unit"), isRowHeader: true, cell: ({ unit }) => t(`equity.unit_${unit}`) },
    { key: "online", header: t("equity.online"), align: "end", cell: ({ online }) => written(online) },
    { key: "inPerson", header: t("equity.inPerson"), align: "end", cell: ({ inPerson }) => written(inPerson) },
    { key: "gap", header: t("equity.gap"), align: "end", cell: ({ gap }) => (gap ? asGap(locale, gap.gap) : t("equity.dash")) },
    {
      key: "standing",
      header: t("equity.standing"),
      width: "13rem",
      cell: ({ id, unit, standing }) => <Judged id={id} name={`${t("equity.audio")}, ${t(`equity.unit_${unit}`)}`} standing={standing} report={report} />,
    },
  ];
  return (
    <Folded
      title={t("equity.audio")}
      hint={t("equity.audioHint")}
      standings={report.liveAudio.map(({ standing }) => standing)}
    >
      <Table caption={t("equity.audio")} columns={columns} rows={report.liveAudio} rowKey={({ id }) => id} />
    </Folded>
  );
}

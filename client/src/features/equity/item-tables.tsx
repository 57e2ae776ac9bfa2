import type { ReactNode } from "react";
import { languageTag } from "#shared/i18n/locale.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Table, type Column } from "#client/ui/index.ts";
import { asGap, asNumber } from "#client/ui/figures.ts";
import { Finding, type Report } from "./finding.tsx";
import { Folded } from "./folded.tsx";
import { StandingTag } from "./standing-tag.tsx";

/** Questions that behave otherwise in one mode, and how reliable each form is. */
export function ItemTables({ report }: { readonly report: Report }): ReactNode {
  const t = useT();
  const compared = report.items.filter(({ standing }) => standing !== "INSUFFICIENT");
  const shown = compared.filter(
    ({ id, functioning }) =>
      functioning?.etsClass !== "A" || report.answers.some(({ statisticId }) => statisticId === id),
  );
  return (
    <>
      <Folded
        title={t("equity.items")}
        hint={t("equity.itemsHint")}
        standings={report.items.map(({ standing, functioning }) =>
          // Curiosity about a question that is alike in both modes is not worth a look.
          standing === "EXPLORATORY" && functioning?.etsClass === "A" ? "FINE" : standing,
        )}
      >
        <p>
          {t("equity.itemsCounted", {
            count: compared.length,
            insufficient: report.items.length - compared.length,
          })}
        </p>
        {shown.length === 0 ? compared.length > 0 && <p>{t("equity.itemsNone")}</p> : <Items rows={shown} report={report} />}
      </Folded>
      <Folded
        title={t("equity.forms")}
        hint={t("equity.formsHint")}
        standings={report.forms.map(({ standing }) => standing)}
      >
        <Forms report={report} />
      </Folded>
    </>
  );
}

function Items({ rows, report }: { readonly rows: Report["items"]; readonly report: Report }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const nameOf = ({ code, version, prompt }: Report["items"][number]): string =>
    t("equity.itemOf", { code, version, prompt });
  const columns: Column<Report["items"][number]>[] = [
    {
      key: "item",
      header: t("equity.item"),
      isRowHeader: true,
      cell: ({ code, version, prompt, language }) => (
        <>
          {t("equity.formOf", { code, version })} · <span lang={languageTag(language)}>{prompt}</span>
        </>
      ),
    },
    {
      key: "harder",
      header: t("equity.harder"),
      cell: ({ functioning }) => t((functioning?.delta ?? 0) < 0 ? "equity.online" : "equity.inPerson"),
    },
    { key: "class", header: t("equity.etsClass"), align: "center", cell: ({ functioning }) => functioning?.etsClass },
    {
      key: "delta",
      header: t("equity.delta"),
      align: "end",
      cell: ({ functioning }) => (functioning ? asGap(locale, functioning.delta, 2) : t("equity.dash")),
    },
    { key: "online", header: t("equity.online"), align: "end", cell: ({ online }) => asNumber(locale, online, 0) },
    { key: "inPerson", header: t("equity.inPerson"), align: "end", cell: ({ inPerson }) => asNumber(locale, inPerson, 0) },
    {
      key: "standing",
      header: t("equity.standing"),
      width: "13rem",
      cell: (row) => (
        <div className="stack">
          <StandingTag standing={row.standing} />
          <Finding id={row.id} name={nameOf(row)} standing={row.standing} report={report} />
        </div>
      ),
    },
  ];
  return <Table caption={t("equity.items")} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function Forms({ report }: { readonly report: Report }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const columns: Column<Report["forms"][number]>[] = [
    {
      key: "form",
      header: t("equity.form"),
      isRowHeader: true,
      cell: ({ code, version }) => t("equity.formOf", { code, version }),
    },
    { key: "people", header: t("equity.people"), align: "end", cell: ({ people }) => asNumber(locale, people, 0) },
    {
      key: "kr20",
      header: t("equity.kr20"),
      align: "end",
      cell: ({ reliability }) => (reliability ? asNumber(locale, reliability.kr20, 2) : t("equity.dash")),
    },
    {
      key: "sem",
      header: t("equity.sem"),
      align: "end",
      cell: ({ semPercent }) => (semPercent === null ? t("equity.dash") : asNumber(locale, semPercent, 1)),
    },
  ];
  return (
    <Table
      caption={t("equity.forms")}
      columns={columns}
      rows={report.forms}
      rowKey={({ id }) => id}
      empty={<p className="quiet">{t("equity.formsNone")}</p>}
    />
  );
}

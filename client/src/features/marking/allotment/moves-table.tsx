import type { ReactNode } from "react";
import { formatDateTime } from "#shared/i18n/dates.ts";
import type { allotmentDesk } from "#shared/protocol/allotment.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Table, type Column } from "#client/ui/index.ts";
import { officeTimeZone } from "../office-time.ts";

type Move = RouteAnswer<typeof allotmentDesk>["moves"][number];

/** From whom, to whom, why and by whom. */
export function MovesTable({ moves }: { readonly moves: readonly Move[] }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const columns: Column<Move>[] = [
    {
      key: "what",
      header: t("allotment.what"),
      isRowHeader: true,
      cell: ({ activity, toCode }) => (
        <>
          {t(`allotment.${activity}`)} <span className="numbers">{toCode}</span>
        </>
      ),
    },
    { key: "when", header: t("allotment.when"), cell: ({ movedAt }) => formatDateTime(locale, movedAt, officeTimeZone, "short") },
    { key: "who", header: t("allotment.fromTo"), cell: ({ fromName, toName }) => t("allotment.fromToText", { from: fromName, to: toName }) },
    {
      key: "why",
      header: t("allotment.because"),
      cell: ({ why, reason }) => (reason === "" ? t(`allotment.why_${why}`) : reason),
    },
    { key: "by", header: t("allotment.by"), cell: ({ byName }) => byName ?? t("allotment.byItself") },
  ];
  return <Table caption={t("allotment.moves")} columns={columns} rows={moves} rowKey={({ moveId }) => moveId} />;
}

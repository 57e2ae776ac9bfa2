import type { ReactNode } from "react";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { teamConsistency } from "#shared/protocol/consistency.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { EmptyState, PageHeader, StateTag, Table, type Column } from "#client/ui/index.ts";
import { asGap, asNumber, asShare } from "#client/ui/figures.ts";
import { CorrectionsList } from "./corrections/corrections-list.tsx";

type Marker = RouteAnswer<typeof teamConsistency>["markers"][number];

/** How the markers mark texts: for training, never for correcting a mark. */
export function TeamConsistencyPage(): ReactNode {
  const t = useT();
  const team = useRoute(teamConsistency, {});
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("consistency.team")}
        lead={t("consistency.teamLead")}
        backHref="/direction"
        backLabel={t("directorate.title")}
      />
      <Fetched query={team} look="table">
        {({ markers, enoughTexts }) => <Team markers={markers} enoughTexts={enoughTexts} />}
      </Fetched>
      <CorrectionsList />
    </div>
  );
}

function Team({
  markers,
  enoughTexts,
}: {
  readonly markers: readonly Marker[];
  readonly enoughTexts: number;
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const none = <span className="quiet">{t("consistency.none")}</span>;
  const columns: Column<Marker>[] = [
    { key: "name", header: t("consistency.marker"), isRowHeader: true, cell: ({ name }) => name },
    { key: "texts", header: t("consistency.texts"), align: "end", cell: ({ texts }) => texts },
    {
      key: "exact",
      header: t("consistency.exact"),
      align: "end",
      cell: ({ agreement }) => (agreement === null ? none : asShare(locale, agreement.exact)),
    },
    {
      key: "adjacent",
      header: t("consistency.adjacent"),
      align: "end",
      cell: ({ agreement }) => (agreement === null ? none : asShare(locale, agreement.adjacent)),
    },
    {
      key: "kappa",
      header: t("consistency.kappa"),
      align: "end",
      cell: ({ agreement }) =>
        agreement?.weightedKappa === null || agreement === null ? none : asNumber(locale, agreement.weightedKappa, 2),
    },
    {
      key: "severity",
      header: t("consistency.severity"),
      align: "end",
      cell: ({ severity }) => (severity === null ? none : asGap(locale, severity)),
    },
    {
      key: "drift",
      header: t("consistency.driftPoints"),
      align: "end",
      cell: ({ drift }) => (drift === null ? none : asGap(locale, drift.points)),
    },
    { key: "corrections", header: t("corrections.count"), align: "end", cell: ({ corrections }) => corrections },
    {
      key: "state",
      header: t("consistency.toDo"),
      cell: (marker) => <MarkerState marker={marker} />,
    },
  ];
  return (
    <>
      <Table
        caption={t("consistency.team")}
        columns={columns}
        rows={markers}
        rowKey={({ accountId }) => accountId}
        empty={<EmptyState title={t("consistency.nobody")}>{t("consistency.nobodyNext")}</EmptyState>}
      />
      <p className="quiet small">{t("consistency.enough", { enough: enoughTexts })}</p>
    </>
  );
}

function MarkerState({ marker }: { readonly marker: Marker }): ReactNode {
  const t = useT();
  if (marker.agreement === null) return <span className="quiet small">{t("consistency.tooFewShort")}</span>;
  if (!marker.needsTraining) return <StateTag>{t("consistency.fine")}</StateTag>;
  return (
    <StateTag tone="attention" shape="triangle">
      {t("consistency.offerTraining")}
    </StateTag>
  );
}

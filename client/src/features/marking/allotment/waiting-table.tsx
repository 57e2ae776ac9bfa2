import type { ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import type { allotmentDesk } from "#shared/protocol/allotment.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Badge, Button, EmptyState, Table, type Column } from "#client/ui/index.ts";
import { officeTimeZone } from "../office-time.ts";
import { barWords } from "./bar-words.ts";
import type { MovedTask } from "./move-dialog.tsx";

type Waiting = RouteAnswer<typeof allotmentDesk>["waiting"][number];

export interface WaitingTableProps {
  readonly waiting: readonly Waiting[];
  readonly total: number;
  readonly hasMarkers: boolean;
  readonly onMove: (task: MovedTask) => void;
}

/** What nobody has, or only somebody who is away, and why nobody else has it. */
export function WaitingTable({ waiting, total, hasMarkers, onMove }: WaitingTableProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const whyOf = ({ why, held }: Waiting): string => {
    if (why.length > 0) return barWords(t, why);
    if (!hasMarkers) return t("allotment.whyNobody");
    return t(held ? "allotment.whyMove" : "allotment.whyLater");
  };
  const columns: Column<Waiting>[] = [
    {
      key: "what",
      header: t("allotment.what"),
      isRowHeader: true,
      cell: ({ activity, held }) => (
        <>
          {t(`allotment.${activity}`)}
          {held && (
            <>
              <br />
              <span className="quiet small">
                {t(held.isStarted ? "allotment.heldStarted" : "allotment.held", { code: held.blindCode, name: held.markerName })}
              </span>
            </>
          )}
        </>
      ),
    },
    {
      key: "due",
      header: t("allotment.due"),
      cell: ({ dueAt, isLate }) => (
        <span>
          {formatDate(locale, dueAt, officeTimeZone, "long")} {isLate && <Badge tone="attention">{t("allotment.late")}</Badge>}
        </span>
      ),
    },
    { key: "why", header: t("allotment.why"), cell: whyOf },
    {
      key: "act",
      header: t("allotment.act"),
      isHeaderHidden: true,
      align: "end",
      cell: ({ held }) =>
        held && (
          <Button size="small" aria-label={t("allotment.moveNamed", { code: held.blindCode })} onClick={() => onMove(held)}>
            {t("allotment.move")}
          </Button>
        ),
    },
  ];
  return (
    <>
      <Table
        caption={t("allotment.waiting")}
        columns={columns}
        rows={waiting}
        rowKey={({ placeId }) => placeId}
        empty={<EmptyState title={t("allotment.waitingNone")}>{t("allotment.waitingNoneText")}</EmptyState>}
      />
      {total > waiting.length && <p className="quiet small">{t("allotment.waitingMore", { shown: waiting.length, total })}</p>}
    </>
  );
}

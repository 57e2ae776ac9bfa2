import { Fragment, type ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import { firstLanguage } from "#shared/domain/forms/language.ts";
import type { MarkerRow } from "#shared/protocol/allotment.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Badge, Button, EmptyState, StateTag, Table, type Column } from "#client/ui/index.ts";

export type MarkerAct = "TASKS" | "ABSENCES" | "LIMIT" | "LANGUAGES";
const labels = {
  TASKS: "allotment.tasks",
  ABSENCES: "allotment.absences",
  LIMIT: "allotment.limit",
  LANGUAGES: "allotment.languages",
} as const;
const named = {
  TASKS: "allotment.tasksOf",
  ABSENCES: "allotment.absencesOf",
  LIMIT: "allotment.limitOf",
  LANGUAGES: "allotment.languagesOf",
} as const;
const acts = ["TASKS", "ABSENCES", "LIMIT", "LANGUAGES"] as const;

export interface MarkerTableProps {
  readonly markers: readonly MarkerRow[];
  readonly onAct: (act: MarkerAct, marker: MarkerRow) => void;
}

/** Each marker's load beside their limit, and when they are away. */
export function MarkerTable({ markers, onAct }: MarkerTableProps): ReactNode {
  const t = useT();
  const columns: Column<MarkerRow>[] = [
    {
      key: "name",
      header: t("allotment.marker"),
      isRowHeader: true,
      cell: ({ name, hasOwnLimit, languages }) => (
        <>
          {name} {hasOwnLimit && <Badge>{t("allotment.own")}</Badge>}{" "}
          {/* Whoever marks in French alone is the ordinary case, and is not said to. */}
          {languages.some((language) => language !== firstLanguage) &&
            languages.map((language) => (
              <Fragment key={language}>
                <Badge>{t(`allotment.language_${language}`)}</Badge>{" "}
              </Fragment>
            ))}
        </>
      ),
    },
    {
      key: "open",
      header: t("allotment.open"),
      cell: ({ openTasks, limit }) => <Load count={openTasks} limit={limit.openTasks} />,
    },
    { key: "week", header: t("allotment.week"), cell: ({ weekTasks, limit }) => <Load count={weekTasks} limit={limit.weekTasks} /> },
    {
      key: "late",
      header: t("allotment.lateCount"),
      align: "end",
      cell: ({ lateTasks }) => (lateTasks > 0 ? <Badge tone="attention">{lateTasks}</Badge> : "0"),
    },
    { key: "presence", header: t("allotment.presence"), cell: (marker) => <Presence marker={marker} /> },
    {
      key: "act",
      header: t("allotment.act"),
      isHeaderHidden: true,
      align: "end",
      cell: (marker) => (
        <span className="row">
          {acts.map((act) => (
            <Button key={act} size="small" variant="quiet" aria-label={t(named[act], { name: marker.name })} onClick={() => onAct(act, marker)}>
              {t(labels[act])}
            </Button>
          ))}
        </span>
      ),
    },
  ];
  return (
    <Table
      caption={t("allotment.markers")}
      columns={columns}
      rows={markers}
      rowKey={({ raterId }) => raterId}
      empty={<EmptyState title={t("allotment.markersNone")}>{t("allotment.markersNoneText")}</EmptyState>}
    />
  );
}

function Load({ count, limit }: { readonly count: number; readonly limit: number }): ReactNode {
  const t = useT();
  const words = t("allotment.ofLimit", { count, limit });
  return count >= limit ? <Badge tone="attention">{words}</Badge> : <span className="numbers">{words}</span>;
}

/** Days are already those of the Office: they are shown as they are. */
function Presence({ marker: { isAway, absences } }: { readonly marker: MarkerRow }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const shown = (day: string): string => formatDate(locale, `${day}T12:00:00Z`, "UTC", "medium");
  const [next] = absences;
  return (
    <div>
      <StateTag {...(isAway ? { tone: "attention", shape: "hollow" } : { shape: "full" })}>
        {t(isAway ? "allotment.away" : "allotment.present")}
      </StateTag>
      {next && (
        <>
          <br />
          <span className="quiet small">{t("allotment.awayDays", { from: shown(next.from), to: shown(next.to) })}</span>
        </>
      )}
    </div>
  );
}

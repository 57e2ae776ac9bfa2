import { useState, type ReactNode } from "react";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { sampleAt, type Samples } from "#client/app/style-guide-samples.ts";
import styles from "#client/app/style-guide.module.css";
import {
  Badge,
  Button,
  Card,
  Disclosure,
  Meter,
  ProgressBar,
  ProgressSteps,
  StateTag,
  Table,
  type SortOrder,
} from "#client/ui/index.ts";
import { formatDate, formatTime } from "#shared/i18n/dates.ts";

type SectionProps = { readonly samples: Samples };
const zone = "America/Toronto";

export function JourneySection({ samples }: SectionProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const stateLabels = { done: t("common.stepDone"), skipped: t("common.stepSkipped"), current: t("common.stepCurrent"), next: t("common.stepNext") };
  const steps = [
    { id: "data", label: t("accounts.confirmYourData"), state: "done" },
    {
      id: "session",
      label: t("scheduling.chooseSession"),
      state: "done",
      detail: `${formatDate(locale, sampleAt, zone)}, ${formatTime(locale, sampleAt, zone)}`,
    },
    { id: "check", label: t("journey.checkEquipment"), state: "current", href: "/style-guide" },
    { id: "practice", label: t("journey.practiceExam"), state: "next", detail: t("common.optional") },
    { id: "day", label: t("journey.examDay"), state: "next" },
  ] as const;
  return (
    <>
      <Card
        look="accent"
        title={t("journey.checkEquipment")}
        aside={`${t("common.minutes", { count: 8 })} · ${t("journey.dueBefore", { date: formatDate(locale, sampleAt, zone, "long") })}`}
        actions={<Button variant="primary">{t("journey.startCheck")}</Button>}
      >
        <p>{samples.info}</p>
      </Card>
      <Card title={samples.sections.journey}>
        <ProgressSteps label={t("journey.title")} steps={steps} stateLabels={stateLabels} direction="row" />
        <Disclosure summary={samples.details}>
          <ProgressSteps label={samples.details} steps={steps} stateLabels={stateLabels} />
        </Disclosure>
      </Card>
    </>
  );
}

export function StatesSection({ samples }: SectionProps): ReactNode {
  const t = useT();
  return (
    <Card title={samples.sections.states}>
      <div className="row">
        <Badge>{t("common.modeInPerson")}</Badge>
        <Badge tone="info">{t("common.modeOnline")}</Badge>
        <Badge tone="success">{samples.present}</Badge>
        <Badge tone="attention">{samples.network}</Badge>
        <Badge tone="danger">{samples.dangerNotice}</Badge>
      </div>
      <div className="row">
        <StateTag tone="success">{samples.present}</StateTag>
        <StateTag tone="info" shape="half">
          {samples.connecting}
        </StateTag>
        <StateTag shape="hollow">{samples.toCome}</StateTag>
        <StateTag tone="attention" shape="triangle">
          {samples.network}
        </StateTag>
        <StateTag shape="square">{samples.ended}</StateTag>
      </div>
      <div className={styles.columns}>
        <Meter label={t("results.writtenExpression")} value={64} cut={60} valueText="64,0" />
        <Meter label={t("results.oralExpression")} value={82} cut={60} tone="success" valueText="82,0" />
        <ProgressBar
          label={t("marking.queue")}
          value={3}
          max={8}
          valueText={t("marking.position", { position: 3, total: 8 })}
        />
      </div>
    </Card>
  );
}

type SessionRow = { readonly id: string; readonly at: number; readonly seats: number };
const sessions: readonly SessionRow[] = [0, 7, 21].map((day, index) => ({
  id: `S${index + 1}`,
  at: sampleAt + day * 86_400_000,
  seats: [3, 0, 8][index] ?? 0,
}));

export function TableSection({ samples }: SectionProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const [sort, setSort] = useState<SortOrder>({ key: "date", direction: "ascending" });
  const rows = sort.direction === "ascending" ? sessions : [...sessions].reverse();
  return (
    <Card title={samples.sections.table}>
      <Table
        caption={samples.sections.table}
        rows={rows}
        rowKey={(row) => row.id}
        isRowSelected={(row) => row.id === "S1"}
        sort={sort}
        onSort={setSort}
        columns={[
          { key: "session", header: samples.session, cell: (row) => row.id },
          { key: "date", header: samples.date, isSortable: true, cell: (row) => formatDate(locale, row.at, zone) },
          {
            key: "state",
            header: samples.state,
            cell: (row) =>
              row.seats > 0 ? (
                <StateTag tone="success">{samples.open}</StateTag>
              ) : (
                <StateTag shape="square">{samples.full}</StateTag>
              ),
          },
          { key: "seats", header: samples.seats, align: "end", cell: (row) => row.seats },
          {
            key: "act",
            header: t("common.edit"),
            isHeaderHidden: true,
            align: "end",
            cell: (row) => (
              <Button size="small" aria-label={`${t("common.edit")} ${row.id}`}>
                {t("common.edit")}
              </Button>
            ),
          },
        ]}
      />
    </Card>
  );
}

import type { ReactNode } from "react";
import { formatScore } from "#shared/i18n/numbers.ts";
import { competencies, type CompetencyKey, type ResultRow } from "#shared/protocol/results.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Badge, Button, EmptyState, Meter, StateTag, Table, VisuallyHidden, type Column } from "#client/ui/index.ts";
import { competencyNames } from "#client/ui/competency-names.ts";
import { dayWords } from "./day-words.ts";
import { outcomeLooks } from "./outcome-looks.ts";
import styles from "./confirmation-page.module.css";

export interface ResultTableProps {
  readonly rows: readonly ResultRow[];
  /** The one that is open beside the table, which then keeps to what tells results apart. */
  readonly openId: string | undefined;
  readonly onOpen: (sittingId: string) => void;
  readonly chosen?: readonly string[];
  readonly onChoose?: (sittingId: string, isChosen: boolean) => void;
}

/** Outcome, four bars with the cut line, what is unusual, age against the days in which an answer is due. */
export function ResultTable({ rows, openId, onOpen, chosen, onChoose }: ResultTableProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const choice: Column<ResultRow>[] =
    chosen && onChoose
      ? [
          {
            key: "choose",
            header: t("confirmation.selectColumn"),
            isHeaderHidden: true,
            width: "2rem",
            cell: (row) => (
              <label>
                <input
                  type="checkbox"
                  checked={chosen.includes(row.sittingId)}
                  onChange={(event) => onChoose(row.sittingId, event.target.checked)}
                />
                <VisuallyHidden>{t("confirmation.select", { name: row.candidateName })}</VisuallyHidden>
              </label>
            ),
          },
        ]
      : [];
  const details: Column<ResultRow>[] = [
    ...competencies.map((key): Column<ResultRow> => ({
      key,
      header: t(`confirmation.${key}`),
      cell: (row) => <Score row={row} competency={key} />,
    })),
    { key: "signs", header: t("confirmation.signs"), cell: (row) => <Signs row={row} /> },
  ];
  const columns: Column<ResultRow>[] = [
    ...choice,
    {
      key: "person",
      header: t("confirmation.person"),
      isRowHeader: true,
      ...(openId === undefined ? { width: "14rem" } : {}),
      cell: (row) => (
        <>
          {row.candidateName}
          <br />
          <span className="quiet small">{row.bodyName}</span>
        </>
      ),
    },
    {
      key: "outcome",
      header: t("confirmation.outcome"),
      cell: ({ outcome }) => (
        <span className={styles.whole}>
          <StateTag {...outcomeLooks[outcome]}>{t(`confirmation.outcome_${outcome}`)}</StateTag>
        </span>
      ),
    },
    ...(openId === undefined ? details : []),
    {
      key: "age",
      header: t("confirmation.age"),
      cell: ({ ageDays, dueDays, sendBy }) => (
        <div className={styles.whole}>
          <span className="numbers">{t("confirmation.ageDays", { count: ageDays, legal: dueDays })}</span>
          <br />
          <span className="quiet small">{t("confirmation.sendBy", { date: dayWords(locale, sendBy) })}</span>
        </div>
      ),
    },
    {
      key: "open",
      header: t("confirmation.open"),
      isHeaderHidden: true,
      align: "end",
      cell: (row) => (
        <Button
          size="small"
          aria-label={t("confirmation.openNamed", { name: row.candidateName })}
          aria-pressed={row.sittingId === openId}
          onClick={() => onOpen(row.sittingId)}
        >
          {t("confirmation.open")}
        </Button>
      ),
    },
  ];
  return (
    <Table
      caption={t("confirmation.caption")}
      columns={columns}
      rows={rows}
      rowKey={({ sittingId }) => sittingId}
      isRowSelected={({ sittingId }) => sittingId === openId}
      empty={<EmptyState title={t("confirmation.empty")} />}
    />
  );
}

function Score({ row, competency }: { readonly row: ResultRow; readonly competency: CompetencyKey }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const score = row.scores[competency];
  if (score === null) return <span className={`quiet small ${styles.whole}`}>{t("confirmation.undecided")}</span>;
  return (
    <div className={styles.meter}>
      <Meter
        label={<VisuallyHidden>{t(competencyNames[competency])}</VisuallyHidden>}
        value={score}
        cut={row.cut}
        valueText={formatScore(locale, score)}
        tone={score < row.cut ? "attention" : "success"}
      />
    </div>
  );
}

/** Somebody waits for a person of the directorate. */
const pressing: ReadonlySet<ResultRow["unusual"][number]> = new Set(["ANNULMENT_PROPOSED", "LATE", "LATE_ANSWERS", "NO_RATER"]);

export function Signs({ row }: { readonly row: ResultRow }): ReactNode {
  const t = useT();
  return (
    <span className={styles.signs}>
      {row.unusual.map((sign) => (
        <Badge key={sign} tone={pressing.has(sign) ? "attention" : "neutral"}>
          {t(`confirmation.sign_${sign}`)}
        </Badge>
      ))}
    </span>
  );
}

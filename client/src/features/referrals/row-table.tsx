import { useState, type ReactNode } from "react";
import { personFields, type PersonField } from "#shared/domain/referrals/person-data.ts";
import type { RowView } from "#shared/protocol/referrals.ts";
import { useT } from "#client/app/i18n.tsx";
import { AttentionIcon, Button, Table, type Column } from "#client/ui/index.ts";
import styles from "./referrals.module.css";

const pageSize = 50;

/** Rows of a file, with what to correct written in the very cell. */
export function RowTable({ title, rows }: { readonly title: string; readonly rows: readonly RowView[] }): ReactNode {
  const t = useT();
  const [shown, setShown] = useState(pageSize);
  const fields = personFields.filter((field) => field !== "phone" || rows.some(({ cells }) => cells.phone !== ""));
  const columns: readonly Column<RowView>[] = [
    {
      key: "line",
      header: t("referrals.line"),
      isRowHeader: true,
      align: "end",
      cell: ({ line }) => (
        <span className="numbers">
          <span className={styles.lineWord}>{t("referrals.line")} </span>
          {line}
        </span>
      ),
    },
    ...fields.map((field): Column<RowView> => ({
      key: field,
      header: t(`referrals.column.${field}`),
      cell: (row) => <Cell row={row} field={field} />,
    })),
  ];
  return (
    <section className="stack">
      <h2 className={styles.heading}>{title}</h2>
      <Table caption={title} columns={columns} rows={rows.slice(0, shown)} rowKey={({ line }) => String(line)} />
      {rows.length > shown && (
        <p>
          <Button onClick={() => setShown(shown + pageSize)}>
            {t("referrals.showMore", { count: Math.min(pageSize, rows.length - shown) })}
          </Button>
        </p>
      )}
    </section>
  );
}

function Cell({ row, field }: { readonly row: RowView; readonly field: PersonField }): ReactNode {
  const t = useT();
  const faults = row.faults.filter((fault) => fault.field === field);
  const text = row.cells[field];
  if (field === "fileNumber" && row.isAgain)
    return (
      <>
        {text}
        <span className={styles.detail}>{t("referrals.rowAgain")}</span>
      </>
    );
  if (faults.length === 0) return text;
  return (
    <span className={styles.fault}>
      <span className={styles.faultValue}>{text === "" ? t("referrals.emptyCell") : text}</span>
      {faults.map(({ fault }) => (
        <span key={fault} className={styles.faultText}>
          <AttentionIcon size={14} /> {t(`journey.fault.${fault}`)}
        </span>
      ))}
    </span>
  );
}

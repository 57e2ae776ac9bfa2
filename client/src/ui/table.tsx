import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./table.module.css";
import { VisuallyHidden } from "./visually-hidden.tsx";

export type SortOrder = { readonly key: string; readonly direction: "ascending" | "descending" };

export type Column<Row> = {
  readonly key: string;
  readonly header: string;
  /** For a column of buttons, which name themselves. */
  readonly isHeaderHidden?: boolean;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: "start" | "end" | "center";
  /** The cell that names its row; the first column when none says so. */
  readonly isRowHeader?: boolean;
  readonly isSortable?: boolean;
  readonly width?: string;
};

export type TableProps<Row> = {
  /** Names the table for those who do not see it at a glance. */
  readonly caption: string;
  readonly isCaptionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly isRowSelected?: (row: Row) => boolean;
  readonly sort?: SortOrder;
  readonly onSort?: (sort: SortOrder) => void;
  /** A few short columns, which stay columns however narrow the place is. */
  readonly isCompact?: boolean;
  /** Shown instead of the rows when there are none. */
  readonly empty?: ReactNode;
};

/** A table; in a container narrower than 640 px each row becomes a card. */
export function Table<Row>({
  caption,
  isCaptionHidden = true,
  columns,
  rows,
  rowKey,
  isRowSelected,
  sort,
  onSort,
  isCompact = false,
  empty,
}: TableProps<Row>): ReactNode {
  if (rows.length === 0 && empty !== undefined) return empty;
  const headerKey = (columns.find((column) => column.isRowHeader) ?? columns[0])?.key;
  return (
    <div className={isCompact ? styles.compact : styles.container}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          {isCaptionHidden ? <VisuallyHidden>{caption}</VisuallyHidden> : caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={styles[column.align ?? "start"]}
                style={column.width === undefined ? undefined : { inlineSize: column.width }}
                aria-sort={sort?.key === column.key ? sort.direction : undefined}
              >
                {column.isSortable === true && onSort !== undefined ? (
                  <SortButton column={column} sort={sort} onSort={onSort} />
                ) : column.isHeaderHidden === true ? (
                  <VisuallyHidden>{column.header}</VisuallyHidden>
                ) : (
                  column.header
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={isRowSelected?.(row) === true ? styles.selected : undefined}
              aria-current={isRowSelected?.(row) === true ? "true" : undefined}
            >
              {columns.map((column) => {
                const isHeader = column.key === headerKey;
                const Cell = isHeader ? "th" : "td";
                return (
                  <Cell
                    key={column.key}
                    scope={isHeader ? "row" : undefined}
                    data-label={column.isHeaderHidden === true ? undefined : column.header}
                    className={classNames(isHeader && styles.rowHeader, styles[column.align ?? "start"])}
                  >
                    {column.cell(row)}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SortButton<Row>({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<Row>;
  readonly sort: SortOrder | undefined;
  readonly onSort: (sort: SortOrder) => void;
}): ReactNode {
  const direction = sort?.key === column.key ? sort.direction : undefined;
  return (
    <button
      type="button"
      className={styles.sort}
      onClick={() => onSort({ key: column.key, direction: direction === "ascending" ? "descending" : "ascending" })}
    >
      {column.header}
      <span aria-hidden="true" className={styles.arrow}>
        {direction === "ascending" ? "▲" : direction === "descending" ? "▼" : "↕"}
      </span>
    </button>
  );
}

import Papa from "papaparse";
import {
  checkAgainst,
  checkRow,
  maxRows,
  readHeader,
  type Cells,
  type Known,
  type ReadRow,
} from "#shared/domain/referrals/referral-rows.ts";
import type { PersonField } from "#shared/domain/referrals/person-data.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";

/** With room for blank lines; a longer file need not be read to be refused. */
const mostLines = maxRows * 2;

export type CsvRefusal = "CSV_ENCODING" | "CSV_HEADER" | "CSV_EMPTY" | "CSV_TOO_MANY_ROWS";

/** UTF-8, with or without its mark. A file in Windows-1252 or UTF-16 is refused: guessing would spoil names. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The rows of a file, each with what is wrong with it; nothing is known yet of what the order has already. */
export function readCsv(bytes: Uint8Array, today: string): Result<ReadRow[], CsvRefusal> {
  const text = decode(bytes);
  if (text === undefined) return err("CSV_ENCODING");
  const header = text.slice(0, text.search(/\r|\n|$/));
  const separator = header.split(";").length > header.split(",").length ? ";" : ",";
  const { data } = Papa.parse<string[]>(text, { delimiter: separator, preview: mostLines });
  const columns = readHeader(data[0] ?? []);
  if (text.trim() === "") return err("CSV_EMPTY");
  if (!columns) return err("CSV_HEADER");
  // What lies beyond was not read: better refused than lost without a word.
  if (data.length >= mostLines) return err("CSV_TOO_MANY_ROWS");
  const rows: ReadRow[] = [];
  let line = 1 + breaksIn(data[0] ?? []);
  for (const values of data.slice(1)) {
    line += 1;
    if (values.some((value) => value.trim() !== "")) rows.push(checkRow(line, cellsOf(columns, values), today));
    line += breaksIn(values);
  }
  if (rows.length === 0) return err("CSV_EMPTY");
  return rows.length > maxRows ? err("CSV_TOO_MANY_ROWS") : ok(rows);
}

/** A quoted value may hold line breaks: later rows stand that much lower in the file. */
const breaksIn = (values: readonly string[]): number =>
  values.reduce((sum, value) => sum + (value.match(/\r\n|\r|\n/g)?.length ?? 0), 0);

function cellsOf(columns: ReadonlyMap<PersonField, number>, values: readonly string[]): Cells {
  const cell = (field: PersonField): string =>
    (values[columns.get(field) ?? -1] ?? "").replaceAll(/\s+/g, " ").trim();
  return {
    givenName: cell("givenName"),
    familyName: cell("familyName"),
    email: cell("email"),
    birthDate: cell("birthDate"),
    fileNumber: cell("fileNumber"),
    reason: cell("reason"),
    phone: cell("phone"),
  };
}

/** The rows again, with what the order already has held against them. */
export async function judge(
  rows: readonly ReadRow[],
  ask: (asked: { emails: string[]; fileNumbers: string[] }) => Promise<Known>,
): Promise<ReadRow[]> {
  const known = await ask({
    emails: rows.map(({ cells }) => cells.email.toLowerCase()),
    fileNumbers: rows.map(({ cells }) => cells.fileNumber),
  });
  return checkAgainst(rows, known);
}

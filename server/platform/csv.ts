/** Files that spreadsheets open: what people typed stays what they typed. */

/** Spreadsheets take a file for UTF-8 by this. */
const byteOrderMark = "\uFEFF";
/** What a spreadsheet would run, were it not told by an apostrophe that it is text. */
const runs = /^[=+\-@\t\r]/u;

const quoted = (value: string): string => `"${(runs.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

/** UTF-8 with its mark, each value in quotes, lines that end as spreadsheets end them. */
export const csvOf = (rows: readonly (readonly string[])[]): Uint8Array =>
  new TextEncoder().encode(`${byteOrderMark}${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`);

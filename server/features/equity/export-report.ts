import { ok } from "#shared/kernel/result.ts";
import { equityLimits } from "#shared/domain/equity/limits.ts";
import { publishedTable } from "#shared/equity/published-table.ts";
import { shownReport } from "#shared/equity/shown-report.ts";
import type * as contract from "#shared/protocol/equity.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { askedPeriod, formNames, marginOf, reportOf } from "./read-report.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Spreadsheets take a file for UTF-8 by this. */
const byteOrderMark = "\uFEFF";

export const publishedEquity: RouteHandler<typeof contract.publishedEquity> = async ({ db, clock }, _actor, { query }) => {
  const asked = await askedPeriod(db, query, clock.now());
  if (!asked.ok) return asked;
  const { from, to } = asked.value;
  const rows = publishedTable(await reportOf(db, asked.value), { from, to });
  const text = rows.map((row) => row.join(",")).join("\r\n");
  return ok({ bytes: bytesOf(`${byteOrderMark}${text}\r\n`), mime: "text/csv", fileName: `equite-${from}-${to}.csv` });
};

/** Everything that the statistics which may be shown are made of, down to the counts. */
export const equityNumbers: RouteHandler<typeof contract.equityNumbers> = async ({ db, clock }, _actor, { query }) => {
  const asked = await askedPeriod(db, query, clock.now());
  if (!asked.ok) return asked;
  const { from, to } = asked.value;
  const report = shownReport(await reportOf(db, asked.value));
  const formOf = await formNames(
    db,
    [...report.items, ...report.forms].map(({ formId }) => formId),
  );
  const named = <Row extends { readonly formId: string }>(row: Row) => {
    const { code, version } = formOf(row.formId);
    return { code, version, ...row };
  };
  const written = { period: { from, to }, limits: { ...equityLimits, margin: await marginOf(db, asked.value) }, ...report, items: report.items.map(named), forms: report.forms.map(named) };
  return ok({
    bytes: bytesOf(`${JSON.stringify(written, null, 2)}\n`),
    mime: "application/json",
    fileName: `equite-${from}-${to}.json`,
  });
};

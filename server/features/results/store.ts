import type { DecisionKind } from "#shared/domain/results/decision-kind.ts";
import type { ResultState } from "#shared/domain/results/result-machine.ts";
import type { ScoringInput } from "#shared/scoring/input.ts";
import type { Report } from "#shared/scoring/types.ts";
import type { Tx } from "../../platform/db.ts";
import { uuid7 } from "../../platform/uuid7.ts";

/** Sole writer of Result, Report, ResultDecision, ReviewRequest and LateReview; of batches, see sending-store.ts. */

/** Two computations for one sitting happen one after the other. */
export const lockResult = (tx: Tx, sittingId: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`result:${sittingId}`}, 0))`;

/** The same for several, in one order, so that two who compute many never wait for each other. */
export const lockResults = (tx: Tx, sittingIds: readonly string[]) =>
  tx.$executeRaw`
    SELECT pg_advisory_xact_lock(key) FROM (
      SELECT hashtextextended('result:' || id, 0) AS key FROM unnest(${[...sittingIds]}::text[]) AS id ORDER BY id OFFSET 0
    ) AS keys`;

export const ensureResults = (tx: Tx, sittingIds: readonly string[]) =>
  tx.result.createMany({
    data: sittingIds.map((sittingId) => ({ sittingId, state: "MARKING" as const })),
    skipDuplicates: true,
  });

export interface NewReport {
  readonly sittingId: string;
  readonly policyVersion: number;
  readonly input: ScoringInput;
  readonly inputHash: string;
  readonly report: Report;
  readonly computedAt: Date;
}

/** Answers the new identifiers, by sitting: one report of each. */
export async function addReports(tx: Tx, reports: readonly NewReport[]): Promise<ReadonlyMap<string, string>> {
  const rows = reports.map((report) => ({ id: uuid7(report.computedAt), ...report }));
  await tx.$executeRaw`
    INSERT INTO "Report" (id, "sittingId", "policyVersion", input, "inputHash", report, "computedAt")
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row(
      id uuid, "sittingId" uuid, "policyVersion" int, input jsonb, "inputHash" text, report jsonb, "computedAt" timestamp(3)
    )`;
  return new Map(rows.map(({ id, sittingId }) => [sittingId, id]));
}

/** Of results that were not sent. What was sent has its own way, see `reviseResults`. */
export const setCurrentReports = (tx: Tx, reports: ReadonlyMap<string, string>) =>
  tx.$executeRaw`
    UPDATE "Result" r SET "currentReportId" = given.report, "currentCombinationId" = NULL
    FROM unnest(${[...reports.keys()]}::uuid[], ${[...reports.values()]}::uuid[]) AS given(sitting, report)
    WHERE r."sittingId" = given.sitting AND r.state NOT IN ('RESULT_SENT', 'ANNULLED')`;

export const moveResults = (tx: Tx, sittingIds: readonly string[], from: ResultState, to: ResultState) =>
  tx.result.updateMany({ where: { sittingId: { in: [...sittingIds] }, state: from }, data: { state: to } });

export const moveResult = (
  tx: Tx,
  sittingId: string,
  from: ResultState,
  to: ResultState,
  /** Null where nothing has been computed yet. */
  reportId: string | null,
  /** Confirmed; with another outcome than was told before, or with the first one. */
  sent?: { readonly at: Date; readonly combinationId: string | null; readonly isNewOutcome: boolean },
) =>
  tx.result.updateMany({
    where: { sittingId, state: from, currentReportId: reportId, ...(sent ? { currentCombinationId: sent.combinationId } : {}) },
    data: {
      state: to,
      ...(sent ? { sentAt: sent.at, sentReportId: reportId, sentCombinationId: sent.combinationId } : {}),
      ...(sent?.isNewOutcome ? { outcomeSentAt: sent.at } : {}),
    },
  });

/** What was sent stays what the person sees; the better reports wait to be confirmed. */
export async function reviseResults(
  tx: Tx,
  reports: ReadonlyMap<string, string>,
  sittingIds: readonly string[],
  change: { readonly from: ResultState; readonly to: ResultState },
): Promise<{ count: number }> {
  const reportIds = sittingIds.map((sittingId) => reports.get(sittingId) ?? null);
  const count = await tx.$executeRaw`
    UPDATE "Result" r SET "sentReportId" = r."currentReportId", "sentCombinationId" = r."currentCombinationId",
      "currentReportId" = given.report, "currentCombinationId" = NULL, state = ${change.to}::"ResultState"
    FROM unnest(${[...sittingIds]}::uuid[], ${reportIds}::uuid[]) AS given(sitting, report)
    WHERE r."sittingId" = given.sitting AND r.state = ${change.from}::"ResultState" AND given.report IS NOT NULL`;
  return { count };
}

export const addDecision = (
  tx: Tx,
  decision: {
    reportId: string;
    kind: DecisionKind;
    deciderId: string;
    reason: string;
    createdAt: Date;
  },
) => tx.resultDecision.create({ data: decision, select: { id: true } });

/** What was sent stays what the person is told. */
export const startReview = (tx: Tx, sittingId: string, from: ResultState, to: ResultState) =>
  tx.result.updateMany({ where: { sittingId, state: from, sentReportId: { not: null } }, data: { state: to } });

export const addReviewRequest = (
  tx: Tx,
  request: {
    sittingId: string;
    reportId: string;
    competencies: string[];
    reason: string;
    requestedAt: Date;
    dueAt: Date;
  },
) => tx.reviewRequest.create({ data: request, select: { id: true } });

export const addLateReview = (
  tx: Tx,
  review: { decisionId: string; sittingId: string; markedText: string; openedAt: Date; dueAt: Date },
) => tx.lateReview.create({ data: review, select: { decisionId: true } });

/** Other answers than those that somebody looked at. */
export const forgetReadingCheck = (tx: Tx, sittingIds: readonly string[]) =>
  tx.result.updateMany({ where: { sittingId: { in: [...sittingIds] }, isReadingChecked: true }, data: { isReadingChecked: false } });

export const markReadingChecked = (tx: Tx, sittingId: string) =>
  tx.result.updateMany({
    where: { sittingId, isReadingChecked: false, state: { notIn: ["RESULT_SENT", "ANNULLED"] } },
    data: { isReadingChecked: true },
  });

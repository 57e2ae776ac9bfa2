import type { Json } from "#shared/kernel/canonical-json.ts";
import type { ResultState } from "#shared/domain/results/result-machine.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of Result, Report, ResultDecision and ReviewRequest; of batches, see sending-store.ts. */

/** Two computations for one sitting happen one after the other. */
export const lockResult = (tx: Tx, sittingId: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`result:${sittingId}`}, 0))`;

export const ensureResult = (tx: Tx, sittingId: string) =>
  tx.result.upsert({
    where: { sittingId },
    create: { sittingId, state: "MARKING" },
    update: {},
    select: {
      state: true,
      isReadingChecked: true,
      currentReport: { select: { inputHash: true, policyVersion: true } },
    },
  });

export const addReport = (
  tx: Tx,
  report: {
    sittingId: string;
    policyVersion: number;
    input: Json;
    inputHash: string;
    report: Json;
    computedAt: Date;
  },
) =>
  tx.report.create({
    data: { ...report, input: report.input ?? {}, report: report.report ?? {} },
    select: { id: true },
  });

export const setCurrentReport = (tx: Tx, sittingId: string, reportId: string) =>
  tx.result.updateMany({
    where: { sittingId, state: { notIn: ["RESULT_SENT", "ANNULLED"] } },
    data: { currentReportId: reportId },
  });

export const moveResult = (
  tx: Tx,
  sittingId: string,
  from: ResultState,
  to: ResultState,
  /** Null where nothing has been computed yet. */
  reportId: string | null,
  sentAt?: Date,
) =>
  tx.result.updateMany({
    where: { sittingId, state: from, currentReportId: reportId },
    data: { state: to, ...(sentAt ? { sentAt, sentReportId: reportId } : {}) },
  });

/** What was sent stays what the person sees; the better report waits to be confirmed. */
export const reviseResult = (
  tx: Tx,
  sittingId: string,
  change: {
    readonly from: ResultState;
    readonly to: ResultState;
    readonly sentReportId: string;
    readonly reportId: string;
  },
) =>
  tx.result.updateMany({
    where: { sittingId, state: change.from, currentReportId: change.sentReportId },
    data: { state: change.to, currentReportId: change.reportId, sentReportId: change.sentReportId },
  });

export const addDecision = (
  tx: Tx,
  decision: {
    reportId: string;
    kind: "CONFIRM" | "HOLD" | "RELEASE" | "ANNUL";
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

/** Other answers than those that somebody looked at. */
export const forgetReadingCheck = (tx: Tx, sittingId: string) =>
  tx.result.updateMany({ where: { sittingId, isReadingChecked: true }, data: { isReadingChecked: false } });

export const markReadingChecked = (tx: Tx, sittingId: string) =>
  tx.result.updateMany({
    where: { sittingId, isReadingChecked: false, state: { notIn: ["RESULT_SENT", "ANNULLED"] } },
    data: { isReadingChecked: true },
  });

import { resultMachine, type ResultEvent, type ResultState } from "#shared/domain/results/result-machine.ts";
import { isRaised, voiding } from "#shared/domain/results/void-effect.ts";
import { scoringInput } from "#shared/scoring/input.ts";
import { computeReport } from "#shared/scoring/report.ts";
import { transitionAll, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { voidedItemIds } from "../items/queries.ts";
import { reportRow } from "./report-row.ts";
import { addReports, reviseResults } from "./store.ts";

/**
 * A result that was sent takes no more marks, and nothing lowers it. An item that was voided since may raise it: then a
 * person confirms it again, and what was sent stays what the person sees until then.
 */
export async function raiseSent(uow: UnitOfWork, sittingIds: readonly string[]): Promise<void> {
  if (sittingIds.length === 0) return;
  const forms = await uow.tx.sitting.findMany({ where: { id: { in: [...sittingIds] } }, distinct: ["formId"], select: { formId: true } });
  const voided = new Map<string, ReadonlySet<string>>();
  for (const { formId } of forms) {
    const itemIds = await voidedItemIds(uow.tx, formId);
    if (itemIds.size > 0) voided.set(formId, itemIds);
  }
  if (voided.size === 0) return;
  const results = await uow.tx.result.findMany({
    where: { sittingId: { in: [...sittingIds] }, sitting: { formId: { in: [...voided.keys()] } } },
    orderBy: { sittingId: "asc" },
    select: {
      sittingId: true,
      sitting: { select: { formId: true } },
      currentReport: { select: { id: true, input: true, policyVersion: true } },
    },
  });
  const raised = results.flatMap(({ sittingId, sitting, currentReport }) => {
    if (!currentReport) return [];
    const told = scoringInput.parse(currentReport.input);
    const input = voiding(told, voided.get(sitting.formId) ?? new Set());
    if (!isRaised(told, input)) return [];
    const report = computeReport(input);
    const row = reportRow(uow, { sittingId, policyVersion: currentReport.policyVersion, input, report });
    return [{ row, sentReportId: currentReport.id, outcome: report.outcome }];
  });
  if (raised.length === 0) return;
  const reportIds = await addReports(
    uow.tx,
    raised.map(({ row }) => row),
  );
  const moved = await transitionAll<ResultState, ResultEvent>(uow, {
    machine: resultMachine,
    subjectType: "result",
    actorId: null,
    moves: raised.map(({ row: { sittingId, inputHash, policyVersion }, sentReportId, outcome }) => ({
      subjectId: sittingId,
      from: "RESULT_SENT",
      event: outcome === "PENDING" ? "reviseToMarking" : "revise",
      data: { reportId: reportIds.get(sittingId) ?? null, inputHash, policyVersion, sentReportId },
    })),
    update: (from, to, ids) => reviseResults(uow.tx, reportIds, ids, { from, to }),
  });
  if (!moved.ok) throw new Error(`A result moved under its lock: ${moved.error}.`);
}

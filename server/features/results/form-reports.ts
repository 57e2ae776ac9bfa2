import { scoringInput } from "#shared/scoring/input.ts";
import type { VoidSubject } from "#shared/domain/results/void-effect.ts";
import type { Db, Tx } from "../../platform/db.ts";

export interface FormReport extends VoidSubject {
  readonly sittingId: string;
  readonly inputHash: string;
}

/** The current report of everybody who sat a form, and what they were told; annulled results count for nothing. */
export async function reportsOfForm(db: Db | Tx, formId: string): Promise<FormReport[]> {
  const results = await db.result.findMany({
    where: { state: { not: "ANNULLED" }, currentReportId: { not: null }, sitting: { formId } },
    orderBy: { sittingId: "asc" },
    select: {
      sittingId: true,
      state: true,
      currentReport: { select: { input: true, inputHash: true } },
      sentReport: { select: { input: true } },
    },
  });
  return results.flatMap(({ sittingId, state, currentReport, sentReport }) => {
    if (!currentReport) return [];
    const told = sentReport && scoringInput.parse(sentReport.input);
    const input = scoringInput.parse(currentReport.input);
    return [{ sittingId, inputHash: currentReport.inputHash, input, told, isSent: state === "RESULT_SENT" }];
  });
}

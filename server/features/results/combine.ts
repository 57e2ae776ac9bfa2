import { officeDay } from "#shared/domain/marking/deadlines.ts";
import { retakeOf } from "#shared/domain/policies/stored-rules.ts";
import { resultMachine, type ResultEvent, type ResultState } from "#shared/domain/results/result-machine.ts";
import { toldOutcome } from "#shared/domain/results/stored-combination.ts";
import { canonicalJson } from "#shared/kernel/canonical-json.ts";
import type { CombinedResult } from "#shared/scoring/combine-attempts.ts";
import { combineInputs, type CombinationInput } from "#shared/scoring/combination.ts";
import { scoringInput } from "#shared/scoring/input.ts";
import type { Tx } from "../../platform/db.ts";
import { sha256Hex } from "../../platform/hash.ts";
import { transitionAll, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { policyVersions } from "../policies/queries.ts";
import { inputsOf, toldSittings, type ToldSitting } from "./attempts.ts";
import { addCombinations, reviseToCombination, setCurrentCombinations, type CurrentCombination } from "./combination-store.ts";

/**
 * What the exams of one person give together, where the rules of the latest let an earlier one count. The report of each
 * exam stays what it is; this stands beside the latest, with its own input and hash. Under `FULL` there is nothing to add.
 */

interface Combined {
  readonly sittingId: string;
  readonly reportId: string;
  readonly policyVersion: number;
  readonly state: ResultState;
  readonly earlier: readonly string[];
  readonly input: CombinationInput;
  readonly inputHash: string;
  readonly combined: CombinedResult;
  /** What the person was told with this report. */
  readonly told: CombinedResult["outcome"] | null;
}

/** Of these results, the combinations that are not stored yet. */
async function newCombinations(tx: Tx, sittingIds: readonly string[]): Promise<Combined[]> {
  const rules = new Map((await policyVersions(tx)).map(({ version, policy }) => [version, retakeOf(policy)]));
  const combining = [...rules.keys()].filter((version) => rules.get(version)?.scope === "FAILED_ONLY");
  if (combining.length === 0) return [];
  const results = await tx.result.findMany({
    where: {
      sittingId: { in: [...sittingIds] },
      state: { not: "ANNULLED" },
      currentReport: { policyVersion: { in: combining } },
    },
    orderBy: { sittingId: "asc" },
    select: {
      sittingId: true,
      state: true,
      sentAt: true,
      currentReport: { select: { id: true, input: true, report: true, policyVersion: true } },
      currentCombination: { select: { inputHash: true, combined: true } },
      sitting: { select: { accountId: true, registration: { select: { bodyId: true } }, session: { select: { startsAt: true } } } },
    },
  });
  const told = await toldSittings(
    tx,
    results.map(({ sitting }) => sitting.accountId),
  );
  const toldTo = Map.groupBy(told, ({ accountId }) => accountId);
  const earlierOf = ({ accountId, registration, session }: (typeof results)[number]["sitting"]): ToldSitting[] =>
    (toldTo.get(accountId) ?? []).filter(
      ({ bodyId, startsAt }) => bodyId === registration.bodyId && startsAt < session.startsAt,
    );
  const inputsBefore = await inputsOf(
    tx,
    results.flatMap(({ sitting }) => earlierOf(sitting)),
  );
  const inputs = new Map(inputsBefore.map((attempt) => [attempt.reportId, attempt]));
  const found: Combined[] = [];
  for (const { sittingId, state, sentAt, sitting, currentReport, currentCombination } of results) {
    const rule = currentReport && rules.get(currentReport.policyVersion);
    if (!rule) continue;
    const earlier = earlierOf(sitting).map(({ reportId }) => reportId);
    if (earlier.length === 0) continue;
    const attempts = earlier.flatMap((reportId) => inputs.get(reportId) ?? []);
    const input: CombinationInput = {
      rule,
      attempts: [
        ...attempts.map((attempt) => ({ heldOn: attempt.heldOn, input: attempt.input })),
        { heldOn: officeDay(sitting.session.startsAt), input: scoringInput.parse(currentReport.input) },
      ],
    };
    const inputHash = sha256Hex(canonicalJson(input));
    if (currentCombination?.inputHash === inputHash) continue;
    const isTold = state === "RESULT_SENT" && sentAt !== null;
    found.push({
      sittingId,
      state,
      reportId: currentReport.id,
      policyVersion: currentReport.policyVersion,
      earlier,
      input,
      inputHash,
      combined: combineInputs(input),
      told: isTold ? toldOutcome(currentReport, currentCombination) : null,
    });
  }
  return found;
}

/**
 * Combines again what changed, on either side. What was sent comes back only to be raised: where an earlier exam that was
 * raised since makes a pass of it, a person confirms it again, and what was sent stays what the person sees until then.
 */
export async function combineInto(uow: UnitOfWork, sittingIds: readonly string[]): Promise<void> {
  const found = (await newCombinations(uow.tx, sittingIds)).filter(({ told, combined }) => told === null || combined.outcome !== told);
  const ids = await addCombinations(
    uow.tx,
    found.map(({ state: _state, told: _told, ...combination }) => combination),
    uow.now,
  );
  const raised = new Map<string, string>();
  const current: CurrentCombination[] = [];
  for (const { state, told, ...combination } of found) {
    const { sittingId, reportId, inputHash, policyVersion } = combination;
    const combinationId = ids.get(sittingId);
    if (combinationId === undefined) throw new Error(`The combination of ${sittingId} was not stored.`);
    uow.audit({
      actorId: null,
      type: "result.combined",
      subjectType: "sitting",
      subjectId: sittingId,
      data: { combinationId, reportId, inputHash, policyVersion, earlierReportIds: combination.earlier },
    });
    if (told === null) current.push({ sittingId, combinationId, state });
    else raised.set(sittingId, combinationId);
  }
  if (current.length > 0) await setCurrentCombinations(uow.tx, current);
  if (raised.size === 0) return;
  const moved = await transitionAll<ResultState, ResultEvent>(uow, {
    machine: resultMachine,
    subjectType: "result",
    actorId: null,
    moves: [...raised].map(([sittingId, combinationId]) => ({
      subjectId: sittingId,
      from: "RESULT_SENT",
      event: "revise",
      data: { combinationId },
    })),
    update: (from, to, ids) => reviseToCombination(uow.tx, raised, ids, { from, to }),
  });
  if (!moved.ok) throw new Error(`A result moved under its lock: ${moved.error}.`);
}

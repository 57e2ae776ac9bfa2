import type { ResultState } from "#shared/domain/results/result-machine.ts";
import type { CombinedResult } from "#shared/scoring/combine-attempts.ts";
import type { CombinationInput } from "#shared/scoring/combination.ts";
import type { Tx } from "../../platform/db.ts";
import { uuid7 } from "../../platform/uuid7.ts";

/** Sole writer of Combination and CombinedAttempt; beside store.ts, of the combinations that a result names. */

export interface NewCombination {
  readonly sittingId: string;
  readonly reportId: string;
  readonly policyVersion: number;
  readonly earlier: readonly string[];
  readonly input: CombinationInput;
  readonly inputHash: string;
  readonly combined: CombinedResult;
}

/** One for each of these sittings, in as many statements as for one; answers their ids by sitting. */
export async function addCombinations(tx: Tx, given: readonly NewCombination[], computedAt: Date): Promise<ReadonlyMap<string, string>> {
  if (given.length === 0) return new Map();
  const rows = given.map(({ earlier: _earlier, ...combination }) => ({ id: uuid7(computedAt), ...combination, computedAt }));
  await tx.$executeRaw`
    INSERT INTO "Combination" (id, "sittingId", "reportId", "policyVersion", input, "inputHash", combined, "computedAt")
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row(
      id uuid, "sittingId" uuid, "reportId" uuid, "policyVersion" int, input jsonb, "inputHash" text, combined jsonb,
      "computedAt" timestamp(3)
    )`;
  const ids = new Map(rows.map(({ id, sittingId }) => [sittingId, id]));
  const attempts = given.flatMap(({ sittingId, earlier }) => {
    const combinationId = ids.get(sittingId);
    return combinationId ? earlier.map((reportId) => ({ combinationId, reportId })) : [];
  });
  await tx.combinedAttempt.createMany({ data: attempts });
  return ids;
}

export interface CurrentCombination {
  readonly sittingId: string;
  readonly combinationId: string;
  readonly state: ResultState;
}

export const setCurrentCombinations = (tx: Tx, given: readonly CurrentCombination[]) =>
  tx.$executeRaw`
    UPDATE "Result" r SET "currentCombinationId" = given.combination
    FROM unnest(
      ${given.map(({ sittingId }) => sittingId)}::uuid[], ${given.map(({ combinationId }) => combinationId)}::uuid[],
      ${given.map(({ state }) => state)}::text[]
    ) AS given(sitting, combination, state)
    WHERE r."sittingId" = given.sitting AND r.state::text = given.state`;

/** What was sent stays what the person sees; what the same report gives now waits to be confirmed. */
export async function reviseToCombination(
  tx: Tx,
  combinations: ReadonlyMap<string, string>,
  sittingIds: readonly string[],
  change: { readonly from: ResultState; readonly to: ResultState },
): Promise<{ count: number }> {
  const ids = sittingIds.map((sittingId) => combinations.get(sittingId) ?? null);
  const count = await tx.$executeRaw`
    UPDATE "Result" r SET "sentCombinationId" = r."currentCombinationId", "currentCombinationId" = given.combination, state = ${change.to}::"ResultState"
    FROM unnest(${[...sittingIds]}::uuid[], ${ids}::uuid[]) AS given(sitting, combination)
    WHERE r."sittingId" = given.sitting AND r.state = ${change.from}::"ResultState" AND given.combination IS NOT NULL`;
  return { count };
}

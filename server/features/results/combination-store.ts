import type { ResultState } from "#shared/domain/results/result-machine.ts";
import type { CombinedResult } from "#shared/scoring/combine-attempts.ts";
import type { CombinationInput } from "#shared/scoring/combination.ts";
import type { Prisma, Tx } from "../../platform/db.ts";

/** Sole writer of Combination and CombinedAttempt; beside store.ts, of the combinations that a result names. */

const json = (value: unknown): Prisma.InputJsonObject => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;

export async function addCombination(
  tx: Tx,
  { earlier, ...row }: {
    readonly sittingId: string;
    readonly reportId: string;
    readonly policyVersion: number;
    readonly earlier: readonly string[];
    readonly input: CombinationInput;
    readonly inputHash: string;
    readonly combined: CombinedResult;
    readonly computedAt: Date;
  },
): Promise<string> {
  const { input, combined, ...fields } = row;
  const { id } = await tx.combination.create({
    data: { ...fields, input: json(input), combined: json(combined) },
    select: { id: true },
  });
  await tx.combinedAttempt.createMany({ data: earlier.map((reportId) => ({ combinationId: id, reportId })) });
  return id;
}

export const setCurrentCombination = (tx: Tx, sittingId: string, combinationId: string, state: ResultState) =>
  tx.result.updateMany({ where: { sittingId, state }, data: { currentCombinationId: combinationId } });

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

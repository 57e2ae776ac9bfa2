import type { VoidEffect } from "#shared/domain/results/void-effect.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of VoidedItem. */

/** Two people who decide on one form do it one after the other. */
export const lockForm = (tx: Tx, formId: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`items:${formId}`}, 0))`;

export const addVoidedItem = (
  tx: Tx,
  item: {
    readonly formId: string;
    readonly itemId: string;
    readonly reason: string;
    readonly effect: VoidEffect;
    readonly voidedById: string;
    readonly voidedAt: Date;
  },
) => {
  const { outcomes, ...counts } = item.effect;
  return tx.voidedItem.create({
    data: { ...item, effect: { ...counts, outcomes: outcomes.map((row) => ({ ...row })) } },
    select: { id: true },
  });
};

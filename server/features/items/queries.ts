import type { Db, Tx } from "../../platform/db.ts";

/** The items of a form that count for nobody whom they would harm. */
export async function voidedItemIds(db: Db | Tx, formId: string): Promise<ReadonlySet<string>> {
  const voided = await db.voidedItem.findMany({ where: { formId }, select: { itemId: true } });
  return new Set(voided.map(({ itemId }) => itemId));
}

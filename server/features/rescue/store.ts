import type { Tx } from "../../platform/db.ts";

/** Sole writer of RescueImport. */

export interface RescueImported {
  readonly runId: string;
  readonly fileHash: string;
  readonly operations: number;
  readonly importedById: string;
  readonly importedAt: Date;
}

/** False when this very file was imported before, also by somebody else at this very moment. */
export async function addImport(tx: Tx, imported: RescueImported): Promise<boolean> {
  const { count } = await tx.rescueImport.createMany({ data: [imported], skipDuplicates: true });
  return count === 1;
}

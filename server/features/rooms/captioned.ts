import type { Db, Tx } from "../../platform/db.ts";
import { grantedFrom, grantedSelect } from "../accommodations/queries.ts";

/** Of these sittings, those whose people were granted captions. */
export async function captionedIn(db: Db | Tx, sittingIds: readonly string[]): Promise<ReadonlySet<string>> {
  const sittings = await db.sitting.findMany({
    where: { id: { in: [...sittingIds] } },
    select: { id: true, registration: { select: grantedSelect } },
  });
  const granted = sittings.filter(({ registration }) => grantedFrom(registration)?.measures.hasCaptions === true);
  return new Set(granted.map(({ id }) => id));
}

import type { EndedDay } from "#shared/domain/integrity/kept-fact.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** From when to when somebody sat, once all of it has ended; null before, where nobody came, and where it was postponed after they had. */
export async function endedDayOf(db: Db | Tx, sittingId: string): Promise<EndedDay | null> {
  const { state, arrivedAt, runs } = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      state: true,
      arrivedAt: true,
      runs: { where: { closedAt: { not: null } }, select: { closedAt: true }, orderBy: { closedAt: "desc" }, take: 1 },
    },
  });
  const endedAt = runs[0]?.closedAt;
  return state === "COMPLETED" && arrivedAt && endedAt ? { arrivedAt, endedAt } : null;
}

import type { Db, Tx } from "../../platform/db.ts";

/** Reads of who opened a typed history, for other features. */

/** Of these sittings, those of which this account has seen how the text came to be. */
export async function historiesSeenBy(
  db: Db | Tx,
  accountId: string,
  sittingIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const events = await db.auditEvent.findMany({
    where: {
      actorId: accountId,
      type: "typedHistory.opened",
      subjectType: "sitting",
      subjectId: { in: [...sittingIds] },
    },
    select: { subjectId: true },
  });
  return new Set(events.map(({ subjectId }) => subjectId));
}

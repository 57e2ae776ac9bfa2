import { openDoubt } from "#shared/domain/identity/identity-check.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** Reads of what was seen of somebody's identity. */

const person = { select: { givenName: true, familyName: true } } as const;

/** The doubt that waits for the look of somebody else. */
export async function openDoubtOf(db: Db | Tx, sittingId: string) {
  const checks = await db.identityCheck.findMany({
    where: { sittingId },
    select: { id: true, outcome: true, checkedById: true, doubtId: true, note: true, checkedAt: true, checkedBy: person },
  });
  return openDoubt(checks);
}

/** What the order was asked last, and what it said. */
export const newestOrderRequest = (db: Db | Tx, sittingId: string) =>
  db.orderWordRequest.findFirst({
    where: { sittingId },
    select: {
      id: true,
      askedAt: true,
      expiresAt: true,
      askedBy: person,
      word: { select: { isConfirmed: true, answeredAt: true, answeredBy: person } },
    },
    orderBy: [{ askedAt: "desc" }, { id: "desc" }],
  });

/** The clerks who can be written to for an order. */
export const clerksOf = (db: Db | Tx, bodyId: string) =>
  db.account.findMany({ where: { bodyId, roles: { has: "CLERK" } }, select: { id: true, email: true, locale: true } });

/** The looks at the room, the newest first, each with its lines in the order in which they were noted. */
export const looksOf = (db: Db | Tx, sittingId: string) =>
  db.roomLook.findMany({
    where: { sittingId },
    select: {
      id: true,
      listVersion: true,
      startedAt: true,
      startedBy: person,
      lines: {
        select: { step: true, isWell: true, note: true, notedAt: true, notedBy: person },
        orderBy: { notedAt: "asc" },
      },
    },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
  });

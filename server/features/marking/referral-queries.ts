import { referralKinds, type ReferralKind } from "#shared/domain/marking/referral.ts";
import { oralActivityOf, unitsOf } from "#shared/domain/marking/units.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { unitOf } from "./queries.ts";
import type { DraftPlace } from "./store.ts";

export function kindOf(stored: string): ReferralKind {
  const kind = referralKinds.find((one) => one === stored);
  if (!kind) throw new Error(`${stored} is not a reason to refer a text or a recording.`);
  return kind;
}

/** The last decision on what came back to its marker; null when it never left. */
export async function lastReferral(
  db: Db | Tx,
  taskId: string,
): Promise<{ kind: ReferralKind; answer: string } | null> {
  const referral = await db.scriptReferral.findFirst({
    where: { taskId, resolution: "RETURN" },
    orderBy: { resolvedAt: "desc" },
    select: { kind: true, answer: true },
  });
  return referral && { kind: kindOf(referral.kind), answer: referral.answer };
}

/**
 * The oldest first; a recording once, under the code that is in its marker's queue. What was taken back from its marker
 * meanwhile waits for nobody.
 */
export async function openReferrals(db: Db) {
  const open = await db.scriptReferral.findMany({
    where: { resolvedAt: null, task: { state: "REFERRED" } },
    orderBy: [{ createdAt: "asc" }, { task: { blindCode: "asc" } }],
    select: {
      id: true,
      kind: true,
      note: true,
      createdAt: true,
      task: {
        select: { blindCode: true, sittingId: true, unit: true, round: true, raterId: true, dueAt: true, sitting: { select: { formId: true } } },
      },
    },
  });
  const seen = new Set<string>();
  return open.filter(({ task: { sittingId, unit, round, raterId } }) => {
    const name = `${sittingId} ${round} ${raterId} ${oralActivityOf(unitOf(unit)) ?? unit}`;
    return !seen.has(name) && seen.add(name);
  });
}

export type ReferredTask = DraftPlace & { readonly id: string };

/** All that its marker referred together with this task and that still waits: a text alone, a recording with each of its units. */
export async function referredWith(tx: Tx, { sittingId, unit, round, raterId }: Omit<DraftPlace, "unit"> & { readonly unit: string }): Promise<ReferredTask[]> {
  const own = unitOf(unit);
  const activity = oralActivityOf(own);
  const rows = await tx.markingTask.findMany({
    where: { sittingId, round, raterId, state: "REFERRED", unit: { in: activity ? [...unitsOf[activity]] : [own] } },
    select: { id: true, unit: true },
    orderBy: { unit: "asc" },
  });
  return rows.map(({ id, unit: stored }) => ({ id, sittingId, unit: unitOf(stored), round, raterId }));
}

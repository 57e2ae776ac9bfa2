import { referralKinds, type ReferralKind } from "#shared/domain/marking/referral.ts";
import type { Db, Tx } from "../../platform/db.ts";

export function kindOf(stored: string): ReferralKind {
  const kind = referralKinds.find((one) => one === stored);
  if (!kind) throw new Error(`${stored} is not a reason to refer a text.`);
  return kind;
}

/** The last decision on a text that came back to its marker; null when it never left. */
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

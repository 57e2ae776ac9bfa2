import type { SittingState } from "#shared/domain/sitting/sitting-machine.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { CheckedSitting } from "./policy.ts";

interface Found extends CheckedSitting {
  readonly state: SittingState;
  readonly accountId: string;
  readonly bodyId: string;
  readonly timeZone: string;
}

/** Somebody whose identity can be looked at, with who may do it. */
export async function checkedSitting(
  db: Db | Tx,
  sittingId: string,
): Promise<Found | undefined> {
  const found = await db.sitting.findFirst({
    where: { id: sittingId, booking: { isActive: true } },
    select: {
      state: true,
      accountId: true,
      registration: { select: { bodyId: true } },
      session: { select: { deliveryMode: true, timeZone: true, advisers: { select: { accountId: true } } } },
    },
  });
  if (!found) return undefined;
  const { deliveryMode, timeZone, advisers } = found.session;
  return {
    state: found.state,
    accountId: found.accountId,
    bodyId: found.registration.bodyId,
    deliveryMode,
    timeZone,
    adviserIds: advisers.map(({ accountId }) => accountId),
  };
}

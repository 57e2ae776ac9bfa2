import { randomBytes } from "node:crypto";
import { normalStationCode, stationCodeFrom, stationCodeMinutes } from "#shared/domain/paper/station-code.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { createStationCode, endSessionsAt, findLink, openSession, stationToken, useLink as spendLink } from "./store.ts";

/**
 * A station is a shared machine: its session ends when the exam does, and within a day whatever happens. Extra time and
 * breaks have no cap, so that nothing shorter is longer than every exam.
 */
const stationSessionMs = 24 * 3_600_000;
/** Once the exam is over, or elsewhere, a page that was cut off still sends what it holds; then the machine is free. */
const lastSavesMs = 5 * 60_000;
// Many times what a code needs, so that skipped bytes do not matter.
const randomLength = 64;

/** A one-time code for the seat of one sitting, to be handed over in person; only its hash is kept. */
export async function createStationCodeStep(
  uow: UnitOfWork,
  { accountId, sittingId }: { accountId: string; sittingId: string },
): Promise<{ code: string; expiresAt: Date }> {
  const code = stationCodeFrom(randomBytes(randomLength));
  if (!code) throw new Error("Random bytes were too few for a station code.");
  const expiresAt = new Date(uow.now.getTime() + stationCodeMinutes * 60_000);
  await createStationCode(uow.tx, { accountId, sittingId, code, createdAt: uow.now, expiresAt });
  return { code, expiresAt };
}

/** Nobody sits the exam at these stations any more: their sessions end in a few minutes, before the next person sits down. */
export const leaveStationsStep = (uow: UnitOfWork, authSessionIds: readonly string[]): Promise<unknown> =>
  endSessionsAt(uow.tx, authSessionIds, new Date(uow.now.getTime() + lastSavesMs));

/** Uses a code, once, and opens a session that ends with the exam, or a day later. */
export async function enterByStationCodeStep(
  uow: UnitOfWork,
  typed: string,
): Promise<
  Result<
    { accountId: string; sittingId: string; authSessionId: string; token: string; expiresAt: Date },
    "STATION_CODE_UNKNOWN" | "STATION_CODE_EXPIRED" | "STATION_CODE_USED"
  >
> {
  const link = await findLink(uow.tx, stationToken(normalStationCode(typed)));
  if (!link?.sittingId) return err("STATION_CODE_UNKNOWN");
  if (link.usedAt) return err("STATION_CODE_USED");
  if (link.expiresAt <= uow.now) return err("STATION_CODE_EXPIRED");
  // Two stations may be given the same code at once: one of them uses it.
  if (!(await spendLink(uow.tx, link.id, uow.now))) return err("STATION_CODE_USED");
  const session = await openSession(uow.tx, { id: link.accountId, roles: ["CANDIDATE"] }, uow.now, stationSessionMs);
  uow.audit({
    actorId: link.accountId,
    type: "account.enteredAtStation",
    subjectType: "account",
    subjectId: link.accountId,
  });
  return ok({ accountId: link.accountId, sittingId: link.sittingId, ...session });
}

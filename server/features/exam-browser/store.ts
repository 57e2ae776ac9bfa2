import type { Db, Tx } from "../../platform/db.ts";

/** Sole writer of the tables whose names begin with Seb. */

export const addCampaign = (
  tx: Tx,
  campaign: {
    id: string;
    name: string;
    plist: string;
    configKey: string;
    quitToken: string;
    password: string | null;
    quitPassword: string;
    createdById: string;
    createdAt: Date;
  },
) => tx.sebCampaign.create({ data: campaign, select: { id: true } });

/** False when the campaign has this key already; one that had ended is valid again. */
export async function addBrowserKey(
  tx: Tx,
  key: { campaignId: string; key: string; label: string; validFrom: Date; addedById: string; createdAt: Date },
): Promise<boolean> {
  const { count } = await tx.sebBrowserKey.createMany({ data: [key], skipDuplicates: true });
  if (count === 1) return true;
  const { campaignId, label, validFrom, addedById } = key;
  const again = await tx.sebBrowserKey.updateMany({
    where: { campaignId, key: key.key, validUntil: { lte: validFrom } },
    data: { label, validFrom, validUntil: null, addedById },
  });
  return again.count === 1;
}

/** False when it has ended already. */
export async function endBrowserKey(tx: Tx, keyId: string, validUntil: Date): Promise<boolean> {
  const { count } = await tx.sebBrowserKey.updateMany({
    where: { id: keyId, OR: [{ validUntil: null }, { validUntil: { gt: validUntil } }] },
    data: { validUntil },
  });
  return count === 1;
}

export async function setSessionCampaign(
  tx: Tx,
  sessionId: string,
  choice: { campaignId: string; chosenById: string; createdAt: Date } | null,
): Promise<void> {
  if (choice) await tx.sebSession.upsert({ where: { sessionId }, create: { sessionId, ...choice }, update: choice, select: { sessionId: true } });
  else await tx.sebSession.deleteMany({ where: { sessionId } });
}

export const addNonce = (
  db: Db | Tx,
  nonce: { sittingId: string; authSessionId: string; nonceHash: string; createdAt: Date; expiresAt: Date },
) => db.sebNonce.create({ data: nonce, select: { id: true } });

/** True for the one that burns it. */
export async function burnNonce(tx: Tx, nonceId: string, provenAt: Date, expiresAt: Date): Promise<boolean> {
  const { count } = await tx.sebNonce.updateMany({ where: { id: nonceId, provenAt: null }, data: { provenAt, expiresAt } });
  return count === 1;
}

export const addCheck = (
  tx: Tx,
  check: {
    sittingId: string;
    authSessionId: string;
    outcome: string;
    way: string;
    url: string;
    expected: string;
    received: string;
    userAgent: string;
    at: Date;
  },
) => tx.sebCheck.create({ data: check, select: { id: true } });

/** False when the sitting is locked already. */
export async function lock(tx: Tx, sittingId: string, lockedAt: Date): Promise<boolean> {
  const { count } = await tx.sebLock.createMany({ data: [{ sittingId, lockedAt }], skipDuplicates: true });
  return count === 1;
}

/** Since when it was locked; undefined when it is not. */
export async function unlock(tx: Tx, sittingId: string, release: { releasedById: string; releasedAt: Date; reason: string }): Promise<Date | undefined> {
  const [open] = await tx.sebLock.updateManyAndReturn({ where: { sittingId, releasedAt: null }, data: release, select: { lockedAt: true } });
  return open?.lockedAt;
}

/** False when somebody has done so already. */
export async function addOverride(tx: Tx, override: { sittingId: string; reason: string; byId: string; createdAt: Date }): Promise<boolean> {
  const { count } = await tx.sebOverride.createMany({ data: [override], skipDuplicates: true });
  return count === 1;
}

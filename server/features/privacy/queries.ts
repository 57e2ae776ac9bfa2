import { consentHoldsFrom, consentItems, type Answers, type ConsentItem } from "#shared/domain/privacy/consent-items.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** Reads of consents, for other features. */

export interface CurrentConsent {
  readonly item: ConsentItem;
  readonly version: number;
  readonly isGranted: boolean;
  readonly recordedAt: Date;
}

/** The newest answer to each item in a wording that holds. An answer to an older one counts no more. */
export async function currentConsents(db: Db | Tx, registrationId: string): Promise<CurrentConsent[]> {
  const rows = await db.consent.findMany({
    where: { registrationId },
    // Ids grow with time, so two answers of the same moment have an order too.
    orderBy: [{ recordedAt: "desc" }, { id: "desc" }],
    select: { item: true, version: true, isGranted: true, recordedAt: true },
  });
  return consentItems.flatMap((item) => {
    const newest = rows.find((row) => row.item === item && row.version >= consentHoldsFrom[item]);
    return newest ? [{ ...newest, item }] : [];
  });
}

export const answersOf = (consents: readonly CurrentConsent[]): Answers =>
  Object.fromEntries(consents.map(({ item, isGranted }) => [item, isGranted]));

/** Online supervision can be taken back after a seat was booked: from then on nobody is looked at. */
export const agreesToSupervision = async (db: Db | Tx, registrationId: string): Promise<boolean> =>
  answersOf(await currentConsents(db, registrationId)).ONLINE_SUPERVISION === true;

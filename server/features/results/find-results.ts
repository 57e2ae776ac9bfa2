import { hasWords } from "#shared/kernel/has-words.ts";
import { ok } from "#shared/kernel/result.ts";
import type { findResults as contract } from "#shared/protocol/result-search.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { deskSelect } from "./desk-rows.ts";
import { deskRows } from "./desk.ts";

const most = 100;

/** Names alone are read of everybody, since the database knows nothing of accents; whole rows of those that are found. */
export const findResults: RouteHandler<typeof contract> = async ({ db, clock }, _actor, { body: { words } }) => {
  const people = await db.result.findMany({
    where: { currentReportId: { not: null } },
    select: {
      sittingId: true,
      sitting: {
        select: { registration: { select: { givenName: true, familyName: true, referral: { select: { fileNumber: true } } } } },
      },
    },
    orderBy: { sitting: { session: { startsAt: "desc" } } },
  });
  const found = people.filter(({ sitting: { registration } }) =>
    hasWords(`${registration.givenName} ${registration.familyName} ${registration.referral.fileNumber}`, words),
  );
  const sittingIds = found.slice(0, most).map(({ sittingId }) => sittingId);
  const results = await db.result.findMany({ select: deskSelect, where: { sittingId: { in: sittingIds } } });
  return ok({ results: await deskRows(db, results, clock.now()), isMore: found.length > most });
};

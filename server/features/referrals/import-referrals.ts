import type { Cells, ReadRow } from "#shared/domain/referrals/referral-rows.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type {
  importReferrals as importContract,
  previewReferrals as previewContract,
} from "#shared/protocol/referrals.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { knownTo } from "./queries.ts";
import { judge, readCsv } from "./read-csv.ts";
import { referStep } from "./refer-step.ts";
import { lockBody } from "./store.ts";

const isBad = (row: ReadRow): boolean => row.person === null;
const today = (now: Date): string => now.toISOString().slice(0, 10);

export const previewReferrals: RouteHandler<typeof previewContract> = async (deps, actor, { body }) => {
  const { bodyId } = actor;
  if (!bodyId) return err("NOT_FOUND");
  const read = readCsv(body.bytes, today(deps.clock.now()));
  if (!read.ok) return read;
  const rows = await judge(read.value, (asked) => knownTo(deps.db, bodyId, asked));
  return ok({ good: viewsOf(rows.filter((row) => !isBad(row))), bad: viewsOf(rows.filter(isBad)) });
};

/** Small enough for a short transaction; after a failure in the middle, sending the file again finishes the work. */
const groupSize = 100;

/** The same reading as the preview, judged again under the order's lock: somebody may have been referred meanwhile. */
export const importReferrals: RouteHandler<typeof importContract> = async (deps, actor, { body }) => {
  const { bodyId } = actor;
  if (!bodyId) return err("NOT_FOUND");
  const read = readCsv(body.bytes, today(deps.clock.now()));
  if (!read.ok) return read;
  const by = { bodyId, accountId: actor.accountId, source: "CSV" } as const;
  // Judged whole once, so that the first of two equal rows is the one that is kept, wherever groups begin.
  const rows = await judge(read.value, (asked) => knownTo(deps.db, bodyId, asked));
  const good = rows.filter((row) => !isBad(row));
  const bad = rows.filter(isBad);
  let created = 0;
  for (let start = 0; start < good.length; start += groupSize) {
    const group = await commit(deps, async (uow) => {
      await lockBody(uow.tx, bodyId);
      const again = await judge(good.slice(start, start + groupSize), (asked) => knownTo(uow.tx, bodyId, asked));
      const referred = await referStep(
        uow,
        by,
        again.flatMap(({ person }) => person ?? []),
      );
      return ok({ created: referred.length, late: again.filter(isBad) });
    });
    if (!group.ok) return err("SURPRISE");
    created += group.value.created;
    bad.push(...group.value.late);
  }
  return ok({ created, bad: viewsOf(bad.toSorted((a, b) => a.line - b.line)) });
};

/** What is shown back is only what fits a screen. */
const shownLength = 120;
const clip = (cells: Cells): Cells => ({
  givenName: cells.givenName.slice(0, shownLength),
  familyName: cells.familyName.slice(0, shownLength),
  email: cells.email.slice(0, shownLength),
  birthDate: cells.birthDate.slice(0, shownLength),
  fileNumber: cells.fileNumber.slice(0, shownLength),
  reason: cells.reason.slice(0, shownLength),
  phone: cells.phone.slice(0, shownLength),
});

const viewsOf = (rows: readonly ReadRow[]) =>
  rows.map(({ line, cells, faults, isAgain }) => ({ line, cells: clip(cells), faults: [...faults], isAgain }));

import { resultRoles, type Role } from "#shared/domain/accounts/roles.ts";
import { textUnit } from "#shared/domain/marking/units.ts";
import { ok, type Result } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { Db, Prisma, Tx } from "../../platform/db.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { moveTask } from "./move-task.ts";
import { peopleMet } from "./people-met.ts";
import { unitOf } from "./queries.ts";
import { dropDraft, lockSitting, type WithdrawnReason } from "./store.ts";

/** Work that somebody must not go on with: it leaves them, begun or not, and its place waits for somebody else. */

/** Somebody has it still, or waits for the directorate to decide. */
export const isOpen = { state: { in: ["ALLOTTED", "REFERRED"] } } satisfies Prisma.MarkingTaskWhereInput;

type TakenFrom = Pick<Prisma.MarkingTaskWhereInput, "unit" | "round" | "raterId"> & { readonly sittingId: string };

export const hasOpenTask = async (db: Db | Tx, of: TakenFrom): Promise<boolean> =>
  (await db.markingTask.count({ where: { ...of, ...isOpen } })) > 0;

/** The caller holds the lock of the sitting. */
export async function takeBack(
  uow: UnitOfWork,
  of: TakenFrom,
  why: WithdrawnReason = "REALLOTTED",
): Promise<Result<Record<string, never>, "STATE_CHANGED" | "NOT_ALLOWED_NOW">> {
  const tasks = await uow.tx.markingTask.findMany({
    where: { ...of, ...isOpen },
    select: { id: true, state: true, sittingId: true, unit: true, round: true, raterId: true },
  });
  for (const { id, state, ...place } of tasks) {
    const moved = await moveTask(uow, { id, state }, "withdraw", null, why);
    if (!moved.ok) return moved;
    await dropDraft(uow.tx, { ...place, unit: unitOf(place.unit) });
    uow.hint(topicOf.account(place.raterId));
  }
  return ok({});
}

/** What people have who read results since they were given it. */
export const heldByResultReaders = (db: Db | Tx) =>
  db.markingTask.findMany({
    where: { ...isOpen, rater: { roles: { hasSome: [...resultRoles] } } },
    distinct: ["sittingId", "raterId"],
    select: { sittingId: true, raterId: true },
  });

/** What people have who hold the role for it no more: what they attended asks for that of an adviser, all else for that of a marker. */
export async function heldByFormerMarkers(db: Db | Tx): Promise<(TakenFrom & { readonly raterId: string })[]> {
  const lacks = (role: Role) => ({ rater: { NOT: { roles: { has: role } } } });
  const held = await db.markingTask.findMany({
    where: { ...isOpen, OR: [lacks("RATER"), { unit: { not: textUnit }, ...lacks("ADVISER") }] },
    distinct: ["sittingId", "unit", "raterId"],
    select: {
      sittingId: true,
      unit: true,
      raterId: true,
      rater: { select: { roles: true } },
      sitting: { select: { session: { select: { advisers: { select: { accountId: true } } } } } },
    },
  });
  return held.flatMap(({ rater, sitting, ...of }) => {
    const hasAttended = of.unit !== textUnit && sitting.session.advisers.some(({ accountId }) => accountId === of.raterId);
    return rater.roles.includes(hasAttended ? "ADVISER" : "RATER") ? [] : [of];
  });
}

/** Texts and recordings whose marker has met their person, or learnt that they know them, since they were given them. */
export async function heldByPeopleMet(db: Db | Tx) {
  const held = await db.markingTask.findMany({
    where: isOpen,
    distinct: ["sittingId", "raterId"],
    select: {
      sittingId: true,
      raterId: true,
      sitting: { select: { accountId: true, session: { select: { advisers: { select: { accountId: true } } } } } },
    },
  });
  if (held.length === 0) return [];
  const met = await peopleMet(db, held.map(({ sitting }) => sitting.accountId));
  return held.flatMap(({ sitting: { accountId, session }, ...of }) => {
    if (!met.get(accountId)?.has(of.raterId)) return [];
    // An adviser of the session is asked to mark what they attended: of them only a text is taken.
    return [session.advisers.some((adviser) => adviser.accountId === of.raterId) ? { ...of, unit: textUnit } : of];
  });
}

/** What this person has of this sitting, when they have just learnt whose it is or what others gave. */
export async function takeFrom(uow: UnitOfWork, of: TakenFrom & { readonly raterId: string }): Promise<void> {
  if (!(await hasOpenTask(uow.tx, of))) return;
  await lockSitting(uow.tx, of.sittingId);
  const taken = await takeBack(uow, of);
  if (!taken.ok) throw new Error(`A task of sitting ${of.sittingId} moved under its lock.`);
  uow.outbox("marks.needed", { sittingId: of.sittingId });
}

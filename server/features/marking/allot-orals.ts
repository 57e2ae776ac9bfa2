import { allot, withRoomToSpare } from "#shared/domain/marking/allot.ts";
import { counts } from "#shared/domain/marking/rounds.ts";
import { unitsOf } from "#shared/domain/marking/units.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { chance } from "./allot-texts.ts";
import { constraintsOfOne } from "./constraints.ts";
import { giveTasks } from "./give-task.ts";
import { emptyOralPlaces, type OralPlace } from "./oral-places.ts";
import { lockAllotment, lockSitting } from "./store.ts";
import { ratersWithLoad } from "./workload.ts";

/**
 * Gives an oral activity that lacks a mark to somebody who was not there, with its recording. Does nothing where it is
 * done already; where nobody is free it is tried again, as texts are.
 */
export async function allotOrals(uow: UnitOfWork, sittingId: string): Promise<void> {
  if ((await emptyOralPlaces(uow.tx, sittingId, uow.now)).length === 0) return;
  await lockSitting(uow.tx, sittingId);
  await lockAllotment(uow.tx);
  for (const place of await emptyOralPlaces(uow.tx, sittingId, uow.now)) await giveOral(uow, place);
}

/**
 * By lot, to somebody who is free, or has room to spare where no result waits for it: false where nobody is. The caller holds
 * the locks of the sitting and of allotment.
 */
export async function giveOral(
  uow: UnitOfWork,
  { activity, units, ...place }: OralPlace,
  actorId: string | null = null,
): Promise<boolean> {
  const constraints = await constraintsOfOne(uow.tx, place.sittingId, { units: unitsOf[activity], round: place.round });
  const times = { now: uow.now, dueAt: place.dueAt };
  const raters = await ratersWithLoad(uow.tx, uow.now);
  const raterId = allot(counts(place.round) ? raters : raters.map(withRoomToSpare), constraints, times, chance);
  if (raterId === undefined) return false;
  await giveTasks(uow, units.map((unit) => ({ ...place, ...unit, raterId })), actorId);
  return true;
}

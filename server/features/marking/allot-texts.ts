import { randomInt } from "node:crypto";
import { allot, withOneMore } from "#shared/domain/marking/allot.ts";
import { textUnit } from "#shared/domain/marking/units.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { seedAnchors } from "./anchors.ts";
import { textConstraints } from "./constraints.ts";
import { giveTasks, type GivenTask } from "./give-task.ts";
import { lockAllotment, lockSittings } from "./store.ts";
import { emptyTextPlaces } from "./text-places.ts";
import { ratersWithLoad } from "./workload.ts";

export const chance = (): number => randomInt(2 ** 47) / 2 ** 47;

/**
 * Gives the texts of these sittings to as many markers as they need. Does nothing where it is done already, so it may be
 * run at any time; a place for which nobody is free stays empty.
 */
export async function allotTexts(uow: UnitOfWork, sittingIds: readonly string[]): Promise<void> {
  if ((await emptyTextPlaces(uow.tx, sittingIds, uow.now)).length > 0) await allotEmptyTexts(uow, sittingIds);
}

/** The same for sittings that are known to have an empty place. */
export async function allotEmptyTexts(uow: UnitOfWork, sittingIds: readonly string[]): Promise<void> {
  await lockSittings(uow.tx, sittingIds);
  await lockAllotment(uow.tx);
  // Read under the locks: somebody may have been faster.
  const places = await emptyTextPlaces(uow.tx, sittingIds, uow.now);
  const constraintsOf = await textConstraints(uow.tx, places);
  const raters = new Map((await ratersWithLoad(uow.tx, uow.now)).map((rater) => [rater.raterId, rater]));
  const asked = new Map<string, string[]>();
  const given: GivenTask[] = [];
  for (const place of places) {
    const barred = constraintsOf(place);
    if (!barred) continue;
    const already = asked.get(place.sittingId) ?? [];
    const wasAsked = already.length === 0 ? barred.wasAsked : new Set([...barred.wasAsked, ...already]);
    const raterId = allot([...raters.values()], { ...barred, wasAsked }, { now: uow.now, dueAt: place.dueAt }, chance);
    const rater = raterId === undefined ? undefined : raters.get(raterId);
    if (!rater) continue;
    given.push({ ...place, unit: textUnit, raterId: rater.raterId });
    asked.set(place.sittingId, [...already, rater.raterId]);
    raters.set(rater.raterId, withOneMore(rater));
  }
  const taskIds = await giveTasks(uow, given);
  await seedAnchors(uow, given.map((task, place) => ({ ...task, taskId: taskIds[place] ?? null })), raters, chance);
}

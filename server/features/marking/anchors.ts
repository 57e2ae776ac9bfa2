import { barOf, withOneMore, type RaterFact } from "#shared/domain/marking/allot.ts";
import { textUnit } from "#shared/domain/marking/units.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { gridsByDay, replayByDay } from "../policies/queries.ts";
import { calibrationPolicy } from "./calibration-gate.ts";
import { constraintsOf } from "./constraints.ts";
import { giveTasks, type GivenTask } from "./give-task.ts";

/**
 * Beside the texts that markers are given, some whose marks are known: of the same case, under rules that show markers the
 * same, due the same day, at the same moment, and a task like any other from then on. None that its marker has had before,
 * nor of somebody whom they met. The caller holds the lock of the allotment.
 */
export async function seedAnchors(
  uow: UnitOfWork,
  given: readonly (GivenTask & { readonly taskId: string | null })[],
  raters: ReadonlyMap<string, RaterFact>,
  chance: () => number,
): Promise<void> {
  if (given.length === 0) return;
  const { anchorPercent } = await calibrationPolicy(uow.tx);
  const forms = await uow.tx.sitting.findMany({
    where: { id: { in: given.map(({ sittingId }) => sittingId) } },
    select: { id: true, formId: true, session: { select: { startsAt: true } } },
  });
  const formOf = new Map(forms.map(({ id, formId }) => [id, formId]));
  const anchors = await uow.tx.referenceText.findMany({
    where: { setId: null, retiredAt: null, sitting: { formId: { in: [...new Set(formOf.values())] } } },
    orderBy: { id: "asc" },
    select: { sittingId: true, sitting: { select: { formId: true, session: { select: { startsAt: true } } } } },
  });
  if (anchors.length === 0 || anchorPercent === 0) return;
  const sittingIds = anchors.map(({ sittingId }) => sittingId);
  const gridOn = await gridsByDay(uow.tx);
  const mayReplayOn = await replayByDay(uow.tx);
  const shownOn = (day: Date): string => JSON.stringify([gridOn(day, textUnit), mayReplayOn(day)]);
  const shownOfText = new Map(forms.map(({ id, session }) => [id, shownOn(session.startsAt)]));
  const shownOfAnchor = new Map(anchors.map(({ sittingId, sitting }) => [sittingId, shownOn(sitting.session.startsAt)]));
  const constraints = await constraintsOf(uow.tx, sittingIds);
  const places = await uow.tx.markingTask.groupBy({
    by: ["sittingId"],
    where: { sittingId: { in: sittingIds }, unit: textUnit, round: "ANCHOR" },
    _max: { ordinal: true },
  });
  const ordinals = new Map(places.map(({ sittingId, _max }) => [sittingId, _max.ordinal ?? 0]));
  const asked = new Set<string>();
  const loads = new Map(raters);
  const seeds: GivenTask[] = [];
  for (const { sittingId: liveId, raterId, dueAt, taskId: besideId } of given) {
    // So many beside each live text that they make up their share of the whole queue.
    if (chance() >= anchorPercent / (100 - anchorPercent)) continue;
    const rater = loads.get(raterId);
    const free = anchors.filter(({ sittingId, sitting }) => {
      const barred = constraints.get(sittingId);
      const isFree = rater && barred && barOf(rater, barred, { now: uow.now, dueAt }) === undefined;
      // Another grid, or a typed history that opens for one of both, would tell an anchor from the text beside it.
      const isAlike = sitting.formId === formOf.get(liveId) && shownOfAnchor.get(sittingId) === shownOfText.get(liveId);
      return isFree && isAlike && !asked.has(`${sittingId} ${raterId}`);
    });
    const anchor = free[Math.floor(chance() * free.length)];
    if (!rater || !anchor) continue;
    const ordinal = (ordinals.get(anchor.sittingId) ?? 0) + 1;
    ordinals.set(anchor.sittingId, ordinal);
    asked.add(`${anchor.sittingId} ${raterId}`);
    loads.set(raterId, withOneMore(rater));
    seeds.push({ sittingId: anchor.sittingId, unit: textUnit, round: "ANCHOR", ordinal, raterId, dueAt, besideId });
  }
  await giveTasks(uow, seeds);
}

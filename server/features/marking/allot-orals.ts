import { randomInt } from "node:crypto";
import { allot } from "#shared/domain/marking/allot.ts";
import { dueAt, markDueDays } from "#shared/domain/marking/deadlines.ts";
import { oralActivities, unitsOf, type OralActivity } from "#shared/domain/marking/units.ts";
import { unitsOfCompetency } from "#shared/domain/results/review.ts";
import { isSittingOver } from "#shared/domain/results/scoring-facts.ts";
import type { Tx } from "../../platform/db.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { currentNeeds, openReview } from "../results/queries.ts";
import { hasRecording } from "../rooms/queries.ts";
import { constraintsOf, ratersWithLoad } from "./allot-texts.ts";
import { giveTask } from "./give-task.ts";
import { liveTasks, standingMarks } from "./queries.ts";
import { lockSitting } from "./store.ts";

const chance = (): number => randomInt(2 ** 47) / 2 ** 47;
const thirdReasons: readonly string[] = ["T1", "T2", "T3", "BORDERLINE"];

/**
 * Gives an oral activity that lacks a mark to somebody who was not there, with its recording: the second mark of an
 * interview that one adviser held alone, and third marks. Without a recording it waits, as in person, for an adviser who
 * attended. Does nothing where it is done already.
 */
export async function allotOrals(uow: UnitOfWork, sittingId: string): Promise<void> {
  const sitting = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { state: true, session: { select: { startsAt: true } } },
  });
  if (!isSittingOver(sitting.state)) return;
  await lockSitting(uow.tx, sittingId);
  const needs = await currentNeeds(uow.tx, sittingId);
  const marks = await standingMarks(uow.tx, sittingId);
  const tasks = await liveTasks(uow.tx, sittingId);
  for (const activity of oralActivities) {
    const waiting = await waitsForAttended(uow.tx, sittingId, activity);
    const wanted = unitsOf[activity].filter((unit) => {
      const reasons = needs.filter((need) => need.unit === unit).map(({ why }) => why);
      const isThird = reasons.some((why) => thirdReasons.includes(why));
      const isSecond = reasons.includes("SECOND_MARK") && !waiting;
      return (isThird || isSecond) && !tasks.some((task) => task.unit === unit && task.state === "ALLOTTED");
    });
    if (wanted.length === 0 || !(await hasRecording(uow.tx, sittingId, activity))) continue;
    const given = marks.filter(({ unit }) => unitsOf[activity].includes(unit)).map(({ raterId }) => raterId);
    const raterId = await listenerFor(uow.tx, sittingId, activity, given);
    // Nobody is free: it is tried again, as texts are.
    if (raterId === undefined) continue;
    for (const unit of wanted) {
      const ordinal = marks.filter((mark) => mark.unit === unit).length + 1;
      const days = ordinal > 2 ? markDueDays.third : markDueDays.first;
      await giveTask(uow, {
        sittingId,
        unit,
        round: "ORIGINAL",
        ordinal,
        raterId,
        dueAt: dueAt(sitting.session.startsAt, days),
      });
    }
  }
  await allotReview(uow, sittingId);
}

/** A review is heard by two people who neither were there nor judged it before. */
async function allotReview(uow: UnitOfWork, sittingId: string): Promise<void> {
  const review = await openReview(uow.tx, sittingId);
  if (!review) return;
  const reviewed = review.competencies.flatMap(unitsOfCompetency);
  const given = (await standingMarks(uow.tx, sittingId)).map(({ raterId }) => raterId);
  for (const activity of oralActivities) {
    const units = unitsOf[activity].filter((unit) => reviewed.includes(unit));
    for (const ordinal of [1, 2]) {
      const tasks = await liveTasks(uow.tx, sittingId, "REVIEW");
      const wanted = units.filter((unit) => !tasks.some((task) => task.unit === unit && task.ordinal === ordinal));
      if (wanted.length === 0 || !(await hasRecording(uow.tx, sittingId, activity))) continue;
      const raterId = await listenerFor(uow.tx, sittingId, activity, given);
      if (raterId === undefined) continue;
      for (const unit of wanted)
        await giveTask(uow, {
          sittingId,
          unit,
          round: "REVIEW",
          ordinal,
          raterId,
          dueAt: dueAt(review.requestedAt, markDueDays.first),
        });
    }
  }
}

async function listenerFor(
  tx: Tx,
  sittingId: string,
  activity: OralActivity,
  given: readonly string[],
): Promise<string | undefined> {
  const barred = await constraintsOf(tx, sittingId, unitsOf[activity]);
  const constraints = { ...barred, wasAsked: new Set([...barred.wasAsked, ...given]) };
  return allot(await ratersWithLoad(tx), constraints, chance);
}

/** Two advisers were in the room: both mark what they heard, so nobody else is asked in the place of the slower one. */
async function waitsForAttended(tx: Tx, sittingId: string, activity: OralActivity): Promise<boolean> {
  if (activity === "DISCUSSION") return true;
  const spoke = await tx.recordingTrack.findMany({
    where: { account: { roles: { has: "ADVISER" } }, recording: { room: { kind: activity, sittingId } } },
    select: { accountId: true },
    distinct: ["accountId"],
  });
  return spoke.length > 1;
}

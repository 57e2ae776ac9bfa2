import { randomBytes, randomInt } from "node:crypto";
import { allot } from "#shared/domain/marking/allot.ts";
import { blindCode, blindCodeBytes } from "#shared/domain/marking/blind-code.ts";
import { dueAt, markDueDays } from "#shared/domain/marking/deadlines.ts";
import { oralActivities, unitsOf, type OralActivity } from "#shared/domain/marking/units.ts";
import { isSittingOver } from "#shared/domain/results/scoring-facts.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { Tx } from "../../platform/db.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { currentNeeds } from "../results/queries.ts";
import { hasRecording } from "../rooms/queries.ts";
import { constraintsOf, ratersWithLoad } from "./allot-texts.ts";
import { liveTasks, standingMarks } from "./queries.ts";
import { createTask, lockSitting } from "./store.ts";

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
    const barred = await constraintsOf(uow.tx, sittingId, unitsOf[activity]);
    const constraints = { ...barred, wasAsked: new Set([...barred.wasAsked, ...given]) };
    const raterId = allot(await ratersWithLoad(uow.tx), constraints, chance);
    // Nobody is free: it is tried again, as texts are.
    if (raterId === undefined) continue;
    for (const unit of wanted) {
      const ordinal = marks.filter((mark) => mark.unit === unit).length + 1;
      const days = ordinal > 2 ? markDueDays.third : markDueDays.first;
      const { id } = await createTask(uow.tx, {
        sittingId,
        unit,
        ordinal,
        raterId,
        blindCode: blindCode(randomBytes(blindCodeBytes)),
        createdAt: uow.now,
        dueAt: dueAt(sitting.session.startsAt, days),
      });
      uow.audit({
        actorId: null,
        type: "markingTask.allotted",
        subjectType: "markingTask",
        subjectId: id,
        data: { sittingId, unit, ordinal },
      });
    }
    uow.hint(topicOf.account(raterId));
  }
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

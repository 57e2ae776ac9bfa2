import { randomInt } from "node:crypto";
import { allot, type AllotmentConstraints, type RaterFact } from "#shared/domain/marking/allot.ts";
import { dueAt, markDueDays } from "#shared/domain/marking/deadlines.ts";
import { textUnit, type UnitId } from "#shared/domain/marking/units.ts";
import { unitsOfCompetency } from "#shared/domain/results/review.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { Tx } from "../../platform/db.ts";
import { typistsOf } from "../answers/queries.ts";
import { currentNeeds, openReview } from "../results/queries.ts";
import { giveTask, type GivenTask } from "./give-task.ts";
import { liveTasks } from "./queries.ts";
import { isTextReady } from "./script.ts";
import { lockSitting, type MarkRound } from "./store.ts";

const chance = (): number => randomInt(2 ** 47) / 2 ** 47;

/**
 * Gives the text of a sitting to as many markers as it needs: two, a third when the report asks for one, and two new
 * ones for a review. Does nothing where it is done already, so it may be run at any time. Answers how many places found
 * nobody.
 */
export async function allotTexts(uow: UnitOfWork, sittingId: string): Promise<{ unfilled: number }> {
  if (!(await isTextReady(uow.tx, sittingId))) return { unfilled: 0 };
  await lockSitting(uow.tx, sittingId);
  let unfilled = 0;
  for (const place of [...(await firstPlaces(uow.tx, sittingId)), ...(await reviewPlaces(uow.tx, sittingId))]) {
    const raterId = allot(await ratersWithLoad(uow.tx), await constraintsOf(uow.tx, sittingId), chance);
    if (raterId === undefined) unfilled += 1;
    else await giveTask(uow, { sittingId, unit: textUnit, raterId, ...place });
  }
  return { unfilled };
}

type TextPlace = Pick<GivenTask, "round" | "ordinal" | "dueAt">;

async function firstPlaces(tx: Tx, sittingId: string): Promise<TextPlace[]> {
  const sitting = await tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { session: { select: { startsAt: true } } },
  });
  const third = await thirdMarkDays(tx, sittingId);
  const wanted = await notGiven(tx, sittingId, "ORIGINAL", [1, 2, ...(third === undefined ? [] : [3])]);
  return wanted.map((ordinal) => ({
    round: "ORIGINAL",
    ordinal,
    dueAt: dueAt(sitting.session.startsAt, ordinal === 3 && third ? third : markDueDays.first),
  }));
}

/** The delay counts from the request, as it counts from the session before: a queue does not tell one from the other. */
async function reviewPlaces(tx: Tx, sittingId: string): Promise<TextPlace[]> {
  const review = await openReview(tx, sittingId);
  if (!review?.competencies.some((competency) => unitsOfCompetency(competency).includes(textUnit))) return [];
  const wanted = await notGiven(tx, sittingId, "REVIEW", [1, 2]);
  return wanted.map((ordinal) => ({ round: "REVIEW", ordinal, dueAt: dueAt(review.requestedAt, markDueDays.first) }));
}

async function notGiven(tx: Tx, sittingId: string, round: MarkRound, ordinals: readonly number[]): Promise<number[]> {
  const filled = (await liveTasks(tx, sittingId, round))
    .filter(({ unit }) => unit === textUnit)
    .map(({ ordinal }) => ordinal);
  return ordinals.filter((ordinal) => !filled.includes(ordinal));
}

/** Days until a third mark is due, undefined while the report asks for none. */
async function thirdMarkDays(tx: Tx, sittingId: string): Promise<number | undefined> {
  const reasons = (await currentNeeds(tx, sittingId)).filter(({ unit }) => unit === textUnit).map(({ why }) => why);
  if (reasons.some((why) => why === "T1" || why === "T2" || why === "T3")) return markDueDays.third;
  return reasons.includes("BORDERLINE") ? markDueDays.borderline : undefined;
}

export async function ratersWithLoad(tx: Tx): Promise<RaterFact[]> {
  const raters = await tx.account.findMany({
    where: { roles: { has: "RATER" } },
    select: { id: true, _count: { select: { markingTasks: { where: { state: "ALLOTTED" } } } } },
  });
  return raters.map(({ id, _count }) => ({ raterId: id, openTasks: _count.markingTasks }));
}

/** Everybody who may not mark these units: the person, whoever met or helped them, whoever saw the handwriting. */
export async function constraintsOf(
  tx: Tx,
  sittingId: string,
  units: readonly UnitId[] = [textUnit],
): Promise<AllotmentConstraints> {
  const sitting = await tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      accountId: true,
      session: { select: { advisers: { select: { accountId: true } } } },
      identityChecks: { select: { checkedById: true } },
      observations: { select: { authorId: true } },
      rooms: { select: { openedById: true } },
      helpCalls: { select: { answeredById: true } },
      chatMessages: { select: { authorId: true } },
      transcriptions: { select: { typedById: true } },
      scans: { select: { uploadedById: true } },
      markingTasks: { where: { unit: { in: [...units] } }, select: { raterId: true } },
    },
  });
  const met = [
    sitting.accountId,
    ...sitting.session.advisers.map(({ accountId }) => accountId),
    ...sitting.identityChecks.map(({ checkedById }) => checkedById),
    ...sitting.observations.flatMap(({ authorId }) => authorId ?? []),
    ...sitting.rooms.map(({ openedById }) => openedById),
    ...sitting.helpCalls.flatMap(({ answeredById }) => answeredById ?? []),
    ...sitting.chatMessages.map(({ authorId }) => authorId),
  ];
  return {
    hasMet: new Set(met),
    hasTyped: new Set([
      ...sitting.transcriptions.map(({ typedById }) => typedById),
      ...sitting.scans.map(({ uploadedById }) => uploadedById),
      ...(await typistsOf(tx, sittingId)),
    ]),
    wasAsked: new Set(sitting.markingTasks.map(({ raterId }) => raterId)),
  };
}

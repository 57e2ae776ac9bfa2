import { randomBytes, randomInt } from "node:crypto";
import { allot, type AllotmentConstraints, type RaterFact } from "#shared/domain/marking/allot.ts";
import { blindCode, blindCodeBytes } from "#shared/domain/marking/blind-code.ts";
import { dueAt, markDueDays } from "#shared/domain/marking/deadlines.ts";
import { textUnit, type UnitId } from "#shared/domain/marking/units.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { Tx } from "../../platform/db.ts";
import { typistsOf } from "../answers/queries.ts";
import { currentNeeds } from "../results/queries.ts";
import { liveTasks } from "./queries.ts";
import { isTextReady } from "./script.ts";
import { createTask, lockSitting } from "./store.ts";

const chance = (): number => randomInt(2 ** 47) / 2 ** 47;

/**
 * Gives the text of a sitting to as many markers as it needs: two, and a third when the report asks for one. Does
 * nothing where it is done already, so it may be run at any time. Answers how many places found nobody.
 */
export async function allotTexts(uow: UnitOfWork, sittingId: string): Promise<{ unfilled: number }> {
  if (!(await isTextReady(uow.tx, sittingId))) return { unfilled: 0 };
  await lockSitting(uow.tx, sittingId);
  const sitting = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { session: { select: { startsAt: true } } },
  });
  const filled = (await liveTasks(uow.tx, sittingId))
    .filter(({ unit }) => unit === textUnit)
    .map(({ ordinal }) => ordinal);
  const third = await thirdMarkDays(uow.tx, sittingId);
  const wanted = [1, 2, ...(third === undefined ? [] : [3])].filter((ordinal) => !filled.includes(ordinal));
  let unfilled = 0;
  for (const ordinal of wanted) {
    const raterId = allot(await ratersWithLoad(uow.tx), await constraintsOf(uow.tx, sittingId), chance);
    if (raterId === undefined) {
      unfilled += 1;
      continue;
    }
    const { id } = await createTask(uow.tx, {
      sittingId,
      unit: textUnit,
      ordinal,
      raterId,
      blindCode: blindCode(randomBytes(blindCodeBytes)),
      createdAt: uow.now,
      dueAt: dueAt(sitting.session.startsAt, ordinal === 3 && third ? third : markDueDays.first),
    });
    uow.hint(topicOf.account(raterId));
    uow.audit({
      actorId: null,
      type: "markingTask.allotted",
      subjectType: "markingTask",
      subjectId: id,
      data: { sittingId, unit: textUnit, ordinal },
    });
  }
  return { unfilled };
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

import { markDueDays } from "#shared/domain/marking/deadlines.ts";
import { heardAgain, isDrawn } from "#shared/domain/marking/heard-again.ts";
import { unitsOf } from "#shared/domain/marking/units.ts";
import { ok } from "#shared/kernel/result.ts";
import type { TimedJob } from "../../jobs/job.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { currentConsents, type CurrentConsent } from "../privacy/queries.ts";
import { hasRecording, sittingsHeard } from "../rooms/queries.ts";
import { giveOral } from "./allot-orals.ts";
import { chance } from "./allot-texts.ts";
import { attempt } from "./open-marking.ts";
import { dueOf, type OralPlace } from "./oral-places.ts";
import { liveTasks, ordinaryMarks } from "./queries.ts";
import { addSoundDraws, lockAllotment, lockSitting } from "./store.ts";
import { isOpen, takeBack } from "./take-back.ts";

/**
 * Discussions that are marked once more, on their sound, to compare what being there adds in each mode. Only after the result
 * was told: nothing waits for it, nothing can rest on it, and no marker has it in the days that the law counts. From then on
 * it is a task like that of a review.
 */

const dayMs = 86_400_000;
const { DISCUSSION: units } = unitsOf;

/** `lot` gives a number in [0, 1). */
export async function hearAgain(deps: Deps, lot: () => number): Promise<void> {
  const since = new Date(deps.clock.now().getTime() - heardAgain.days * dayMs);
  await draw(deps, since, lot);
  // Looked at before the locks: what cannot be heard would hold up the allotment of everybody else each minute.
  for (const sittingId of await wanted(deps.db, since))
    if (await mayBeHeard(deps.db, sittingId)) await attempt(deps, [sittingId], (uow) => ask(uow, sittingId));
  for (const sittingId of await heldInVain(deps.db)) await attempt(deps, [sittingId], (uow) => takeSoundBack(uow, sittingId));
}

export const hearDiscussionsAgain: TimedJob = {
  name: "marking.hearDiscussionsAgain",
  everyMs: 60_000,
  run: (deps) => hearAgain(deps, chance),
};

/** Once for each: of two nodes that draw at the same moment the first lot stands. */
async function draw(deps: Deps, since: Date, lot: () => number): Promise<void> {
  const told = await deps.db.result.findMany({
    where: { state: "RESULT_SENT", sentAt: { gte: since }, sitting: { soundDraw: null, session: { isPractice: false } } },
    orderBy: { sittingId: "asc" },
    select: {
      sittingId: true,
      sitting: {
        select: {
          marks: {
            where: { round: "ORIGINAL", unit: { in: [...units] }, ordinal: { lte: ordinaryMarks }, supersededBy: null },
            select: { raterId: true },
          },
          session: { select: { advisers: { select: { accountId: true } } } },
        },
      },
    },
  });
  const marked = told.filter(({ sitting: { marks, session } }) => {
    const live = marks.filter(({ raterId }) => session.advisers.some(({ accountId }) => accountId === raterId));
    return live.length === ordinaryMarks * units.length;
  });
  if (marked.length === 0) return;
  const lots = { percent: heardAgain.percent, drawnAt: deps.clock.now() };
  const draws = marked.map(({ sittingId }) => ({ sittingId, isDrawn: isDrawn(lot()), ...lots }));
  await commit(deps, async (uow) => ok(await addSoundDraws(uow.tx, draws)));
}

/** Drawn, and nobody has it or has marked it. */
async function wanted(db: Db, since: Date): Promise<string[]> {
  const rows = await db.soundDraw.findMany({
    where: {
      isDrawn: true,
      drawnAt: { gte: since },
      sitting: { result: { state: "RESULT_SENT" }, markingTasks: { none: { round: "SOUND", state: { not: "WITHDRAWN" } } } },
    },
    orderBy: { sittingId: "asc" },
    select: { sittingId: true },
  });
  return rows.map(({ sittingId }) => sittingId);
}

/** By lot, to somebody who was not there and never judged the person; where nobody is free it is tried again. */
async function ask(uow: UnitOfWork, sittingId: string): Promise<void> {
  await lockSitting(uow.tx, sittingId);
  await lockAllotment(uow.tx);
  const place = await soundPlace(uow.tx, sittingId, uow.now);
  if (place) await giveOral(uow, place);
}

/** Read under the locks: somebody may have been faster. */
async function soundPlace(tx: Tx, sittingId: string, now: Date): Promise<OralPlace | undefined> {
  if ((await liveTasks(tx, sittingId, "SOUND")).length > 0 || !(await mayBeHeard(tx, sittingId))) return undefined;
  const { drawnAt } = await tx.soundDraw.findUniqueOrThrow({ where: { sittingId }, select: { drawnAt: true } });
  return {
    sittingId,
    activity: "DISCUSSION",
    round: "SOUND",
    // As those of a review, which are asked for at such a time too.
    ...dueOf(drawnAt, markDueDays.first, now),
    units: units.map((unit) => ({ unit, ordinal: 1 })),
  };
}

/** There is sound, and everybody in it agreed, in the words that say so, and has not taken it back since. */
async function mayBeHeard(db: Db | Tx, sittingId: string): Promise<boolean> {
  if (!(await hasRecording(db, sittingId, "DISCUSSION"))) return false;
  const heard = await db.sitting.findMany({
    where: { id: { in: await sittingsHeard(db, sittingId, "DISCUSSION") } },
    select: { registrationId: true },
  });
  for (const { registrationId } of heard)
    if (!(await currentConsents(db, registrationId)).some(saysSo)) return false;
  return true;
}

const saysSo = ({ item, version, isGranted }: CurrentConsent): boolean =>
  item === "ORAL_RECORDING" && isGranted && version >= heardAgain.consentVersion;

/** Asked of somebody who may hear it no more. */
async function heldInVain(db: Db): Promise<string[]> {
  const open = await db.markingTask.findMany({
    where: { round: "SOUND", ...isOpen },
    distinct: ["sittingId"],
    select: { sittingId: true },
  });
  const vain = [];
  for (const { sittingId } of open) if (!(await mayBeHeard(db, sittingId))) vain.push(sittingId);
  return vain;
}

async function takeSoundBack(uow: UnitOfWork, sittingId: string): Promise<void> {
  await lockSitting(uow.tx, sittingId);
  const taken = await takeBack(uow, { sittingId, round: "SOUND" });
  if (!taken.ok) throw new Error(`A task of sitting ${sittingId} moved under its lock.`);
}

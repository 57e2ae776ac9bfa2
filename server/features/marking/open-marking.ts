import { z } from "zod";
import { id } from "#shared/kernel/wire.ts";
import { ok } from "#shared/kernel/result.ts";
import type { OutboxJob, TimedJob } from "../../jobs/job.ts";
import type { Deps } from "../../platform/deps.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { sittingsWantingMarks } from "../results/queries.ts";
import { allotOrals } from "./allot-orals.ts";
import { allotEmptyTexts, allotTexts } from "./allot-texts.ts";
import { needlessTasks, withdrawNeedless } from "./needless-tasks.ts";
import { heldByFormerMarkers, heldByPeopleMet, heldByResultReaders, takeFrom } from "./take-back.ts";
import { emptyTextPlaces, sittingsOfSession } from "./text-places.ts";

const payload = z.object({ sittingId: id });

async function allotAll(uow: UnitOfWork, sittingId: string): Promise<void> {
  await allotTexts(uow, await sittingsOfSession(uow.tx, sittingId));
  await allotOrals(uow, sittingId);
}

/** Apart from what is given out, which locks every sitting of the session in one order. */
async function takeBackNeedless(deps: Deps, sittingId: string): Promise<void> {
  if ((await needlessTasks(deps.db, [sittingId])).length === 0) return;
  await commit(deps, async (uow) => ok(await withdrawNeedless(uow, sittingId)));
}

/** Once a sitting is over and its text sealed, it is marked; a report exists from then on. Idempotent. */
async function openMarking(deps: Deps, sittingId: string): Promise<void> {
  await commit(deps, async (uow) => {
    await allotAll(uow, sittingId);
    uow.outbox("marks.changed", { sittingId });
    return ok({});
  });
}

const opens = (topic: string): OutboxJob => ({
  topic,
  handle: (deps, given) => openMarking(deps, payload.parse(given).sittingId),
});

export const markingJobs: readonly OutboxJob[] = [
  opens("sitting.completed"),
  opens("run.sealed"),
  {
    topic: "marks.needed",
    handle: async (deps, given) => {
      const { sittingId } = payload.parse(given);
      await takeBackNeedless(deps, sittingId);
      await commit(deps, async (uow) => ok(await allotAll(uow, sittingId)));
    },
  },
];

/** Texts in one transaction: enough to be quick, few enough that nobody waits long for their locks. */
const batch = 600;

/**
 * A text or a recording for which nobody was eligible is offered again, since markers are hired and come back. A further mark
 * that was given out at the very moment when it became needless is taken back, and so is what somebody has who marks no more,
 * who reads results since then, or who has met the person or knows them.
 */
export const retryAllotment: TimedJob = {
  name: "marking.retryAllotment",
  everyMs: 60_000,
  run: async (deps) => {
    for (const heldBy of [heldByFormerMarkers, heldByResultReaders, heldByPeopleMet])
      for (const of of await heldBy(deps.db)) await attempt(deps, [of.sittingId], (uow) => takeFrom(uow, of));
    const wanted = await sittingsWantingMarks(deps.db);
    const wanting = wanted.filter(({ isText }) => isText).map(({ sittingId }) => sittingId);
    const texts = [...new Set((await emptyTextPlaces(deps.db, wanting, deps.clock.now())).map(({ sittingId }) => sittingId))];
    for (let from = 0; from < texts.length; from += batch) {
      const sittingIds = texts.slice(from, from + batch);
      if (!(await attempt(deps, sittingIds, (uow) => allotEmptyTexts(uow, sittingIds))))
        for (const sittingId of sittingIds)
          await attempt(deps, [sittingId], (uow) => allotEmptyTexts(uow, [sittingId]));
    }
    for (const { sittingId } of wanted.filter(({ isOral }) => isOral))
      await attempt(deps, [sittingId], (uow) => allotOrals(uow, sittingId));
    for (const sittingId of new Set((await needlessTasks(deps.db)).map((task) => task.sittingId)))
      await attempt(deps, [sittingId], (uow) => withdrawNeedless(uow, sittingId));
  },
};

/** What cannot be allotted must not keep the others waiting: where several fail together, each is tried alone. */
export async function attempt(
  deps: Deps,
  sittingIds: readonly string[],
  work: (uow: UnitOfWork) => Promise<void>,
): Promise<boolean> {
  try {
    await commit(deps, async (uow) => ok(await work(uow)));
    return true;
  } catch (error) {
    deps.log.error({ err: error, sittingIds }, "marks could not be allotted");
    return false;
  }
}

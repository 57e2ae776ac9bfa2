import { z } from "zod";
import { id } from "#shared/kernel/wire.ts";
import { ok } from "#shared/kernel/result.ts";
import type { OutboxJob, TimedJob } from "../../jobs/job.ts";
import type { Deps } from "../../platform/deps.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { sittingsWantingMarks } from "../results/queries.ts";
import { allotOrals } from "./allot-orals.ts";
import { allotTexts } from "./allot-texts.ts";

const payload = z.object({ sittingId: id });

async function allotAll(uow: UnitOfWork, sittingId: string): Promise<void> {
  await allotTexts(uow, sittingId);
  await allotOrals(uow, sittingId);
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
      await commit(deps, async (uow) => ok(await allotAll(uow, payload.parse(given).sittingId)));
    },
  },
];

/** A text or a recording for which nobody was eligible is offered again, since markers are hired and come back. */
export const retryAllotment: TimedJob = {
  name: "marking.retryAllotment",
  everyMs: 60_000,
  run: async (deps) => {
    for (const sittingId of await sittingsWantingMarks(deps.db))
      // One text that cannot be allotted must not keep the others waiting.
      await commit(deps, async (uow) => ok(await allotAll(uow, sittingId))).catch((error: unknown) =>
        deps.log.error({ err: error, sittingId }, "a text could not be allotted"),
      );
  },
};

import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import { ok } from "#shared/kernel/result.ts";
import { moveRunStep, moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import type { TestApp } from "./app.ts";
import { runOf } from "./session-world.ts";

/** Brings a sitting into an activity as its adviser would, and answers the run's id. */
export async function openRun(app: TestApp, sittingId: string, activity: Activity): Promise<string> {
  const { state } = await app.deps.db.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { state: true } });
  const opened = await commit(app.deps, async (uow) => {
    if (state === "SCHEDULED")
      for (const event of ["arrive", "confirmIdentity", "begin"] as const)
        await moveSittingStep(uow, sittingId, event, null);
    await moveRunStep(uow, sittingId, activity, "open", null);
    return ok({});
  });
  if (!opened.ok) throw new Error("The run did not open.");
  return (await runOf(app, sittingId, activity)).id;
}

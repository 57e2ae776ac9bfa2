import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import { ok } from "#shared/kernel/result.ts";
import { moveRunStep, moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import type { TestApp } from "./app.ts";
import { nth, runOf, type SessionWorld } from "./session-world.ts";

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

/** Of a discussion that the first two advisers evaluate. */
export function frameOf(world: Pick<SessionWorld, "advisers">, sittingId: string, now: Date) {
  const [first, second] = world.advisers.map(({ accountId }) => accountId);
  if (!first || !second) throw new Error("A session has two advisers.");
  return { evaluators: [first, second], participants: [sittingId], part: "FREE", partSince: now.toISOString() };
}

/** The room of an oral activity as it was held: these advisers entered it, and the first two evaluate. */
export async function holdRoom(
  app: TestApp,
  world: Pick<SessionWorld, "sessionId" | "advisers">,
  sittingId: string,
  kind: "DISCUSSION" | "INTERVIEW",
): Promise<void> {
  const now = app.clock.now();
  await app.deps.db.room.create({
    data: {
      kind,
      sessionId: world.sessionId,
      sittingId: kind === "INTERVIEW" ? sittingId : null,
      openedById: nth(world.advisers, 0).accountId,
      openedAt: now,
      closedAt: now,
      state: "CLOSED",
      frame: kind === "DISCUSSION" ? frameOf(world, sittingId, now) : {},
      entries: { create: world.advisers.map(({ accountId }) => ({ accountId, firstAt: now })) },
    },
    select: { id: true },
  });
}

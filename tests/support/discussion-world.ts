import * as discussion from "#shared/protocol/discussion.ts";
import { moveRunStep, moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import type { TestApp } from "./app.ts";
import { nth, sessionWorld, type SessionWorld } from "./session-world.ts";

/** A session whose people have read, and whose discussion has begun. */

/** The candidate of this place has arrived and reads, or has read. */
export async function readIn(app: TestApp, world: SessionWorld, index: number, isDone = true): Promise<string> {
  const { sittingId, accountId } = nth(world.candidates, index);
  for (const event of ["arrive", "confirmIdentity", "begin"] as const)
    await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, event, accountId));
  await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "READING", "open", accountId));
  if (isDone) await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "READING", "submit", accountId));
  return sittingId;
}

export type DiscussionWorld = Awaited<ReturnType<typeof openDiscussionIn>>;

/** Everybody has read; the two advisers have opened the discussion. */
export async function openDiscussionIn(app: TestApp, options: Parameters<typeof sessionWorld>[1] = {}) {
  const world = await sessionWorld(app, options);
  const sittingIds = [];
  for (const index of world.candidates.keys()) sittingIds.push(await readIn(app, world, index));
  const [marc, line] = [nth(world.advisers, 0), nth(world.advisers, 1)];
  const params = { sessionId: world.sessionId };
  const { roomId } = await marc.caller.must(discussion.openDiscussion, {
    params,
    body: { secondAdviserId: line.accountId },
  });
  return { world, sittingIds, marc, line, roomId, params };
}

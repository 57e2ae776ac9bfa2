import { afterAll, beforeAll, expect, test } from "vitest";
import { computeReportInto, computeReports } from "#server/features/results/compute-report.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { ok } from "#shared/kernel/result.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, markTexts, sitExam } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  await makeRaters(app, 4);
});
afterAll(() => app.stop());

const reportsOf = (sittingIds: readonly string[]) =>
  app.deps.db.report.findMany({
    where: { sittingId: { in: [...sittingIds] } },
    orderBy: [{ sittingId: "asc" }, { id: "asc" }],
    select: { sittingId: true, inputHash: true, input: true, report: true, policyVersion: true, computedAt: true },
  });
const resultsOf = (sittingIds: readonly string[]) =>
  app.deps.db.result.findMany({
    where: { sittingId: { in: [...sittingIds] } },
    orderBy: { sittingId: "asc" },
    select: { sittingId: true, state: true, currentReport: { select: { inputHash: true } } },
  });

test("[RES-21] many reports computed together are those that are computed one by one; one that cannot be keeps no other waiting", async () => {
  const world = await sessionWorld(app, { candidates: 4 });
  const [whole, stopped, low, waiting] = [0, 1, 2, 3].map((index) => nth(world.candidates, index));
  if (!whole || !stopped || !low || !waiting) throw new Error("Four people were asked for.");
  await sitExam(app, world, whole);
  await sitExam(app, world, stopped, { ends: { activity: "DISCUSSION", event: "stopAtGate" } });
  await sitExam(app, world, low, { reading: 0.5 });
  await sitExam(app, world, waiting);
  const sittingIds = world.candidates.map(({ sittingId }) => sittingId);

  await computeReports(app.deps, sittingIds);
  const together = await reportsOf(sittingIds);
  expect(together).toHaveLength(4);
  // One by one, the very same inputs: nothing new is stored, and nothing moves.
  const before = await resultsOf(sittingIds);
  for (const sittingId of sittingIds)
    await commit(app.deps, async (uow) => ok(await computeReportInto(uow, sittingId)));
  expect(await reportsOf(sittingIds)).toEqual(together);
  expect(await resultsOf(sittingIds)).toEqual(before);

  // The other way round: what the jobs computed one by one as marks came, and then everybody together.
  await app.drain();
  for (const { sittingId } of [whole, low])
    await markTexts(app, sittingId, [
      [3, 3, 3, 3, 3],
      [3, 3, 4, 3, 3],
    ]);
  const oneByOne = await reportsOf(sittingIds);
  expect(oneByOne.length).toBeGreaterThan(4);
  await computeReports(app.deps, sittingIds);
  expect(await reportsOf(sittingIds)).toEqual(oneByOne);
  expect((await resultsOf(sittingIds)).map(({ state }) => state).toSorted()).toEqual([
    "MARKING",
    "PENDING_APPROVAL",
    "PENDING_APPROVAL",
    "PENDING_APPROVAL",
  ]);

  // Somebody whose session no policy covers: said, and the others have theirs.
  const other = await sessionWorld(app, { candidates: 1 });
  const early = nth(other.candidates, 0);
  await sitExam(app, other, early);
  await app.deps.db.session.update({
    where: { id: other.sessionId },
    data: { startsAt: new Date("2025-12-01T14:00:00Z") },
  });
  await app.deps.db.result.updateMany({ where: { sittingId: low.sittingId }, data: { isReadingChecked: true } });
  await expect(computeReports(app.deps, [early.sittingId, ...sittingIds])).rejects.toThrow(
    "No scoring policy was in force",
  );
  expect(await reportsOf(sittingIds)).toHaveLength(oneByOne.length + 1);
  expect(await reportsOf([early.sittingId])).toEqual([]);
});

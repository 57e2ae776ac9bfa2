import { afterAll, beforeAll, expect, test } from "vitest";
import { resultList } from "#shared/protocol/results.ts";
import { annulByTwo } from "#tests/support/annulled.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy } from "#tests/support/exam-fixture.ts";
import { sendSeason } from "#tests/support/mode-season.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
});
afterAll(() => app.stop());

test("[RES-23] a result that is open is in the list behind any number of newer ones that are closed", async () => {
  const { db, config } = app.deps;
  await sendSeason(db, config.databaseUrl ?? "", { online: 512, inPerson: 0, seed: 22, lastStart: app.clock.now() });
  const oldest = await db.result.findMany({
    orderBy: [{ sitting: { session: { startsAt: "asc" } } }, { sittingId: "asc" }],
    take: 5,
    select: { sittingId: true },
  });
  const states = ["ON_HOLD", "PENDING_APPROVAL", "UNDER_REVIEW", "MARKING"] as const;
  for (const [place, { sittingId }] of oldest.entries()) {
    const state = states[place];
    if (state === undefined) await annulByTwo(app, sittingId);
    else await db.result.update({ where: { sittingId }, data: { state } });
  }

  const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  const { results } = await director.must(resultList, {});
  expect(results.slice(0, 4).map(({ state }) => state)).toEqual(["PENDING_APPROVAL", "ON_HOLD", "UNDER_REVIEW", "MARKING"]);
  expect(results.slice(4).every(({ state }) => state === "RESULT_SENT")).toBe(true);
  expect(results).toHaveLength(504);
}, 90_000);

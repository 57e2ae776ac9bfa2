import { afterAll, beforeAll, expect, test } from "vitest";
import { findResults } from "#shared/protocol/result-search.ts";
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

test("[RES-27] a result that is too old for the list is found by words of a name or a file number, without accents; of too many a hundred are", async () => {
  const { db } = app.deps;
  const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  const [oldest] = await db.result.findMany({
    where: { state: "RESULT_SENT" },
    orderBy: { sitting: { session: { startsAt: "asc" } } },
    take: 1,
    select: { sittingId: true, sitting: { select: { registrationId: true, registration: { select: { referral: { select: { fileNumber: true } } } } } } },
  });
  if (!oldest) throw new Error("Nothing was sent.");
  await db.registration.update({ where: { id: oldest.sitting.registrationId }, data: { familyName: "Côté-Ŵysocki" } });
  await db.registration.updateMany({ data: { givenName: "Zoé" } });
  const find = async (words: string) => director.must(findResults, { body: { words } });
  for (const words of ["zoe wysocki", "CÔTÉ zo", oldest.sitting.registration.referral.fileNumber])
    expect((await find(words)).results.map(({ sittingId }) => sittingId)).toContain(oldest.sittingId);
  expect(await find("zoe nobody")).toEqual({ results: [], isMore: false });
  const { results, isMore } = await find("zoe");
  expect([results.length, isMore]).toEqual([100, true]);
  for (const words of ["", "z", " z ", "x".repeat(81)])
    expect(await director.call(findResults, { body: { words } })).toMatchObject({ code: "BAD_INPUT" });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Band } from "#shared/domain/marking/units.ts";
import { enoughTexts } from "#shared/equity/marker-consistency.ts";
import * as contract from "#shared/protocol/consistency.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { makeRaters } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** How consistently texts are marked, over marks that stand in the database. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

test("[EQU-4] a marker sees their own figures, the directorate the team’s, and nobody anything before there are enough texts", async () => {
  const world = await sessionWorld(app, { candidates: 4 });
  const raters = await makeRaters(app, 3);
  const [first, second, third] = [nth(raters, 0), nth(raters, 1), nth(raters, 2)];
  const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  const mark = (sittingId: string, raterId: string, ordinal: number, bands: readonly Band[]) =>
    app.deps.db.mark.create({
      data: { sittingId, unit: "writing.EE", round: "ORIGINAL", ordinal, raterId, bands: [...bands], comments: "", lockedAt: app.clock.now() },
    });
  const pair = async (sittingId: string): Promise<void> => {
    await mark(sittingId, first.accountId, 1, [3, 3, 3, 3, 3]);
    await mark(sittingId, second.accountId, 2, [4, 4, 3, 3, 3]);
  };
  await pair(nth(world.candidates, 0).sittingId);
  // A third mark and one that nobody has matched yet count for nobody.
  await mark(nth(world.candidates, 0).sittingId, third.accountId, 3, [0, 0, 0, 0, 0]);
  await mark(nth(world.candidates, 1).sittingId, third.accountId, 1, [5, 5, 5, 5, 5]);
  expect(await first.caller.must(contract.ownConsistency, {})).toEqual({
    texts: 1,
    agreement: null,
    severity: null,
    drift: null,
    needsTraining: false,
    enoughTexts,
  });
  expect(await third.caller.must(contract.ownConsistency, {})).toMatchObject({ texts: 0, agreement: null });

  for (let count = 1; count < enoughTexts; count += 4)
    for (const { sittingId } of (await sessionWorld(app, { candidates: 4 })).candidates) await pair(sittingId);
  expect(await first.caller.must(contract.ownConsistency, {})).toMatchObject({
    agreement: { exact: 0.6, adjacent: 1 },
    severity: expect.closeTo(-4.5, 9),
    needsTraining: true,
  });
  const { markers } = await director.must(contract.teamConsistency, {});
  expect(markers.map(({ accountId }) => accountId).toSorted()).toEqual([first.accountId, second.accountId].toSorted());
  expect(await first.caller.call(contract.teamConsistency, {})).toMatchObject({ code: "FORBIDDEN" });
});

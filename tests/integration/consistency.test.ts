import { afterAll, beforeAll, expect, test } from "vitest";
import type { Band } from "#shared/domain/marking/units.ts";
import { enoughTexts, enoughTextsForLead, headStartDays } from "#shared/equity/marker-consistency.ts";
import * as contract from "#shared/protocol/consistency.ts";
import * as corrections from "#shared/protocol/corrections.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** How consistently texts are marked, over marks that stand in the database. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
});
afterAll(() => app.stop());

/** A result that was sent: what it rests on cannot be corrected any more. */
async function told(sittingId: string): Promise<void> {
  const report = await app.deps.db.report.create({
    data: { sittingId, policyVersion: 1, input: { reading: { items: [] }, marks: {} }, inputHash: "", report: {}, computedAt: app.clock.now() },
    select: { id: true },
  });
  await app.deps.db.result.create({
    data: { sittingId, state: "RESULT_SENT", currentReportId: report.id, sentReportId: report.id, sentAt: app.clock.now() },
  });
}

test("[EQU-3, EQU-4] a marker sees their own figures, the directorate the team’s later, and nobody anything before there are enough texts", async () => {
  const world = await sessionWorld(app, { candidates: 4 });
  const raters = await makeRaters(app, 3);
  const [first, second, third] = [nth(raters, 0), nth(raters, 1), nth(raters, 2)];
  const directorId = await app.account({ roles: ["DIRECTOR"] });
  const mark = (sittingId: string, raterId: string, ordinal: number, bands: readonly Band[]) =>
    app.deps.db.mark.create({
      data: { sittingId, unit: "writing.EE", round: "ORIGINAL", ordinal, raterId, bands: [...bands], comments: "", lockedAt: app.clock.now() },
    });
  const pair = async (sittingId: string): Promise<void> => {
    await mark(sittingId, first.accountId, 1, [3, 3, 3, 3, 3]);
    await mark(sittingId, second.accountId, 2, [4, 4, 3, 3, 3]);
    await told(sittingId);
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
  // For a week the marker's alone; then whoever leads sees that somebody marks, and no figure yet.
  const team = async () => (await (await app.as(directorId)).must(contract.teamConsistency, {})).markers;
  const aWeekLater = (): void => app.clock.advance(headStartDays * 86_400);
  expect(await team()).toEqual([]);
  aWeekLater();
  const quiet = { agreement: null, severity: null, drift: null, needsTraining: false };
  expect((await team()).map(({ accountId }) => accountId).toSorted()).toEqual([first.accountId, second.accountId].toSorted());
  expect(await team()).toMatchObject([quiet, quiet]);
  for (let count = enoughTexts; count < enoughTextsForLead; count += 4)
    for (const { sittingId } of (await sessionWorld(app, { candidates: 4 })).candidates) await pair(sittingId);
  const seen = { agreement: { exact: 0.6, adjacent: 1 }, severity: expect.any(Number), needsTraining: true };
  const own = async () => (await app.as(first.accountId)).must(contract.ownConsistency, {});
  expect((await own()).texts).toBeGreaterThanOrEqual(enoughTextsForLead);
  expect(await team()).toMatchObject([quiet, quiet]);
  aWeekLater();
  expect(await team()).toMatchObject([seen, seen]);
  const director = await app.as(directorId);
  expect((await director.must(contract.teamConsistency, {})).enoughTexts).toBe(enoughTextsForLead);
  expect(await (await app.as(first.accountId)).call(contract.teamConsistency, {})).toMatchObject({ code: "FORBIDDEN" });
});

test("[EQU-5] figures rest on texts that were told, the lead’s as the marker’s own, so that no correction shows what somebody else gave and no lead sees anything first", async () => {
  const raters = await makeRaters(app, 2);
  const [one, other] = [nth(raters, 0), nth(raters, 1)];
  const give = (sittingId: string, raterId: string, ordinal: number) =>
    app.deps.db.mark.create({
      data: { sittingId, unit: "writing.EE", round: "ORIGINAL", ordinal, raterId, bands: [3, 3, 3, 3, 3], comments: "", lockedAt: app.clock.now() },
      select: { id: true },
    });
  const [open, settled] = (await sessionWorld(app, { candidates: 2 })).candidates;
  if (!open || !settled) throw new Error("Two people sat.");
  const { id } = await give(open.sittingId, one.accountId, 1);
  for (const { sittingId } of [open, settled]) await give(sittingId, other.accountId, 2);
  await give(settled.sittingId, one.accountId, 1);
  await told(settled.sittingId);
  expect(await one.caller.must(contract.ownConsistency, {})).toMatchObject({ texts: 1 });
  // Whoever leads sees the same texts and no more, and how many marks took the place of others.
  await one.caller.must(corrections.correctMark, {
    params: { markId: id },
    body: { bands: [4, 4, 4, 4, 4], comments: "", reason: "Mauvaise touche." },
  });
  app.clock.advance(headStartDays * 86_400);
  const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  const { markers } = await director.must(contract.teamConsistency, {});
  expect(markers.find(({ accountId }) => accountId === one.accountId)).toMatchObject({ texts: 1, corrections: 1 });
  expect(markers.find(({ accountId }) => accountId === other.accountId)).toMatchObject({ texts: 1, corrections: 0 });
});

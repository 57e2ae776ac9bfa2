import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Band } from "#shared/domain/marking/units.ts";
import * as allotment from "#shared/protocol/allotment.ts";
import * as marking from "#shared/protocol/marking.ts";
import { resultOf } from "#shared/protocol/results.ts";
import { retryAllotment } from "#server/features/marking/open-marking.ts";
import { lockAllotment, lockSitting } from "#server/features/marking/store.ts";
import { anchorWorld } from "#tests/support/anchors.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, noMoreMarkers, sitExam, textTasks } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";
import { begunTogether } from "#tests/support/waits.ts";

/** What different people do to one text at the same moment. */

let app: TestApp;
let director: Caller;
let anchored: Awaited<ReturnType<typeof anchorWorld>>;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  anchored = await anchorWorld(app, director, level);
});
afterAll(() => app.stop());
// Each test knows its own markers, and what waits is its own.
beforeEach(async () => {
  await app.deps.db.result.updateMany({ data: { state: "RESULT_SENT" } });
  await noMoreMarkers(app);
});

const level: readonly Band[] = [3, 3, 3, 3, 3];
/** 40 points higher: a third person is asked. */
const far: readonly Band[] = [5, 5, 5, 5, 5];

/** Of somebody who is signed in already, so that nothing but the mark itself is on its way. */
async function locking(raterId: string, taskId: string, bands: readonly Band[]) {
  const caller = await app.as(raterId);
  return () => caller.call(marking.recordMark, { params: { taskId }, body: { bands: [...bands], comments: "" } });
}
const textMarks = (sittingId: string, round: "ORIGINAL" | "ANCHOR" = "ORIGINAL") =>
  app.deps.db.mark.findMany({
    where: { sittingId, unit: "writing.EE", round },
    orderBy: { ordinal: "asc" },
    select: { ordinal: true, raterId: true, bands: true },
  });
const anchorsOf = (sittingId: string, raterIds: readonly string[]) =>
  app.deps.db.markingTask.findMany({
    where: { sittingId, round: "ANCHOR", raterId: { in: [...raterIds] } },
    orderBy: { id: "asc" },
    select: { id: true, raterId: true, ordinal: true, blindCode: true, state: true, dueAt: true, besideId: true },
  });
/** Everything that news of a mark brings about, read by two nodes and looked for by both at the same moment. */
const settle = async (): Promise<void> => {
  await Promise.all([app.drain(), app.drain()]);
  await Promise.all([retryAllotment.run(app.deps), retryAllotment.run(app.deps)]);
  await app.drain();
};

describe("two markers lock their marks of one text at once", () => {
  test("[MRK-44] in either order both count, far apart they ask for exactly one third mark, agreeing for none, and no anchor moves", async () => {
    const { anchorId, sitLive } = anchored;
    for (const isFirstFirst of [true, false])
      for (const [second, thirds] of [[far, 1], [level, 0]] as const) {
        await noMoreMarkers(app);
        await makeRaters(app, 4);
        const sittingId = await sitLive();
        const tasks = await textTasks(app, sittingId);
        const bandsOf = new Map(tasks.map(({ raterId }, place) => [raterId, place === 0 ? level : second]));
        const order = isFirstFirst ? tasks : tasks.toReversed();
        const raterIds = order.map(({ raterId }) => raterId);
        const anchors = await anchorsOf(anchorId, raterIds);
        expect(anchors).toHaveLength(2);

        const locks = await Promise.all(order.map(({ id, raterId }) => locking(raterId, id, bandsOf.get(raterId) ?? level)));
        const { done } = await begunTogether(app, (tx) => lockSitting(tx, sittingId), locks);
        expect(await done).toMatchObject([{ ok: true }, { ok: true }]);
        expect(await textMarks(sittingId)).toEqual(
          raterIds.map((raterId, place) => ({ ordinal: place + 1, raterId, bands: bandsOf.get(raterId) })),
        );

        await settle();
        const further = (await textTasks(app, sittingId)).filter(({ ordinal }) => ordinal > 2);
        expect(further.map(({ ordinal, state }) => [ordinal, state])).toEqual(thirds === 1 ? [[3, "ALLOTTED"]] : []);
        expect(further.filter(({ raterId }) => raterIds.includes(raterId))).toEqual([]);
        const { needs } = await director.must(resultOf, { params: { sittingId } });
        expect([...new Set(needs.map(({ unit }) => unit))]).toEqual(thirds === 1 ? ["writing.EE"] : []);
        expect(await anchorsOf(anchorId, raterIds)).toEqual(anchors);
        expect(await textMarks(anchorId, "ANCHOR")).toEqual([]);
      }
  });

  test("[MRK-44] of an anchor they ask for nothing, however far apart, and change no result", async () => {
    const { anchorId, sitLive } = anchored;
    await makeRaters(app, 3);
    const raterIds = (await textTasks(app, await sitLive())).map(({ raterId }) => raterId);
    const anchors = await anchorsOf(anchorId, raterIds);
    const told = () => app.deps.db.result.findUniqueOrThrow({ where: { sittingId: anchorId } });
    const before = await told();
    const locks = await Promise.all(anchors.map(({ id, raterId }, place) => locking(raterId, id, place === 0 ? level : far)));
    const { done } = await begunTogether(app, (tx) => lockSitting(tx, anchorId), locks);
    expect(await done).toMatchObject([{ ok: true }, { ok: true }]);
    await settle();
    expect(await textMarks(anchorId, "ANCHOR")).toHaveLength(2);
    expect(await told()).toEqual(before);
    expect(await app.deps.db.markingTask.count({ where: { sittingId: anchorId, unit: "writing.EE", round: "ORIGINAL" } })).toBe(2);
  });
});

describe("two people want the last of something", () => {
  const finished = async (): Promise<string> => {
    const session = await sessionWorld(app, { candidates: 1 });
    await sitExam(app, session, nth(session.candidates, 0));
    await app.drain();
    return nth(session.candidates, 0).sittingId;
  };
  const move = (taskId: string, raterId: string) => () =>
    director.call(allotment.reallotTask, { params: { taskId }, body: { raterId, reason: "Équilibre." } });

  test("[MRK-24] one text that is given to two named markers at once goes to the first, and the other learns that it has gone", async () => {
    await makeRaters(app, 2);
    const sittingId = await finished();
    const { id, raterId } = nth(await textTasks(app, sittingId), 0);
    const [one, other] = await makeRaters(app, 2);
    if (!one || !other) throw new Error("There are two.");
    const { done } = await begunTogether(app, (tx) => lockSitting(tx, sittingId), [move(id, one.accountId), move(id, other.accountId)]);
    expect(await done).toMatchObject([{ ok: true }, { ok: false }]);
    const holders = (await textTasks(app, sittingId)).map((task) => task.raterId);
    expect(holders).toHaveLength(2);
    expect(holders).toContain(one.accountId);
    expect(holders).not.toContain(raterId);
  });

  test("[MRK-22] the last place of a marker takes one of two texts that are given to them at once, the other stays where it was", async () => {
    await makeRaters(app, 2);
    const tasks = [];
    for (const sittingId of [await finished(), await finished()]) tasks.push(nth(await textTasks(app, sittingId), 0));
    const taker = nth(await makeRaters(app, 1), 0);
    await director.must(allotment.setWorkload, { body: { raterId: taker.accountId, openTasks: 1, weekTasks: 60 } });
    const { done } = await begunTogether(app, lockAllotment, tasks.map(({ id }) => move(id, taker.accountId)));
    expect(await done).toMatchObject([{ ok: true }, { code: "NO_ELIGIBLE_RATER" }]);
    const left = nth(tasks, 1);
    expect(await app.deps.db.markingTask.findUniqueOrThrow({ where: { id: left.id }, select: { raterId: true, state: true } })).toEqual({
      raterId: left.raterId,
      state: "ALLOTTED",
    });
    expect((await taker.caller.must(marking.markingTasks, {})).tasks).toHaveLength(1);
  });
});

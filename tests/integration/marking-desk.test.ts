import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { joinedText } from "#shared/domain/marking/annotations.ts";
import { markLimits } from "#shared/domain/marking/mark-limits.ts";
import type { Band } from "#shared/domain/marking/units.ts";
import * as contract from "#shared/protocol/marking.ts";
import { resultOf } from "#shared/protocol/results.ts";
import { holdOpenTask } from "#server/features/marking/store.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, markTexts, sitExam, textTasks } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";
import { begunUnderLock } from "#tests/support/waits.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
});
afterAll(() => app.stop());
beforeEach(() => app.deps.db.account.updateMany({ where: { roles: { has: "RATER" } }, data: { roles: ["SUPPORT"] } }));

const level: readonly Band[] = [3, 3, 3, 3, 3];

/** A sealed text in front of the first of its markers. */
async function desk(raters = 2) {
  await makeRaters(app, raters);
  const session = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(session.candidates, 0);
  await sitExam(app, session, candidate);
  await app.drain();
  const task = nth(await textTasks(app, candidate.sittingId), 0);
  return {
    session,
    candidate,
    sittingId: candidate.sittingId,
    task,
    rater: await app.as(task.raterId),
    params: { taskId: task.id },
  };
}

const director = async () => app.as(await app.account({ roles: ["DIRECTOR"] }));

describe("remarks on spans", () => {
  test("[MRK-16] a remark is kept where its words are, private until the mark is handed in, then kept with it", async () => {
    const { rater, params, sittingId } = await desk();
    const { paragraphs } = await rater.must(contract.markingScript, { params });
    const text = joinedText(paragraphs);
    const start = text.indexOf("recommande");
    const remark = { start, end: start + 10, quote: "recommande", criterion: "E1" as const, note: "clair" };
    const given = {
      bands: [...level],
      comments: "bien",
      criterionComments: ["juste", "", "", "", ""],
      annotations: [remark],
      revision: 0,
    };
    const misplaced = { ...given, annotations: [{ ...remark, start: start + 1, end: start + 11 }] };
    expect(await rater.call(contract.saveMarkDraft, { params, body: misplaced })).toMatchObject({ code: "BAD_INPUT" });
    expect(await rater.call(contract.recordMark, { params, body: misplaced })).toMatchObject({ code: "BAD_INPUT" });
    expect(await rater.must(contract.saveMarkDraft, { params, body: given })).toMatchObject({ revision: 1 });
    expect((await rater.must(contract.markingScript, { params })).draft).toEqual({ ...given, revision: 1 });

    const boss = await director();
    const before = JSON.stringify(await boss.must(resultOf, { params: { sittingId } }));
    expect(before).not.toContain("recommande");
    await rater.must(contract.recordMark, { params, body: { ...given, revision: 1 } });
    const { units } = await boss.must(resultOf, { params: { sittingId } });
    expect(units.find(({ unit }) => unit === "writing.EE")?.marks).toMatchObject([
      { comments: "bien", criterionComments: given.criterionComments, annotations: [remark] },
    ]);
    // The other marker of the same text never sees it.
    const other = nth(await textTasks(app, sittingId), 1);
    const seen = await (await app.as(other.raterId)).must(contract.markingScript, { params: { taskId: other.id } });
    expect(seen.draft.annotations).toEqual([]);
    expect(JSON.stringify(seen)).not.toContain("juste");
  });
});

describe("two pages of one marker", () => {
  test("[MRK-18] an older page cannot write over a newer one, nor hand in past it; the very same draft is no conflict", async () => {
    const { rater, params } = await desk();
    const body = (bands: readonly (Band | null)[], revision: number) => ({ bands: [...bands], comments: "", revision });
    const first = [4, null, null, null, null] as const;
    expect(await rater.must(contract.saveMarkDraft, { params, body: body(first, 0) })).toMatchObject({ revision: 1 });
    // The answer was lost on its way: the page says it again.
    expect(await rater.must(contract.saveMarkDraft, { params, body: body(first, 0) })).toMatchObject({ revision: 1 });
    expect(await rater.call(contract.saveMarkDraft, { params, body: body([2, 2, null, null, null], 0) })).toMatchObject(
      {
        code: "DRAFT_CONFLICT",
      },
    );
    expect(await rater.call(contract.recordMark, { params, body: body(level, 0) })).toMatchObject({
      code: "DRAFT_CONFLICT",
    });
    expect((await rater.must(contract.markingScript, { params })).draft.bands).toEqual(first);
    await rater.must(contract.recordMark, { params, body: body(level, 1) });
  });

  test("[MRK-18] of two pages that save at once, one is told", async () => {
    const { rater, params } = await desk();
    const save = (comments: string) =>
      rater.call(contract.saveMarkDraft, { params, body: { bands: [...level], comments, revision: 0 } });
    const answers = await Promise.all([save("un"), save("deux")]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: "DRAFT_CONFLICT" });
  });
});

describe("what two pages wrote, joined", () => {
  test("[MRK-46] is saved whole and found again, however long, and is taken as a mark once it is short enough", async () => {
    const { rater, params, sittingId } = await desk();
    const { paragraphs } = await rater.must(contract.markingScript, { params });
    const quote = joinedText(paragraphs).slice(0, 5);
    const remark = (note: string) => ({ start: 0, end: 5, quote, criterion: null, note });
    const twice = (most: number): string => `${"a".repeat(most)}\n${"b".repeat(most)}`;
    const joined = {
      bands: [...level],
      comments: twice(markLimits.comments),
      criterionComments: [twice(markLimits.criterionComment), "", "", "", ""],
      annotations: Array.from({ length: 2 * markLimits.remarks }, (_none, place) => remark(`${place}`)),
      revision: 0,
    };
    const { revision } = await rater.must(contract.saveMarkDraft, { params, body: joined });
    expect((await rater.must(contract.markingScript, { params })).draft).toEqual({ ...joined, revision });
    const short = {
      ...joined,
      comments: "a".repeat(markLimits.comments),
      criterionComments: ["a".repeat(markLimits.criterionComment), "", "", "", ""],
      annotations: joined.annotations.slice(0, markLimits.remarks),
      revision,
    };
    for (const too of [{ comments: joined.comments }, { criterionComments: joined.criterionComments }, { annotations: joined.annotations }])
      expect(await rater.call(contract.recordMark, { params, body: { ...short, ...too } })).toMatchObject({ code: "BAD_INPUT" });
    await rater.must(contract.recordMark, { params, body: short });
    expect(await app.deps.db.mark.count({ where: { sittingId, unit: "writing.EE" } })).toBe(1);
  });
});

describe("a save under way", () => {
  test("[MRK-18] is waited for before its text is handed in", async () => {
    const { rater, params, task, sittingId } = await desk();
    const body = { bands: [...level], comments: "un", revision: 0 };
    await rater.must(contract.saveMarkDraft, { params, body });
    const newer = { where: { sittingId, raterId: task.raterId }, data: { comments: "deux", revision: 2 } };
    const { done } = await begunUnderLock(
      app,
      async (tx) => {
        await holdOpenTask(tx, task.id);
        await tx.markDraft.updateMany(newer);
      },
      () => rater.call(contract.recordMark, { params, body: { ...body, revision: 1 } }),
    );
    expect(await done).toMatchObject({ code: "DRAFT_CONFLICT" });
    expect((await rater.must(contract.markingScript, { params })).draft).toMatchObject({ comments: "deux", revision: 2 });
  });
});

describe("a text that cannot be judged", () => {
  test("[MRK-19] leaves its marker's queue for the directorate, which sees its code and its words and nothing else", async () => {
    const { rater, params, task, sittingId, candidate } = await desk(3);
    await rater.must(contract.saveMarkDraft, { params, body: { bands: [...level], comments: "lu", revision: 0 } });
    await rater.must(contract.referScript, { params, body: { kind: "ILLEGIBLE", note: "deux lignes" } });
    expect(await rater.must(contract.markingTasks, {})).toMatchObject({ tasks: [], referredCount: 1 });
    for (const call of [
      rater.call(contract.markingScript, { params }),
      rater.call(contract.saveMarkDraft, { params, body: { bands: [...level], comments: "", revision: 1 } }),
      rater.call(contract.recordMark, { params, body: { bands: [...level], comments: "", revision: 1 } }),
      rater.call(contract.referScript, { params, body: { kind: "ILLEGIBLE", note: "" } }),
    ])
      expect(await call).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    const boss = await director();
    expect(nth((await boss.must(resultOf, { params: { sittingId } })).needs, 0)).toMatchObject({
      waitsFor: "REFERRAL",
    });
    const { referrals } = await boss.must(contract.scriptReferrals, {});
    const own = referrals.find(({ blindCode }) => blindCode === task.blindCode);
    expect(own).toMatchObject({ kind: "ILLEGIBLE", note: "deux lignes", activity: null });
    expect(Object.keys(own ?? {}).toSorted()).toEqual(
      ["activity", "blindCode", "createdAt", "dueAt", "isLate", "kind", "language", "note", "paragraphs", "referralId"],
    );
    for (const secret of [sittingId, task.raterId, "ONLINE"]) expect(JSON.stringify(own)).not.toContain(secret);
    for (const stranger of [rater, candidate.caller])
      expect(await stranger.call(contract.scriptReferrals, {})).toMatchObject({ code: "FORBIDDEN" });

    // Given back with an answer: the draft is still there, and so is the answer.
    const resolve = (resolution: "RETURN" | "REALLOT" | "UNUSABLE", answer: string) =>
      boss.call(contract.resolveReferral, {
        params: { referralId: own?.referralId ?? "" },
        body: { resolution, answer },
      });
    expect(await resolve("RETURN", "")).toMatchObject({ code: "REASON_REQUIRED" });
    // What is written can be read by somebody, or is judged as it is.
    expect(await resolve("UNUSABLE", "")).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await resolve("RETURN", "Évaluez ce qui se lit.")).toMatchObject({ ok: true });
    expect(await resolve("REALLOT", "")).toMatchObject({ code: "STATE_CHANGED" });
    expect(await rater.must(contract.markingScript, { params })).toMatchObject({
      draft: { comments: "lu", revision: 1 },
      referral: { kind: "ILLEGIBLE", answer: "Évaluez ce qui se lit." },
    });
  });

  test("[MRK-19] given to somebody else, it never returns, and its trace stays", async () => {
    const { rater, params, task, sittingId } = await desk(3);
    await rater.must(contract.referScript, { params, body: { kind: "THREATENING", note: "" } });
    const boss = await director();
    const { referrals } = await boss.must(contract.scriptReferrals, {});
    const own = referrals.find(({ blindCode }) => blindCode === task.blindCode);
    expect(
      await boss.call(contract.resolveReferral, {
        params: { referralId: task.id },
        body: { resolution: "REALLOT", answer: "" },
      }),
    ).toMatchObject({ code: "NOT_FOUND" });
    await boss.must(contract.resolveReferral, {
      params: { referralId: own?.referralId ?? "" },
      body: { resolution: "REALLOT", answer: "" },
    });
    const after = await textTasks(app, sittingId);
    expect(new Set(after.map(({ raterId }) => raterId)).size).toBe(2);
    expect(after.map(({ raterId }) => raterId)).not.toContain(task.raterId);
    expect(await rater.call(contract.markingScript, { params })).toMatchObject({ code: "TASK_WITHDRAWN" });
    expect(await app.deps.db.markingTask.findUnique({ where: { id: task.id } })).toMatchObject({
      state: "WITHDRAWN",
      withdrawnReason: "REFERRED",
    });
    await markTexts(app, sittingId, [level, level]);
  });
});

describe("pace", () => {
  test("[MRK-17] the queue says what was handed in today and what keeps every deadline", async () => {
    const { rater, params } = await desk();
    expect(await rater.must(contract.markingTasks, {})).toMatchObject({ markedToday: 0, neededPerDay: 1 });
    await rater.must(contract.recordMark, { params, body: { bands: [...level], comments: "" } });
    expect(await rater.must(contract.markingTasks, {})).toMatchObject({ markedToday: 1, neededPerDay: 0 });
  });
});

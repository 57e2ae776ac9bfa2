import { afterAll, beforeAll, expect, test } from "vitest";
import type { ExamRules } from "#shared/domain/policies/exam-rules.ts";
import { rulesOf } from "#shared/domain/policies/stored-rules.ts";
import { startOfOfficeDay } from "#shared/domain/forms/effect.ts";
import { officeDay } from "#shared/domain/marking/deadlines.ts";
import * as contract from "#shared/protocol/policies.ts";
import { markingScript } from "#shared/protocol/marking.ts";
import { confirmResult, myResult, resultOf } from "#shared/protocol/results.ts";
import { rescoreStored } from "#server/features/results/rescore.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, markTexts, sitExam } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
let author: Caller;
let authorId: string;
let colleagueId: string;
let bothId: string;
let approver: Caller;
let colleague: Caller;
let both: Caller;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  authorId = await app.account({ roles: ["DIRECTOR"], givenName: "Ève", familyName: "Auteure" });
  author = await app.as(authorId);
  approver = await app.as(await app.account({ roles: ["COMMITTEE"], givenName: "Rose", familyName: "Comité" }));
  colleagueId = await app.account({ roles: ["DIRECTOR"], givenName: "Luc", familyName: "Collègue" });
  colleague = await app.as(colleagueId);
  bothId = await app.account({ roles: ["DIRECTOR", "COMMITTEE"], givenName: "Anne", familyName: "Deux-Rôles" });
  both = await app.as(bothId);
});
afterAll(() => app.stop());

const first = rulesOf({});
const rules: ExamRules = {
  ...first,
  cut: 62.5,
  scoreGap: 12,
  rubric: {
    ...first.rubric,
    nothing: { fr: "rien à juger", en: "nothing there" },
    levels: { ...first.rubric.levels, REACHED: { fr: "au niveau", en: "at the level" } },
    weights: { ...first.rubric.weights, "writing.EE": [60, 10, 10, 10, 10] },
  },
};
const propose = (given = rules, reason = "Étude des niveaux de l’automne.", caller = author) =>
  caller.call(contract.proposePolicy, { body: { rules: given, reason } });
const proposed = async (given = rules): Promise<string> => {
  const made = await propose(given);
  if (!made.ok) throw new Error(made.code);
  return made.value.proposalId;
};
const inDays = (days: number): string => officeDay(new Date(app.clock.now().getTime() + days * 86_400_000));
const approve = (proposalId: string, effectiveOn = inDays(7), caller = approver) =>
  caller.call(contract.approvePolicy, { params: { proposalId }, body: { effectiveOn } });
const refuse = (proposalId: string, reason: string, caller = approver) =>
  caller.call(contract.refusePolicy, { params: { proposalId }, body: { reason } });
const withdraw = (proposalId: string, reason: string, caller = author) =>
  caller.call(contract.withdrawPolicy, { params: { proposalId }, body: { reason } });
const desk = (caller = author) => caller.must(contract.policyDesk, {});

/** As a marker is shown it. */
async function gridOfText(sittingId: string) {
  const task = await app.deps.db.markingTask.findFirstOrThrow({ where: { sittingId, unit: "writing.EE" } });
  const marker = await app.as(task.raterId ?? "");
  return (await marker.must(markingScript, { params: { taskId: task.id } })).grid;
}

test("[POL-1] rules change by a proposal with a reason; one waits at a time; nonsense is refused at the door", async () => {
  expect(await propose(rules, " ")).toMatchObject({ code: "REASON_REQUIRED" });
  expect(await propose(first)).toMatchObject({ code: "POLICY_SAME" });
  for (const wrong of [{ cut: 0 }, { cut: 101 }, { sem: -1 }, { cut: 60.05 }, { bandGap: 0 }, { bandGap: 1.5 }])
    expect(await propose({ ...rules, ...wrong })).toMatchObject({ code: "BAD_INPUT" });
  const two = await Promise.all([propose(), propose(rules, "Autre raison.", colleague)]);
  expect(two.filter(({ ok }) => ok)).toHaveLength(1);
  expect(two.find(({ ok }) => !ok)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  const { waiting, mayPropose } = await desk(approver);
  expect({ waiting, mayPropose }).toMatchObject({ waiting: { rules, mayDecide: true }, mayPropose: false });
  expect([(await desk(approver)).isOfCommittee, (await desk(colleague)).isOfCommittee]).toEqual([true, false]);
  const proposalId = waiting?.proposalId ?? "";
  expect(await refuse(proposalId, "")).toMatchObject({ code: "REASON_REQUIRED" });
  expect(await refuse(proposalId, "Attendons l’étude complète.")).toMatchObject({ ok: true });
  expect(await refuse(proposalId, "Deux fois.")).toMatchObject({ code: "STATE_CHANGED" });
  expect(await approve(proposalId)).toMatchObject({ code: "STATE_CHANGED" });
  expect(await desk()).toMatchObject({
    waiting: null,
    closed: [{ outcome: "REFUSED", decisionReason: "Attendons l’étude complète." }],
  });
});

test("[POL-2] the directorate proposes, somebody else of the committee decides, whatever way they try", async () => {
  const { db } = app.deps;
  expect(await propose(rules, "x", approver)).toMatchObject({ code: "FORBIDDEN" });
  const made = { policy: rules, reason: "x", proposedAt: app.clock.now() };
  const { id: memberId } = await db.account.findFirstOrThrow({ where: { roles: { equals: ["COMMITTEE"] } } });
  await expect(db.policyProposal.create({ data: { ...made, proposedById: memberId } })).rejects.toThrow(
    "the directorate proposes",
  );
  const own = await propose(rules, "Étude.", both);
  const ownId = own.ok ? own.value.proposalId : "";
  expect(await desk(both)).toMatchObject({ waiting: { isOwn: true, mayDecide: false }, mayPropose: true });
  expect(await approve(ownId, inDays(7), both)).toMatchObject({ code: "OWN_WORK" });
  expect(await refuse(ownId, "x", both)).toMatchObject({ code: "OWN_WORK" });
  expect(await withdraw(ownId, "x", author)).toMatchObject({ code: "NOT_FOUND" });
  const decide = (outcome: string, decidedById: string) =>
    db.policyDecision.create({
      data: { proposalId: ownId, outcome, reason: "x", decidedById, decidedAt: app.clock.now() },
    });
  for (const outcome of ["APPROVED", "REFUSED"]) {
    await expect(decide(outcome, bothId)).rejects.toThrow("somebody else decides");
    await expect(decide(outcome, colleagueId)).rejects.toThrow("the committee decides");
  }
  expect(await withdraw(ownId, "Une erreur de frappe.", both)).toMatchObject({ ok: true });

  const proposalId = await proposed();
  expect(await approve(proposalId, inDays(7), colleague)).toMatchObject({ code: "FORBIDDEN" });
  const version = {
    version: 2,
    policy: rules,
    approvedBy: "x",
    approvedAt: app.clock.now(),
    effectiveFrom: new Date("2030-01-01"),
    proposalId,
  };
  await expect(db.scoringPolicy.create({ data: version })).rejects.toThrow("proposed and approved");
  expect(await withdraw(proposalId, "")).toMatchObject({ code: "REASON_REQUIRED" });
  expect(await withdraw(proposalId, "Une erreur de frappe.")).toMatchObject({ ok: true });
  expect(await withdraw(proposalId, "Deux fois.")).toMatchObject({ code: "STATE_CHANGED" });
  expect((await desk()).closed[0]).toMatchObject({ outcome: "WITHDRAWN", by: "Ève Auteure", decidedBy: "Ève Auteure" });
  expect(await approve(proposalId)).toMatchObject({ code: "STATE_CHANGED" });
});

test("[POL-3, POL-4, POL-6, POL-7] an approved version has a day to come, and scores the sessions that begin from then on, no other", async () => {
  await makeRaters(app, 3);
  const before = await sessionWorld(app, { candidates: 1 });
  await sitExam(app, before, nth(before.candidates, 0));
  const proposalId = await proposed();
  for (const tooEarly of [inDays(-1), inDays(0)])
    expect(await approve(proposalId, tooEarly)).toMatchObject({ code: "DAY_PAST" });
  const twice = await Promise.all([approve(proposalId), approve(proposalId)]);
  expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await desk()).toMatchObject({
    waiting: null,
    versions: [
      {
        version: 2,
        rules,
        state: "COMING",
        approvedBy: "Rose Comité",
        proposal: { by: "Ève Auteure" },
        effectiveFrom: startOfOfficeDay(inDays(7)).toISOString(),
        reports: 0,
      },
      { version: 1, rules: first, state: "IN_FORCE", proposal: null },
    ],
  });
  // A version begins on its day or later than the one before.
  const next = await proposed({ ...rules, cut: 63 });
  expect(await approve(next, inDays(3))).toMatchObject({ code: "DAY_PAST" });
  expect(await withdraw(next, "Trop tôt.")).toMatchObject({ ok: true });

  app.clock.advance(8 * 86_400);
  const author2 = await app.as(authorId);
  const after = await sessionWorld(app, { candidates: 1 });
  await sitExam(app, after, nth(after.candidates, 0));
  await app.drain();
  const director = author2;
  // E1 counts for more in the second version: the same bands give another score.
  for (const [world, version, words, score, scoreGap] of [
    [before, 1, first.rubric, 62, first.scoreGap],
    [after, 2, rules.rubric, 70, rules.scoreGap],
  ] as const) {
    const { sittingId } = nth(world.candidates, 0);
    expect(await gridOfText(sittingId)).toMatchObject({
      criteria: [{ criterion: "E1", name: words.criteria.E1.name, descriptors: [words.nothing, ...words.criteria.E1.bands] }, {}, {}, {}, {}],
    });
    await markTexts(app, sittingId, [
      [4, 3, 3, 3, 2],
      [4, 3, 3, 3, 2],
    ]);
    await app.drain();
    const result = await director.must(resultOf, { params: { sittingId } });
    const text = result.units.find(({ unit }) => unit === "writing.EE");
    expect(result).toMatchObject({ scoreGap, bandGap: 2 });
    expect({ version: result.policyVersion, score: text?.score, marks: text?.marks.map((mark) => mark.score) }).toEqual({
      version,
      score,
      marks: [score, score],
    });
  }
  // The letter of the second sitting, in the words of its version.
  const [sat] = after.candidates;
  const params = { sittingId: sat?.sittingId ?? "" };
  const { reportId } = await director.must(resultOf, { params });
  await director.must(confirmResult, { params, body: { reportId, reason: "" } });
  expect(await sat?.caller.must(myResult, { params })).toMatchObject({
    policyVersion: 2,
    cut: 62.5,
    competencies: { CO: { level: "REACHED" }, EE: { score: 70, level: "REACHED", words: rules.rubric.levels.REACHED } },
  });
  // What was computed stays what it is, computed again from its own input: with weights in it, and without.
  expect(await rescoreStored(app.deps.db)).toMatchObject({ different: [] });
  const { versions } = await director.must(contract.policyDesk, {});
  expect(versions.map(({ version, state, reports }) => ({ version, state, isNamed: reports > 0 }))).toEqual([
    { version: 2, state: "IN_FORCE", isNamed: true },
    { version: 1, state: "PAST", isNamed: true },
  ]);
  await expect(
    app.deps.db.scoringPolicy.update({ where: { version: 2 }, data: { policy: first } }),
  ).rejects.toThrow("constraint");
}, 90_000);

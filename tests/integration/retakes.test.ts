import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { officeDay } from "#shared/domain/marking/deadlines.ts";
import type { Band } from "#shared/domain/marking/units.ts";
import { journey } from "#shared/protocol/journey.ts";
import { referralList } from "#shared/protocol/referrals.ts";
import * as results from "#shared/protocol/results.ts";
import { sendResults } from "#shared/protocol/sendings.ts";
import { computeReports } from "#server/features/results/compute-report.ts";
import { outcomeForBody } from "#server/features/results/queries.ts";
import { recombineStored } from "#server/features/results/rescore.ts";
import { openArchive } from "#server/platform/unzip.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { addRules, ensurePolicy, makeRaters, markTexts, passingBands, sitExam, type OralBands } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** Somebody who failed sits again for the same order. */

let app: TestApp;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  await makeRaters(app, 6);
});
afterAll(() => app.stop());

const low: readonly Band[] = [2, 2, 2, 2, 2];
const level: readonly Band[] = [3, 3, 3, 3, 3];
const mute: OralBands = { ...passingBands, "discussion.EO": [2, 2, 2, 2], "interview.EO": [2, 2, 2, 2] };

type Person = Awaited<ReturnType<typeof sat>>;

async function sat(text: readonly Band[], oral: OralBands = passingBands) {
  const world = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(world.candidates, 0);
  await sitExam(app, world, candidate, { bands: { first: oral, second: oral } });
  await app.drain();
  await markTexts(app, candidate.sittingId, [text, text]);
  return { ...candidate, world, params: { sittingId: candidate.sittingId } };
}

/** The same person for the same order, so many months before. */
async function wasEarlier(earlier: Person, later: Person, months: number): Promise<string> {
  const { db } = app.deps;
  const now = app.clock.now();
  const startsAt = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, Math.min(now.getUTCDate(), 28), 17));
  await db.session.update({ where: { id: earlier.world.sessionId }, data: { startsAt } });
  await db.registration.update({
    where: { id: earlier.registrationId },
    data: { accountId: later.accountId, bodyId: later.world.bodyId },
  });
  await db.sitting.update({ where: { id: earlier.sittingId }, data: { accountId: later.accountId } });
  return officeDay(startsAt);
}

const detail = ({ params }: Person) => director.must(results.resultOf, { params });
async function confirm(person: Person): Promise<void> {
  const { reportId, combined } = await detail(person);
  const body = { reportId, combinationId: combined?.combinationId ?? null, reason: "" };
  await director.must(results.confirmResult, { params: person.params, body });
  await app.drain();
}
const mine = ({ caller, params }: Person, as = caller) => as.must(results.myResult, { params });
const attestations = ({ sittingId }: Person) => app.deps.db.attestation.count({ where: { sittingId } });

/** Each file of the person's own export, by its name. */
async function exported({ caller, sittingId }: Person, as = caller): Promise<ReadonlyMap<string, string>> {
  const answer = await as.raw("GET", `/api/results/${sittingId}/evidence.zip`);
  const archive = openArchive(new Uint8Array(await answer.arrayBuffer()), { files: 20, unpackedBytes: 5_000_000 });
  if (!archive.ok) throw new Error(archive.error);
  const files = new Map<string, string>();
  for (const name of archive.value.names) {
    const bytes = await archive.value.read(name);
    if (typeof bytes === "object") files.set(name, Buffer.from(bytes).toString("utf8"));
  }
  return files;
}

/** What the command prints of a file. */
async function scored(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "epreuve-exams-"));
  await writeFile(join(folder, name), text);
  const { stdout } = await promisify(execFile)("npm", ["run", "--silent", "score", "--", join(folder, name)]);
  await rm(folder, { recursive: true });
  return stdout;
}

describe("while the latest exam stands alone", () => {
  test("[RET-1] nothing is combined, and every report and export is what it was", async () => {
    const first = await sat(low);
    await confirm(first);
    const second = await sat(level, mute);
    const before = await detail(second);
    await wasEarlier(first, second, 8);
    await computeReports(app.deps, [second.sittingId]);
    expect(await detail(second)).toMatchObject({ outcome: "FAIL", combined: null, inputHash: before.inputHash });
    await confirm(second);
    expect(await mine(second)).toMatchObject({ outcome: "FAIL", credits: [], standing: [] });
    expect([...(await exported(second)).keys()]).toEqual([
      "LISEZMOI.txt",
      "evaluation.json",
      "rapport.json",
      "texte.txt",
      "lecture.json",
      "discussion.json",
      "evaluations.json",
      "journal.json",
      "incidents.json",
      "regles.json",
    ]);
    expect((await exported(second)).get("LISEZMOI.txt")).not.toContain("antérieur");
    expect(await app.deps.db.combination.count()).toBe(0);
    expect(await attestations(second)).toBe(0);
  });
});

describe("where what was passed counts for twelve months", () => {
  let version = 0;
  beforeAll(async () => {
    const retake = { scope: "FAILED_ONLY", creditMonths: 12 } as const;
    version = await addRules(app, (rules) => ({ ...rules, retake }), new Date("2026-02-01T05:00:00Z"));
  });

  test("[RET-2, RET-3, RET-5] what was passed eight months before counts: read, confirmed, told, exported and computed again", async () => {
    const first = await sat(low);
    await confirm(first);
    expect(await attestations(first)).toBe(0);
    const second = await sat(level, mute);
    const alone = await detail(second);
    expect(alone).toMatchObject({ outcome: "FAIL", combined: null });
    const heldOn = await wasEarlier(first, second, 8);
    await computeReports(app.deps, [second.sittingId]);
    const read = await detail(second);
    // The report of the second exam is untouched; what both give stands beside it.
    expect(read).toMatchObject({
      reportId: alone.reportId,
      inputHash: alone.inputHash,
      outcome: "PASS",
      policyVersion: version,
      combined: { ownOutcome: "FAIL", credits: [{ competency: "EO", heldOn, score: expect.any(Number) }] },
      scores: { EO: 40 },
      unusual: expect.arrayContaining(["CREDITS"]),
    });
    // Nobody confirms what they did not read.
    const unread = { params: second.params, body: { reportId: read.reportId, reason: "" } };
    expect(await director.call(results.confirmResult, unread)).toMatchObject({ code: "STATE_CHANGED" });
    await confirm(second);

    expect(await mine(second)).toMatchObject({
      outcome: "PASS",
      competencies: { EO: { score: 40, level: "NOT_REACHED" } },
      credits: [{ competency: "EO", heldOn }],
      standing: [],
      review: { offered: [] },
    });
    expect(await attestations(second)).toBe(1);
    // The order and the attestation have the outcome and nothing of how it came about.
    expect(await outcomeForBody(app.deps.db, [second.registrationId])).toEqual([
      {
        registrationId: second.registrationId,
        outcome: "PASS",
        sentAt: expect.any(Date),
        attestationId: expect.any(String),
        attestationNumber: expect.any(String),
      },
    ]);
    const clerk = await app.as(await app.account({ roles: ["CLERK"], bodyId: second.world.bodyId }));
    expect(JSON.stringify(await clerk.must(referralList, {}))).not.toMatch(/combined|credit|"EO"/);
    const { content } = await app.deps.db.attestation.findFirstOrThrow({ where: { sittingId: second.sittingId } });
    expect(Object.keys(Object(content))).not.toContain("credits");

    const files = await exported(second);
    expect(await scored("examens.json", files.get("examens.json") ?? "")).toBe(files.get("ensemble.json"));
    expect(await scored("evaluation.json", files.get("evaluation.json") ?? "")).toBe(files.get("rapport.json"));
    expect(JSON.parse(files.get("ensemble.json") ?? "")).toMatchObject({ outcome: "PASS", credits: [{ competency: "EO", heldOn }] });
    expect(JSON.parse(files.get("rapport.json") ?? "")).toMatchObject({ outcome: "FAIL" });
    expect(files.get("LISEZMOI.txt")).toContain("examens.json");
    for (const secret of [first.sittingId, second.sittingId, second.accountId]) expect(files.get("examens.json")).not.toContain(secret);

    // It is a fact of its own, names both reports and its rules, and does not change.
    const { db } = app.deps;
    const stored = await db.combination.findFirstOrThrow({
      where: { sittingId: second.sittingId },
      select: { policyVersion: true, reportId: true, earlier: { select: { report: { select: { sittingId: true } } } } },
    });
    expect(stored).toEqual({
      policyVersion: version,
      reportId: read.reportId,
      earlier: [{ report: { sittingId: first.sittingId } }],
    });
    await expect(db.$executeRaw`UPDATE "Combination" SET "inputHash" = 'x'`).rejects.toThrow("append-only");
    await expect(db.combinedAttempt.deleteMany({})).rejects.toThrow("append-only");
    await computeReports(app.deps, [second.sittingId]);
    expect(await db.combination.count({ where: { sittingId: second.sittingId } })).toBe(1);
    expect(await recombineStored(db)).toEqual({ combinations: 1, different: [] });
  });

  test("[RET-2, RET-4] fourteen months before is too long; of another order it never counts", async () => {
    const first = await sat(low);
    await confirm(first);
    const second = await sat(level, mute);
    await wasEarlier(first, second, 14);
    await computeReports(app.deps, [second.sittingId]);
    expect(await detail(second)).toMatchObject({ outcome: "FAIL", combined: { ownOutcome: "FAIL", credits: [] } });
    await confirm(second);
    expect(await mine(second)).toMatchObject({ outcome: "FAIL", credits: [] });
    expect((await mine(second)).standing.map(({ competency }) => competency)).toEqual(["CE", "CO", "EE"]);

    const elsewhere = await sat(low);
    await confirm(elsewhere);
    const third = await sat(level, mute);
    await wasEarlier(elsewhere, third, 8);
    const { id: bodyId } = await app.deps.db.body.create({
      data: { code: "AUTRE", name: "Autre ordre", professionKey: "other", profession: "autre" },
      select: { id: true },
    });
    await app.deps.db.registration.update({ where: { id: elsewhere.registrationId }, data: { bodyId } });
    await computeReports(app.deps, [third.sittingId]);
    expect(await detail(third)).toMatchObject({ outcome: "FAIL", combined: null });
  });

  test("[RET-4] after a failure the person reads what counts for another exam, and until when, here and where they choose a session", async () => {
    const first = await sat(low);
    await confirm(first);
    const view = await mine(first);
    const heldOn = officeDay(app.clock.now());
    const until = `${Number(heldOn.slice(0, 4)) + 1}${heldOn.slice(4)}`;
    expect(view.standing).toEqual(["CE", "CO", "EO"].map((competency) => ({ competency, heldOn, until })));
    const again = await sat(level);
    await wasEarlier(first, again, 3);
    const { journeys } = await again.caller.must(journey, {});
    expect(journeys.find(({ registrationId }) => registrationId === again.registrationId)?.credits.map(({ competency }) => competency)).toEqual(["CE", "CO", "EO"]);
  });

  test("[RET-6] an earlier exam that is raised after the later was sent makes a pass of it, once a person confirms it", async () => {
    const first = await sat(low, mute);
    await confirm(first);
    const second = await sat(low);
    await wasEarlier(first, second, 6);
    await computeReports(app.deps, [second.sittingId]);
    await confirm(second);
    expect(await mine(second)).toMatchObject({ outcome: "FAIL" });
    const { currentReportId, sentCombinationId } = await app.deps.db.result.findUniqueOrThrow({ where: { sittingId: second.sittingId } });
    await second.caller.must(results.askReview, { params: first.params, body: { competencies: ["EE"], reason: "" } });
    await app.drain();
    await markTexts(app, first.sittingId, [level, level]);
    await confirm(first);
    expect(await mine(first, second.caller)).toMatchObject({ outcome: "FAIL", competencies: { EE: { level: "REACHED" } } });
    const raised = await detail(second);
    expect(raised).toMatchObject({ state: "PENDING_APPROVAL", reportId: currentReportId, outcome: "PASS", combined: { credits: [{ competency: "EE" }] } });
    expect(await mine(second)).toMatchObject({ outcome: "FAIL" });
    expect(await app.deps.db.result.findUniqueOrThrow({ where: { sittingId: second.sittingId } })).toMatchObject({ sentCombinationId });
    const one = { sittingId: second.sittingId, reportId: raised.reportId, combinationId: raised.combined?.combinationId ?? null };
    // A batch that a colleague's hold overtakes has sent nothing, and says so.
    const { batchId } = await director.must(sendResults, { body: { results: [one], reason: "" } });
    await director.must(results.holdResult, { params: second.params, body: { reportId: raised.reportId, reason: "à revoir" } });
    await app.drain();
    expect(await app.deps.db.sendingItem.findFirstOrThrow({ where: { batchId } })).toMatchObject({ state: "REFUSED" });
    expect(await mine(second)).toMatchObject({ outcome: "FAIL" });
    await director.must(results.releaseResult, { params: second.params, body: { reportId: raised.reportId, reason: "revu" } });
    const unknown = { ...one, combinationId: "0192f0c0-0000-7000-8000-000000000000" };
    const { batchId: refused } = await director.must(sendResults, { body: { results: [unknown], reason: "" } });
    await app.drain();
    expect(await app.deps.db.sendingItem.findFirstOrThrow({ where: { batchId: refused } })).toMatchObject({ state: "REFUSED", code: "STATE_CHANGED" });
    await director.must(sendResults, { body: { results: [one], reason: "" } });
    await app.drain();
    expect(await mine(second)).toMatchObject({ outcome: "PASS", standing: [] });
    expect((await mine(first, second.caller)).standing).toEqual([]);
    expect(await attestations(second)).toBe(1);
  });
});

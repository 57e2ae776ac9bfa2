import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Band } from "#shared/domain/marking/units.ts";
import { dayAfter, endOfOfficeDay, officeDay } from "#shared/domain/marking/deadlines.ts";
import { storedReport } from "#shared/domain/results/stored-report.ts";
import { translate } from "#shared/i18n/translate.ts";
import { openIncident } from "#shared/protocol/incidents.ts";
import { addOwnNote, addStaffObservation } from "#shared/protocol/integrity.ts";
import { allotOralMark } from "#shared/protocol/marking.ts";
import { referralList } from "#shared/protocol/referrals.ts";
import * as annulments from "#shared/protocol/annulments.ts";
import * as contract from "#shared/protocol/results.ts";
import { routes } from "#shared/protocol/http.ts";
import { outcomeForBody } from "#server/features/results/queries.ts";
import { openArchive } from "#server/platform/unzip.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import {
  ensurePolicy,
  makeRaters,
  markTexts,
  passingBands,
  sitExam,
  type ExamOptions,
} from "#tests/support/exam-fixture.ts";
import { nth, runOf, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  director = await app.as(await app.account({ roles: ["DIRECTOR"], givenName: "Diane" }));
});
afterAll(() => app.stop());
beforeEach(async () => {
  await app.deps.db.account.updateMany({ where: { roles: { has: "RATER" } }, data: { roles: ["SUPPORT"] } });
  await makeRaters(app, 4);
});

const level: readonly Band[] = [3, 3, 3, 3, 3];

/** A sitting whose texts are marked with these bands. */
async function marked(texts: readonly (readonly Band[])[], options: ExamOptions = {}) {
  const session = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(session.candidates, 0);
  await sitExam(app, session, candidate, options);
  await app.drain();
  await markTexts(app, candidate.sittingId, texts);
  return { session, candidate, sittingId: candidate.sittingId };
}

/** The files of somebody's export, by their names. */
async function evidenceOf(caller: Caller, sittingId: string): Promise<(name: string) => Promise<string>> {
  const answer = await caller.raw("GET", `/api/results/${sittingId}/evidence.zip`);
  const archive = openArchive(new Uint8Array(await answer.arrayBuffer()), { files: 20, unpackedBytes: 5_000_000 });
  if (!archive.ok) throw new Error(archive.error);
  return async (name) => {
    const bytes = await archive.value.read(name);
    if (typeof bytes !== "object") throw new Error(`There is no ${name}.`);
    return Buffer.from(bytes).toString("utf8");
  };
}

const detail = (sittingId: string) => director.must(contract.resultOf, { params: { sittingId } });

async function confirm(sittingId: string) {
  const { reportId } = await detail(sittingId);
  return director.call(contract.confirmResult, { params: { sittingId }, body: { reportId, reason: "" } });
}

describe("the report", () => {
  test("[RES-1] marks, reading and states give a report that waits for a person", async () => {
    const { sittingId } = await marked([level, level]);
    expect(await detail(sittingId)).toMatchObject({
      state: "PENDING_APPROVAL",
      outcome: "PASS",
      scores: { CE: 100, CO: 70, EE: 60, EO: 65.5 },
      cut: 60,
      needs: [],
      unusual: [],
      units: [
        {
          unit: "writing.EE",
          score: 60,
          marks: [
            { ordinal: 1, score: 60 },
            { ordinal: 2, score: 60 },
          ],
        },
        {},
        {},
        {},
        {},
      ],
      policyVersion: 1,
    });
  });

  test("[RES-2] a new row is stored only when the input changed, and old rows stay", async () => {
    const { sittingId } = await marked([level, level]);
    const count = () => app.deps.db.report.count({ where: { sittingId } });
    const before = await count();
    expect(before).toBe(3);
    await app.deps.db.outboxEvent.updateMany({
      where: { topic: "marks.changed" },
      data: { processedAt: null, availableAt: app.clock.now() },
    });
    await app.drain();
    expect(await count()).toBe(before);
    await expect(app.deps.db.$executeRaw`UPDATE "Report" SET "inputHash" = 'x'`).rejects.toThrow("append-only");
  });

  test("[RES-3] the score command gives the same report from the exported input", async () => {
    const { sittingId } = await marked([level, level]);
    const input = await director.raw("GET", `/api/results/${sittingId}/input.json`);
    const folder = await mkdtemp(join(tmpdir(), "epreuve-score-"));
    const file = join(folder, "input.json");
    const text = await input.text();
    await writeFile(file, text);
    const { stdout } = await promisify(execFile)(process.execPath, ["scripts/score.ts", file]);
    await rm(folder, { recursive: true });
    const stored = await app.deps.db.result.findUniqueOrThrow({
      where: { sittingId },
      select: { currentReport: { select: { report: true } } },
    });
    expect(JSON.parse(stdout)).toEqual(storedReport.parse(stored.currentReport?.report));
    expect(text).not.toMatch(/ONLINE|IN_PERSON|KEYBOARD|HANDWRITTEN|mode|tool/);
    for (const { raterId } of await app.deps.db.mark.findMany({ where: { sittingId } }))
      expect(text).not.toContain(raterId);
  });

  test("[EVD-1] a person who was told their result receives what it rests on, without names and without keys", async () => {
    const { sittingId, candidate, session } = await marked([level, level]);
    const adviser = nth(session.advisers, 0).caller;
    const params = { sittingId };
    const { observationId } = await adviser.must(addStaffObservation, {
      params,
      body: { category: "OTHER_VOICE", text: "À 14 h 12." },
    });
    const summary = "Une autre voix, brièvement.";
    await adviser.must(openIncident, {
      params,
      body: { code: "ENV-1", severity: 1, summary, act: "CONTINUED", observationIds: [observationId] },
    });
    const fetchFile = (caller: Caller) => caller.raw("GET", `/api/results/${sittingId}/evidence.zip`);
    expect((await fetchFile(candidate.caller)).status).toBe(404);
    expect((await fetchFile(director)).status).toBe(200);
    expect(await confirm(sittingId)).toMatchObject({ ok: true });
    const stranger = nth((await sessionWorld(app, { candidates: 1 })).candidates, 0).caller;
    expect((await fetchFile(stranger)).status).toBe(404);
    const answer = await fetchFile(candidate.caller);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/zip"]);
    const text = Buffer.from(await answer.arrayBuffer()).toString("utf8");
    const { currentReport } = await app.deps.db.result.findUniqueOrThrow({
      where: { sittingId },
      select: { currentReport: { select: { input: true } } },
    });
    // Files are stored as they are, so the very input of the score command is in the archive.
    expect(text).toContain(`${JSON.stringify(currentReport?.input, null, 2)}\n`);
    for (const name of [
      "texte.txt",
      "lecture.json",
      "evaluations.json",
      "journal.json",
      "incidents.json",
      "regles.json",
    ])
      expect(text).toContain(name);
    expect(text).toContain(summary);
    expect(text).not.toMatch(/accepted|evidence|raterId|authorName|ById/);
    for (const { rater } of await app.deps.db.mark.findMany({ where: { sittingId }, select: { rater: true } }))
      for (const secret of [rater.id, rater.familyName, rater.email]) expect(text).not.toContain(secret);
  });

  test("[INT-7, EVD-1] what the person wrote beside a line goes with it", async () => {
    const { sittingId, candidate, session } = await marked([level, level]);
    const adviser = nth(session.advisers, 0);
    const params = { sittingId };
    const { observationId } = await adviser.caller.must(addStaffObservation, { params, body: { category: "NOISE" } });
    const createdAt = app.clock.now();
    const { id: runId } = await runOf(app, sittingId, "READING");
    const time = await app.deps.db.timeEntry.create({ data: { runId, cause: "OUTAGE", seconds: 40, reason: "", createdAt } });
    const check = await app.deps.db.identityCheck.create({
      data: { sittingId, documentType: "PASSPORT", outcome: "CONFIRMED", checkedById: adviser.accountId, checkedAt: createdAt },
    });
    const lines = [{ kind: "FACT", id: observationId }, { kind: "TIME", id: time.id }, { kind: "IDENTITY", id: check.id }] as const;
    for (const line of lines) await candidate.caller.must(addOwnNote, { params, body: { line, text: `Mes mots (${line.kind}).` } });
    expect(await confirm(sittingId)).toMatchObject({ ok: true });
    const fileIn = await evidenceOf(candidate.caller, sittingId);
    const said = (kind: string) => expect.objectContaining({ notes: [{ text: `Mes mots (${kind}).`, at: expect.any(String) }] });
    expect(JSON.parse(await fileIn("journal.json"))).toMatchObject({
      observations: expect.arrayContaining([said("FACT")]),
      activities: expect.arrayContaining([expect.objectContaining({ timeEntries: expect.arrayContaining([said("TIME")]) })]),
      identityChecks: [said("IDENTITY")],
    });
  });

  test("[EVD-2] the person’s own export recomputes with the one command that it names, to the last byte", async () => {
    const { sittingId, candidate } = await marked([level, level]);
    expect(await confirm(sittingId)).toMatchObject({ ok: true });
    const fileIn = await evidenceOf(candidate.caller, sittingId);
    const [, command = "", name = ""] = /(npm run --silent score --) (\S+)/.exec(await fileIn("LISEZMOI.txt")) ?? [];
    const folder = await mkdtemp(join(tmpdir(), "epreuve-evidence-"));
    await writeFile(join(folder, name), await fileIn(name));
    const [program = "", ...words] = command.split(" ");
    const { stdout } = await promisify(execFile)(program, [...words, join(folder, name)]);
    await rm(folder, { recursive: true });
    expect(stdout).toBe(await fileIn("rapport.json"));
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "PASS" });
  });

  test("[RES-1] whatever was answered and given, a sitting in person, typed or written by hand, gives the same input and report as one at home", async () => {
    const band = fc.constantFrom<Band>(2, 3, 3, 4);
    const row = (size: number) => fc.array(band, { minLength: size, maxLength: size });
    const heard = fc.record({ "discussion.CO": row(2), "discussion.EO": row(4), "interview.CO": row(2), "interview.EO": row(4) });
    const given = fc.record({ reading: fc.constantFrom(0.4, 0.6, 0.8, 1), first: heard, second: heard, text: fc.tuple(row(5), row(5)) });
    await fc.assert(
      fc.asyncProperty(given, async ({ reading, first, second, text }) => {
        const reports = [];
        for (const world of [
          { deliveryMode: "ONLINE", writingTools: ["KEYBOARD"] },
          { deliveryMode: "IN_PERSON", writingTools: ["KEYBOARD"] },
          { deliveryMode: "IN_PERSON", writingTools: ["HANDWRITTEN"] },
        ] as const) {
          const session = await sessionWorld(app, world);
          const { sittingId } = nth(session.candidates, 0);
          await sitExam(app, session, nth(session.candidates, 0), { reading, bands: { first, second } });
          await app.drain();
          await markTexts(app, sittingId, text);
          const current = await app.deps.db.result.findUniqueOrThrow({
            where: { sittingId },
            select: { currentReport: { select: { inputHash: true, report: true } } },
          });
          reports.push(current.currentReport);
        }
        expect(reports[0]).not.toBeNull();
        expect(reports[1]).toEqual(reports[0]);
        expect(reports[2]).toEqual(reports[0]);
      }),
      { numRuns: 4, seed: 20_261_202 },
    );
  });

  test("[RES-4] an outage puts the result on hold and an absence leaves it not completed; both wait for a person too", async () => {
    const outage = await marked([], { ends: { activity: "WRITING", event: "loseTechnically" } });
    expect(await detail(outage.sittingId)).toMatchObject({
      state: "PENDING_APPROVAL",
      outcome: "ON_HOLD",
      unusual: ["NOT_ALL_DONE"],
    });
    const absence = await marked([], { ends: { activity: "WRITING", event: "markAbsent" } });
    expect(await detail(absence.sittingId)).toMatchObject({ state: "PENDING_APPROVAL", outcome: "NOT_COMPLETED" });
    const stopped = await marked([], { ends: { activity: "DISCUSSION", event: "stopAtGate" } });
    expect(await detail(stopped.sittingId)).toMatchObject({
      state: "PENDING_APPROVAL",
      outcome: "FAIL",
      unusual: ["PARTICIPATION"],
    });
  });

  test("[RES-5] an interview with one mark says that the second is missing, and whom it waits for", async () => {
    const session = await sessionWorld(app, { candidates: 1 });
    const candidate = nth(session.candidates, 0);
    await sitExam(app, session, candidate, { bands: { first: passingBands, second: null } });
    await app.drain();
    const { needs, state, unusual } = await detail(candidate.sittingId);
    expect(state).toBe("MARKING");
    expect(unusual).toContain("NEEDS_ORAL_MARK");
    expect(needs).toContainEqual({ unit: "interview.EO", why: "SECOND_MARK", waitsFor: "ADVISER" });
    expect(needs).toContainEqual({ unit: "writing.EE", why: "FIRST_MARK", waitsFor: "MARKER" });
  });

  test("[RES-17] a third oral mark that nobody can give is a decision of the directorate, and the order is told no date", async () => {
    const session = await sessionWorld(app, { candidates: 1, deliveryMode: "IN_PERSON" });
    const candidate = nth(session.candidates, 0);
    const { sittingId } = candidate;
    const apart = { ...passingBands, "interview.EO": [1, 1, 1, 1] as const };
    await sitExam(app, session, candidate, { bands: { first: passingBands, second: apart } });
    await app.drain();
    const clerk = await app.as(await app.account({ roles: ["CLERK"], bodyId: session.bodyId }));
    const dueAt = async () => (await clerk.must(referralList, {})).people[0]?.resultDueAt;
    const waits = async () => {
      const { needs, unusual } = await detail(sittingId);
      const { waitsFor } = needs.find(({ unit }) => unit === "interview.EO") ?? {};
      return [waitsFor, unusual.includes("DECISION_NEEDED")];
    };
    expect(await waits()).toEqual(["NOBODY_LEFT", true]);
    expect(await dueAt()).toBeNull();
    const { results } = await director.must(contract.resultList, {});
    expect(results.find((row) => row.sittingId === sittingId)?.unusual).toContain("DECISION_NEEDED");
    // Somebody else was at the table after all.
    const paul = await app.account({ roles: ["ADVISER"] });
    await app.deps.db.sessionAdviser.create({ data: { sessionId: session.sessionId, accountId: paul } });
    expect(await waits()).toEqual(["ADVISER_TO_ASK", false]);
    expect((await detail(sittingId)).advisersToAsk).toMatchObject([{ unit: "interview.EO", adviserId: paul }]);
    // The last day is whole, at the Office.
    const { startsAt } = await app.deps.db.session.findUniqueOrThrow({ where: { id: session.sessionId }, select: { startsAt: true } });
    const lastDay = dayAfter(officeDay(startsAt), 14);
    expect(await dueAt()).toBe(endOfOfficeDay(lastDay).toISOString());
    const body = { unit: "interview.EO" as const, adviserId: paul };
    await director.must(allotOralMark, { params: { sittingId }, body });
    expect(await waits()).toEqual(["ADVISER_ASKED", false]);
  });

  test("[RES-6] a text that nobody may mark is shown to the directorate", async () => {
    await app.deps.db.account.updateMany({ where: { roles: { has: "RATER" } }, data: { roles: ["SUPPORT"] } });
    const { sittingId } = await marked([]);
    expect(await detail(sittingId)).toMatchObject({
      unusual: ["NO_RATER"],
      needs: [{ unit: "writing.EE", why: "FIRST_MARK", waitsFor: "NO_RATER" }],
    });
    const { results } = await director.must(contract.resultList, {});
    expect(results.find((row) => row.sittingId === sittingId)?.unusual).toEqual(["NO_RATER"]);
  });

  test("[RES-7] a borderline reading is looked at again by a person before anything is decided", async () => {
    const session = await sessionWorld(app, { candidates: 1 });
    const candidate = nth(session.candidates, 0);
    const { sittingId } = candidate;
    // Twelve points of twenty-one: 57.1, less than one standard error below the cut.
    await sitExam(app, session, candidate, { reading: 12 / 21 });
    await app.drain();
    await markTexts(app, sittingId, [level, level]);
    const params = { sittingId };
    const before = await detail(sittingId);
    expect(before).toMatchObject({
      state: "MARKING",
      outcome: "PENDING",
      needs: [{ unit: "reading.CE", why: "BORDERLINE", waitsFor: "READING_CHECK" }],
      unusual: ["BORDERLINE"],
    });
    expect(before.reading?.length).toBeGreaterThan(0);
    for (const { prompt, expected, points, max } of before.reading ?? [])
      expect([prompt === "", expected === "", points < max]).toEqual([false, false, true]);
    expect(await director.call(contract.checkReading, { params, body: { reportId: sittingId } })).toMatchObject({
      code: "STATE_CHANGED",
    });
    await director.must(contract.checkReading, { params, body: { reportId: before.reportId } });
    const after = await detail(sittingId);
    expect(after).toMatchObject({
      state: "PENDING_APPROVAL",
      outcome: "FAIL",
      scores: { CE: 57.1 },
      isReadingChecked: true,
      needs: [],
      reading: null,
    });
    expect(await director.call(contract.checkReading, { params, body: { reportId: after.reportId } })).toMatchObject({
      code: "NOT_ALLOWED_NOW",
    });
    expect(
      await director.call(contract.checkReading, {
        params: { sittingId: session.sessionId },
        body: { reportId: after.reportId },
      }),
    ).toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the decision of a person", () => {
  test("[RES-8, RES-22] nobody is told anything before a person confirms; then the person sees competencies, whose they are and of which day, the order the outcome", async () => {
    const { sittingId, candidate } = await marked([level, level]);
    const params = { sittingId };
    expect(await candidate.caller.call(contract.myResult, { params })).toMatchObject({ code: "NOT_FOUND" });
    expect(await outcomeForBody(app.deps.db, [candidate.registrationId])).toEqual([]);
    expect(await confirm(sittingId)).toMatchObject({ ok: true });
    const reached = { fr: "atteint", en: "reached" };
    expect(await candidate.caller.must(contract.myResult, { params })).toEqual({
      sittingId,
      sentAt: app.clock.now().toISOString(),
      outcome: "PASS",
      competencies: {
        CE: { score: 100, level: "EXCEEDED", words: { fr: "dépassé", en: "exceeded" } },
        CO: { score: 70, level: "REACHED", words: reached },
        EE: { score: 60, level: "REACHED", words: reached },
        EO: { score: 65.5, level: "REACHED", words: reached },
      },
      cut: 60,
      policyVersion: 1,
      name: expect.stringMatching(/^\S+ \S+/u),
      satAt: expect.any(String),
      timeZone: "America/Toronto",
      professionName: "infirmière ou infirmier",
      contact: app.deps.config.officeContact,
      wasTyped: true,
      attestation: null,
      credits: [],
      standing: [],
      review: { offered: [], endsAt: expect.any(String), asked: null, late: null },
    });
    expect(await outcomeForBody(app.deps.db, [candidate.registrationId])).toEqual([
      {
        registrationId: candidate.registrationId,
        outcome: "PASS",
        sentAt: app.clock.now(),
        attestationId: null,
        attestationNumber: null,
      },
    ]);
    const registration = await app.deps.db.registration.findUniqueOrThrow({ where: { id: candidate.registrationId } });
    expect(registration.state).toBe("DONE");
    const topics = await app.deps.db.outboxEvent.findMany({
      where: { payload: { path: ["sittingId"], equals: sittingId }, processedAt: null },
      select: { topic: true },
    });
    expect(topics.map(({ topic }) => topic).toSorted()).toEqual(["result.notify", "result.sent"]);
  });

  test("[MSG-11] the order's link is plain, and its message does not say that it serves once", async () => {
    const { sittingId, session } = await marked([level, level]);
    const clerkId = await app.account({ roles: ["CLERK"], bodyId: session.bodyId });
    await confirm(sittingId);
    await app.drain();
    const message = await app.deps.db.message.findFirstOrThrow({ where: { kind: "resultToBody", accountId: clerkId } });
    expect(message.body).toContain(`${app.deps.config.publicUrl}/ordre\n`);
    expect(message.body).not.toContain(translate("fr", "messages.linkOnce"));
  });

  test("[RES-8] somebody else's result does not exist, and no route gives an order a mark", async () => {
    const { sittingId, session } = await marked([level, level]);
    await confirm(sittingId);
    const other = await app.as(await app.account({ roles: ["CANDIDATE"] }));
    expect(await other.call(contract.myResult, { params: { sittingId } })).toMatchObject({ code: "NOT_FOUND" });
    const clerk = await app.as(await app.account({ roles: ["CLERK"], bodyId: session.bodyId }));
    for (const path of [
      `/api/results`,
      `/api/results/${sittingId}`,
      `/api/results/${sittingId}/input.json`,
      `/api/sittings/${sittingId}/result`,
      `/api/sittings/${sittingId}/oral-marks/DISCUSSION`,
      `/api/marking/tasks`,
    ])
      expect((await clerk.raw("GET", path)).status).toBe(403);
    const open = routes.filter(
      ({ path, allow }) =>
        /results|marking|marks|\/result/.test(path) && Array.isArray(allow) && allow.includes("CLERK"),
    );
    expect(open.map(({ path }) => path)).toEqual([]);
  });

  test("[RES-9] a result is held with a reason, released with a reason, and only then confirmed", async () => {
    const { sittingId, candidate } = await marked([level, level]);
    const { reportId } = await detail(sittingId);
    const params = { sittingId };
    const body = (reason: string) => ({ params, body: { reportId, reason } });
    expect(await director.call(contract.holdResult, body(" "))).toMatchObject({ code: "REASON_REQUIRED" });
    await director.must(contract.holdResult, body("Vérifier l’interruption de 14 h"));
    expect(await director.call(contract.confirmResult, body(""))).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await director.call(contract.holdResult, body("encore"))).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await candidate.caller.call(contract.myResult, { params })).toMatchObject({ code: "NOT_FOUND" });
    expect(await director.call(contract.releaseResult, body(""))).toMatchObject({ code: "REASON_REQUIRED" });
    await director.must(contract.releaseResult, body("Rien à signaler"));
    expect(await director.call(contract.releaseResult, body("encore"))).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await director.must(contract.confirmResult, body(""));
    expect((await detail(sittingId)).decisions).toMatchObject([
      { kind: "HOLD", reason: "Vérifier l’interruption de 14 h", deciderName: expect.stringContaining("Diane") },
      { kind: "RELEASE", reason: "Rien à signaler" },
      { kind: "CONFIRM", reason: "" },
    ]);
  });

  test("[RES-9] a result can be held while it is marked, and goes on being marked", async () => {
    const { sittingId } = await marked([level]);
    const held = await detail(sittingId);
    await director.must(contract.holdResult, {
      params: { sittingId },
      body: { reportId: held.reportId, reason: "Question d’identité" },
    });
    await markTexts(app, sittingId, [level]);
    const after = await detail(sittingId);
    expect(after).toMatchObject({ state: "ON_HOLD", outcome: "PASS" });
    await director.must(contract.releaseResult, {
      params: { sittingId },
      body: { reportId: after.reportId, reason: "Réglée" },
    });
    expect(await detail(sittingId)).toMatchObject({ state: "PENDING_APPROVAL" });
  });

  test("[RES-9] whoever decides on a report that is out of date reads next the one of this moment, and decides on that", async () => {
    const { sittingId } = await marked([level, level]);
    const params = { sittingId };
    const decisions = {
      hold: (reportId: string) => director.call(contract.holdResult, { params, body: { reportId, reason: "À vérifier" } }),
      release: (reportId: string) => director.call(contract.releaseResult, { params, body: { reportId, reason: "Vérifié" } }),
      propose: (reportId: string) => director.call(annulments.proposeAnnulment, { params, body: { reportId, reason: "Panne" } }),
      annul: (reportId: string) => director.call(annulments.annulResult, { params, body: { reportId, reason: "Panne", proposalId: sittingId } }),
    };
    for (const decideOn of Object.values(decisions)) {
      const { reportId, isReadingChecked } = await detail(sittingId);
      // What the report rests on has changed, and it has not been computed anew.
      await app.deps.db.result.update({ where: { sittingId }, data: { isReadingChecked: !isReadingChecked } });
      expect(await decideOn(reportId)).toMatchObject({ code: "STATE_CHANGED" });
      const { reportId: next } = await detail(sittingId);
      expect(next).not.toBe(reportId);
    }
    const { reportId } = await detail(sittingId);
    expect(await decisions.hold(reportId)).toMatchObject({ ok: true });
  });

  test("[RES-9] what is still being marked cannot be confirmed, nor a report that another one has replaced", async () => {
    const { sittingId } = await marked([level]);
    const first = await detail(sittingId);
    expect(await confirm(sittingId)).toMatchObject({ code: "MARKS_NEEDED" });
    await markTexts(app, sittingId, [level]);
    const params = { sittingId };
    expect(
      await director.call(contract.confirmResult, { params, body: { reportId: first.reportId, reason: "" } }),
    ).toMatchObject({ code: "STATE_CHANGED" });
    expect(
      await director.call(contract.confirmResult, {
        params: { sittingId: first.reportId },
        body: { reportId: first.reportId, reason: "" },
      }),
    ).toMatchObject({ code: "NOT_FOUND" });
  });

  test("[RES-16] what is to be sat again in part is confirmed once what was sat is marked", async () => {
    const { sittingId } = await marked([level], { ends: { activity: "INTERVIEW", event: "loseTechnically" } });
    expect(await detail(sittingId)).toMatchObject({ state: "PENDING_APPROVAL", outcome: "ON_HOLD" });
    expect(await confirm(sittingId)).toMatchObject({ status: 409, code: "MARKS_NEEDED" });
    await markTexts(app, sittingId, [level]);
    expect(await confirm(sittingId)).toMatchObject({ ok: true });
  });

  test("[RES-10] confirmed twice at once: one decision, one notice", async () => {
    const { sittingId } = await marked([level, level]);
    const answers = await Promise.all([confirm(sittingId), confirm(sittingId), confirm(sittingId)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const kinds = await app.deps.db.resultDecision.count({ where: { report: { sittingId }, kind: "CONFIRM" } });
    expect(kinds).toBe(1);
    expect(
      await app.deps.db.outboxEvent.count({
        where: { topic: "result.sent", payload: { path: ["sittingId"], equals: sittingId } },
      }),
    ).toBe(1);
  });

  test("[RES-11] the desk shows marks without the markers' names, and nothing of the mode", async () => {
    const { sittingId } = await marked([level, level]);
    const text = JSON.stringify([await detail(sittingId), await director.must(contract.resultList, {})]);
    const raters = await app.deps.db.mark.findMany({ where: { sittingId }, select: { rater: true } });
    for (const { rater } of raters) {
      expect(text).not.toContain(rater.id);
      expect(text).not.toContain(rater.familyName);
    }
    for (const word of ["ONLINE", "IN_PERSON", "KEYBOARD", "HANDWRITTEN"]) expect(text).not.toContain(word);
  });

  test("[RES-12] an exam to be sat again in part is told to the person, not to the order, and its registration stays open", async () => {
    const { sittingId, candidate, session } = await marked([level, level], {
      ends: { activity: "INTERVIEW", event: "loseTechnically" },
    });
    expect(await confirm(sittingId)).toMatchObject({ ok: true });
    expect(await candidate.caller.must(contract.myResult, { params: { sittingId } })).toMatchObject({
      outcome: "ON_HOLD",
      competencies: { CO: null, EO: null },
    });
    expect(await outcomeForBody(app.deps.db, [candidate.registrationId])).toEqual([]);
    expect((await app.deps.db.registration.findUniqueOrThrow({ where: { id: candidate.registrationId } })).state).toBe(
      "VALIDATED",
    );
    const clerkId = await app.account({ roles: ["CLERK"], bodyId: session.bodyId });
    await app.drain();
    expect(await app.deps.db.message.count({ where: { accountId: candidate.accountId } })).toBe(1);
    expect(await app.deps.db.message.count({ where: { accountId: clerkId } })).toBe(0);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { incidentCodes } from "#shared/domain/incidents/incident-rules.ts";
import { sessionBoard } from "#shared/protocol/conduct.ts";
import * as contract from "#shared/protocol/incidents.ts";
import { myIncidents } from "#shared/protocol/my-incidents.ts";
import { addStaffNote, sittingRecord } from "#shared/protocol/integrity.ts";
import { markingScript, markingTasks } from "#shared/protocol/marking.ts";
import { confirmResult, myResult, releaseResult, resultOf } from "#shared/protocol/results.ts";
import { bookSession, openSessions } from "#shared/protocol/scheduling.ts";
import { expireReviews } from "#server/features/incidents/review-decision.ts";
import { moveRunStep, moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, sitExam } from "#tests/support/exam-fixture.ts";
import { answered, directorate, markedExam, openOn, type Directorate, type Incident } from "#tests/support/incident-world.ts";
import { nth, runOf, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
let office: Directorate;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  office = await directorate(app);
});
afterAll(() => app.stop());
beforeEach(async () => {
  app.clock.set("2026-11-30T15:00:00.000Z");
  await app.deps.db.account.updateMany({ where: { roles: { has: "RATER" } }, data: { roles: ["SUPPORT"] } });
  await makeRaters(app, 4);
});

const fileOf = (caller: Caller, incidentId: string) => caller.must(contract.incidentFile, { params: { incidentId } });
const resultState = async (sittingId: string) =>
  (await app.deps.db.result.findUniqueOrThrow({ where: { sittingId }, select: { state: true } })).state;
const decision = (incident: Incident, effect: "NONE" | "WARNING" | "RESIT_ACTIVITY" | "VOID_ACTIVITY" | "VOID_EXAM") => ({
  params: { incidentId: incident.incidentId },
  body: { effect, reasons: "Deux voix distinctes répondent l’une à l’autre.", observationIds: [incident.observationId] },
});
async function confirm(sittingId: string) {
  const { reportId } = await office.first.must(resultOf, { params: { sittingId } });
  return office.first.call(confirmResult, { params: { sittingId }, body: { reportId, reason: "" } });
}
/** Somebody with a seat: enough for what needs no exam. */
async function unsat(): Promise<Pick<Incident, "world" | "candidate" | "sittingId">> {
  const world = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(world.candidates, 0);
  return { world, candidate, sittingId: candidate.sittingId };
}
/** Somebody whose day is over, for a decision that nothing follows from here. */
async function over(): ReturnType<typeof unsat> {
  const given = await unsat();
  for (const event of ["arrive", "confirmIdentity", "begin", "complete"] as const)
    await commit(app.deps, (uow) => moveSittingStep(uow, given.sittingId, event, null));
  return given;
}
const sign = (decisionId: string, agrees = true, note = "") => ({ params: { decisionId }, body: { agrees, note } });
/** Facts, answer and a decision that a second person signs. */
async function decided(incident: Incident, effect: Parameters<typeof decision>[1]): Promise<string> {
  await answered(incident, office);
  const { decisionId, signaturesMissing } = await office.first.must(contract.proposeDecision, decision(incident, effect));
  if (signaturesMissing > 0) await office.second.must(contract.signDecision, sign(decisionId));
  return decisionId;
}

describe("opening", () => {
  test("[INC-5] a person opens it on entries of that very record, within the taxonomy", async () => {
    const given = await unsat();
    const other = await openOn(await unsat());
    const { caller } = nth(given.world.advisers, 0);
    await caller.must(addStaffNote, { params: { sittingId: given.sittingId }, body: { text: "Un téléphone sonne." } });
    const { observations } = await caller.must(sittingRecord, { params: { sittingId: given.sittingId } });
    const own = observations.at(-1)?.observationId ?? "";
    const open = (change: object) =>
      caller.call(contract.openIncident, {
        params: { sittingId: given.sittingId },
        body: { code: "ENV-1", severity: 1, summary: "Un téléphone sonne.", act: "REMINDED", observationIds: [own], ...change },
      });
    expect(await open({ severity: 3 })).toMatchObject({ code: "INCIDENT_TAXONOMY" });
    expect(await open({ act: "STOP_ACTIVITY" })).toMatchObject({ code: "INCIDENT_TAXONOMY" });
    expect(await open({ observationIds: [other.observationId] })).toMatchObject({ code: "INCIDENT_ENTRY" });
    expect(await open({ observationIds: [] })).toMatchObject({ code: "BAD_INPUT" });
    expect(await app.deps.db.incident.count({ where: { sittingId: given.sittingId } })).toBe(0);
    const opened = await open({});
    expect(opened).toMatchObject({ ok: true });
    const kinds = (await caller.must(sittingRecord, { params: { sittingId: given.sittingId } })).observations;
    expect(kinds.map(({ kind }) => kind)).toContain("INCIDENT_OPENED");
    const stored = await app.deps.db.incident.findFirstOrThrow({ where: { sittingId: given.sittingId } });
    expect(stored).toMatchObject({ taxonomyVersion: 2, code: "ENV-1", severity: 1, state: "OPEN" });
    // Another version does not touch what was opened under the first.
    await expect(app.deps.db.$executeRaw`UPDATE "IncidentCode" SET "maxSeverity" = 4`).rejects.toThrow("append-only");
    await expect(
      app.deps.db.$executeRaw`UPDATE "Incident" SET severity = 2 WHERE id = ${stored.id}::uuid`,
    ).rejects.toThrow("severity 2 is not one of ENV-1");
    await expect(
      app.deps.db.$executeRaw`UPDATE "Incident" SET summary = 'x' WHERE id = ${stored.id}::uuid`,
    ).rejects.toThrow("not changed");
  });

  test("[INC-5] whatever happened, the activity may simply have gone on", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const { codes } = await nth(world.advisers, 0).caller.must(contract.incidentTaxonomy, {});
    expect(codes).toHaveLength(incidentCodes.length);
    expect(codes.filter(({ acts }) => !acts.includes("CONTINUED"))).toEqual([]);
  });

  test("[INC-6] the result is held, no way around it, and the database refuses too", async () => {
    const incident = await openOn(await markedExam(app));
    const { sittingId } = incident;
    expect(await resultState(sittingId)).toBe("ON_HOLD");
    const detail = await office.first.must(resultOf, { params: { sittingId } });
    expect(detail).toMatchObject({ unusual: ["INCIDENT"], incidents: [{ code: "AID-3", severity: 3 }] });
    expect(await confirm(sittingId)).toMatchObject({ code: "INCIDENT_OPEN" });
    const body = { reportId: detail.reportId, reason: "Rien à signaler." };
    expect(await office.first.call(releaseResult, { params: { sittingId }, body })).toMatchObject({ code: "INCIDENT_OPEN" });
    await expect(
      app.deps.db.$executeRaw`UPDATE "Result" SET state = 'RESULT_SENT' WHERE "sittingId" = ${sittingId}::uuid`,
    ).rejects.toThrow("an incident of this sitting is open");
  });

  test("[INC-6] marking goes on blind: a text is allotted and marked, and no task says anything", async () => {
    const given = await unsat();
    const { world, candidate } = given;
    await openOn(given);
    await sitExam(app, world, candidate);
    await app.drain();
    expect(await resultState(candidate.sittingId)).toBe("ON_HOLD");
    const tasks = await app.deps.db.markingTask.findMany({
      where: { sittingId: candidate.sittingId, state: "ALLOTTED" },
      select: { id: true, raterId: true },
    });
    expect(tasks).toHaveLength(2);
    const marker = await app.as(nth(tasks, 0).raterId);
    const seen = JSON.stringify([
      await marker.must(markingTasks, {}),
      await marker.must(markingScript, { params: { taskId: nth(tasks, 0).id } }),
    ]);
    expect(seen).not.toMatch(/incident|AID-3|ON_HOLD/i);
  });

  test("[INC-7, CDT-14] an activity is stopped by two advisers, never by one, and never as a submission", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const candidate = nth(world.candidates, 0);
    const { sittingId } = candidate;
    for (const event of ["arrive", "confirmIdentity", "begin"] as const)
      await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, event, null));
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "READING", "open", null));
    const [first, second] = [nth(world.advisers, 0).caller, nth(world.advisers, 1).caller];
    await first.must(addStaffNote, { params: { sittingId }, body: { text: "Une personne dicte." } });
    const { observations } = await first.must(sittingRecord, { params: { sittingId } });
    const { incidentId } = await first.must(contract.openIncident, {
      params: { sittingId },
      body: {
        code: "AID-3",
        severity: 3,
        summary: "Une personne dicte des réponses.",
        act: "STOP_ACTIVITY",
        observationIds: [observations.at(-1)?.observationId ?? ""],
      },
    });
    expect((await runOf(app, sittingId, "READING")).state).toBe("OPEN");
    expect(await first.call(contract.stopActivity, { params: { incidentId } })).toMatchObject({ code: "NEEDS_TWO_PEOPLE" });
    const seen = () => second.must(contract.sittingIncidents, { params: { sittingId } });
    const tile = async () => (await second.must(sessionBoard, { params: { sessionId: world.sessionId } })).sittings[0];
    expect(await tile()).toMatchObject({ level: "LOOK", reasons: expect.arrayContaining(["SECOND_PERSON_NEEDED"]) });
    expect(await seen()).toMatchObject({
      incidents: [{ incidentId, waitsForSecond: true }],
      closedBy: null,
      hasOpenActivity: true,
    });
    await second.must(contract.stopActivity, { params: { incidentId } });
    expect(await seen()).toMatchObject({ closedBy: null, hasOpenActivity: false });
    expect(await tile()).toMatchObject({ reasons: ["INCIDENT_OPEN"] });
    expect(await runOf(app, sittingId, "READING")).toMatchObject({ state: "TECHNICAL", seal: null });
    expect((await fileOf(candidate.caller, incidentId)).incident).toMatchObject({ isStopped: true, acts: [{}, {}] });
    expect((await fileOf(office.first, incidentId)).may.effects).toEqual(["RESIT_ACTIVITY", "VOID_ACTIVITY", "VOID_EXAM"]);
  });

  test("[INC-2] severity 0 and 1 hold nothing up, and never weigh on anybody", async () => {
    const incident = await openOn(await markedExam(app), { code: "ENV-1", severity: 1 });
    const { sittingId, incidentId } = incident;
    expect(await resultState(sittingId)).toBe("PENDING_APPROVAL");
    const facts = { params: { incidentId }, body: { text: "x", observationIds: [incident.observationId] } };
    expect(await office.first.call(contract.sendIncidentFacts, facts)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect((await fileOf(office.first, incidentId)).may).toMatchObject({ decide: true, effects: ["NONE", "RESIT_ACTIVITY"] });
    await expect(
      app.deps.db.incidentDecision.create({
        data: { incidentId, effect: "WARNING", reasons: "x", decidedById: incident.candidate.accountId, decidedAt: app.clock.now() },
      }),
    ).rejects.toThrow();
    expect(await office.first.must(contract.proposeDecision, { params: { incidentId }, body: { effect: "NONE", reasons: "Sans suite.", observationIds: [] } })).toMatchObject({ signaturesMissing: 0 });
    expect(await confirm(sittingId)).toMatchObject({ ok: true });
    // What was told is not taken back.
    const late = openOn(incident);
    await expect(late).rejects.toThrow("NOT_ALLOWED_NOW");
    const { caller } = nth(incident.world.advisers, 0);
    expect((await caller.must(contract.sittingIncidents, { params: { sittingId } })).closedBy).toBe("RESULT_TOLD");
  });
});

describe("the person answers", () => {
  test("[INC-8] facts are put entry by entry, with a message, and everybody reads the same file", async () => {
    const incident = await openOn(await unsat());
    const params = { incidentId: incident.incidentId };
    const sent = await office.first.must(contract.sendIncidentFacts, {
      params,
      body: { text: "Une deuxième voix a été entendue.", observationIds: [incident.observationId] },
    });
    expect(sent.answerDueAt).toBe("2026-12-15T04:59:59.999Z");
    await app.drain();
    const mail = await app.deps.db.message.findFirstOrThrow({ where: { accountId: incident.candidate.accountId, kind: "incidentFacts" } });
    expect(mail.body).toContain("/lien#");
    expect(`${mail.subject} ${mail.body}`).not.toMatch(/voix|AID-3|rédaction|Candidat/);
    const readers = [incident.candidate.caller, nth(incident.world.advisers, 1).caller, office.second];
    const files = await Promise.all(readers.map((caller) => fileOf(caller, incident.incidentId)));
    for (const { incident: file } of files) expect(file).toEqual(files[0]?.incident);
    expect(files[0]).toMatchObject({
      incident: { state: "FACTS_SENT", facts: { entries: [{ kind: "STAFF_NOTE", text: "Une deuxième voix se fait entendre." }] } },
      may: { answer: true, decide: false, sendFacts: false },
    });
    const { incidents } = await incident.candidate.caller.must(myIncidents, {});
    expect(incidents).toMatchObject([{ waitsForMe: "ANSWER", answerDueAt: sent.answerDueAt }]);
  });

  test("[INC-9] a statement comes within the time, in writing or noted from a call; the database refuses a late one", async () => {
    const incident = await openOn(await unsat());
    const params = { incidentId: incident.incidentId };
    const body = { text: "J’étais seule." };
    expect(await incident.candidate.caller.call(contract.answerIncident, { params, body })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    const facts = { params, body: { text: "Faits.", observationIds: [incident.observationId] } };
    await office.first.must(contract.sendIncidentFacts, facts);
    app.clock.set("2026-12-15T05:00:00.000Z");
    expect(await incident.candidate.caller.call(contract.answerIncident, { params, body })).toMatchObject({ code: "ANSWER_TIME_OVER" });
    const late = { ...params, channel: "WRITTEN", text: "Trop tard.", companion: "", takenById: incident.candidate.accountId, receivedAt: app.clock.now() } as const;
    await expect(app.deps.db.incidentStatement.create({ data: late })).rejects.toThrow();
    const extended = await office.first.must(contract.extendAnswerTime, { params, body: { workingDays: 2, reason: "Maladie." } });
    expect(extended.answerDueAt).toBe("2026-12-18T04:59:59.999Z");
    await expect(
      app.deps.db.$executeRaw`UPDATE "Incident" SET "answerDueAt" = "answerDueAt" - interval '1 day' WHERE id = ${incident.incidentId}::uuid`,
    ).rejects.toThrow("never taken back");
    await incident.candidate.caller.must(contract.answerIncident, { params, body: { ...body, companion: "Ma sœur" } });
    await office.first.must(contract.noteCallStatement, { params, body: { text: "Au téléphone : la radio du voisin." } });
    await app.drain();
    const { incident: file } = await fileOf(incident.candidate.caller, incident.incidentId);
    expect(file.statements).toMatchObject([
      { channel: "WRITTEN", companion: "Ma sœur" },
      { channel: "CALL", takenByName: expect.stringMatching(/^Diane/) },
    ]);
    const kinds = await app.deps.db.message.findMany({ where: { accountId: incident.candidate.accountId }, select: { kind: true } });
    expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["incidentFacts", "incidentTime", "incidentCall"]));
    await expect(app.deps.db.$executeRaw`UPDATE "IncidentStatement" SET text = 'x'`).rejects.toThrow("append-only");
  });

  test("[INC-19] a decision waits for the end of the exam, and the file says it before anything is written", async () => {
    const incident = await openOn(await unsat());
    await answered(incident, office);
    const before = await fileOf(office.first, incident.incidentId);
    expect(before).toMatchObject({ may: { decide: false, waitsForEnd: true }, deskSessionId: null });
    expect(before.incident.facts).toMatchObject({ sentByName: expect.stringMatching(/^Diane /), sentAt: app.clock.now().toISOString() });
    expect(await office.first.call(contract.proposeDecision, decision(incident, "NONE"))).toMatchObject({ code: "SITTINGS_NOT_ENDED" });
    // Who leads the session reads it from the desk; who observed decides nothing, then or later.
    const adviser = nth(incident.world.advisers, 0).caller;
    expect(await fileOf(adviser, incident.incidentId)).toMatchObject({
      may: { decide: false, waitsForEnd: false },
      deskSessionId: incident.world.sessionId,
    });
    for (const event of ["arrive", "confirmIdentity", "begin", "complete"] as const)
      await commit(app.deps, (uow) => moveSittingStep(uow, incident.sittingId, event, null));
    expect((await fileOf(office.second, incident.incidentId)).may).toMatchObject({ decide: true, waitsForEnd: false });
  });

  test("[INC-4] nothing is decided before an answer or the end of the time, in the database either", async () => {
    const incident = await openOn(await markedExam(app), { code: "AID-1", severity: 2 });
    const params = { incidentId: incident.incidentId };
    const propose = () => office.first.call(contract.proposeDecision, decision(incident, "WARNING"));
    expect(await propose()).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await office.first.must(contract.sendIncidentFacts, { params, body: { text: "Faits.", observationIds: [incident.observationId] } });
    expect(await propose()).toMatchObject({ code: "ANSWER_TIME_RUNS" });
    // A call that whoever decides has noted alone takes none of it away.
    await office.first.must(contract.noteCallStatement, { params, body: { text: "Au téléphone : la radio du voisin." } });
    expect(await propose()).toMatchObject({ code: "ANSWER_TIME_RUNS" });
    const early = { ...params, effect: "WARNING", reasons: "x", decidedById: incident.candidate.accountId, decidedAt: app.clock.now() } as const;
    await expect(app.deps.db.incidentDecision.create({ data: early })).rejects.toThrow();
    app.clock.set("2026-12-15T05:00:00.000Z");
    expect(await propose()).toMatchObject({ ok: true });
  });
});

describe("the decision", () => {
  test("[INC-10] whoever observed decides nothing, and the database refuses their signature", async () => {
    const director = await app.account({ roles: ["DIRECTOR", "ADVISER"], givenName: "Odile" });
    const given = await over();
    const incident = await openOn(given);
    // She led the session as well.
    await app.deps.db.sessionAdviser.create({ data: { sessionId: given.world.sessionId, accountId: director } });
    await answered(incident, office);
    const odile = await app.as(director);
    expect(await odile.call(contract.proposeDecision, decision(incident, "NONE"))).toMatchObject({ code: "HAS_OBSERVED" });
    const { decisionId } = await office.first.must(contract.proposeDecision, decision(incident, "NONE"));
    expect(await odile.call(contract.signDecision, sign(decisionId))).toMatchObject({ code: "HAS_OBSERVED" });
    for (const signerId of [director, nth(given.world.advisers, 0).accountId])
      await expect(
        app.deps.db.incidentSignature.create({ data: { decisionId, signerId, agrees: true, note: "", signedAt: app.clock.now() } }),
      ).rejects.toThrow();
    expect((await fileOf(odile, incident.incidentId)).may).toMatchObject({ hasObserved: true, decide: false, sign: false });
    // Whoever watched over the person for those who led has observed as well.
    const watcher = await app.account({ roles: ["DIRECTOR", "ADVISER"], givenName: "Hélène" });
    const entrusted = { entrustedById: nth(given.world.advisers, 0).accountId, entrustedAt: app.clock.now() };
    await app.deps.db.sessionWatcher.create({ data: { sessionId: given.world.sessionId, accountId: watcher, ...entrusted } });
    expect(await (await app.as(watcher)).call(contract.signDecision, sign(decisionId))).toMatchObject({ code: "HAS_OBSERVED" });
  });

  test("[INC-3] two different people sign at severity 3; the database refuses a decision that one signed", async () => {
    const incident = await openOn(await markedExam(app));
    await answered(incident, office);
    const { decisionId, signaturesMissing } = await office.first.must(contract.proposeDecision, decision(incident, "NONE"));
    expect(signaturesMissing).toBe(1);
    expect((await fileOf(office.first, incident.incidentId)).incident.state).toBe("PROPOSED");
    expect(await office.first.call(contract.signDecision, sign(decisionId))).toMatchObject({ code: "NEEDS_TWO_PEOPLE" });
    await expect(
      app.deps.db.$executeRaw`UPDATE "Incident" SET state = 'DECIDED', "decisionId" = ${decisionId}::uuid WHERE id = ${incident.incidentId}::uuid`,
    ).rejects.toThrow("needs 2 signatures and has 1");
    await expect(
      app.deps.db.$executeRaw`UPDATE "Incident" SET state = 'DECIDED' WHERE id = ${incident.incidentId}::uuid`,
    ).rejects.toThrow("Incident_decided");
    // A refusal says why, and it is decided anew.
    expect(await office.second.call(contract.signDecision, sign(decisionId, false))).toMatchObject({ code: "REASON_REQUIRED" });
    await office.second.must(contract.signDecision, sign(decisionId, false, "Les faits ne suffisent pas."));
    expect((await fileOf(office.first, incident.incidentId)).incident.state).toBe("ANSWERED");
    const again = await office.second.must(contract.proposeDecision, decision(incident, "NONE"));
    expect(await office.first.call(contract.signDecision, sign(decisionId))).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await office.first.must(contract.signDecision, sign(again.decisionId));
    expect((await fileOf(office.first, incident.incidentId)).incident).toMatchObject({
      state: "DECIDED",
      decisions: [{ isRefused: true, isStanding: false }, { isStanding: true, signatures: [{}, {}] }],
    });
  });

  test("[INC-11] a decision cites only what was put to the person: the foreign key refuses anything else", async () => {
    const incident = await openOn(await over());
    const { caller } = nth(incident.world.advisers, 1);
    await caller.must(addStaffNote, { params: { sittingId: incident.sittingId }, body: { text: "Autre chose." } });
    const { observations } = await caller.must(sittingRecord, { params: { sittingId: incident.sittingId } });
    const unseen = observations.findLast(({ kind }) => kind === "STAFF_NOTE")?.observationId ?? "";
    await answered(incident, office);
    const cite = (observationIds: string[]) => {
      const { params, body } = decision(incident, "VOID_EXAM");
      return office.first.call(contract.proposeDecision, { params, body: { ...body, observationIds } });
    };
    expect(await cite([unseen])).toMatchObject({ code: "INCIDENT_ENTRY" });
    expect(await cite([])).toMatchObject({ code: "INCIDENT_ENTRY" });
    const made = await cite([incident.observationId]);
    if (!made.ok) throw new Error(made.code);
    const { decisionId } = made.value;
    const { incidentId, sittingId } = incident;
    await expect(
      app.deps.db.$executeRaw`INSERT INTO "DecisionCitation" ("decisionId", "incidentId", "observationId") VALUES (${decisionId}::uuid, ${incidentId}::uuid, ${unseen}::uuid)`,
    ).rejects.toThrow("foreign key");
    // Nor is an entry of somebody else's record ever put to this person.
    const other = await openOn(await unsat());
    await expect(
      app.deps.db.$executeRaw`INSERT INTO "DisclosedEntry" ("incidentId", "observationId", "sittingId", "disclosedById", "disclosedAt") VALUES (${incidentId}::uuid, ${other.observationId}::uuid, ${sittingId}::uuid, ${incident.candidate.accountId}::uuid, now())`,
    ).rejects.toThrow("foreign key");
  });

  test("[INC-13] no consequence lets the result go on, and a warning too", async () => {
    const incident = await openOn(await markedExam(app));
    await decided(incident, "NONE");
    expect(await resultState(incident.sittingId)).toBe("PENDING_APPROVAL");
    expect(await confirm(incident.sittingId)).toMatchObject({ ok: true });
    expect(await resultState(incident.sittingId)).toBe("RESULT_SENT");
    const warned = await openOn(await markedExam(app), { code: "AID-1", severity: 2 });
    await decided(warned, "WARNING");
    expect(await confirm(warned.sittingId)).toMatchObject({ ok: true });
    expect(await resultState(warned.sittingId)).toBe("RESULT_SENT");
    await app.drain();
    // The result is what it would have been without either: the same exam, the same report.
    const [plain, same] = await Promise.all([incident, warned].map(({ candidate, sittingId }) => candidate.caller.must(myResult, { params: { sittingId } })));
    expect([same?.outcome, same?.competencies]).toEqual([plain?.outcome, plain?.competencies]);
    const told = await app.deps.db.message.count({ where: { accountId: warned.candidate.accountId, kind: "incidentDecided" } });
    expect(told).toBe(1);
    // A warning can be looked at again by a third person.
    const params = { incidentId: warned.incidentId };
    await warned.candidate.caller.must(contract.answerDecision, { params, body: { choice: "REQUEST", text: "C’était un livre de cuisine." } });
    const conclude = { params, body: { isUpheld: false, reasons: "L’objet n’était pas interdit." } };
    expect(await office.first.call(contract.concludeReview, conclude)).toMatchObject({ code: "NEEDS_TWO_PEOPLE" });
    await office.third.must(contract.concludeReview, conclude);
    expect((await fileOf(warned.candidate.caller, warned.incidentId)).incident.review).toMatchObject({ state: "REVERSED" });
  });

  test("[INC-13] an activity to be sat again gives another session at once, on another form, with nothing against the person", async () => {
    const incident = await openOn(await markedExam(app), { code: "STF-1", severity: 2 });
    const { registrationId, caller } = incident.candidate;
    const session = async (formId: string) => {
      const startsAt = new Date(app.clock.now().getTime() + 30 * 86_400_000);
      const data = { bodyId: incident.world.bodyId, formId, deliveryMode: "ONLINE", state: "OPEN", place: "Salle virtuelle", capacity: 4, startsAt } as const;
      return (await app.deps.db.session.create({ data, select: { id: true } })).id;
    };
    const { professionKey, title, content, keys } = await app.deps.db.form.findUniqueOrThrow({ where: { id: incident.world.formId } });
    const copy = { professionKey, title, isPractice: false, content: content ?? {}, keys: keys ?? {}, createdAt: app.clock.now() };
    const { id: otherForm } = await app.deps.db.form.create({ data: { ...copy, code: "AUTRE-CAS", version: 1 }, select: { id: true } });
    const [seen, unseen] = [await session(incident.world.formId), await session(otherForm)];
    const take = (sessionId: string) =>
      caller.call(bookSession, { params: { registrationId }, body: { sessionId, deliveryMode: "ONLINE", writingTool: "KEYBOARD", replacesBookingId: null } });
    expect(await take(unseen)).toMatchObject({ ok: false });
    await decided(incident, "RESIT_ACTIVITY");
    // No review to wait for, no result, no failure: the file is over and the person chooses.
    expect((await fileOf(caller, incident.incidentId)).incident).toMatchObject({ state: "DECIDED", review: null });
    expect(await resultState(incident.sittingId)).toBe("ANNULLED");
    const { sessions } = await caller.must(openSessions, { params: { registrationId } });
    expect(sessions.map(({ sessionId }) => sessionId)).toEqual([unseen]);
    expect(await take(seen)).toMatchObject({ code: "FORM_SEEN" });
    expect(await take(unseen)).toMatchObject({ ok: true });
    const { state } = await app.deps.db.registration.findUniqueOrThrow({ where: { id: registrationId } });
    expect(state).toBe("BOOKED");
    expect(await app.deps.db.attestation.count({ where: { sittingId: incident.sittingId } })).toBe(0);
  });

  test("[INC-12] to annul opens the review and waits for it; accepted, it gives another session", async () => {
    const incident = await openOn(await markedExam(app));
    const decisionId = await decided(incident, "VOID_EXAM");
    const { incident: file, may } = await fileOf(incident.candidate.caller, incident.incidentId);
    expect(file).toMatchObject({ state: "UNDER_REVIEW", holdsResult: true, review: { state: "OPEN", dueAt: "2027-01-30T04:59:59.999Z" } });
    expect(may).toMatchObject({ askReview: true });
    expect(await resultState(incident.sittingId)).toBe("ON_HOLD");
    expect(await confirm(incident.sittingId)).toMatchObject({ code: "INCIDENT_OPEN" });
    await expect(
      app.deps.db.$executeRaw`UPDATE "IncidentReview" SET "concludedById" = (SELECT "decidedById" FROM "IncidentDecision" WHERE id = ${decisionId}::uuid)`,
    ).rejects.toThrow("does not review");
    const params = { incidentId: incident.incidentId };
    await incident.candidate.caller.must(contract.answerDecision, { params, body: { choice: "WAIVE" } });
    expect(await resultState(incident.sittingId)).toBe("ANNULLED");
    const { state } = await app.deps.db.registration.findUniqueOrThrow({ where: { id: incident.candidate.registrationId } });
    expect(state).toBe("VALIDATED");
  });

  test("[INC-12] an activity that was stopped opens the review too, whatever is decided; another session does not wait for it", async () => {
    const incident = await openOn(await markedExam(app));
    const { incidentId, candidate, world } = incident;
    for (const { accountId: actorId } of world.advisers.slice(0, 2))
      await app.deps.db.incidentAct.create({ data: { incidentId, act: "STOP_ACTIVITY", activity: "WRITING", actorId, createdAt: app.clock.now() } });
    await decided(incident, "RESIT_ACTIVITY");
    expect((await fileOf(candidate.caller, incidentId)).incident).toMatchObject({ state: "DECIDED", isStopped: true, review: { state: "OPEN" } });
    expect(await resultState(incident.sittingId)).toBe("ANNULLED");
    const params = { incidentId };
    await candidate.caller.must(contract.answerDecision, { params, body: { choice: "REQUEST", text: "Personne ne m’aidait." } });
    await office.third.must(contract.concludeReview, { params, body: { isUpheld: false, reasons: "La voix venait de la rue." } });
    // What favours the person stays theirs.
    expect((await fileOf(candidate.caller, incidentId)).incident.review).toMatchObject({ state: "REVERSED" });
    expect(await resultState(incident.sittingId)).toBe("ANNULLED");
  });

  test("[INC-12] a third person lifts an annulment and leaves no consequence, or confirms it", async () => {
    const lifted = await openOn(await markedExam(app));
    await decided(lifted, "VOID_ACTIVITY");
    const params = { incidentId: lifted.incidentId };
    await lifted.candidate.caller.must(contract.answerDecision, { params, body: { choice: "REQUEST", text: "J’étais seule." } });
    const conclude = { params, body: { isUpheld: false, reasons: "La voix venait de la rue." } };
    expect(await office.second.call(contract.concludeReview, conclude)).toMatchObject({ code: "NEEDS_TWO_PEOPLE" });
    await office.third.must(contract.concludeReview, conclude);
    expect(await resultState(lifted.sittingId)).toBe("PENDING_APPROVAL");
    expect(await confirm(lifted.sittingId)).toMatchObject({ ok: true });

    const upheld = await openOn(await markedExam(app));
    await decided(upheld, "VOID_ACTIVITY");
    const again = { incidentId: upheld.incidentId };
    await upheld.candidate.caller.must(contract.answerDecision, { params: again, body: { choice: "REQUEST", text: "J’étais seule." } });
    await office.third.must(contract.concludeReview, { params: again, body: { isUpheld: true, reasons: "Les deux voix se répondent." } });
    expect(await resultState(upheld.sittingId)).toBe("ANNULLED");
  });

  test("[INC-12] whoever neither asks nor accepts in sixty days lets it stand", async () => {
    const incident = await openOn(await markedExam(app));
    await decided(incident, "VOID_EXAM");
    await expireReviews.run(app.deps);
    expect(await resultState(incident.sittingId)).toBe("ON_HOLD");
    app.clock.set("2027-01-30T05:00:00.000Z");
    await expireReviews.run(app.deps);
    await expireReviews.run(app.deps);
    expect(await resultState(incident.sittingId)).toBe("ANNULLED");
    const { incidentId } = incident;
    expect(await app.deps.db.incidentReview.findUniqueOrThrow({ where: { incidentId } })).toMatchObject({ state: "EXPIRED" });
  });

  test("[INC-16] an order learns of an annulment only where the taxonomy says so, and never why", async () => {
    const told = async (incident: Incident): Promise<string[]> => {
      await decided(incident, "VOID_EXAM");
      await incident.candidate.caller.must(contract.answerDecision, { params: { incidentId: incident.incidentId }, body: { choice: "WAIVE" } });
      await app.drain();
      const clerks = await app.deps.db.account.findMany({ where: { bodyId: incident.world.bodyId, roles: { has: "CLERK" } } });
      const mails = await app.deps.db.message.findMany({ where: { accountId: { in: clerks.map(({ id }) => id) } } });
      return mails.map(({ subject, body }) => `${subject} ${body}`);
    };
    expect(await told(await openOn(await markedExam(app)))).toEqual([]);
    const [mail, ...more] = await told(await openOn(await markedExam(app), { code: "IDN-2", severity: 4 }));
    expect(more).toEqual([]);
    expect(mail).toContain("/ordre");
    expect(mail).not.toMatch(/IDN|substitution|Candidat/);
  });
});

describe("who reads", () => {
  test("[INC-14] the person, the staff of the session and the directorate; nobody else", async () => {
    const incident = await openOn(await unsat());
    const other = await sessionWorld(app);
    const params = { incidentId: incident.incidentId };
    const support = await app.as(await app.account({ roles: ["SUPPORT"] }));
    for (const caller of [nth(other.candidates, 0).caller, nth(other.advisers, 0).caller, support]) {
      expect(await caller.call(contract.incidentFile, { params })).toMatchObject({ code: "NOT_FOUND" });
      expect(await caller.call(contract.sittingIncidents, { params: { sittingId: incident.sittingId } })).toMatchObject({ code: "NOT_FOUND" });
    }
    const answer = { params, body: { text: "Ce n’est pas mon dossier." } };
    expect(await nth(other.candidates, 0).caller.call(contract.answerIncident, answer)).toMatchObject({ code: "NOT_FOUND" });
  });

  test("[INC-15] the queue says what each file waits for, the most pressing first", async () => {
    const exam = await over();
    const toDecide = await openOn(exam);
    const toSign = await openOn(exam);
    const toPut = await openOn(exam);
    await answered(toDecide, office);
    await answered(toSign, office);
    await office.first.must(contract.proposeDecision, decision(toSign, "NONE"));
    const mine = [toSign, toDecide, toPut].map(({ incidentId }) => incidentId);
    const { incidents } = await office.first.must(contract.incidentQueue, {});
    expect(incidents.filter(({ incidentId }) => mine.includes(incidentId))).toMatchObject([
      { incidentId: toSign.incidentId, waitsFor: "SIGNATURE", isForOthers: true },
      { incidentId: toDecide.incidentId, waitsFor: "DECISION", isForOthers: false },
      { incidentId: toPut.incidentId, waitsFor: "FACTS", dueAt: null },
    ]);
  });
});

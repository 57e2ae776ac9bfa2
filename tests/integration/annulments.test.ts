import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { annulResult, proposeAnnulment } from "#shared/protocol/annulments.ts";
import { proposeDecision } from "#shared/protocol/incidents.ts";
import { sendingBatches, sendResults } from "#shared/protocol/sendings.ts";
import { confirmResult, holdResult, releaseResult, resultList, resultOf } from "#shared/protocol/results.ts";
import { annulByTwo } from "#tests/support/annulled.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters } from "#tests/support/exam-fixture.ts";
import { answered, markedExam, openOn } from "#tests/support/incident-world.ts";

/** An exam counts as nothing for a cause on the Office's side only where two of the directorate say so. */

let app: TestApp;
let diane: Caller;
let omar: Caller;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  await makeRaters(app, 4);
  diane = await app.as(await app.account({ roles: ["DIRECTOR"], givenName: "Diane" }));
  omar = await app.as(await app.account({ roles: ["DIRECTOR"], givenName: "Omar" }));
});
afterAll(() => app.stop());

/** A result that waits for a person, and what is sent to decide about it. */
async function decided() {
  const exam = await markedExam(app);
  const { sittingId } = exam;
  const read = (by: Caller) => by.must(resultOf, { params: { sittingId } });
  const { reportId } = await read(diane);
  const given = (reason: string) => ({ params: { sittingId }, body: { reportId, reason } });
  /** Signs the proposal that whoever signs reads, or the one that is told. */
  const signing = async (by: Caller, reason: string, proposalId?: string) => {
    const read = proposalId ?? (await by.must(resultOf, { params: { sittingId } })).annulment?.proposalId ?? sittingId;
    return by.call(annulResult, { params: { sittingId }, body: { reportId, reason, proposalId: read } });
  };
  const isListed = async () =>
    (await omar.must(resultList, {})).results.find((row) => row.sittingId === sittingId)?.unusual.includes("ANNULMENT_PROPOSED");
  return { exam, sittingId, reportId, read, given, signing, isListed };
}

describe("[RES-26] an annulment", () => {
  test("is proposed by one with a reason and signed by another with theirs; nothing happens between", async () => {
    const { read, given, signing, isListed } = await decided();
    expect(await diane.call(proposeAnnulment, given(" "))).toMatchObject({ code: "REASON_REQUIRED" });
    expect(await signing(omar, "Rien n’est proposé")).toMatchObject({ code: "STATE_CHANGED" });
    await diane.must(proposeAnnulment, given("Panne du serveur"));
    expect(await read(diane)).toMatchObject({ state: "PENDING_APPROVAL", annulment: { maySign: false, reason: "Panne du serveur" } });
    const seen = await read(omar);
    expect(seen.annulment).toMatchObject({ maySign: true, proposerName: expect.stringContaining("Diane") });
    expect(seen.unusual).toContain("ANNULMENT_PROPOSED");
    expect(await isListed()).toBe(true);

    expect(await signing(diane, "Je signe aussi")).toMatchObject({ code: "NEEDS_TWO_PEOPLE" });
    expect(await omar.call(proposeAnnulment, given("Moi aussi"))).toMatchObject({ code: "STATE_CHANGED" });
    expect(await signing(omar, "")).toMatchObject({ code: "REASON_REQUIRED" });
    expect(await signing(omar, "Vu le journal du serveur")).toMatchObject({ ok: true });
    expect(await read(diane)).toMatchObject({
      state: "ANNULLED",
      annulment: null,
      decisions: [
        { kind: "PROPOSE_ANNULMENT", reason: "Panne du serveur" },
        { kind: "ANNUL", reason: "Vu le journal du serveur", deciderName: expect.stringContaining("Omar") },
      ],
    });
    expect(await diane.call(proposeAnnulment, given("encore"))).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await signing(omar, "encore")).toMatchObject({ code: "STATE_CHANGED" });
    expect(await app.deps.db.message.count({ where: { kind: "annulled" } })).toBe(0);
    await app.drain();
    expect(await app.deps.db.message.count({ where: { kind: "annulled" } })).toBe(1);
    expect(await isListed()).toBe(false);
  });

  test("that was proposed falls with any other decision on the report, and with another report", async () => {
    const { read, given, signing, isListed } = await decided();
    await diane.must(proposeAnnulment, given("Panne du serveur"));
    await omar.must(holdResult, given("À vérifier d’abord"));
    expect((await read(omar)).annulment).toBeNull();
    expect(await isListed()).toBe(false);
    expect(await signing(omar, "Trop tard")).toMatchObject({ code: "STATE_CHANGED" });
    // What is kept back is proposed again, by either.
    await omar.must(proposeAnnulment, given("Vérifié : la panne est réelle"));
    const former = (await read(diane)).annulment?.proposalId;
    await omar.must(releaseResult, given("Finalement non"));
    expect((await read(diane)).annulment).toBeNull();
    await diane.must(proposeAnnulment, given("Encore"));
    // What is signed is what was read, not what was proposed since.
    expect(await signing(omar, "Vu ce matin", former)).toMatchObject({ code: "STATE_CHANGED" });
    await omar.must(confirmResult, given(""));
    expect(await diane.call(proposeAnnulment, given("Après l’envoi"))).toMatchObject({ code: "NOT_ALLOWED_NOW" });

    const other = await decided();
    expect(await diane.call(proposeAnnulment, { params: { sittingId: other.sittingId }, body: { reportId: other.sittingId, reason: "Autre" } })).toMatchObject({
      code: "STATE_CHANGED",
    });
    expect(await diane.call(proposeAnnulment, { params: { sittingId: other.reportId }, body: { reportId: other.reportId, reason: "Autre" } })).toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("is neither proposed nor signed by whoever took part, nor while an incident is open", async () => {
    const { exam, read, given, signing } = await decided();
    const accountId = await app.account({ roles: ["DIRECTOR", "ADVISER"] });
    await app.deps.db.sessionAdviser.create({ data: { sessionId: exam.world.sessionId, accountId } });
    const there = await app.as(accountId);
    expect(await there.call(proposeAnnulment, given("J’y étais"))).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await diane.must(proposeAnnulment, given("Panne du serveur"));
    expect(await signing(there, "J’y étais")).toMatchObject({ code: "NOT_ALLOWED_NOW" });

    expect((await read(there)).annulment).toMatchObject({ maySign: false });
    const other = await decided();
    await openOn(other.exam);
    expect(await diane.call(proposeAnnulment, other.given("Panne"))).toMatchObject({ code: "INCIDENT_OPEN" });
  });

  test("that was proposed falls with an incident that was opened since, settled or not", async () => {
    const { exam, sittingId, reportId, read, given, signing, isListed } = await decided();
    await openOn(exam, { code: "ENV-1", severity: 1 });
    app.clock.advance(60);
    await diane.must(proposeAnnulment, given("Panne du serveur"));
    const proposalId = (await read(omar)).annulment?.proposalId ?? "";
    app.clock.advance(60);
    const incident = await openOn(exam, { code: "AID-1", severity: 2 });
    expect((await read(omar)).annulment).toBeNull();
    expect(await isListed()).toBe(false);
    expect(await signing(omar, "Je signe", proposalId)).toMatchObject({ code: "STATE_CHANGED" });

    await answered(incident, { first: diane, second: omar, third: omar });
    const { signaturesMissing } = await diane.must(proposeDecision, {
      params: { incidentId: incident.incidentId },
      body: { effect: "NONE", reasons: "Une porte a claqué.", observationIds: [incident.observationId] },
    });
    expect(signaturesMissing).toBe(0);
    expect(await read(omar)).toMatchObject({ state: "PENDING_APPROVAL", reportId, annulment: null });
    expect(await signing(omar, "Je signe", proposalId)).toMatchObject({ code: "STATE_CHANGED" });
    const decision = { reportId, kind: "ANNUL", deciderId: await app.account({ roles: ["DIRECTOR"] }), reason: "Seul", createdAt: app.clock.now() };
    await expect(app.deps.db.resultDecision.create({ data: decision })).rejects.toThrow("an annulment needs the proposal of another person");
    app.clock.advance(60);
    await omar.must(proposeAnnulment, given("Panne du serveur, l’incident pesé"));
    expect(await signing(diane, "Vu l’incident")).toMatchObject({ ok: true });
    expect(await app.deps.db.result.findUniqueOrThrow({ where: { sittingId } })).toMatchObject({ state: "ANNULLED" });
  });

  test("that was proposed since it was confirmed keeps a result back that is to be sent with others", async () => {
    const { sittingId, reportId, read, given } = await decided();
    await diane.must(sendResults, { body: { results: [{ sittingId, reportId, combinationId: null }], reason: "" } });
    await omar.must(proposeAnnulment, given("Panne du serveur"));
    await app.drain();
    expect(await read(omar)).toMatchObject({ state: "PENDING_APPROVAL", sentAt: null, annulment: { reason: "Panne du serveur" } });
    const { batches } = await diane.must(sendingBatches, {});
    expect(batches[0]?.refused).toMatchObject([{ sittingId, code: "STATE_CHANGED" }]);
  });

  test("that was proposed since it was confirmed keeps a result back though an incident that weighs nothing ended the proposal", async () => {
    const { exam, sittingId, reportId, read, given } = await decided();
    await diane.must(sendResults, { body: { results: [{ sittingId, reportId, combinationId: null }], reason: "" } });
    app.clock.advance(60);
    await omar.must(proposeAnnulment, given("Panne du serveur"));
    app.clock.advance(60);
    await openOn(exam, { code: "ENV-1", severity: 1 });
    await app.drain();
    expect(await read(omar)).toMatchObject({ state: "PENDING_APPROVAL", sentAt: null, annulment: null });
    const { batches } = await diane.must(sendingBatches, {});
    expect(batches[0]?.refused).toMatchObject([{ sittingId, code: "STATE_CHANGED" }]);
    // Confirmed again by whoever knows of both, it goes.
    await diane.must(sendResults, { body: { results: [{ sittingId, reportId, combinationId: null }], reason: "" } });
    await app.drain();
    expect(await read(omar)).toMatchObject({ state: "RESULT_SENT" });
  });

  test("of one person alone is refused by the database", async () => {
    const { reportId, given } = await decided();
    const [first, second] = await Promise.all([app.account({ roles: ["DIRECTOR"] }), app.account({ roles: ["DIRECTOR"] })]);
    const annul = (deciderId: string) =>
      app.deps.db.resultDecision.create({
        data: { reportId, kind: "ANNUL", deciderId, reason: "Seul", createdAt: app.clock.now() },
        select: { id: true },
      });
    const refusal = "an annulment needs the proposal of another person";
    await expect(annul(first)).rejects.toThrow(refusal);
    await (await app.as(first)).must(proposeAnnulment, given("Panne"));
    await expect(annul(first)).rejects.toThrow(refusal);
    expect(await annul(second)).toMatchObject({ id: expect.any(String) });
  });

  test("that no decision says is refused by the database", async () => {
    const { sittingId } = await decided();
    const { db } = app.deps;
    const annul = () => db.result.update({ where: { sittingId }, data: { state: "ANNULLED" }, select: { sittingId: true } });
    await expect(annul()).rejects.toThrow("a result is annulled by a decision");
    await annulByTwo(app, sittingId);
    expect(await annul()).toEqual({ sittingId });
  });

  test("is in the record: who proposed it, and who ended or signed that very proposal", async () => {
    const { sittingId, reportId, read, given, signing } = await decided();
    const propose = async () => {
      await diane.must(proposeAnnulment, given("Panne du serveur"));
      return (await read(omar)).annulment?.proposalId;
    };
    const ended = await propose();
    await omar.must(holdResult, given("À vérifier"));
    const proposalId = await propose();
    expect(await signing(omar, "Vu le journal")).toMatchObject({ ok: true });
    const rows = await app.deps.db.auditEvent.findMany({
      where: { subjectType: "result", subjectId: sittingId, type: { in: ["result.annulmentProposed", "result.hold", "result.annul"] } },
      orderBy: { seq: "asc" },
      select: { type: true, actorId: true, data: true },
    });
    const deciders = await app.deps.db.resultDecision.findMany({ where: { reportId }, orderBy: { createdAt: "asc" }, select: { kind: true, deciderId: true } });
    const idOf = (kind: string) => deciders.find((one) => one.kind === kind)?.deciderId;
    expect(rows).toEqual([
      { type: "result.annulmentProposed", actorId: idOf("PROPOSE_ANNULMENT"), data: { reportId, decisionId: ended } },
      { type: "result.hold", actorId: idOf("HOLD"), data: { reportId, proposalId: ended, from: "PENDING_APPROVAL", to: "ON_HOLD" } },
      { type: "result.annulmentProposed", actorId: idOf("PROPOSE_ANNULMENT"), data: { reportId, decisionId: proposalId } },
      { type: "result.annul", actorId: idOf("ANNUL"), data: { reportId, proposalId, from: "ON_HOLD", to: "ANNULLED" } },
    ]);
  });

  test("that two sign at once is signed once", async () => {
    const { sittingId, given, signing } = await decided();
    await diane.must(proposeAnnulment, given("Panne"));
    const third = await app.as(await app.account({ roles: ["DIRECTOR"] }));
    const signed = await Promise.all([omar, third].map((by) => signing(by, "Signé")));
    expect(signed.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await app.deps.db.resultDecision.count({ where: { report: { sittingId }, kind: "ANNUL" } })).toBe(1);
  });
});

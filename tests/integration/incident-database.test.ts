import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as contract from "#shared/protocol/incidents.ts";
import { addStaffNote, sittingRecord } from "#shared/protocol/integrity.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { openOn, type Incident } from "#tests/support/incident-world.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** The rules of fairness where no program stands before them: statements as anybody with the database could write them. */

let app: TestApp;
const directors: string[] = [];
beforeAll(async () => {
  app = await startTestApp();
  for (const givenName of ["Diane", "Yves", "Mireille"]) directors.push(await app.account({ roles: ["DIRECTOR"], givenName }));
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set("2026-11-30T15:00:00.000Z"));

const [first, second] = [() => nth(directors, 0), () => nth(directors, 1)];
const later = "2026-12-31T15:00:00.000Z";

async function opened(kind?: Parameters<typeof openOn>[1]): Promise<Incident> {
  const world = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(world.candidates, 0);
  return openOn({ world, candidate, sittingId: candidate.sittingId }, kind);
}

/** The facts are put at three o'clock on the 30th of November: the time to answer ends with the 14th of December. */
async function disclosed(kind?: Parameters<typeof openOn>[1]): Promise<Incident> {
  const incident = await opened(kind);
  const director = await app.as(first());
  await director.must(contract.sendIncidentFacts, {
    params: { incidentId: incident.incidentId },
    body: { text: "Une deuxième voix a été entendue.", observationIds: [incident.observationId] },
  });
  return incident;
}

const state = ({ incidentId }: Incident, to: "DECIDED" | "UNDER_REVIEW", decisionId: string) =>
  app.deps.db.$executeRaw`UPDATE "Incident" SET state = ${to}::"IncidentState", "decisionId" = ${decisionId}::uuid, "decidedAt" = ${new Date(later)} WHERE id = ${incidentId}::uuid`;

async function propose({ incidentId }: Incident, effect: string, by = first(), at = later): Promise<string> {
  const decisionId = crypto.randomUUID();
  await app.deps.db.$executeRaw`
    INSERT INTO "IncidentDecision" (id, "incidentId", effect, reasons, "decidedById", "decidedAt")
    VALUES (${decisionId}::uuid, ${incidentId}::uuid, ${effect}::"IncidentEffect", 'Deux voix distinctes.', ${by}::uuid, ${new Date(at)})`;
  return decisionId;
}

const sign = (decisionId: string, signerId: string, agrees = true) =>
  app.deps.db.$executeRaw`INSERT INTO "IncidentSignature" ("decisionId", "signerId", agrees, note, "signedAt") VALUES (${decisionId}::uuid, ${signerId}::uuid, ${agrees}, '', ${new Date(later)})`;

const openReview = ({ incidentId }: Incident) =>
  app.deps.db.incidentReview.create({ data: { incidentId, state: "OPEN", openedAt: new Date(later), dueAt: new Date("2027-03-01T00:00:00Z"), request: "", conclusion: "" } });

describe("two people", () => {
  test("[INC-3] at severity 3 one signature is not enough, nor the same person's twice, nor one that refuses", async () => {
    const incident = await disclosed();
    const decisionId = await propose(incident, "NONE");
    await expect(state(incident, "DECIDED", decisionId)).rejects.toThrow("needs 2 signatures and has 0");
    await sign(decisionId, first());
    await expect(sign(decisionId, first())).rejects.toThrow(/duplicate key|unique/i);
    await expect(state(incident, "DECIDED", decisionId)).rejects.toThrow("needs 2 signatures and has 1");
    await sign(decisionId, second(), false);
    await expect(state(incident, "DECIDED", decisionId)).rejects.toThrow("needs 2 signatures and has 1");
    // What was signed stays signed as it was.
    await expect(app.deps.db.$executeRaw`UPDATE "IncidentSignature" SET agrees = true WHERE "decisionId" = ${decisionId}::uuid`).rejects.toThrow("append-only");
    await sign(decisionId, nth(directors, 2));
    expect(await state(incident, "DECIDED", decisionId)).toBe(1);
  });

  test("[INC-3, INC-12] to annul needs two at severity 2 as well, and the review that it opens; one is enough for what annuls nothing", async () => {
    const kind = { code: "AID-1", severity: 2 } as const;
    const incident = await disclosed(kind);
    const annulling = await propose(incident, "VOID_ACTIVITY");
    await sign(annulling, first());
    await expect(state(incident, "UNDER_REVIEW", annulling)).rejects.toThrow("needs 2 signatures and has 1");
    await sign(annulling, second());
    await expect(state(incident, "UNDER_REVIEW", annulling)).rejects.toThrow("to annul opens the review");
    await openReview(incident);
    expect(await state(incident, "UNDER_REVIEW", annulling)).toBe(1);
    const warned = await disclosed(kind);
    const warning = await propose(warned, "WARNING");
    await sign(warning, first());
    expect(await state(warned, "DECIDED", warning)).toBe(1);
  });

  test("[INC-12] where two have stopped an activity every decision opens the review", async () => {
    const incident = await disclosed();
    const decisionId = await propose(incident, "RESIT_ACTIVITY");
    for (const by of [first(), second()]) await sign(decisionId, by);
    for (const { accountId: actorId } of incident.world.advisers.slice(0, 2))
      await app.deps.db.incidentAct.create({ data: { incidentId: incident.incidentId, act: "STOP_ACTIVITY", activity: "WRITING", actorId, createdAt: new Date(later) } });
    await expect(state(incident, "DECIDED", decisionId)).rejects.toThrow("to stop opens the review");
    await openReview(incident);
    expect(await state(incident, "DECIDED", decisionId)).toBe(1);
  });

  test("[INC-3, INC-10] nobody signs or proposes who observed, and nobody who is not of the directorate", async () => {
    const incident = await disclosed();
    const observer = nth(incident.world.advisers, 0).accountId;
    const stranger = await app.account({ roles: ["ADVISER"] });
    await expect(propose(incident, "NONE", observer)).rejects.toThrow("whoever observed does not decide");
    for (const by of [stranger, incident.candidate.accountId]) await expect(propose(incident, "NONE", by)).rejects.toThrow("the directorate decides");
    const decisionId = await propose(incident, "NONE");
    await expect(sign(decisionId, observer)).rejects.toThrow("whoever observed does not decide");
    for (const by of [stranger, incident.candidate.accountId]) await expect(sign(decisionId, by)).rejects.toThrow("the directorate signs");
    // A decision of another incident settles nothing here.
    const other = await disclosed();
    const elsewhere = await propose(other, "NONE");
    for (const by of [first(), second()]) await sign(elsewhere, by);
    await expect(state(incident, "DECIDED", elsewhere)).rejects.toThrow("foreign key");
  });
});

describe("what a decision rests on", () => {
  const cite = (decisionId: string, incidentId: string, observationId: string) =>
    app.deps.db.$executeRaw`INSERT INTO "DecisionCitation" ("decisionId", "incidentId", "observationId") VALUES (${decisionId}::uuid, ${incidentId}::uuid, ${observationId}::uuid)`;
  const disclose = (incidentId: string, observationId: string, sittingId: string) =>
    app.deps.db.$executeRaw`INSERT INTO "DisclosedEntry" ("incidentId", "observationId", "sittingId", "disclosedById", "disclosedAt") VALUES (${incidentId}::uuid, ${observationId}::uuid, ${sittingId}::uuid, ${first()}::uuid, ${new Date(later)})`;

  test("[INC-11] only what was put to this person is cited, and what was put to them stays put", async () => {
    const incident = await disclosed();
    const { incidentId, sittingId, observationId } = incident;
    const { caller } = nth(incident.world.advisers, 1);
    await caller.must(addStaffNote, { params: { sittingId }, body: { text: "Une note que la personne n’a pas reçue." } });
    const { observations } = await caller.must(sittingRecord, { params: { sittingId } });
    const unseen = observations.findLast(({ kind, text }) => kind === "STAFF_NOTE" && text?.startsWith("Une note"))?.observationId ?? "";
    const decisionId = await propose(incident, "NONE");
    await expect(cite(decisionId, incidentId, unseen)).rejects.toThrow("foreign key");
    await expect(cite(decisionId, incidentId, crypto.randomUUID())).rejects.toThrow("foreign key");
    // Put to somebody else, under their own incident: neither that entry nor that incident can be named.
    const other = await disclosed();
    await expect(cite(decisionId, incidentId, other.observationId)).rejects.toThrow("foreign key");
    await expect(cite(decisionId, other.incidentId, other.observationId)).rejects.toThrow("foreign key");
    await expect(disclose(incidentId, other.observationId, sittingId)).rejects.toThrow("foreign key");
    expect(await cite(decisionId, incidentId, observationId)).toBe(1);
    for (const table of ["DisclosedEntry", "DecisionCitation"])
      await expect(app.deps.db.$executeRawUnsafe(`DELETE FROM "${table}" WHERE "incidentId" = '${incidentId}'`)).rejects.toThrow("append-only");
    // Once it was put to them, it may be cited.
    await disclose(incidentId, unseen, sittingId);
    expect(await cite(decisionId, incidentId, unseen)).toBe(1);
  });
});

describe("the time to answer", () => {
  const say = ({ incidentId, candidate }: Incident, at: string, text = "C’était la radio.") =>
    app.deps.db.$executeRaw`
      INSERT INTO "IncidentStatement" (id, "incidentId", channel, text, companion, "takenById", "receivedAt")
      VALUES (${crypto.randomUUID()}::uuid, ${incidentId}::uuid, 'WRITTEN', ${text}, '', ${candidate.accountId}::uuid, ${new Date(at)})`;
  const outside = "a statement comes between the facts and the end of the time to answer";

  test("[INC-9] a statement is taken from the moment of the facts to the last of the time, to the millisecond, and never changed", async () => {
    await expect(say(await opened(), "2026-12-01T00:00:00.000Z")).rejects.toThrow(outside);
    const incident = await disclosed();
    await expect(say(incident, "2026-11-30T14:59:59.999Z")).rejects.toThrow(outside);
    expect(await say(incident, "2026-11-30T15:00:00.000Z")).toBe(1);
    expect(await say(incident, "2026-12-15T04:59:59.999Z")).toBe(1);
    await expect(say(incident, "2026-12-15T05:00:00.000Z")).rejects.toThrow(outside);
    await expect(say(incident, "2026-12-01T00:00:00.000Z", "  ")).rejects.toThrow("IncidentStatement_text");
    await expect(app.deps.db.$executeRaw`DELETE FROM "IncidentStatement" WHERE "incidentId" = ${incident.incidentId}::uuid`).rejects.toThrow("append-only");
  });

  test("[INC-1, INC-9] ten working days cannot be made shorter, neither at once nor afterwards; longer they can", async () => {
    const incident = await opened();
    const due = (at: string) =>
      app.deps.db.$executeRaw`UPDATE "Incident" SET "factsText" = 'Faits.', "factsSentAt" = ${new Date("2026-11-30T15:00:00Z")}, "answerDueAt" = ${new Date(at)} WHERE id = ${incident.incidentId}::uuid`;
    await expect(due("2026-12-10T15:00:00.000Z")).rejects.toThrow("Incident_time_to_answer");
    expect(await due("2026-12-15T04:59:59.999Z")).toBe(1);
    await expect(due("2026-12-15T04:59:59.998Z")).rejects.toThrow("never taken back");
    expect(await due("2026-12-18T04:59:59.999Z")).toBe(1);
  });

  test("[INC-4, INC-9] nothing is decided before the person has answered or the last moment has passed", async () => {
    const incident = await disclosed();
    const early = "the person still has time to answer";
    await expect(propose(await opened(), "NONE")).rejects.toThrow(early);
    await expect(propose(incident, "NONE", first(), "2026-12-15T04:59:59.999Z")).rejects.toThrow(early);
    expect(await propose(incident, "NONE", first(), "2026-12-15T05:00:00.000Z")).toBeTruthy();
    const spoken = await disclosed();
    await say(spoken, "2026-12-01T15:00:00.000Z");
    expect(await propose(spoken, "NONE", first(), "2026-12-01T15:00:01.000Z")).toBeTruthy();
  });
});

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { maxSoundBytes } from "#shared/domain/incidents/sound-type.ts";
import * as contract from "#shared/protocol/incidents.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { evidenceFile } from "#shared/protocol/results.ts";
import { sha256Hex } from "#server/platform/hash.ts";
import { openArchive } from "#server/platform/unzip.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters } from "#tests/support/exam-fixture.ts";
import { directorate, markedExam, openOn, type Directorate, type Incident } from "#tests/support/incident-world.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
let office: Directorate;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  office = await directorate(app);
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set("2026-11-30T15:00:00.000Z"));

function sound(begins: string, size = 4_096): ArrayBuffer {
  const bytes = new Uint8Array(size);
  bytes.set(Buffer.from(begins, "latin1"));
  return bytes.buffer;
}
const ogg = sound("OggS");
const agreed = { hasAgreed: "true" } as const;

async function unsat(): Promise<Incident> {
  const world = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(world.candidates, 0);
  return openOn({ world, candidate, sittingId: candidate.sittingId });
}

/** The facts are put, the person speaks in a call, and it is noted. */
async function called(incident: Incident): Promise<{ readonly incidentId: string; readonly statementId: string }> {
  const params = { incidentId: incident.incidentId };
  await office.first.must(contract.sendIncidentFacts, { params, body: { text: "Faits.", observationIds: [incident.observationId] } });
  const { statementId } = await office.first.must(contract.noteCallStatement, { params, body: { text: "C’était la radio." } });
  return { ...params, statementId };
}

type Params = Awaited<ReturnType<typeof called>>;
const add = (caller: Caller, params: Params, bytes = ogg, mime = "audio/ogg") =>
  caller.call(contract.addCallRecording, { params, query: agreed, body: { bytes, mime } });
const hear = (caller: Caller, params: Params) => caller.call(contract.callRecording, { params });
const stored = ({ statementId }: Params) => app.deps.db.statementRecording.count({ where: { statementId } });

test("[INC-21] a call carries its sound, once; the person and the staff hear the same bytes, and the record says when it was opened", async () => {
  const incident = await unsat();
  const params = await called(incident);
  const { caller } = incident.candidate;
  const file = async () => (await caller.must(contract.incidentFile, { params })).incident.statements;
  expect(await file()).toMatchObject([{ statementId: params.statementId, channel: "CALL", recording: null }]);
  expect((await office.first.must(contract.incidentFile, { params })).may).toMatchObject({ addRecording: true });
  expect(await hear(caller, params)).toMatchObject({ status: 404, code: "NOT_FOUND" });
  // Later, and by another of the directorate: the time to answer is the person's.
  app.clock.set("2026-12-15T05:00:00.000Z");
  const sha256 = sha256Hex(new Uint8Array(ogg));
  expect(await add(office.second, params)).toMatchObject({ ok: true, value: { sha256 } });
  expect(await add(office.first, params, sound("RIFF....WAVE"), "audio/wav")).toMatchObject({ status: 409, code: "CALL_RECORDED" });
  // Sent again by whoever did not hear that it had arrived.
  expect(await add(office.second, params)).toMatchObject({ ok: true, value: { sha256 } });
  expect(await file()).toMatchObject([{ recording: { sha256, at: "2026-12-15T05:00:00.000Z" } }]);

  const { sittingId } = incident;
  const openings = async () =>
    (await caller.must(sittingRecord, { params: { sittingId } })).observations.filter(({ kind }) => kind === "CALL_OPENED").length;
  const heard = await hear(caller, params);
  if (!heard.ok || !(heard.value instanceof Blob)) throw new Error("The person hears it.");
  expect(new Uint8Array(await heard.value.arrayBuffer())).toEqual(new Uint8Array(ogg));
  expect([heard.headers.get("content-type"), heard.headers.get("cache-control")]).toEqual(["audio/ogg", "no-store"]);
  expect(await openings()).toBe(0);
  for (const staff of [office.first, nth(incident.world.advisers, 0).caller]) expect(await hear(staff, params)).toMatchObject({ ok: true });
  expect(await openings()).toBe(2);
  const audit = await app.deps.db.auditEvent.findMany({ where: { subjectId: params.incidentId, type: { startsWith: "call." } }, orderBy: { at: "asc" } });
  expect(audit.map(({ type, data }) => ({ type, data }))).toEqual([
    { type: "call.recorded", data: { statementId: params.statementId, mime: "audio/ogg", sha256, size: 4_096, hasAgreed: true } },
    ...[1, 2].map(() => ({ type: "call.opened", data: { statementId: params.statementId, sha256 } })),
  ]);
});

test("[INC-21] a file that is no sound, is another one, is empty or too big is refused, and nothing of it is kept", async () => {
  const params = await called(await unsat());
  for (const [bytes, mime] of [
    [sound("%PDF-1.7"), "audio/mpeg"],
    [ogg, "audio/webm"],
    [new ArrayBuffer(0), "audio/ogg"],
  ] as const)
    expect(await add(office.first, params, bytes, mime)).toMatchObject({ status: 415, code: "SOUND_MISLABELLED" });
  expect(await add(office.first, params, ogg, "application/pdf")).toMatchObject({ code: "BAD_INPUT", faults: [{ path: "content-type" }] });
  const path = `/api/incidents/${params.incidentId}/call-statements/${params.statementId}/recording`;
  expect(await add(office.first, params, sound("OggS", maxSoundBytes + 1))).toMatchObject({ status: 413, code: "TOO_LARGE" });
  // Nobody's word that the person agreed: nothing is taken.
  for (const query of ["", "?hasAgreed=false"])
    expect((await office.first.raw("POST", path + query, { body: ogg, headers: { "content-type": "audio/ogg" } })).status).toBe(422);
  expect(await stored(params)).toBe(0);
});

test("[INC-21] the longest call that is taken is kept whole", async () => {
  const params = await called(await unsat());
  const longest = sound("OggS", maxSoundBytes);
  expect(await add(office.first, params, longest)).toMatchObject({ ok: true });
  const heard = await hear(office.second, params);
  expect(heard).toMatchObject({ ok: true, value: { size: maxSoundBytes } });
}, 60_000);

test("[INC-21] of another person or incident it is not there, and who observed adds none", async () => {
  const incident = await unsat();
  const params = await called(incident);
  const other = await unsat();
  const otherCall = await called(other);
  await office.first.must(contract.addCallRecording, { params, query: agreed, body: { bytes: ogg, mime: "audio/ogg" } });
  const stranger = await app.as(await app.account({ roles: ["ADVISER"] }));
  for (const caller of [other.candidate.caller, nth(other.world.advisers, 0).caller, stranger])
    expect(await hear(caller, params)).toMatchObject({ status: 404, code: "NOT_FOUND" });
  // The statement of one under the incident of another.
  const crossed = { incidentId: otherCall.incidentId, statementId: params.statementId };
  expect(await hear(office.first, crossed)).toMatchObject({ code: "NOT_FOUND" });
  expect(await hear(other.candidate.caller, crossed)).toMatchObject({ code: "NOT_FOUND" });
  expect(await add(office.first, crossed)).toMatchObject({ code: "NOT_FOUND" });
  // What was written has no sound.
  await other.candidate.caller.must(contract.answerIncident, { params: otherCall, body: { text: "La radio." } });
  const written = (await office.first.must(contract.incidentFile, { params: otherCall })).incident.statements.find(({ channel }) => channel === "WRITTEN");
  expect(await add(office.first, { ...otherCall, statementId: written?.statementId ?? "" })).toMatchObject({ code: "NOT_FOUND" });
  // She led the session as well.
  const observer = await app.account({ roles: ["DIRECTOR", "ADVISER"] });
  await app.deps.db.sessionAdviser.create({ data: { sessionId: other.world.sessionId, accountId: observer } });
  const odile = await app.as(observer);
  expect(await add(odile, otherCall)).toMatchObject({ status: 403, code: "HAS_OBSERVED" });
  expect((await odile.must(contract.incidentFile, { params: otherCall })).may).toMatchObject({ addRecording: false });
  for (const caller of [other.candidate.caller, nth(other.world.advisers, 0).caller])
    expect(await add(caller, otherCall)).toMatchObject({ status: 403, code: "FORBIDDEN" });
  expect(await stored(otherCall)).toBe(0);
});

test("[INC-21] the database takes one sound of a call, of an open incident, from whoever may note it, and changes none", async () => {
  const incident = await unsat();
  const params = await called(incident);
  const { statementId } = params;
  const addedById = (await app.deps.db.incidentStatement.findUniqueOrThrow({ where: { id: statementId } })).takenById;
  const insert = (change: object = {}) =>
    app.deps.db.statementRecording.create({
      data: { statementId, mime: "audio/ogg", sha256: "0", bytes: new Uint8Array(ogg), addedById, createdAt: app.clock.now(), ...change },
    });
  await expect(insert({ bytes: new Uint8Array() })).rejects.toThrow("StatementRecording_bytes");
  await expect(insert({ mime: "text/html" })).rejects.toThrow("StatementRecording_bytes");
  for (const by of [incident.candidate.accountId, nth(incident.world.advisers, 0).accountId])
    await expect(insert({ addedById: by })).rejects.toThrow("added by whoever may note the call");
  await incident.candidate.caller.must(contract.answerIncident, { params, body: { text: "La radio." } });
  const written = await app.deps.db.incidentStatement.findFirstOrThrow({ where: { incidentId: params.incidentId, channel: "WRITTEN" } });
  await expect(insert({ statementId: written.id })).rejects.toThrow("a recording is of a call");
  await insert();
  await expect(insert()).rejects.toThrow(/unique/i);
  for (const statement of [`UPDATE "StatementRecording" SET mime = 'audio/wav'`, `DELETE FROM "StatementRecording"`, `TRUNCATE "StatementRecording"`])
    await expect(app.deps.db.$executeRawUnsafe(statement)).rejects.toThrow("append-only");
});

test("[INC-21] once the incident is decided no sound is added; the evidence names the one there is and contains it", async () => {
  await makeRaters(app, 4);
  const incident = await openOn(await markedExam(app), { code: "AID-1", severity: 2 });
  const params = await called(incident);
  const { statementId: silent } = await office.first.must(contract.noteCallStatement, { params, body: { text: "Encore la radio." } });
  await office.first.must(contract.addCallRecording, { params, query: agreed, body: { bytes: ogg, mime: "audio/ogg" } });
  await incident.candidate.caller.must(contract.answerIncident, { params, body: { text: "La radio." } });
  const decision = { effect: "NONE" as const, reasons: "Une radio.", observationIds: [incident.observationId] };
  await office.first.must(contract.proposeDecision, { params, body: decision });
  expect(await add(office.first, { ...params, statementId: silent })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  await expect(
    app.deps.db.$executeRaw`INSERT INTO "StatementRecording" SELECT ${silent}::uuid, mime, sha256, bytes, "addedById", "createdAt" FROM "StatementRecording" WHERE "statementId" = ${params.statementId}::uuid`,
  ).rejects.toThrow("of an incident that is open");

  const evidence = await office.first.must(evidenceFile, { params: { sittingId: incident.sittingId } });
  if (!(evidence instanceof Blob)) throw new Error("The evidence is a file.");
  const archive = openArchive(new Uint8Array(await evidence.arrayBuffer()), { files: 40, unpackedBytes: 4_000_000 });
  const fileIn = async (name: string): Promise<Uint8Array> => {
    const bytes = archive.ok && (await archive.value.read(name));
    if (!(bytes instanceof Uint8Array)) throw new Error(`The evidence has no ${name}.`);
    return bytes;
  };
  const sha256 = sha256Hex(new Uint8Array(ogg));
  const [listed] = JSON.parse(new TextDecoder().decode(await fileIn("incidents.json"))) as { statements: object[] }[];
  expect(listed?.statements).toMatchObject([
    { channel: "CALL", recording: { mime: "audio/ogg", sha256, createdAt: "2026-11-30T15:00:00.000Z" } },
    { channel: "CALL", text: "Encore la radio." },
    { channel: "WRITTEN" },
  ]);
  expect(sha256Hex(await fileIn(`appel-${sha256.slice(0, 12)}.ogg`))).toBe(sha256);
});

test("[INC-21] an annulment that stands takes no sound while it may be reviewed", async () => {
  await makeRaters(app, 4);
  const incident = await openOn(await markedExam(app));
  const params = await called(incident);
  await incident.candidate.caller.must(contract.answerIncident, { params, body: { text: "La radio." } });
  const body = { effect: "VOID_EXAM" as const, reasons: "Les mots ont été dictés.", observationIds: [incident.observationId] };
  const { decisionId } = await office.first.must(contract.proposeDecision, { params, body });
  await office.second.must(contract.signDecision, { params: { ...params, decisionId }, body: { agrees: true, note: "" } });
  expect(await office.third.must(contract.incidentFile, { params })).toMatchObject({ incident: { state: "UNDER_REVIEW" }, may: { addRecording: false } });
  expect(await add(office.third, params)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  const addedById = (await app.deps.db.incidentStatement.findUniqueOrThrow({ where: { id: params.statementId } })).takenById;
  const data = { statementId: params.statementId, mime: "audio/ogg", sha256: "0", bytes: new Uint8Array(ogg), addedById, createdAt: app.clock.now() };
  await expect(app.deps.db.statementRecording.create({ data })).rejects.toThrow("of an incident that is open");
});

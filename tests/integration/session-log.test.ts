import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { creditTime, postponeSitting } from "#shared/protocol/conduct.ts";
import { addStaffObservation } from "#shared/protocol/integrity.ts";
import { openIncident } from "#shared/protocol/incidents.ts";
import { broadcast } from "#shared/protocol/messages.ts";
import * as contract from "#shared/protocol/session-log.ts";
import { canonicalJson } from "#shared/kernel/canonical-json.ts";
import { resitsOf, totalsOf } from "#shared/domain/conduct/session-report.ts";
import { sha256Hex } from "#server/platform/hash.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openRun } from "../support/exam-room.ts";
import { nth, sessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

async function reading() {
  const world = await sessionWorld(app);
  const sitter = nth(world.candidates, 0);
  await openRun(app, sitter.sittingId, "READING");
  const [first, second] = [nth(world.advisers, 0), nth(world.advisers, 1)];
  return { world, sitter, first, second, params: { sessionId: world.sessionId } };
}
/** The session is over: what must have happened before is the business of its closing. */
const over = (sessionId: string) => app.deps.db.session.update({ where: { id: sessionId }, data: { state: "HELD" }, select: { id: true } });

describe("the log", () => {
  test("[SLOG-1] one log has what was noted of people, told to everybody and left to colleagues, the newest first", async () => {
    const { sitter, first, second, params } = await reading();
    const noted = { params: { sittingId: sitter.sittingId }, body: { category: "NOISE" as const, text: "Une sonnerie." } };
    await first.caller.must(addStaffObservation, noted);
    app.clock.advance(10);
    await second.caller.must(broadcast, { params, body: { sittingIds: null, text: "La pause est à 15 h." } });
    app.clock.advance(10);
    await first.caller.must(contract.addLogEntry, { params, body: { kind: "NOTE", text: "Le projecteur chauffe." } });
    const log = await second.caller.must(contract.sessionLog, { params });
    expect(log.lines.map((line) => (line.kind === "OBSERVATION" ? [line.kind, line.name, line.observation.text] : [line.kind, line.byName, line.text]))).toEqual([
      ["NOTE", expect.stringContaining("Marc"), "Le projecteur chauffe."],
      ["BROADCAST", expect.stringContaining("Line"), "La pause est à 15 h."],
      ["OBSERVATION", expect.stringContaining("Amina"), "Une sonnerie."],
    ]);
  });

  test("[SLOG-1] nobody of another session reads, writes or hands over", async () => {
    const [here, elsewhere] = [await reading(), await reading()];
    const { entryId } = await here.first.caller.must(contract.addLogEntry, { params: here.params, body: { kind: "HANDOVER", text: "À vous." } });
    const { caller } = elsewhere.first;
    const refused = { ok: false, code: "NOT_FOUND" };
    expect(await caller.call(contract.sessionLog, { params: here.params })).toMatchObject(refused);
    expect(await caller.call(contract.addLogEntry, { params: here.params, body: { kind: "NOTE", text: "Non." } })).toMatchObject(refused);
    for (const params of [{ ...here.params, entryId }, { ...elsewhere.params, entryId }])
      expect(await caller.call(contract.readHandover, { params })).toMatchObject(refused);
    expect(await here.sitter.caller.call(contract.sessionLog, { params: here.params })).toMatchObject({ code: "FORBIDDEN" });
  });

  test("[SLOG-2] a hand-over stays in view of each colleague until they say that they have read it, once, and the log says who and when", async () => {
    const { world, first, second, params } = await reading();
    // A third adviser of the session: what one colleague has read, another one has not.
    const thirdId = await app.account({ roles: ["ADVISER"], givenName: "Odile", familyName: "Roy" });
    await app.deps.db.sessionAdviser.create({ data: { sessionId: world.sessionId, accountId: thirdId } });
    const third = await app.as(thirdId);
    const unread = async ({ caller }: { caller: typeof third }) => (await caller.must(contract.sessionLog, { params })).unread;
    const { entryId } = await first.caller.must(contract.addLogEntry, { params, body: { kind: "HANDOVER", text: "Amina a changé de casque." } });
    expect(await unread(first)).toBe(null);
    for (const colleague of [second, { caller: third }])
      expect(await unread(colleague)).toMatchObject({ entryId, text: "Amina a changé de casque." });
    app.clock.advance(5);
    const readAt = app.clock.now().toISOString();
    await second.caller.must(contract.readHandover, { params: { ...params, entryId } });
    // Said again, it stays what it was: read once, then.
    app.clock.advance(5);
    await second.caller.must(contract.readHandover, { params: { ...params, entryId } });
    expect(await unread(second)).toBe(null);
    expect(await unread({ caller: third })).toMatchObject({ entryId });
    app.clock.advance(60);
    const lastAt = app.clock.now().toISOString();
    await third.must(contract.readHandover, { params: { ...params, entryId } });
    expect(await unread({ caller: third })).toBe(null);
    const log = await first.caller.must(contract.sessionLog, { params });
    expect(log.lines[0]).toMatchObject({ kind: "HANDOVER", text: "Amina a changé de casque." });
    expect(log.lines[0] && "readBy" in log.lines[0] ? log.lines[0].readBy.map(({ name, at }) => [name.split(" ")[0], at]) : []).toEqual([
      ["Line", readAt],
      ["Odile", lastAt],
    ]);
    // A later one is in view again, and the former one is not.
    const later = await second.caller.must(contract.addLogEntry, { params, body: { kind: "HANDOVER", text: "Joseph attend un casque." } });
    expect(await unread(first)).toMatchObject({ entryId: later.entryId });
  });

  test("[SLOG-3] the database takes a line from an adviser of the session only, and keeps it as it is", async () => {
    const [here, elsewhere] = [await reading(), await reading()];
    const { db } = app.deps;
    const { sessionId } = here.params;
    const entry = { sessionId, kind: "NOTE", text: "Une note.", createdAt: app.clock.now() };
    await expect(db.sessionLogEntry.create({ data: { ...entry, authorId: elsewhere.first.accountId } })).rejects.toThrow(/only an adviser/);
    const { id } = await db.sessionLogEntry.create({ data: { ...entry, authorId: here.first.accountId }, select: { id: true } });
    await expect(db.sessionLogEntry.update({ where: { id }, data: { text: "Autre chose." } })).rejects.toThrow();
    const reading1 = { entryId: id, readerId: elsewhere.first.accountId, readAt: app.clock.now() };
    await expect(db.handoverReading.create({ data: reading1 })).rejects.toThrow(/only an adviser/);
  });
});

describe("the report", () => {
  test("[SREP-1] says what happened to each person and adds it up for the group; what was granted beforehand is not told", async () => {
    const { world, sitter, first, params } = await reading();
    const sittingId = sitter.sittingId;
    await first.caller.must(creditTime, { params, body: { sittingIds: [sittingId], minutes: 2, reason: "Bruit de travaux" } });
    const { id: runId } = await app.deps.db.activityRun.findFirstOrThrow({ where: { sittingId, activity: "READING" }, select: { id: true } });
    const granted = { runId, cause: "ACCOMMODATION", seconds: 900, reason: "Mesure accordée", createdAt: app.clock.now() } as const;
    await app.deps.db.timeEntry.create({ data: granted });
    const { observationId } = await first.caller.must(addStaffObservation, { params: { sittingId }, body: { category: "NOISE", text: "" } });
    const incident = { code: "ENV-1" as const, severity: 1, summary: "Une sonnerie.", act: "REMINDED" as const, observationIds: [observationId] };
    await first.caller.must(openIncident, { params: { sittingId }, body: incident });
    const other = nth(world.candidates, 1);
    await commit(app.deps, (uow) => moveSittingStep(uow, other.sittingId, "arrive", other.accountId));
    await first.caller.must(postponeSitting, { params: { sittingId: other.sittingId }, body: { reason: "Malaise" } });
    const { content, contentHash } = await first.caller.must(contract.sessionReport, { params });
    expect(content.totals).toEqual({ people: 2, incidents: 1, creditSeconds: 120, rechecks: 0, resits: 1 });
    const told = content.people.find((person) => person.sittingId === sittingId);
    expect(told?.credits).toEqual([expect.objectContaining({ activity: "READING", seconds: 120, reason: "Bruit de travaux" })]);
    expect(told?.incidents).toEqual([expect.objectContaining({ code: "ENV-1", severity: 1, effect: null })]);
    expect(content.people.find((person) => person.sittingId === other.sittingId)?.resits).toEqual([{ activity: null, cause: "OTHER_SESSION" }]);
    expect(contentHash).toBe(sha256Hex(canonicalJson(content)));
  });

  test("[SREP-1] an activity that was lost is sat again, and another session is said once", () => {
    expect(resitsOf({ lostActivities: ["WRITING"], isReleased: false })).toEqual([{ activity: "WRITING", cause: "ACTIVITY_LOST" }]);
    expect(resitsOf({ lostActivities: ["WRITING", "INTERVIEW"], isReleased: true })).toEqual([{ activity: null, cause: "OTHER_SESSION" }]);
    expect(totalsOf([])).toEqual({ people: 0, incidents: 0, creditSeconds: 0, rechecks: 0, resits: 0 });
  });

  test("[SREP-2] each adviser signs once it is over, in the state that they read; twice is once", async () => {
    const { first, second, params } = await reading();
    const early = await first.caller.must(contract.sessionReport, { params });
    expect(early.maySign).toBe(false);
    const sign = (caller: typeof first.caller, contentHash: string) => caller.call(contract.signReport, { params, body: { contentHash } });
    expect(await sign(first.caller, early.contentHash)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await over(params.sessionId);
    expect(await sign(first.caller, early.contentHash)).toMatchObject({ code: "STATE_CHANGED" });
    const { contentHash, maySign } = await first.caller.must(contract.sessionReport, { params });
    expect(maySign).toBe(true);
    for (let time = 0; time < 2; time += 1) expect(await sign(first.caller, contentHash)).toMatchObject({ ok: true });
    expect(await second.caller.must(contract.sessionReport, { params })).toMatchObject({
      signatures: [{ name: expect.stringContaining("Marc"), contentHash, isCurrent: true, isMine: false }],
      awaited: [expect.stringContaining("Line")],
    });
    await sign(second.caller, contentHash);
    const signed = await first.caller.must(contract.sessionReport, { params });
    expect([signed.signatures.length, signed.awaited, signed.maySign]).toEqual([2, [], false]);
  });

  test("[SREP-2, SLOG-3] nobody else signs and nobody signs before the end, whatever a program believes", async () => {
    const [here, elsewhere] = [await reading(), await reading()];
    const { contentHash, content } = await here.first.caller.must(contract.sessionReport, { params: here.params });
    const refused = await elsewhere.first.caller.call(contract.signReport, { params: here.params, body: { contentHash } });
    expect(refused).toMatchObject({ code: "NOT_FOUND" });
    const { sessionId } = here.params;
    const row = { sessionId, signerName: "Marc", contentHash, content, signedAt: app.clock.now() };
    const { db } = app.deps;
    await expect(db.sessionSignature.create({ data: { ...row, signerId: here.first.accountId } })).rejects.toThrow(/once it is over/);
    await over(sessionId);
    await expect(db.sessionSignature.create({ data: { ...row, signerId: elsewhere.first.accountId } })).rejects.toThrow(/only an adviser/);
  });

  test("[SREP-3] a later change shows the signature as one of an earlier state, and what was signed is kept", async () => {
    const { sitter, first, params } = await reading();
    await over(params.sessionId);
    const before = await first.caller.must(contract.sessionReport, { params });
    await first.caller.must(contract.signReport, { params, body: { contentHash: before.contentHash } });
    await app.deps.db.sitting.update({ where: { id: sitter.sittingId }, data: { state: "COMPLETED" }, select: { id: true } });
    const after = await first.caller.must(contract.sessionReport, { params });
    expect(after.contentHash).not.toBe(before.contentHash);
    expect(after.signatures).toEqual([expect.objectContaining({ contentHash: before.contentHash, isCurrent: false })]);
    expect([after.awaited.length, after.maySign]).toEqual([2, true]);
    const kept = await app.deps.db.sessionSignature.findFirstOrThrow({ where: { sessionId: params.sessionId } });
    expect(kept.content).toEqual(before.content);
    expect(sha256Hex(canonicalJson(kept.content))).toBe(kept.contentHash);
  });

  test("[SREP-4] is read by each of its advisers and the directorate, and by nobody else, whatever their role", async () => {
    const { world, sitter, first, second, params } = await reading();
    const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
    const [mine, theirs, seen] = await Promise.all([first.caller, second.caller, director].map((caller) => caller.must(contract.sessionReport, { params })));
    // One report: the same facts under the same hash, whoever reads it.
    expect([theirs?.contentHash, seen?.contentHash]).toEqual([mine?.contentHash, mine?.contentHash]);
    expect([theirs?.content, seen?.content]).toEqual([mine?.content, mine?.content]);
    expect(seen).toMatchObject({ maySign: false });
    const watcher = await app.account({ roles: ["ADVISER"] });
    await app.deps.db.sessionWatcher.create({ data: { sessionId: world.sessionId, accountId: watcher, entrustedById: first.accountId, entrustedAt: app.clock.now() } });
    for (const accountId of [await app.account({ roles: ["ADVISER"] }), watcher]) {
      const caller = await app.as(accountId);
      expect(await caller.call(contract.sessionReport, { params })).toMatchObject({ code: "NOT_FOUND" });
    }
    for (const role of ["SUPPORT", "RATER", "COMMITTEE"] as const) {
      const caller = await app.as(await app.account({ roles: [role] }));
      expect([role, await caller.call(contract.sessionReport, { params })]).toMatchObject([role, { code: "FORBIDDEN" }]);
    }
    const clerk = await app.as(await app.account({ roles: ["CLERK"], bodyId: world.bodyId }));
    expect(await clerk.call(contract.sessionReport, { params })).toMatchObject({ code: "FORBIDDEN" });
    expect(await sitter.caller.call(contract.sessionReport, { params })).toMatchObject({ code: "FORBIDDEN" });
  });
});

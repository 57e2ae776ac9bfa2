import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordIdentityCheck } from "#shared/protocol/identity.ts";
import * as integrity from "#shared/protocol/integrity.ts";
import { ok } from "#shared/kernel/result.ts";
import { creditStep, moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { meetInCall } from "../support/check-in.ts";
import { openRun } from "../support/exam-room.ts";
import { nth, sessionWorld, type SessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

async function arrived(): Promise<{ world: SessionWorld; sittingId: string }> {
  const world = await sessionWorld(app);
  const { sittingId, accountId } = nth(world.candidates, 0);
  await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "arrive", accountId));
  return { world, sittingId };
}

/** Somebody of whom a check of identity, a credit of time and a fact stand in the record. */
async function recorded() {
  const { world, sittingId } = await arrived();
  const [adviser, person] = [nth(world.advisers, 0), nth(world.candidates, 0)];
  await meetInCall(adviser.caller, person.caller, sittingId);
  await adviser.caller.must(recordIdentityCheck, { params: { sittingId }, body: { documentType: "PASSPORT", outcome: "CONFIRMED" } });
  await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "begin", null));
  const runId = await openRun(app, sittingId, "READING");
  const credit = { cause: "ADVISER_CREDIT", seconds: 60, actorId: adviser.accountId, reason: "bruit" } as const;
  await commit(app.deps, async (uow) => ok(await creditStep(uow, runId, credit)));
  const { observationId } = await adviser.caller.must(integrity.addStaffObservation, { params: { sittingId }, body: { category: "NOISE" } });
  const { timeEntries, identityChecks } = await person.caller.must(integrity.sittingRecord, { params: { sittingId } });
  const lines: readonly integrity.RecordLine[] = [
    { kind: "FACT", id: observationId },
    { kind: "TIME", id: nth(timeEntries, 0).timeEntryId },
    { kind: "IDENTITY", id: nth(identityChecks, 0).identityCheckId },
  ];
  return { world, sittingId, lines };
}

describe("the record", () => {
  test("[INT-1] is the very same for the candidate and for the adviser", async () => {
    const { world, sittingId } = await arrived();
    const [candidate, adviser] = [nth(world.candidates, 0).caller, nth(world.advisers, 0).caller];
    const params = { sittingId };
    await candidate.must(integrity.reportObservation, {
      params,
      body: { kind: "EXTERNAL_PASTE", details: { characters: 120, activity: "WRITING" } },
    });
    await adviser.must(integrity.addStaffNote, { params, body: { text: "La personne a demandé de l’eau." } });
    const [read, shown] = await Promise.all([
      candidate.must(integrity.sittingRecord, { params }),
      adviser.must(integrity.sittingRecord, { params }),
    ]);
    expect(read).toEqual(shown);
    expect(read.observations).toMatchObject([
      { kind: "EXTERNAL_PASTE", observer: "PAGE", authorName: null, characters: 120, activity: "WRITING", text: null },
      { kind: "STAFF_NOTE", observer: "STAFF", text: "La personne a demandé de l’eau." },
    ]);
  });

  test("[INT-2] belongs to the person and to the staff of the session; anybody else finds nothing", async () => {
    const { world, sittingId } = await arrived();
    const other = await sessionWorld(app);
    const support = await app.as(await app.account({ roles: ["SUPPORT"] }));
    const strangers = [nth(world.candidates, 1).caller, nth(other.advisers, 0).caller, support];
    for (const caller of strangers)
      expect(await caller.call(integrity.sittingRecord, { params: { sittingId } })).toMatchObject({
        status: 404,
        code: "NOT_FOUND",
      });
    const rater = await app.as(await app.account({ roles: ["RATER"] }));
    expect(await rater.call(integrity.sittingRecord, { params: { sittingId } })).toMatchObject({ code: "FORBIDDEN" });
  });

  test("[INT-3] the page reports from a closed list, numbers only, and only on the day", async () => {
    const { world, sittingId } = await arrived();
    const { caller } = nth(world.candidates, 0);
    const path = `/api/sittings/${sittingId}/observations`;
    const post = (body: unknown) =>
      caller.raw("POST", path, { body: JSON.stringify(body), headers: { "content-type": "application/json" } });
    expect((await post({ kind: "STAFF_NOTE", details: { text: "tout va bien" } })).status).toBe(422);
    expect((await post({ kind: "CONNECTION_RESTORED", details: { seconds: 4000 } })).status).toBe(422);
    expect((await post({ kind: "DROP", details: { text: "ce que j’ai écrit" } })).status).toBe(422);
    expect((await post({ kind: "DROP" })).status).toBe(200);
    const early = nth(world.candidates, 1);
    const body = { kind: "DROP" as const, details: {} };
    expect(
      await early.caller.call(integrity.reportObservation, { params: { sittingId: early.sittingId }, body }),
    ).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  });

  test("[INT-4] nobody reports on another person’s sitting, and a page that floods is slowed down", async () => {
    const { world, sittingId } = await arrived();
    const body = { kind: "PAGE_HIDDEN" as const, details: { seconds: 3 } };
    expect(
      await nth(world.candidates, 1).caller.call(integrity.reportObservation, { params: { sittingId }, body }),
    ).toMatchObject({ code: "NOT_FOUND" });
    const { caller } = nth(world.candidates, 0);
    const codes = [];
    for (let count = 0; count < 61; count += 1) {
      const result = await caller.call(integrity.reportObservation, { params: { sittingId }, body });
      codes.push(result.ok ? "ok" : result.code);
    }
    expect(codes.at(-1)).toBe("TOO_MANY_REQUESTS");
    expect(codes.filter((code) => code === "ok")).toHaveLength(60);
  });

  test("[INT-5] a note of the staff says something, and only the staff of the session writes it", async () => {
    const { world, sittingId } = await arrived();
    const other = await sessionWorld(app);
    const note = (text: string) => ({ params: { sittingId }, body: { text } });
    expect(await nth(world.advisers, 0).caller.call(integrity.addStaffNote, note("   "))).toMatchObject({
      code: "BAD_INPUT",
    });
    expect(await nth(other.advisers, 0).caller.call(integrity.addStaffNote, note("bonjour"))).toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await nth(world.candidates, 0).caller.call(integrity.addStaffNote, note("bonjour"))).toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("[INT-6] an observation of the staff has a category, and «other» says what it is", async () => {
    const { world, sittingId } = await arrived();
    const { caller } = nth(world.advisers, 0);
    const note = (category: "OTHER_VOICE" | "OTHER", text = "") =>
      caller.call(integrity.addStaffObservation, { params: { sittingId }, body: { category, text } });
    expect(await note("OTHER")).toMatchObject({ code: "REASON_REQUIRED" });
    expect(await note("OTHER_VOICE")).toMatchObject({ ok: true });
    expect(await note("OTHER", "Une alarme sonne dehors.")).toMatchObject({ ok: true });
    const other = nth((await sessionWorld(app)).advisers, 0).caller;
    const body = { category: "NOISE" as const, text: "" };
    expect(await other.call(integrity.addStaffObservation, { params: { sittingId }, body })).toMatchObject({ code: "NOT_FOUND" });
    const { observations } = await nth(world.candidates, 0).caller.must(integrity.sittingRecord, { params: { sittingId } });
    expect(observations).toMatchObject([
      { kind: "STAFF_OBSERVATION", category: "OTHER_VOICE", observer: "STAFF", text: null },
      { kind: "STAFF_OBSERVATION", category: "OTHER", text: "Une alarme sonne dehors." },
    ]);
  });

  test("[INT-7] the person writes their own words beside a fact, time or a check of identity, and everybody who reads the record reads them", async () => {
    const { world, sittingId, lines } = await recorded();
    const [adviser, person] = [nth(world.advisers, 0).caller, nth(world.candidates, 0).caller];
    for (const line of lines)
      await person.must(integrity.addOwnNote, { params: { sittingId }, body: { line, text: `Le voisin perce un mur (${line.kind}).` } });
    for (const caller of [person, adviser]) {
      const { observations, timeEntries, identityChecks } = await caller.must(integrity.sittingRecord, { params: { sittingId } });
      const said = [observations, timeEntries, identityChecks].map((told) => told.flatMap(({ notes }) => notes.map(({ text }) => text)));
      expect(said).toEqual(lines.map(({ kind }) => [`Le voisin perce un mur (${kind}).`]));
      expect(observations.at(-1)?.notes).toHaveLength(1);
    }
    await expect(app.deps.db.$executeRaw`UPDATE "RecordNote" SET text = 'x'`).rejects.toThrow("append-only");
    await expect(app.deps.db.$executeRaw`DELETE FROM "RecordNote"`).rejects.toThrow("append-only");
  });

  test("[INT-7] a note says something, is its person’s alone, and stands beside a line of their own record", async () => {
    const { world, sittingId, lines } = await recorded();
    const [person, neighbour] = [nth(world.candidates, 0).caller, nth(world.candidates, 1)];
    for (const line of lines) {
      const given = (change: object = {}) => ({ params: { sittingId }, body: { line, text: "Le voisin perce un mur.", ...change } });
      const codes = await Promise.all([
        person.call(integrity.addOwnNote, given({ text: "  " })),
        person.call(integrity.addOwnNote, given({ line: { kind: "MARK", id: line.id } })),
        person.call(integrity.addOwnNote, given({ line: { kind: line.kind, id: "x" } })),
        app.visitor().call(integrity.addOwnNote, given()),
        nth(world.advisers, 0).caller.call(integrity.addOwnNote, given()),
        person.call(integrity.addOwnNote, given({ line: { kind: line.kind, id: randomUUID() } })),
        // Another kind of line has no such name.
        person.call(integrity.addOwnNote, given({ line: { kind: line.kind === "FACT" ? "TIME" : "FACT", id: line.id } })),
        // Somebody else’s sitting, and somebody else’s line under one’s own.
        neighbour.caller.call(integrity.addOwnNote, given()),
        neighbour.caller.call(integrity.addOwnNote, { ...given(), params: { sittingId: neighbour.sittingId } }),
      ]);
      const refusals = "BAD_INPUT BAD_INPUT BAD_INPUT NOT_SIGNED_IN FORBIDDEN NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND";
      expect(codes.map((answer) => (answer.ok ? "ok" : answer.code)).join(" ")).toBe(refusals);
    }
    expect(await app.deps.db.recordNote.count({ where: { sittingId: { in: [sittingId, neighbour.sittingId] } } })).toBe(0);
  });

  test("[INT-7] the database holds a note to exactly one line, of that sitting", async () => {
    const { world, sittingId, lines } = await recorded();
    const [fact, time, identity] = lines.map(({ id }) => id);
    const { runId } = await app.deps.db.timeEntry.findUniqueOrThrow({ where: { id: nth(lines, 1).id } });
    const keep = (data: object, of = sittingId) =>
      app.deps.db.recordNote.create({ data: { text: "Le voisin perce un mur.", createdAt: app.clock.now(), sittingId: of, ...data } });
    const oneLine = "RecordNote_line";
    for (const data of [{}, { observationId: fact, identityCheckId: identity }, { timeEntryId: time }, { observationId: fact, runId }])
      await expect(keep(data)).rejects.toThrow(oneLine);
    const stranger = nth(world.candidates, 1).sittingId;
    for (const data of [{ observationId: fact }, { timeEntryId: time, runId }, { identityCheckId: identity }])
      await expect(keep(data, stranger)).rejects.toThrow(/foreign key/i);
  });

  test("[INT-8] the person reads who leads their session, who is in the room and what is recorded now", async () => {
    const { world, sittingId } = await arrived();
    const person = nth(world.candidates, 0);
    const watch = () => person.caller.must(integrity.sittingWatch, { params: { sittingId } });
    const names = await Promise.all(
      world.advisers.map(({ accountId: id }) => app.deps.db.account.findUniqueOrThrow({ where: { id } })),
    );
    const [marc, line] = names.map(({ givenName, familyName }) => `${givenName} ${familyName}`);
    const both = (isMarcInRoom: boolean) =>
      expect.arrayContaining([
        { name: marc, isInRoom: isMarcInRoom },
        { name: line, isInRoom: false },
      ]);
    expect(await watch()).toEqual({ isOver: false, people: both(false), room: null, watchers: [], shown: [], recorded: [], isRemembered: false });
    await meetInCall(nth(world.advisers, 0).caller, person.caller, sittingId);
    expect(await watch()).toEqual({ isOver: false, people: both(true), room: "CHECK_IN", watchers: [], shown: ["camera", "microphone"], recorded: [], isRemembered: false });
    const other = nth(world.candidates, 1).caller;
    expect(await other.call(integrity.sittingWatch, { params: { sittingId } })).toMatchObject({ code: "NOT_FOUND" });
  });
});

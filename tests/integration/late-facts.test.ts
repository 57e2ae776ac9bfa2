import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keptFactMs, mostKeptFacts } from "#shared/domain/integrity/kept-fact.ts";
import { incidentFile, proposeDecision } from "#shared/protocol/incidents.ts";
import { reportObservation, sittingRecord } from "#shared/protocol/integrity.ts";
import { sessionReport, signReport } from "#shared/protocol/session-log.ts";
import type { RouteArguments } from "#shared/protocol/define.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { ensurePolicy, sitExam } from "../support/exam-fixture.ts";
import { answered, directorate, openOn } from "../support/incident-world.ts";
import { nth, sessionWorld, type SessionWorld } from "../support/session-world.ts";

/** What a page noticed in time and could tell after the end only. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
});
afterAll(() => app.stop());

type Person = SessionWorld["candidates"][number];
type Told = RouteArguments<typeof reportObservation>["body"];

/** An exam that began, lasted ten minutes and is over. */
async function satExam() {
  const world = await sessionWorld(app, { candidates: 1 });
  const person = nth(world.candidates, 0);
  const arrivedAt = app.clock.now();
  for (const event of ["arrive", "confirmIdentity", "begin"] as const) await commit(app.deps, (uow) => moveSittingStep(uow, person.sittingId, event, null));
  app.clock.advance(600);
  await sitExam(app, world, person);
  const endedAt = app.clock.now();
  app.clock.advance(60);
  return { world, person, arrivedAt, endedAt, sittingId: person.sittingId };
}

const tell = ({ caller, sittingId }: Person, body: Told) => caller.call(reportObservation, { params: { sittingId }, body });
const hidden = (noticedAt: Date, seconds = 40): Told => ({
  reportId: crypto.randomUUID(),
  kind: "PAGE_HIDDEN",
  details: { activity: "WRITING", seconds },
  noticedAt: noticedAt.toISOString(),
});
const before = (at: Date, seconds: number): Date => new Date(at.getTime() - seconds * 1_000);

/** All of a sitting that an observation must never move. */
const standingOf = (sittingId: string) =>
  app.deps.db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    include: { runs: { include: { timeEntries: true, seal: true, answers: true }, orderBy: { id: "asc" } }, session: true, result: true },
  });

describe("a fact that is told after the end", () => {
  test("[LOCK-13] is a line that says so, the same for both sides, and moves nothing; told twice it is one", async () => {
    const { world, person, endedAt, sittingId } = await satExam();
    const standing = await standingOf(sittingId);
    const noticedAt = before(endedAt, 120);
    const fact = hidden(noticedAt);
    for (let time = 0; time < 2; time += 1) expect(await tell(person, fact)).toMatchObject({ ok: true });
    const readers = [person.caller, nth(world.advisers, 0).caller];
    const [mine, theirs] = await Promise.all(readers.map((reader) => reader.must(sittingRecord, { params: { sittingId } })));
    expect(mine).toEqual(theirs);
    expect(mine?.observations.filter(({ kind }) => kind === "PAGE_HIDDEN")).toMatchObject([
      { observer: "PAGE", activity: "WRITING", seconds: 40, noticedAt: noticedAt.toISOString(), at: app.clock.now().toISOString() },
    ]);
    expect(await standingOf(sittingId)).toEqual(standing);
  });

  test("[LOCK-13] has its time within the sitting, and says it", async () => {
    const { person, arrivedAt, endedAt } = await satExam();
    const { noticedAt: _, ...timeless } = hidden(endedAt);
    const refused = { code: "NOT_ALLOWED_NOW" };
    expect(await tell(person, timeless)).toMatchObject(refused);
    expect(await tell(person, hidden(app.clock.now()))).toMatchObject(refused);
    expect(await tell(person, hidden(arrivedAt))).toMatchObject(refused);
    expect(await tell(person, hidden(arrivedAt, 0))).toMatchObject({ ok: true });
    // An absence that began in time ended when it ended; nobody noticed what is still to come.
    expect(await tell(person, hidden(app.clock.now(), 90))).toMatchObject({ ok: true });
    expect(await tell(person, hidden(before(app.clock.now(), -3_600), 90))).toMatchObject({ ok: true });
    const { observations } = await person.caller.must(sittingRecord, { params: { sittingId: person.sittingId } });
    const now = app.clock.now().toISOString();
    expect(observations.flatMap(({ noticedAt }) => noticedAt ?? []).toSorted()).toEqual([arrivedAt.toISOString(), now, now]);
  });

  test("[LOCK-13] is taken for a day, in a number that a page can keep, and of nobody who was not there", async () => {
    const { person, endedAt, sittingId } = await satExam();
    const row = { sittingId, kind: "DROP", details: { isFromPage: true }, createdAt: app.clock.now() };
    await app.deps.db.observation.createMany({ data: Array.from({ length: mostKeptFacts - 1 }, () => row) });
    expect(await tell(person, hidden(endedAt))).toMatchObject({ ok: true });
    expect(await tell(person, hidden(endedAt))).toMatchObject({ code: "NOT_ALLOWED_NOW" });

    const again = await satExam();
    app.clock.advance(keptFactMs / 1_000 - 60);
    expect(await tell(again.person, hidden(again.endedAt))).toMatchObject({ ok: true });
    app.clock.advance(1);
    expect(await tell(again.person, hidden(again.endedAt))).toMatchObject({ code: "NOT_ALLOWED_NOW" });

    const absent = nth((await sessionWorld(app, { candidates: 1 })).candidates, 0);
    expect(await tell(absent, hidden(app.clock.now(), 0))).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await tell({ ...absent, sittingId }, hidden(endedAt))).toMatchObject({ code: "NOT_FOUND" });
  });

  test("[LOCK-13] what is told in time stands as it always stood, whatever a page says of time", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const person = nth(world.candidates, 0);
    await commit(app.deps, (uow) => moveSittingStep(uow, person.sittingId, "arrive", null));
    expect(await tell(person, hidden(new Date("2099-01-01T00:00:00Z")))).toMatchObject({ ok: true });
    const { observations } = await person.caller.must(sittingRecord, { params: { sittingId: person.sittingId } });
    expect(observations).toMatchObject([{ kind: "PAGE_HIDDEN", noticedAt: null, at: app.clock.now().toISOString() }]);
  });
});

test("[SREP-5] stands beside the signed report, which stays signed as it is, for whoever reads it", async () => {
  const { world, person, endedAt, sittingId } = await satExam();
  const params = { sessionId: world.sessionId };
  await app.deps.db.session.update({ where: { id: world.sessionId }, data: { state: "HELD" }, select: { id: true } });
  const [first, second] = world.advisers.map(({ caller }) => caller);
  const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  if (!first || !second) throw new Error("A session has two advisers.");
  const signed = await first.must(sessionReport, { params });
  expect(signed.toldLate).toEqual([]);
  await first.must(signReport, { params, body: { contentHash: signed.contentHash } });

  await tell(person, hidden(endedAt));
  for (const reader of [first, second, director]) {
    const report = await reader.must(sessionReport, { params });
    expect([report.content, report.contentHash]).toEqual([signed.content, signed.contentHash]);
    expect(report.signatures).toMatchObject([{ contentHash: signed.contentHash, isCurrent: true }]);
    const { observations } = await person.caller.must(sittingRecord, { params: { sittingId } });
    expect(report.toldLate).toEqual([{ sittingId, name: expect.stringContaining("Amina"), entries: [observations.at(-1)] }]);
  }
});

test("[INC-20] is in the file of an incident for whoever reads it, and bears no decision unless it was put to the person", async () => {
  const office = await directorate(app);
  const { world, person, endedAt, sittingId } = await satExam();
  const incident = await openOn({ world, candidate: person, sittingId });
  const params = { incidentId: incident.incidentId };
  await answered(incident, office);
  await tell(person, hidden(endedAt));
  const files = await Promise.all([person.caller, nth(world.advisers, 0).caller, office.first].map((reader) => reader.must(incidentFile, { params })));
  const late = files[0]?.incident.toldLate ?? [];
  expect(late).toMatchObject([{ kind: "PAGE_HIDDEN", noticedAt: endedAt.toISOString() }]);
  expect(files.map(({ incident: file }) => file.toldLate)).toEqual([late, late, late]);
  const body = { effect: "VOID_EXAM" as const, reasons: "Deux voix distinctes.", observationIds: late.map(({ observationId }) => observationId) };
  expect(await office.first.call(proposeDecision, { params, body })).toMatchObject({ code: "INCIDENT_ENTRY" });

  // Told before the facts are put, it is put like any other line, and then named once.
  const other = await satExam();
  await tell(other.person, hidden(other.endedAt));
  const opened = await openOn({ world: other.world, candidate: other.person, sittingId: other.sittingId });
  const { record, incident: file } = await office.first.must(incidentFile, { params: { incidentId: opened.incidentId } });
  expect(file.toldLate).toHaveLength(1);
  const observationId = record.find(({ kind }) => kind === "PAGE_HIDDEN")?.observationId ?? "";
  await answered({ ...opened, observationId }, office);
  const put = await other.person.caller.must(incidentFile, { params: { incidentId: opened.incidentId } });
  expect([put.incident.facts?.entries.map(({ kind }) => kind), put.incident.toldLate]).toEqual([["PAGE_HIDDEN"], []]);
});

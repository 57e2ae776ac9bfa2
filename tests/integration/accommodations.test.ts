import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noMeasures, type Measures } from "#shared/domain/accommodations/measures.ts";
import * as contract from "#shared/protocol/accommodations.ts";
import { recordReader, sessionBoard } from "#shared/protocol/conduct.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { markingScript, markingTasks } from "#shared/protocol/marking.ts";
import { referralList } from "#shared/protocol/referrals.ts";
import { arrive, mySitting } from "#shared/protocol/sitting.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { play } from "#tests/support/day.ts";
import { openRun } from "#tests/support/exam-room.ts";
import { ensurePolicy, makeRaters } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld, type SessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

type Person = SessionWorld["candidates"][number];

const support = async (): Promise<Caller> =>
  app.as(await app.account({ roles: ["SUPPORT"], givenName: "Ana", familyName: "Morales" }));

const paramsOf = ({ registrationId }: Person) => ({ params: { registrationId } });
const given = (part: Partial<Measures>): Measures => ({ ...noMeasures, ...part });
const asked = { wishes: ["EXTRA_TIME" as const], text: "Un tiers de temps de plus pour lire.", why: "" };
const granting = given({
  extraTime: { READING: { unit: "PERCENT", amount: 33 } },
  breaks: { count: 3, minutes: 5 },
  presentation: { textSize: 24, theme: "contrast", font: "SPACED", layout: "SCREEN_READER" },
  readAloud: ["WRITING"],
  hasCaptions: true,
});
const decision = (requestId: string | null, part: Partial<{ outcome: "GRANTED" | "DECLINED"; measures: Measures; reason: string }> = {}) => ({
  requestId,
  outcome: "GRANTED" as const,
  measures: granting,
  reason: "Selon la demande",
  ...part,
});

/** A session that begins tomorrow. */
async function tomorrow(options: Parameters<typeof sessionWorld>[1] = {}): Promise<SessionWorld> {
  const world = await sessionWorld(app, { sessionState: "OPEN", ...options });
  const startsAt = new Date(app.clock.now().getTime() + 24 * 3_600_000);
  await app.deps.db.session.update({ where: { id: world.sessionId }, data: { startsAt } });
  return world;
}

describe("asking", () => {
  test("[ACM-1] is for one’s own file, until the day begins; a newer request replaces one that waits", async () => {
    const world = await tomorrow();
    const [person, other] = [nth(world.candidates, 0), nth(world.candidates, 1)];
    const ask = (who: Person, about = person, body = asked) =>
      who.caller.call(contract.requestAccommodation, { ...paramsOf(about), body });
    expect(await ask(other)).toMatchObject({ code: "NOT_FOUND" });
    expect(await other.caller.call(contract.myAccommodations, paramsOf(person))).toMatchObject({ code: "NOT_FOUND" });
    expect(await ask(person, person, { ...asked, wishes: [] })).toMatchObject({ code: "BAD_INPUT" });
    expect(await ask(person)).toMatchObject({ ok: true });
    app.clock.advance(60);
    expect(await ask(person, person, { ...asked, text: "Et des pauses." })).toMatchObject({ ok: true });
    const file = await person.caller.must(contract.myAccommodations, paramsOf(person));
    expect(file).toMatchObject({ request: { text: "Et des pauses." }, decision: null, isWaiting: true, isOpen: true });
    app.clock.advance(24 * 3_600);
    expect(await ask(person)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  });
});

describe("deciding", () => {
  test("[ACM-2, ACM-3] is for staff, with a reason, once a request; the newest decision counts and every one stays", async () => {
    const world = await tomorrow();
    const person = nth(world.candidates, 0);
    const ana = await support();
    await person.caller.must(contract.requestAccommodation, { ...paramsOf(person), body: asked });
    const waiting = (await ana.must(contract.accommodationFiles, {})).files.find(
      ({ registrationId }) => registrationId === person.registrationId,
    );
    const requestId = waiting?.request?.requestId ?? "";
    const decide = (who: Caller, body: ReturnType<typeof decision>) =>
      who.call(contract.decideAccommodation, { ...paramsOf(person), body });
    for (const stranger of [person.caller, nth(world.advisers, 0).caller])
      expect(await decide(stranger, decision(requestId))).toMatchObject({ code: "FORBIDDEN" });
    expect(await decide(ana, decision(requestId, { measures: noMeasures }))).toMatchObject({ code: "BAD_INPUT" });
    expect(await decide(ana, decision(requestId, { reason: "  " }))).toMatchObject({ code: "BAD_INPUT" });
    const both = await Promise.all([decide(ana, decision(requestId)), decide(await support(), decision(requestId))]);
    expect(both.map((answer) => (answer.ok ? "decided" : answer.code)).toSorted()).toEqual(["STATE_CHANGED", "decided"]);
    app.clock.advance(60);
    const fewer = given({ breaks: { count: 1, minutes: 10 } });
    expect(await decide(ana, decision(null, { measures: fewer }))).toMatchObject({ ok: true });
    const file = await person.caller.must(contract.myAccommodations, paramsOf(person));
    expect(file).toMatchObject({
      isWaiting: false,
      decision: { outcome: "GRANTED", measures: fewer, reason: "Selon la demande", decidedByName: "Ana Morales" },
    });
    expect(await app.deps.db.accommodationDecision.count({ where: { registrationId: person.registrationId } })).toBe(2);
    await app.drain();
    const message = await app.deps.db.message.findFirst({ where: { accountId: person.accountId, kind: "accommodation" } });
    expect(message?.body).not.toMatch(/pause|temps|adaptation/i);
  });

  test("[ACM-2] nobody decides once the day has begun", async () => {
    const world = await tomorrow();
    const person = nth(world.candidates, 0);
    await app.deps.db.session.update({ where: { id: world.sessionId }, data: { state: "IN_PROGRESS" } });
    await person.caller.must(arrive, { params: { sittingId: person.sittingId } });
    const late = { ...paramsOf(person), body: decision(null) };
    expect(await (await support()).call(contract.decideAccommodation, late)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  });
});

describe("what was granted", () => {
  test("[ACM-3] the person’s page has how things are shown; the board only what an adviser gives", async () => {
    const world = await tomorrow();
    const person = nth(world.candidates, 0);
    await (await support()).must(contract.decideAccommodation, { ...paramsOf(person), body: decision(null) });
    const { granted } = await person.caller.must(mySitting, { params: { sittingId: person.sittingId } });
    expect(granted).toEqual({
      presentation: granting.presentation,
      readAloud: ["WRITING"],
      hasCaptions: true,
      breaks: { count: 3, minutes: 5, taken: 0 },
    });
    const board = await nth(world.advisers, 0).caller.must(sessionBoard, { params: { sessionId: world.sessionId } });
    const tile = board.sittings.find(({ sittingId }) => sittingId === person.sittingId);
    expect(tile?.granted).toEqual({ readAloud: ["WRITING"], hasCaptions: true, breaks: { count: 3, minutes: 5, taken: 0 } });
  });

  test("[ACM-6] what a marker and an order receive is the same with and without", async () => {
    await ensurePolicy(app);
    const raters = await makeRaters(app, 2);
    const world = await sessionWorld(app, { sessionState: "OPEN" });
    const person = nth(world.candidates, 0);
    const startsAt = new Date(app.clock.now().getTime() + 60_000);
    await app.deps.db.session.update({ where: { id: world.sessionId }, data: { startsAt } });
    await (await support()).must(contract.decideAccommodation, { ...paramsOf(person), body: decision(null) });
    const advisers = [nth(world.advisers, 0).caller, nth(world.advisers, 1).caller] as const;
    await play({ sessionId: world.sessionId, advisers, sitters: world.candidates }, "INTERVIEWED");
    await app.drain();
    const { caller } = nth(raters, 0);
    const { tasks } = await caller.must(markingTasks, {});
    const shapes = tasks.map((task) => JSON.stringify(Object.keys(task)));
    expect(tasks).toHaveLength(2);
    expect(new Set(shapes).size).toBe(1);
    const scripts = [];
    for (const { taskId } of tasks) {
      const { blindCode: _, ...script } = await caller.must(markingScript, { params: { taskId } });
      scripts.push(script);
    }
    expect(scripts[0]).toEqual(scripts[1]);
    const clerk = await app.as(await app.account({ roles: ["CLERK"], bodyId: world.bodyId }));
    const order = JSON.stringify(await clerk.must(referralList, {}));
    expect(order).not.toMatch(/accommodation|extraTime|breaks/i);
    // The report's input is a closed list of facts; none of these is among them.
    const reports = await app.deps.db.report.findMany({ select: { input: true } });
    expect(JSON.stringify(reports)).not.toMatch(/accommodation|extraTime|ledger|seconds/i);
  });
});

describe("a reader", () => {
  test("[ACM-7, ACM-5] is recorded by an adviser where it was granted, while that is open; the person sees who reads, and until when", async () => {
    const world = await tomorrow();
    const [person, other] = [nth(world.candidates, 0), nth(world.candidates, 1)];
    await (await support()).must(contract.decideAccommodation, { ...paramsOf(person), body: decision(null) });
    const [adviser] = world.advisers.map(({ caller }) => caller);
    if (!adviser) throw new Error("A session has advisers.");
    const record = (caller: Caller, readerName: string | null, activity: "WRITING" | "DISCUSSION" = "WRITING", who = person) =>
      caller.call(recordReader, { params: { sittingId: who.sittingId }, body: { activity, readerName } });
    const seen = async () => (await person.caller.must(mySitting, { params: { sittingId: person.sittingId } })).reader;
    expect(await record(adviser, "Odile Roy")).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await openRun(app, person.sittingId, "READING");
    expect(await adviser.call(recordReader, { params: { sittingId: person.sittingId }, body: { activity: "READING" as never, readerName: "Odile Roy" } })).toMatchObject({ code: "BAD_INPUT" });
    await openRun(app, person.sittingId, "WRITING");
    await openRun(app, other.sittingId, "WRITING");
    expect(await record(adviser, "Odile Roy", "DISCUSSION")).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await record(adviser, "Odile Roy", "WRITING", other)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await record(person.caller, "Odile Roy")).toMatchObject({ code: "FORBIDDEN" });
    const stranger = nth((await sessionWorld(app)).advisers, 0).caller;
    expect(await record(stranger, "Odile Roy")).toMatchObject({ code: "NOT_FOUND" });
    expect(await seen()).toBeNull();
    expect(await record(adviser, "Odile Roy")).toMatchObject({ ok: true });
    expect(await seen()).toEqual({ activity: "WRITING", name: "Odile Roy" });
    const board = await adviser.must(sessionBoard, { params: { sessionId: world.sessionId } });
    expect(board.sittings.map(({ reader }) => reader?.name ?? "").toSorted()).toEqual(["", "Odile Roy"]);
    app.clock.advance(60);
    expect(await record(adviser, null)).toMatchObject({ ok: true });
    expect(await seen()).toBeNull();
    expect(await record(adviser, null)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    const { observations } = await person.caller.must(sittingRecord, { params: { sittingId: person.sittingId } });
    expect(observations.filter(({ kind }) => kind.startsWith("READER")).map(({ kind, text }) => [kind, text])).toEqual([
      ["READER_ARRIVED", "Odile Roy"],
      ["READER_LEFT", "Odile Roy"],
    ]);
  });
});

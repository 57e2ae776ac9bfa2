import { activities } from "#shared/domain/sitting/run-machine.ts";
import { consentItems, consentVersion } from "#shared/domain/privacy/consent-items.ts";
import { closeSession, postponeSitting } from "#shared/protocol/conduct.ts";
import { annulResult, proposeAnnulment } from "#shared/protocol/annulments.ts";
import { resultList, resultOf } from "#shared/protocol/results.ts";
import { moveRunStep, moveSittingStep } from "#server/features/sitting/steps.ts";
import type { Tx } from "#server/platform/db.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { ensurePolicy } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";
import { begunUnderLock } from "#tests/support/waits.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { developmentMailbox } from "#shared/protocol/messages.ts";
import { referralList } from "#shared/protocol/referrals.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { bookSession, cancelBooking, chooseNewDate, newDate, openSessions } from "#shared/protocol/scheduling.ts";
import { arrive, mySittings } from "#shared/protocol/sitting.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import type { Caller } from "#tests/support/caller.ts";
import { newOrder, type Person } from "#tests/support/registration-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ changeDays: 5 });
});
afterAll(() => app.stop());

type Mode = "ONLINE" | "IN_PERSON";
type Choice = { mode?: Mode; tool?: "KEYBOARD" | "HANDWRITTEN"; replaces?: string | null };

const choice = (
  person: Person,
  sessionId: string,
  { mode = "ONLINE", tool = "KEYBOARD", replaces = null }: Choice = {},
) => ({
  params: { registrationId: person.registrationId },
  body: { sessionId, deliveryMode: mode, writingTool: tool, replacesBookingId: replaces },
});
const book = (person: Person, sessionId: string, given?: Choice) =>
  person.caller.call(bookSession, choice(person, sessionId, given));
const mustBook = async (person: Person, sessionId: string, given?: Choice): Promise<string> =>
  (await person.caller.must(bookSession, choice(person, sessionId, given))).bookingId;
const offers = async (person: Person) =>
  (await person.caller.must(openSessions, { params: { registrationId: person.registrationId } })).sessions;
const activeBookings = (sessionId: string): Promise<number> =>
  app.deps.db.booking.count({ where: { sessionId, isActive: true } });

describe("what is offered", () => {
  test("[BOK-1] a person sees the sessions of their own order, both modes, with their free seats and zone; no one else's", async () => {
    const order = await newOrder(app);
    const another = await newOrder(app);
    await another.session();
    const atHome = await order.session({ inDays: 20 });
    const atOffice = await order.session({ mode: "IN_PERSON", inDays: 22, capacity: 4 });
    await mustBook(await order.person(), atHome);
    const person = await order.person();
    const seen = await offers(person);
    expect(
      seen.map(({ sessionId, deliveryMode, freeSeats, timeZone, isBooked }) => ({
        sessionId,
        deliveryMode,
        freeSeats,
        timeZone,
        isBooked,
      })),
    ).toEqual([
      { sessionId: atHome, deliveryMode: "ONLINE", freeSeats: 5, timeZone: "America/Toronto", isBooked: false },
      { sessionId: atOffice, deliveryMode: "IN_PERSON", freeSeats: 4, timeZone: "America/Toronto", isBooked: false },
    ]);
    const stranger = await another.person();
    const refused = await stranger.caller.call(openSessions, { params: { registrationId: person.registrationId } });
    expect(refused).toMatchObject({ ok: false, code: "NOT_FOUND" });
  });

  test("[BOK-1] sessions whose day has passed without being held take the place of none that is ahead", async () => {
    const order = await newOrder(app);
    for (let day = 1; day <= 60; day += 1) await order.session({ inDays: -day });
    const ahead = await order.session({ inDays: 20 });
    expect((await offers(await order.person())).map(({ sessionId }) => sessionId)).toEqual([ahead]);
  });

  test("[BOK-1] a session of another order, or of the other mode than the one chosen, is refused and nothing is booked", async () => {
    const order = await newOrder(app);
    const another = await newOrder(app);
    const person = await order.person();
    const foreign = await another.session();
    const atOffice = await order.session({ mode: "IN_PERSON" });
    const atHome = await order.session();
    expect(await book(person, foreign)).toMatchObject({ ok: false, code: "WRONG_BODY" });
    expect(await book(person, atOffice)).toMatchObject({ ok: false, code: "WRONG_MODE" });
    expect(await book(person, atHome, { tool: "HANDWRITTEN" })).toMatchObject({ ok: false, code: "WRONG_MODE" });
    expect(await app.deps.db.booking.count({ where: { registrationId: person.registrationId } })).toBe(0);
  });
});

describe("taking a seat", () => {
  test("[BOK-2] a seat makes a sitting with a document of one's own and four activities to come, and a message", async () => {
    const order = await newOrder(app);
    const sessionId = await order.session({ mode: "IN_PERSON" });
    const first = await order.person();
    const second = await order.person();
    await mustBook(first, sessionId, { mode: "IN_PERSON", tool: "HANDWRITTEN" });
    await mustBook(second, sessionId, { mode: "IN_PERSON" });
    const sittings = await app.deps.db.sitting.findMany({
      where: { sessionId },
      orderBy: { createdAt: "asc" },
      select: { accountId: true, state: true, writingTool: true, documentId: true, runs: { select: { state: true } } },
    });
    expect(sittings.map(({ writingTool }) => writingTool).toSorted()).toEqual(["HANDWRITTEN", "KEYBOARD"]);
    expect(new Set(sittings.map(({ documentId }) => documentId)).size).toBe(2);
    for (const { state, runs } of sittings) {
      expect(state).toBe("SCHEDULED");
      expect(runs.map((run) => run.state)).toEqual(["PENDING", "PENDING", "PENDING", "PENDING"]);
    }
    await app.drain();
    const { messages } = await app.visitor().must(developmentMailbox, {});
    const confirmation = messages.filter(({ toEmail }) => toEmail === first.email);
    // The invitation and the confirmation; neither says a name, a date or a place.
    expect(confirmation).toHaveLength(2);
    for (const { body } of confirmation) {
      expect(body).toMatch(/\/lien#[\w-]{43}/);
      expect(body).not.toMatch(/Amina|Benali|Montréal|2026/);
    }
  });

  test("[BOK-3] of many people and one seat, exactly one has it; the others are told, and nothing of theirs is left", async () => {
    const order = await newOrder(app);
    const sessionId = await order.session({ capacity: 1 });
    const people = await Promise.all(Array.from({ length: 5 }, () => order.person()));
    const outcomes = await Promise.all(people.map((person) => book(person, sessionId)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    for (const outcome of outcomes) if (!outcome.ok) expect(outcome.code).toBe("SESSION_FULL");
    expect(await activeBookings(sessionId)).toBe(1);
    expect(await app.deps.db.sitting.count({ where: { sessionId } })).toBe(1);
    const states = await app.deps.db.registration.groupBy({
      by: ["state"],
      where: { bodyId: order.bodyId },
      _count: true,
    });
    expect(Object.fromEntries(states.map(({ state, _count }) => [state, _count]))).toEqual({ BOOKED: 1, VALIDATED: 4 });
  });

  test("[BOK-4] the same choice sent several times at once books once", async () => {
    const order = await newOrder(app);
    const sessionId = await order.session();
    const person = await order.person();
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => book(person, sessionId)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    for (const outcome of outcomes) if (!outcome.ok) expect(outcome.code).toBe("ALREADY_BOOKED");
    expect(await activeBookings(sessionId)).toBe(1);
    const audits = await app.deps.db.auditEvent.count({
      where: { subjectId: person.registrationId, type: "booking.made" },
    });
    expect(audits).toBe(1);
  });

  test("[BOK-5] a session that is over, cancelled, or less than a day away takes nobody any more", async () => {
    const order = await newOrder(app);
    const person = await order.person();
    const past = await order.session({ inDays: -1 });
    const tomorrow = await order.session({ inDays: 0.9 });
    const cancelled = await order.session();
    await app.deps.db.session.update({ where: { id: cancelled }, data: { state: "CANCELLED" } });
    for (const sessionId of [past, tomorrow, cancelled])
      expect(await book(person, sessionId)).toMatchObject({ ok: false, code: "SESSION_CLOSED" });
    expect(await offers(person)).toEqual([]);
  });

  test("[BOK-5] nobody books before confirming who they are", async () => {
    const order = await newOrder(app);
    const sessionId = await order.session();
    const person = await order.refer();
    const refused = await book(person, sessionId);
    expect(refused.ok).toBe(false);
    expect(await activeBookings(sessionId)).toBe(0);
  });
});

describe("changing one's mind", () => {
  test("[BOK-6] another session, of either mode, takes the place of the first, whose seat is free again", async () => {
    const order = await newOrder(app);
    const atHome = await order.session({ inDays: 20, capacity: 1 });
    const atOffice = await order.session({ mode: "IN_PERSON", inDays: 25 });
    const person = await order.person();
    const other = await order.person();
    const first = await mustBook(person, atHome);
    expect(await book(other, atHome)).toMatchObject({ ok: false, code: "SESSION_FULL" });
    const second = await mustBook(person, atOffice, { mode: "IN_PERSON", tool: "HANDWRITTEN", replaces: first });
    expect(second).not.toBe(first);
    await mustBook(other, atHome);
    const { sittings } = await person.caller.must(mySittings, {});
    expect(sittings.map(({ deliveryMode }) => deliveryMode)).toEqual(["IN_PERSON"]);
    const [seen] = (await offers(person)).filter(({ isBooked }) => isBooked);
    expect(seen?.sessionId).toBe(atOffice);
  });

  test("[BOK-6] a full session keeps the seat that one has", async () => {
    const order = await newOrder(app);
    const [mine, full] = [await order.session(), await order.session({ capacity: 1 })];
    await mustBook(await order.person(), full);
    const person = await order.person();
    const first = await mustBook(person, mine);
    expect(await book(person, full, { replaces: first })).toMatchObject({ ok: false, code: "SESSION_FULL" });
    expect(await activeBookings(mine)).toBe(1);
  });

  test("[BOK-6] two people who exchange their sessions at the same moment both succeed", async () => {
    const order = await newOrder(app);
    const [one, two] = [await order.session(), await order.session()];
    const [ada, bob] = [await order.person(), await order.person()];
    const [adaSeat, bobSeat] = [await mustBook(ada, one), await mustBook(bob, two)];
    const outcomes = await Promise.all([book(ada, two, { replaces: adaSeat }), book(bob, one, { replaces: bobSeat })]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
    expect([await activeBookings(one), await activeBookings(two)]).toEqual([1, 1]);
  });

  test("[BOK-7] within five days of the session a seat can be neither changed nor given back, and the person is told", async () => {
    const order = await newOrder(app);
    const soon = await order.session({ inDays: 6 });
    const later = await order.session({ inDays: 40 });
    const person = await order.person();
    const bookingId = await mustBook(person, soon);
    const start = app.clock.now();
    app.clock.advance(1.5 * 86_400);
    try {
      expect(await book(person, later, { replaces: bookingId })).toMatchObject({ ok: false, code: "SESSION_CLOSED" });
      const given = { params: { registrationId: person.registrationId }, body: { bookingId } };
      expect(await person.caller.call(cancelBooking, given)).toMatchObject({ ok: false, code: "SESSION_CLOSED" });
      expect(await activeBookings(soon)).toBe(1);
    } finally {
      app.clock.set(start.toISOString());
    }
  });

  test("[BOK-8] a seat given back is free, the person may choose again, and their order sees them choosing", async () => {
    const order = await newOrder(app);
    const sessionId = await order.session({ capacity: 1 });
    const person = await order.person();
    const bookingId = await mustBook(person, sessionId);
    const params = { registrationId: person.registrationId };
    await person.caller.must(cancelBooking, { params, body: { bookingId } });
    expect(await activeBookings(sessionId)).toBe(0);
    expect(await person.caller.call(cancelBooking, { params, body: { bookingId } })).toMatchObject({
      ok: false,
      code: "STATE_CHANGED",
    });
    const { people } = await order.clerk.must(referralList, {});
    expect(people.map(({ status }) => status)).toEqual(["CHOOSING"]);
    expect((await person.caller.must(mySittings, {})).sittings).toEqual([]);
    await mustBook(person, sessionId);
  });

  test("[BOK-8] whoever has come to their session keeps it; another person's seat is nobody's to give back", async () => {
    const order = await newOrder(app);
    const sessionId = await order.session();
    const person = await order.person();
    const stranger = await order.person();
    const bookingId = await mustBook(person, sessionId);
    const params = { registrationId: person.registrationId };
    expect(await stranger.caller.call(cancelBooking, { params, body: { bookingId } })).toMatchObject({
      ok: false,
      code: "NOT_FOUND",
    });
    await app.deps.db.session.update({ where: { id: sessionId }, data: { state: "IN_PROGRESS" } });
    const [sitting] = (await person.caller.must(mySittings, {})).sittings;
    if (!sitting) throw new Error("The booking made a sitting.");
    await person.caller.must(arrive, { params: { sittingId: sitting.sittingId } });
    expect(await person.caller.call(cancelBooking, { params, body: { bookingId } })).toMatchObject({
      ok: false,
      code: "NOT_ALLOWED_NOW",
    });
  });
});

describe("advisers", () => {
  test("[SES-1] the database refuses an adviser two sessions at the same time, and takes one after the other", async () => {
    const { sessionId, advisers } = await sessionWorld(app, { candidates: 1 });
    const { accountId } = nth(advisers, 0);
    const { id: _id, state: _state, ...copied } = await app.deps.db.session.findUniqueOrThrow({ where: { id: sessionId } });
    const at = (hours: number) => new Date(copied.startsAt.getTime() + hours * 3_600_000);
    const lead = (startsAt: Date, state: "OPEN" | "HELD" | "CANCELLED" = "OPEN") =>
      app.deps.db.session.create({
        data: { ...copied, state, startsAt, advisers: { create: [{ accountId }] } },
        select: { id: true },
      });
    await expect(lead(at(0))).rejects.toThrow("leads another one");
    await expect(lead(at(3.9))).rejects.toThrow("leads another one");
    await expect(lead(at(-3.9))).rejects.toThrow("leads another one");
    for (const state of ["HELD", "CANCELLED"] as const) await lead(at(1), state);
    const later = await lead(at(4));
    await expect(
      app.deps.db.session.update({ where: { id: later.id }, data: { startsAt: at(2) } }),
    ).rejects.toThrow("leads another one");
    const both = await Promise.allSettled([lead(at(24)), lead(at(25))]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("a way back", () => {
  /** Booked on a session under way, and received. */
  async function cameToTheDay() {
    const world = await sessionWorld(app, { candidates: 1 });
    const { caller, sittingId, registrationId } = nth(world.candidates, 0);
    const { formId } = await app.deps.db.session.findUniqueOrThrow({ where: { id: world.sessionId } });
    const session = (form: string) =>
      app.deps.db.session.create({
        data: {
          bodyId: world.bodyId,
          formId: form,
          deliveryMode: "ONLINE",
          state: "OPEN",
          startsAt: new Date(app.clock.now().getTime() + 20 * 86_400_000),
          place: "",
          capacity: 4,
        },
        select: { id: true },
      });
    const sameForm = (await session(formId)).id;
    const { id: _id, code, ...copied } = await app.deps.db.form.findUniqueOrThrow({ where: { id: formId } });
    const other = await app.deps.db.form.create({
      data: { ...copied, content: copied.content ?? {}, keys: copied.keys ?? {}, code: `${code}-${sittingId.slice(-6)}` },
      select: { id: true },
    });
    const otherForm = (await session(other.id)).id;
    const nextVersion = async () => {
      const next = await app.deps.db.form.create({
        data: { ...copied, content: copied.content ?? {}, keys: copied.keys ?? {}, code, version: copied.version + 1 },
        select: { id: true },
      });
      return (await session(next.id)).id;
    };
    await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "arrive", null));
    const offered = async () =>
      (await caller.must(openSessions, { params: { registrationId } })).sessions.map(({ sessionId }) => sessionId);
    const again = (sessionId: string) =>
      caller.call(bookSession, {
        params: { registrationId },
        body: { sessionId, deliveryMode: "ONLINE", writingTool: "KEYBOARD", replacesBookingId: null },
      });
    await app.deps.db.consent.createMany({
      data: consentItems.map((item) => ({
        registrationId,
        item,
        version: consentVersion[item],
        isGranted: true,
        recordedAt: app.clock.now(),
      })),
    });
    const clerk = await app.as(await app.account({ roles: ["CLERK"], bodyId: world.bodyId }));
    const status = async () => (await clerk.must(referralList, {})).people.map((person) => person.status);
    return { world, caller, sittingId, registrationId, sameForm, otherForm, nextVersion, offered, again, status };
  }

  test("[BOK-12] whoever received the person chooses the next session with them; they are told, and move it as any other", async () => {
    const { world, caller, sittingId, registrationId, sameForm, otherForm } = await cameToTheDay();
    const adviser = nth(world.advisers, 0).caller;
    const params = { sittingId };
    const choose = (by: Caller, sessionId: string) =>
      by.call(chooseNewDate, { params, body: { sessionId, deliveryMode: "ONLINE", writingTool: "KEYBOARD", reason: "Convenu de vive voix" } });
    expect(await choose(adviser, sameForm)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await adviser.must(postponeSitting, { params, body: { reason: "Sans pièce" } });
    const shown = await adviser.must(newDate, { params });
    expect({ ...shown, sessions: shown.sessions.map(({ sessionId, needsConsent }) => ({ sessionId, needsConsent })) }).toMatchObject({
      isReleased: true,
      booked: null,
      sessions: expect.arrayContaining([{ sessionId: sameForm, needsConsent: false }, { sessionId: otherForm, needsConsent: false }]),
    });
    // At home nobody but the advisers of the session received the person.
    const stranger = nth((await sessionWorld(app)).advisers, 0).caller;
    const support = await app.as(await app.account({ roles: ["SUPPORT"] }));
    for (const by of [stranger, support]) {
      expect(await by.call(newDate, { params })).toMatchObject({ code: "NOT_FOUND" });
      expect(await choose(by, sameForm)).toMatchObject({ code: "NOT_FOUND" });
    }
    const chosen = await choose(adviser, sameForm);
    if (!chosen.ok) throw new Error(`Refused: ${chosen.code}`);
    const { bookingId } = chosen.value;
    expect(await choose(adviser, otherForm)).toMatchObject({ code: "ALREADY_BOOKED" });
    expect(await adviser.must(newDate, { params })).toMatchObject({ booked: { deliveryMode: "ONLINE" } });
    const { observations } = await caller.must(sittingRecord, { params });
    expect(observations.filter(({ kind }) => kind === "NEW_DATE_CHOSEN")).toMatchObject([{ observer: "STAFF", text: "Convenu de vive voix" }]);
    await app.drain();
    const told = await app.deps.db.message.findMany({ where: { kind: "newDate" }, orderBy: { createdAt: "desc" }, take: 1 });
    expect(told[0]?.subject).toBe("Votre nouvelle séance est réservée");
    // It is the person's own: nobody asks why they would rather come another day.
    const body = { sessionId: otherForm, deliveryMode: "ONLINE" as const, writingTool: "KEYBOARD" as const, replacesBookingId: bookingId };
    expect(await caller.call(bookSession, { params: { registrationId }, body })).toMatchObject({ ok: true });
  });

  test("[BOK-12] what the person has not agreed to is not chosen for them", async () => {
    const { world, sittingId, registrationId, sameForm } = await cameToTheDay();
    const adviser = nth(world.advisers, 0).caller;
    await adviser.must(postponeSitting, { params: { sittingId }, body: { reason: "Sans pièce" } });
    const item = "ONLINE_SUPERVISION" as const;
    await app.deps.db.consent.create({
      data: { registrationId, item, version: consentVersion[item], isGranted: false, recordedAt: new Date(app.clock.now().getTime() + 1_000) },
    });
    const { sessions } = await adviser.must(newDate, { params: { sittingId } });
    expect(sessions.find(({ sessionId }) => sessionId === sameForm)).toMatchObject({ needsConsent: true });
    const body = { sessionId: sameForm, deliveryMode: "ONLINE" as const, writingTool: "KEYBOARD" as const, reason: "Convenu" };
    expect(await adviser.call(chooseNewDate, { params: { sittingId }, body })).toMatchObject({ code: "CONSENT_MISSING" });
  });

  test("[BOK-13] in person the support staff agree on another date too; at home they do not", async () => {
    const support = await app.as(await app.account({ roles: ["SUPPORT"] }));
    const postponed = async (deliveryMode: "ONLINE" | "IN_PERSON") => {
      const world = await sessionWorld(app, { candidates: 1, deliveryMode });
      const { sittingId } = nth(world.candidates, 0);
      await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "arrive", null));
      return { sittingId, done: await support.call(postponeSitting, { params: { sittingId }, body: { reason: "Sans pièce" } }) };
    };
    expect((await postponed("ONLINE")).done).toMatchObject({ code: "NOT_FOUND" });
    const { sittingId, done } = await postponed("IN_PERSON");
    expect(done).toMatchObject({ ok: true });
    expect(await support.must(newDate, { params: { sittingId } })).toMatchObject({ isReleased: true, booked: null });
  });

  test("[BOK-9] whoever is postponed before any content chooses again at once, and the former sitting stays", async () => {
    const { world, sittingId, sameForm, otherForm, offered, again, status } = await cameToTheDay();
    await nth(world.advisers, 0).caller.must(postponeSitting, { params: { sittingId }, body: { reason: "Sans pièce" } });
    expect(await status()).toEqual(["TO_RESCHEDULE"]);
    expect((await offered()).toSorted()).toEqual([sameForm, otherForm].toSorted());
    expect(await again(sameForm)).toMatchObject({ ok: true });
    expect(await status()).toEqual(["BOOKED"]);
    expect(await app.deps.db.sitting.findUniqueOrThrow({ where: { id: sittingId } })).toMatchObject({
      state: "NOT_COMPLETED",
    });
  });

  test("[PLAT-8] postponing and closing wait for the registration and the session before they hold the sitting", async () => {
    const { world, sittingId } = await cameToTheDay();
    const adviser = nth(world.advisers, 0).caller;
    const { registrationId } = nth(world.candidates, 0);
    const { sessionId } = world;
    /** While somebody else holds the row, the command waits for it with its hands empty: the sitting is free. */
    const waitsFor = (lock: (tx: Tx) => Promise<unknown>, command: () => Promise<unknown>) =>
      begunUnderLock(app, lock, command, (tx) => tx.$queryRaw`SELECT id FROM "Sitting" WHERE id = ${sittingId}::uuid FOR UPDATE NOWAIT`);
    const { done: postponed } = await waitsFor(
      (tx) => tx.$queryRaw`SELECT id FROM "Registration" WHERE id = ${registrationId}::uuid FOR UPDATE`,
      () => adviser.call(postponeSitting, { params: { sittingId }, body: { reason: "Pièce oubliée à la maison" } }),
    );
    expect(await postponed).toMatchObject({ ok: true });
    const { done: closed } = await waitsFor(
      (tx) => tx.$queryRaw`SELECT id FROM "Session" WHERE id = ${sessionId}::uuid FOR UPDATE`,
      () => adviser.call(closeSession, { params: { sessionId } }),
    );
    expect(await closed).toMatchObject({ ok: true });
  });

  test("[BOK-10, MSG-10] after content was seen only sessions on another form are offered and taken", async () => {
    const { world, caller, sittingId, sameForm, otherForm, nextVersion, offered, again, status } = await cameToTheDay();
    const { accountId } = nth(world.candidates, 0);
    const sameCase = await nextVersion();
    for (const event of ["confirmIdentity", "begin"] as const)
      await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, event, null));
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "READING", "open", null));
    for (const activity of activities)
      await commit(app.deps, (uow) => moveRunStep(uow, sittingId, activity, "loseTechnically", null));
    await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "complete", null));
    await ensurePolicy(app);
    await app.drain();
    const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
    const row = (await director.must(resultList, {})).results.find((one) => one.sittingId === sittingId);
    const params = { sittingId };
    const body = { reportId: row?.reportId ?? "", reason: "" };
    const annul = { params, body: { ...body, reason: "Panne du serveur" } };
    await director.must(proposeAnnulment, annul);
    expect(await status()).not.toEqual(["TO_RESCHEDULE"]);
    const second = await app.as(await app.account({ roles: ["DIRECTOR"] }));
    const { annulment } = await second.must(resultOf, { params });
    await second.must(annulResult, { params, body: { ...annul.body, proposalId: annulment?.proposalId ?? "" } });
    await app.drain();
    const { email } = await app.deps.db.account.findUniqueOrThrow({ where: { id: accountId } });
    const told = await app.deps.db.message.findMany({ where: { kind: "annulled" } });
    expect(told.map(({ toEmail, body: text }) => [toEmail, text.includes("/lien#")])).toEqual([[email, true]]);
    expect(await status()).toEqual(["TO_RESCHEDULE"]);
    expect(await offered()).toEqual([otherForm]);
    for (const seen of [sameForm, sameCase]) expect(await again(seen)).toMatchObject({ code: "FORM_SEEN" });
    expect(await again(otherForm)).toMatchObject({ ok: true });
    expect((await caller.must(mySittings, {})).sittings).toHaveLength(2);
  });

  test("[BOK-11] arriving and changing one's seat at the same moment never leaves somebody waiting without a seat", async () => {
    for (let round = 0; round < 5; round += 1) {
      const world = await sessionWorld(app, { candidates: 1, sessionState: "OPEN" });
      const { caller, sittingId, registrationId } = nth(world.candidates, 0);
      const { bookingId } = await app.deps.db.sitting.findUniqueOrThrow({ where: { id: sittingId } });
      await Promise.all([
        caller.call(arrive, { params: { sittingId } }),
        caller.call(cancelBooking, { params: { registrationId }, body: { bookingId } }),
      ]);
      const after = await app.deps.db.sitting.findUniqueOrThrow({
        where: { id: sittingId },
        select: { state: true, booking: { select: { isActive: true } } },
      });
      expect([
        { state: "WAITING", booking: { isActive: true } },
        { state: "SCHEDULED", booking: { isActive: false } },
      ]).toContainEqual(after);
    }
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stepsOf, type JourneyFacts } from "#shared/domain/journey/journey-steps.ts";
import { dueAt, legalDays } from "#shared/domain/marking/deadlines.ts";
import { me } from "#shared/protocol/accounts.ts";
import { journey, type JourneyView } from "#shared/protocol/journey.ts";
import { answerHelpCall, callForHelp } from "#shared/protocol/messages.ts";
import { confirmData, withdrawReferral } from "#shared/protocol/referrals.ts";
import { bookSession } from "#shared/protocol/scheduling.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { newOrder, type Person } from "#tests/support/registration-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ changeDays: 5 });
});
afterAll(() => app.stop());

const data = {
  givenName: "Amina",
  familyName: "Benali",
  birthDate: "1991-04-17",
  phone: null,
  timeZone: "Europe/Paris",
};
const confirm = (person: Person, given: Partial<typeof data> = {}) =>
  person.caller.call(confirmData, { params: { registrationId: person.registrationId }, body: { ...data, ...given } });
const seen = async (person: Person): Promise<JourneyView> => {
  const [only] = (await person.caller.must(journey, {})).journeys;
  if (!only) throw new Error("The person has a registration.");
  return only;
};
const current = (view: JourneyView): string | undefined => view.steps.find(({ state }) => state === "current")?.step;

describe("confirming what is known", () => {
  test("[FILE-1] a person sees what their order said and confirms it as it is: nothing is asked twice", async () => {
    const order = await newOrder(app);
    const person = await order.refer();
    expect(await seen(person)).toMatchObject({
      state: "PENDING_CONFIRMATION",
      person: { givenName: "Amina", familyName: "Benali", birthDate: "1991-04-17", email: person.email },
    });
    expect(await confirm(person)).toMatchObject({ ok: true });
    const view = await seen(person);
    expect([view.state, view.person.timeZone, current(view)]).toEqual(["VALIDATED", "Europe/Paris", "CONSENT"]);
  });

  test("[FILE-2] a correction is kept, and the record says which fields changed but not what they were", async () => {
    const order = await newOrder(app);
    const person = await order.refer();
    expect(await confirm(person, { givenName: "Amina-Lou", birthDate: "1991-04-18" })).toMatchObject({ ok: true });
    const { account } = await person.caller.must(me, {});
    expect(account).toMatchObject({ givenName: "Amina-Lou", familyName: "Benali" });
    const [event] = await app.deps.db.auditEvent.findMany({
      where: { subjectId: person.registrationId, type: "registration.confirm" },
    });
    expect(event?.data).toMatchObject({ corrected: expect.arrayContaining(["givenName", "birthDate"]) });
    expect(JSON.stringify(event?.data)).not.toMatch(/Amina|1991/);
  });

  test("[FILE-3] a file is its owner's: another candidate finds nothing, an order cannot answer for the person", async () => {
    const order = await newOrder(app);
    const [person, stranger] = [await order.refer(), await order.refer()];
    const given = { params: { registrationId: person.registrationId }, body: data };
    expect(await stranger.caller.call(confirmData, given)).toMatchObject({ ok: false, code: "NOT_FOUND" });
    expect(await order.clerk.call(confirmData, given)).toMatchObject({ ok: false, code: "FORBIDDEN" });
    expect((await stranger.caller.must(journey, {})).journeys.map(({ registrationId }) => registrationId)).toEqual([
      stranger.registrationId,
    ]);
  });

  test.each([
    [{ birthDate: "1850-01-01" }, "BIRTH_DATE_UNLIKELY"],
    [{ timeZone: "Mars/Olympus" }, "BAD_INPUT"],
    [{ familyName: "" }, "BAD_INPUT"],
  ])("[FILE-4] %j is refused as %s and changes nothing", async (given, code) => {
    const order = await newOrder(app);
    const person = await order.refer();
    expect(await confirm(person, given)).toMatchObject({ ok: false, code });
    expect((await seen(person)).state).toBe("PENDING_CONFIRMATION");
  });

  test("[FILE-4] a referral that was taken back asks nothing any more", async () => {
    const order = await newOrder(app);
    const person = await order.refer();
    await order.clerk.must(withdrawReferral, { params: { registrationId: person.registrationId } });
    expect((await confirm(person)).ok).toBe(false);
    expect((await person.caller.must(journey, {})).journeys).toEqual([]);
  });
});

describe("«Votre parcours»", () => {
  test("[FILE-5] there is one next step, with its deadline; both the session's time zone and the person's are known", async () => {
    const order = await newOrder(app);
    const sessionId = await order.session({ inDays: 30 });
    const person = await order.person();
    expect(current(await seen(person))).toBe("BOOK");
    const params = { registrationId: person.registrationId };
    await person.caller.must(bookSession, {
      params,
      body: { sessionId, deliveryMode: "ONLINE", writingTool: "KEYBOARD", replacesBookingId: null },
    });
    const view = await seen(person);
    expect(view.steps.map(({ step, state }) => `${step} ${state}`)).toEqual([
      "CONFIRM done",
      "CONSENT done",
      "BOOK done",
      "TECH_CHECK current",
      "DAY next",
      "RESULT next",
    ]);
    const startsAt = Date.parse(view.booking?.startsAt ?? "");
    const due = Object.fromEntries(view.steps.map((one) => [one.step, one.dueAt && Date.parse(one.dueAt)]));
    // The last day of the law is whole.
    const resultDueAt = dueAt(new Date(startsAt), legalDays).getTime();
    expect(due).toMatchObject({ TECH_CHECK: startsAt - 86_400_000, DAY: startsAt, RESULT: resultDueAt });
    expect([view.booking?.timeZone, view.person.timeZone, view.booking?.canChange]).toEqual([
      "America/Toronto",
      "Europe/Paris",
      true,
    ]);
  });

  test("[FILE-6] the file names a person to talk to, and how long the calls that they answered today waited", async () => {
    const order = await newOrder(app);
    const supportId = await app.account({ roles: ["SUPPORT"], givenName: "Denis", familyName: "Fortin" });
    const person = await order.person();
    expect((await seen(person)).contact).toEqual({ name: "Denis Fortin", helpMinutesToday: null });
    const call = await person.caller.must(callForHelp, { body: { text: "Puis-je changer de séance?" } });
    app.clock.advance(240);
    const support = await app.as(supportId);
    await support.must(answerHelpCall, { params: { helpCallId: call.helpCallId }, body: { text: "Oui, ici." } });
    expect((await seen(person)).contact?.helpMinutesToday).toBe(4);
    const another = await app.as(await app.account({ roles: ["SUPPORT"] }));
    const slow = await person.caller.must(callForHelp, { body: { text: "Et après?" } });
    app.clock.advance(600);
    await another.must(answerHelpCall, { params: { helpCallId: slow.helpCallId }, body: { text: "Je regarde." } });
    expect((await seen(person)).contact?.helpMinutesToday).toBe(4);
    app.clock.advance(20 * 3600);
    expect((await seen(person)).contact?.helpMinutesToday).toBeNull();
  });

  const day = 86_400_000;
  const facts: JourneyFacts = {
    state: "BOOKED",
    hasConsented: true,
    mode: "ONLINE",
    startsAt: 100 * day,
    sittingState: "SCHEDULED",
    techCheckedAt: null,
    isResultSent: false,
  };
  const shown = (given: Partial<JourneyFacts>): string =>
    stepsOf({ ...facts, ...given })
      .map(({ step, state }) => (state === "done" ? `${step}✓` : state === "skipped" ? `${step}–` : state === "current" ? `[${step}]` : step))
      .join(" ");

  test.each<[string, Partial<JourneyFacts>, string]>([
    [
      "just invited",
      { state: "PENDING_CONFIRMATION", hasConsented: false, mode: null, startsAt: null, sittingState: null },
      "[CONFIRM] CONSENT BOOK TECH_CHECK DAY RESULT",
    ],
    [
      "equipment checked within the week",
      { techCheckedAt: 94 * day },
      "CONFIRM✓ CONSENT✓ BOOK✓ TECH_CHECK✓ [DAY] RESULT",
    ],
    ["equipment checked too early", { techCheckedAt: 90 * day }, "CONFIRM✓ CONSENT✓ BOOK✓ [TECH_CHECK] DAY RESULT"],
    ["in person there is no equipment", { mode: "IN_PERSON" }, "CONFIRM✓ CONSENT✓ BOOK✓ [DAY] RESULT"],
    [
      "in the waiting room without a check",
      { sittingState: "WAITING" },
      "CONFIRM✓ CONSENT✓ BOOK✓ TECH_CHECK– [DAY] RESULT",
    ],
    ["exam over", { sittingState: "COMPLETED", techCheckedAt: 94 * day }, "CONFIRM✓ CONSENT✓ BOOK✓ TECH_CHECK✓ DAY✓ [RESULT]"],
    [
      "result sent",
      { state: "DONE", sittingState: "COMPLETED", isResultSent: true },
      "CONFIRM✓ CONSENT✓ BOOK✓ TECH_CHECK– DAY✓ RESULT✓",
    ],
  ])("[FILE-7] the steps follow the facts: %s", (_name, given, expected) => {
    expect(shown(given)).toBe(expected);
  });
});

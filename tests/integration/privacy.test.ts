import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  consentItems,
  consentVersion,
  missingFor,
  neededItems,
  optionalItems,
  type ConsentItem,
} from "#shared/domain/privacy/consent-items.ts";
import { journey } from "#shared/protocol/journey.ts";
import { recordConsents } from "#shared/protocol/privacy.ts";
import { bookSession } from "#shared/protocol/scheduling.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { newOrder, type Person } from "#tests/support/registration-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const answer = (person: Person, item: ConsentItem, isGranted: boolean, version = consentVersion[item]) =>
  person.caller.call(recordConsents, {
    params: { registrationId: person.registrationId },
    body: { answers: [{ item, version, isGranted }] },
  });
const seen = async (person: Person) => {
  const [only] = (await person.caller.must(journey, {})).journeys;
  if (!only) throw new Error("The person has a registration.");
  return only;
};
const book = (person: Person, sessionId: string, mode: "ONLINE" | "IN_PERSON", replaces: string | null = null) =>
  person.caller.call(bookSession, {
    params: { registrationId: person.registrationId },
    body: { sessionId, deliveryMode: mode, writingTool: "KEYBOARD", replacesBookingId: replaces },
  });

describe("consent", () => {
  test("[CNS-1] each item is answered by itself; the newest answer counts and every answer stays on record", async () => {
    const order = await newOrder(app);
    const person = await order.person({ refused: ["REMINDERS"] });
    app.clock.advance(60);
    expect(await answer(person, "REMINDERS", true)).toMatchObject({ ok: true });
    app.clock.advance(60);
    expect(await answer(person, "RESEARCH", false)).toMatchObject({ ok: true });
    const view = await seen(person);
    expect(Object.fromEntries(view.consents.map(({ item, isGranted }) => [item, isGranted]))).toEqual({
      COLLECTION_NOTICE: true,
      ORAL_RECORDING: true,
      ONLINE_SUPERVISION: true,
      ORAL_VIDEO: true,
      REMINDERS: true,
      SURVEY: true,
      RESEARCH: false,
    });
    const rows = await app.deps.db.consent.findMany({
      where: { registrationId: person.registrationId, item: "REMINDERS" },
      orderBy: { recordedAt: "asc" },
    });
    expect(rows.map(({ isGranted, version }) => [isGranted, version])).toEqual([
      [false, 1],
      [true, 1],
    ]);
  });

  test("[CNS-1] a row of consent can be neither changed nor deleted", async () => {
    const order = await newOrder(app);
    const { registrationId } = await order.person();
    await expect(
      app.deps.db.consent.updateMany({ where: { registrationId }, data: { isGranted: false } }),
    ).rejects.toThrow();
    await expect(app.deps.db.consent.deleteMany({ where: { registrationId } })).rejects.toThrow();
  });

  test("[CNS-2] an answer to words that are not in force is refused, and nothing is kept", async () => {
    const order = await newOrder(app);
    const person = await order.person();
    const before = await app.deps.db.consent.count();
    expect(await answer(person, "SURVEY", true, consentVersion.SURVEY + 1)).toMatchObject({
      ok: false,
      code: "STATE_CHANGED",
    });
    expect(await app.deps.db.consent.count()).toBe(before);
  });

  test("[CNS-2] an answer to a former wording counts where the new one only adds something, until the person says otherwise", async () => {
    const order = await newOrder(app);
    const sessionId = await order.session();
    const person = await order.person();
    const { registrationId } = person;
    const former = async (item: ConsentItem, isGranted: boolean): Promise<void> => {
      app.clock.advance(1);
      const version = consentVersion[item] - 1;
      await app.deps.db.consent.create({ data: { registrationId, item, version, isGranted, recordedAt: app.clock.now() } });
    };
    const known = async (item: ConsentItem) => (await seen(person)).consents.find((given) => given.item === item);
    await former("ORAL_RECORDING", true);
    expect(await known("ORAL_RECORDING")).toMatchObject({ version: consentVersion.ORAL_RECORDING - 1, isGranted: true });
    expect(await book(person, sessionId, "ONLINE")).toMatchObject({ ok: true });
    app.clock.advance(1);
    expect(await answer(person, "ORAL_RECORDING", false)).toMatchObject({ ok: true });
    expect(await known("ORAL_RECORDING")).toMatchObject({ version: consentVersion.ORAL_RECORDING, isGranted: false });
    // Of supervision the words of each version were others: the newest that holds is the current one.
    await former("ONLINE_SUPERVISION", false);
    expect(await known("ONLINE_SUPERVISION")).toMatchObject({ version: consentVersion.ONLINE_SUPERVISION, isGranted: true });
  });

  test("[CNS-3] consent is the person's own: nobody answers in their place, and a clerk cannot ask", async () => {
    const order = await newOrder(app);
    const person = await order.person();
    const stranger = await order.person();
    const body = { answers: [{ item: "SURVEY", version: 1, isGranted: false } as const] };
    const given = { params: { registrationId: person.registrationId }, body };
    expect(await stranger.caller.call(recordConsents, given)).toMatchObject({ ok: false, code: "NOT_FOUND" });
    expect(await order.clerk.call(recordConsents, given)).toMatchObject({ ok: false, code: "FORBIDDEN" });
  });

  test("[CNS-4] refusing online supervision closes online seats only: in person everything is possible", async () => {
    const order = await newOrder(app);
    const atHome = await order.session();
    const atOffice = await order.session({ mode: "IN_PERSON" });
    const person = await order.person({ refused: ["ONLINE_SUPERVISION"] });
    expect(await book(person, atHome, "ONLINE")).toMatchObject({ ok: false, code: "CONSENT_MISSING" });
    expect(await book(person, atOffice, "IN_PERSON")).toMatchObject({ ok: true });
  });

  test("[CNS-4] refusing every optional item changes nothing", async () => {
    const order = await newOrder(app);
    const sessionId = await order.session();
    const person = await order.person({ refused: optionalItems });
    expect(await book(person, sessionId, "ONLINE")).toMatchObject({ ok: true });
  });

  test("[CNS-4] without the collection notice there is no seat in either mode", async () => {
    const order = await newOrder(app);
    const atHome = await order.session();
    const atOffice = await order.session({ mode: "IN_PERSON" });
    const person = await order.person({ refused: ["COLLECTION_NOTICE"] });
    expect(await book(person, atHome, "ONLINE")).toMatchObject({ ok: false, code: "CONSENT_MISSING" });
    expect(await book(person, atOffice, "IN_PERSON")).toMatchObject({ ok: false, code: "CONSENT_MISSING" });
  });

  test("[CNS-5] whoever takes back online supervision after booking keeps their way and moves in person", async () => {
    const order = await newOrder(app);
    const atHome = await order.session();
    const atOffice = await order.session({ mode: "IN_PERSON" });
    const person = await order.person();
    expect(await book(person, atHome, "ONLINE")).toMatchObject({ ok: true });
    expect(await answer(person, "ONLINE_SUPERVISION", false)).toMatchObject({ ok: true });
    const view = await seen(person);
    expect(view.mustMoveInPerson).toBe(true);
    expect(view.steps.find(({ state }) => state === "current")?.step).toBe("BOOK");
    expect(await book(person, atOffice, "IN_PERSON", view.booking?.bookingId)).toMatchObject({ ok: true });
    expect((await seen(person)).mustMoveInPerson).toBe(false);
  });

  test("[CNS-6] the seat in person is taken in the last days as well, and once the former session has begun, until the person has come", async () => {
    const order = await newOrder(app);
    const atOffice = await order.session({ mode: "IN_PERSON", inDays: 20 });
    const later = await order.session({ mode: "IN_PERSON", inDays: 25 });
    const refusing = async () => {
      const atHome = await order.session({ inDays: 30 });
      const person = await order.person();
      expect(await book(person, atHome, "ONLINE")).toMatchObject({ ok: true });
      const bookingId = (await seen(person)).booking?.bookingId;
      const soon = new Date(app.clock.now().getTime() + 2 * 86_400_000);
      await app.deps.db.session.update({ where: { id: atHome }, data: { startsAt: soon }, select: { id: true } });
      return { person, atHome, bookingId };
    };
    const { person, atHome, bookingId } = await refusing();
    // As long as they agree the rule of the last days holds for them as for everybody.
    expect((await seen(person)).booking?.canChange).toBe(false);
    expect(await book(person, atOffice, "IN_PERSON", bookingId)).toMatchObject({ code: "SESSION_CLOSED" });
    await answer(person, "ONLINE_SUPERVISION", false);
    expect(await seen(person)).toMatchObject({ mustMoveInPerson: true, booking: { canChange: true } });
    expect(await book(person, atOffice, "IN_PERSON", bookingId)).toMatchObject({ ok: true });
    expect(await app.deps.db.booking.count({ where: { sessionId: atHome, isActive: true } })).toBe(0);
    expect(await seen(person)).toMatchObject({ mustMoveInPerson: false, state: "BOOKED", booking: { deliveryMode: "IN_PERSON" } });
    // In person nothing is missing: the usual rule is theirs again.
    await app.deps.db.session.update({ where: { id: atOffice }, data: { startsAt: new Date(app.clock.now().getTime() + 2 * 86_400_000) }, select: { id: true } });
    expect(await book(person, later, "IN_PERSON", (await seen(person)).booking?.bookingId)).toMatchObject({ code: "SESSION_CLOSED" });

    const second = await refusing();
    await app.deps.db.session.update({ where: { id: second.atHome }, data: { state: "IN_PROGRESS" }, select: { id: true } });
    await answer(second.person, "ONLINE_SUPERVISION", false);
    expect(await book(second.person, later, "IN_PERSON", second.bookingId)).toMatchObject({ ok: true });
  });

  test("[CNS-4] a mode needs only the items that it cannot do without, and every other item is optional", () => {
    const needed = new Set([...neededItems.ONLINE, ...neededItems.IN_PERSON]);
    expect(consentItems.filter((item) => !needed.has(item))).toEqual(optionalItems);
    expect(missingFor("IN_PERSON", { COLLECTION_NOTICE: true, ORAL_RECORDING: true })).toEqual([]);
    expect(missingFor("ONLINE", { COLLECTION_NOTICE: true, ORAL_RECORDING: true })).toEqual(["ONLINE_SUPERVISION"]);
    expect(missingFor("ONLINE", { ONLINE_SUPERVISION: false })).toEqual([
      "COLLECTION_NOTICE",
      "ORAL_RECORDING",
      "ONLINE_SUPERVISION",
    ]);
  });
});

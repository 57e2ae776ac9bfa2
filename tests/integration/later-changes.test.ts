import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { journey } from "#shared/protocol/journey.ts";
import { confirmData } from "#shared/protocol/referrals.ts";
import { bookSession, openSessions } from "#shared/protocol/scheduling.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { newOrder, type Person } from "#tests/support/registration-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ changeDays: 0, isDemonstration: true });
});
afterAll(() => app.stop());

const data = {
  givenName: "Amina",
  familyName: "Benali",
  birthDate: "1991-04-17",
  phone: null,
  timeZone: "Europe/Paris",
};
const correct = ({ caller, registrationId }: Person, given: Partial<Record<keyof typeof data, string>>) =>
  caller.call(confirmData, { params: { registrationId }, body: { ...data, ...given } });
const book = ({ caller, registrationId }: Person, sessionId: string) =>
  caller.call(bookSession, {
    params: { registrationId },
    body: { sessionId, deliveryMode: "ONLINE", writingTool: "KEYBOARD", replacesBookingId: null },
  });
const eventsOf = ({ registrationId }: Person) =>
  app.deps.db.auditEvent.findMany({
    where: { subjectId: registrationId, type: "registration.corrected" },
    select: { data: true, actorId: true },
  });

describe("correcting later", () => {
  test("[FILE-2] what was confirmed can be corrected, and only then is something recorded", async () => {
    const person = await (await newOrder(app)).person();
    expect(await correct(person, {})).toMatchObject({ ok: true });
    expect(await eventsOf(person)).toEqual([]);
    expect(await correct(person, { familyName: "Benali-Roy", timeZone: "America/Vancouver" })).toMatchObject({
      ok: true,
    });
    expect(await eventsOf(person)).toEqual([
      { data: { corrected: ["familyName", "timeZone"] }, actorId: person.accountId },
    ]);
    const [view] = (await person.caller.must(journey, {})).journeys;
    expect(view).toMatchObject({
      state: "VALIDATED",
      person: { familyName: "Benali-Roy", timeZone: "America/Vancouver" },
    });
  });

  test("[FILE-2] the name that is compared with a document stays as it is from the exam day on", async () => {
    const order = await newOrder(app);
    const person = await order.person();
    expect(await book(person, await order.session())).toMatchObject({ ok: true });
    expect(await correct(person, { givenName: "Aminata" })).toMatchObject({ ok: true });
    const sitting = await app.deps.db.sitting.findFirstOrThrow({
      where: { registrationId: person.registrationId },
      select: { id: true },
    });
    await commit(app.deps, (uow) => moveSittingStep(uow, sitting.id, "arrive", person.accountId));
    expect(await correct(person, { givenName: "Amina" })).toMatchObject({ ok: false, code: "NOT_ALLOWED_NOW" });
  });
});

describe("a session that should have begun", () => {
  test("[DEMO-4] it takes people until somebody starts it, and not after", async () => {
    const order = await newOrder(app);
    const sessionId = await order.session({ inDays: -0.01 });
    const [early, late] = [await order.person(), await order.person()];
    const params = { registrationId: early.registrationId };
    expect((await early.caller.must(openSessions, { params })).sessions.map((one) => one.sessionId)).toEqual([
      sessionId,
    ]);
    expect(await book(early, sessionId)).toMatchObject({ ok: true });
    await app.deps.db.session.update({ where: { id: sessionId }, data: { state: "IN_PROGRESS" } });
    expect(await book(late, sessionId)).toMatchObject({ ok: false, code: "SESSION_CLOSED" });
  });
});

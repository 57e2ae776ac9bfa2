import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bookSession } from "#shared/protocol/scheduling.ts";
import { remind } from "#server/features/messages/remind.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { newOrder, type Person } from "#tests/support/registration-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const hourSeconds = 3_600;
const daySeconds = 24 * hourSeconds;

async function book(person: Person, sessionId: string): Promise<void> {
  const body = { sessionId, deliveryMode: "ONLINE", writingTool: "KEYBOARD", replacesBookingId: null } as const;
  await person.caller.must(bookSession, { params: { registrationId: person.registrationId }, body });
}

const remindersOf = (person: Person) =>
  app.deps.db.message.findMany({
    where: { accountId: person.accountId, kind: "reminder" },
    orderBy: { createdAt: "asc" },
    select: { subject: true, body: true },
  });

describe("reminders", () => {
  test("[MSG-9] Thirty days, seven days and one day before, each once, with both hours.", async () => {
    const order = await newOrder(app);
    const person = await order.person();
    await book(person, await order.session({ inDays: 40 }));
    await remind(app.deps);
    expect(await remindersOf(person)).toEqual([]);
    for (const [days, sent] of [
      [10.5, 1],
      [23, 2],
      [6, 3],
    ] as const) {
      app.clock.advance(days * daySeconds);
      await remind(app.deps);
      await remind(app.deps);
      expect(await remindersOf(person)).toHaveLength(sent);
    }
    app.clock.advance(hourSeconds);
    await remind(app.deps);
    const messages = await remindersOf(person);
    expect(messages).toHaveLength(3);
    // Booked at 14 h UTC, for a person in Paris and a session in Montréal.
    expect(messages[2]?.body).toMatch(/La séance\u00A0: .*9\u00A0h \(heure de l’Est.*\)\nChez vous\u00A0: .*15\u00A0h \(/);
    expect(messages[2]?.body).not.toContain("Amina");
  });

  test("[MSG-9] In the person’s own language.", async () => {
    const order = await newOrder(app);
    const person = await order.person();
    await app.deps.db.account.update({ where: { id: person.accountId }, data: { locale: "en" } });
    await book(person, await order.session({ inDays: 8 }));
    app.clock.advance(1.5 * daySeconds);
    await remind(app.deps);
    expect(await remindersOf(person)).toMatchObject([{ subject: "Your session is coming up" }]);
  });

  test("[MSG-9] Nobody who did not ask for it, nobody who has just booked, nobody who gave the seat back.", async () => {
    const order = await newOrder(app);
    const [unasked, late, gone] = [
      await order.person({ refused: ["REMINDERS"] }),
      await order.person(),
      await order.person(),
    ];
    const sessionId = await order.session({ inDays: 8 });
    await book(unasked, sessionId);
    await book(gone, sessionId);
    await app.deps.db.booking.updateMany({ where: { registrationId: gone.registrationId }, data: { isActive: false } });
    app.clock.advance(1.5 * daySeconds);
    await book(late, sessionId);
    await remind(app.deps);
    expect([await remindersOf(unasked), await remindersOf(gone), await remindersOf(late)]).toEqual([[], [], []]);
  });
});

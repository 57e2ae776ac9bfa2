import { afterAll, beforeAll, expect, test } from "vitest";
import { dayAfter, officeDay, officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { startOfOfficeDay } from "#shared/domain/forms/effect.ts";
import { formatDate } from "#shared/i18n/dates.ts";
import { remindMarkers } from "#server/features/messages/remind-markers.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, sitExam, textTasks } from "#tests/support/exam-fixture.ts";
import { sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
});
afterAll(() => app.stop());

const hourMs = 3_600_000;
/** On this day at the Office, at this hour of it. */
function goTo(day: string, hour: number): void {
  app.clock.advance((startOfOfficeDay(day).getTime() + hour * hourMs - app.clock.now().getTime()) / 1_000);
}
const noticesOf = (accountId: string) =>
  app.deps.db.message.findMany({
    where: { accountId, kind: "marksDue" },
    orderBy: { createdAt: "asc" },
    select: { subject: true, body: true },
  });

test("[MSG-15] a marker reads how much is due and by when, two days before and the day after, once, and nothing of whom", async () => {
  const [one, other] = await makeRaters(app, 2);
  if (!one || !other) throw new Error("There are two.");
  await app.deps.db.account.update({ where: { id: other.accountId }, data: { locale: "en" } });
  const world = await sessionWorld(app, { candidates: 2 });
  for (const candidate of world.candidates) await sitExam(app, world, candidate);
  await app.drain();
  const sittingIds = world.candidates.map(({ sittingId }) => sittingId);
  const tasks = await app.deps.db.markingTask.findMany({ where: { sittingId: { in: sittingIds } }, select: { dueAt: true, blindCode: true, id: true } });
  const [dueAt] = tasks.map((task) => task.dueAt);
  if (!dueAt || tasks.length !== 4) throw new Error("Each has both texts.");
  const dueDay = officeDay(dueAt);

  const look = async (day: string, hour: number) => {
    goTo(day, hour);
    await Promise.all([remindMarkers(app.deps), remindMarkers(app.deps)]);
    await remindMarkers(app.deps);
    return [(await noticesOf(one.accountId)).length, (await noticesOf(other.accountId)).length];
  };
  expect(await look(dayAfter(dueDay, -3), 12)).toEqual([0, 0]);
  expect(await look(dayAfter(dueDay, -2), 6)).toEqual([0, 0]);
  expect(await look(dayAfter(dueDay, -2), 7)).toEqual([1, 1]);
  expect(await look(dayAfter(dueDay, -2), 22)).toEqual([1, 1]);
  expect(await look(dayAfter(dueDay, -1), 12)).toEqual([1, 1]);
  const [french] = await noticesOf(one.accountId);
  const [english] = await noticesOf(other.accountId);
  expect(french?.body).toContain(`Au plus tard le ${formatDate("fr", dueAt, officeTimeZone, "long")}\u00A0: 2 textes\n`);
  expect(french?.body).toContain(`${app.deps.config.publicUrl}/correction`);
  expect(english).toMatchObject({ subject: "Marks are due" });
  expect(english?.body).toContain(`By ${formatDate("en", dueAt, officeTimeZone, "long")}: 2 texts\n`);
  const people = await app.deps.db.registration.findMany({ select: { givenName: true, familyName: true } });
  const secrets = [
    ...people.map(({ familyName }) => familyName),
    ...tasks.flatMap(({ id, blindCode }) => [id, blindCode]),
    ...sittingIds,
    world.sessionId,
  ];
  for (const secret of secrets) expect(`${french?.body}${english?.body}`).not.toContain(secret);

  // One is done, one is late.
  const [marked] = await textTasks(app, sittingIds[0] ?? "");
  await app.deps.db.markingTask.update({ where: { id: marked?.id ?? "" }, data: { state: "MARKED" } });
  await app.deps.db.markingTask.updateMany({ where: { raterId: other.accountId }, data: { state: "MARKED" } });
  await app.deps.db.markingTask.updateMany({ where: { raterId: one.accountId, sittingId: sittingIds[0] ?? "" }, data: { state: "MARKED" } });
  expect(await look(dayAfter(dueDay, 1), 7)).toEqual([2, 1]);
  expect(await look(dayAfter(dueDay, 2), 7)).toEqual([2, 1]);
  const late = (await noticesOf(one.accountId))[1];
  expect(late?.body).toContain(`Le délai est passé depuis le ${formatDate("fr", dueAt, officeTimeZone, "long")}\u00A0: 1 texte\n`);
});

test("[MSG-15] what was given on the day itself is in no notice, and whoever is no marker any more receives none", async () => {
  const [rater] = await makeRaters(app, 2);
  const world = await sessionWorld(app, { candidates: 1 });
  const [candidate] = world.candidates;
  if (!rater || !candidate) throw new Error("There is one of each.");
  await app.deps.db.account.updateMany({ where: { roles: { has: "RATER" }, NOT: { id: rater.accountId } }, data: { roles: ["SUPPORT"] } });
  await sitExam(app, world, candidate);
  await app.drain();
  const where = { sittingId: candidate.sittingId, raterId: rater.accountId };
  const { dueAt } = await app.deps.db.markingTask.findFirstOrThrow({ where });
  const day = dayAfter(officeDay(dueAt), -2);
  goTo(day, 12);
  const createdAt = new Date(app.clock.now().getTime() - hourMs);
  await app.deps.db.markingTask.updateMany({ where, data: { createdAt } });
  await remindMarkers(app.deps);
  expect(await noticesOf(rater.accountId)).toEqual([]);
  await app.deps.db.markingTask.updateMany({ where, data: { createdAt: startOfOfficeDay(dayAfter(day, -1)) } });
  await app.deps.db.account.update({ where: { id: rater.accountId }, data: { roles: ["SUPPORT"] } });
  await remindMarkers(app.deps);
  expect(await noticesOf(rater.accountId)).toEqual([]);
  await app.deps.db.account.update({ where: { id: rater.accountId }, data: { roles: ["RATER"] } });
  await remindMarkers(app.deps);
  expect(await noticesOf(rater.accountId)).toHaveLength(1);
});

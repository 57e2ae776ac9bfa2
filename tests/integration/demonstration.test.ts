import { afterAll, beforeAll, expect, test } from "vitest";
import { seedDemonstration } from "#prisma/seed/demo.ts";
import { demonstrationPassword } from "#shared/domain/demo/people.ts";
import { enterByLink, signIn } from "#shared/protocol/accounts.ts";
import { demonstration, demonstrationTicket } from "#shared/protocol/demo.ts";
import { journey } from "#shared/protocol/journey.ts";
import { developmentMailbox } from "#shared/protocol/messages.ts";
import { referralList } from "#shared/protocol/referrals.ts";
import { openSessions } from "#shared/protocol/scheduling.ts";
import { mySittings } from "#shared/protocol/sitting.ts";
import { createCaller, startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ isDemonstration: true, changeDays: 0 });
  // Two nodes may start at once.
  await Promise.all([seedDemonstration(app.deps), seedDemonstration(app.deps)]);
});
afterAll(() => app.stop());

const shown = () => app.visitor().must(demonstration, {});
const heldNow = async () =>
  (await shown()).sessions.filter(({ startsAt }) => Date.parse(startsAt) <= app.clock.now().getTime());

/** One click on a person: a one-time entry, used in a window of its own. */
async function enterAs(accountId: string): Promise<Caller> {
  const { token } = await app.visitor().must(demonstrationTicket, { body: { accountId } });
  const entered = await app.visitor().call(enterByLink, { body: { token } });
  if (!entered.ok) throw new Error(entered.code);
  return createCaller(app.url, (entered.headers.get("set-cookie") ?? "").split(";")[0] ?? "");
}

test("[DEMO-1] a first start prepares one session of each mode that can be held now, with two people and two advisers each", async () => {
  const sessions = await heldNow();
  expect(
    sessions.map(({ deliveryMode, state, candidateIds, adviserIds }) => [
      deliveryMode,
      state,
      candidateIds.length,
      adviserIds.length,
    ]),
  ).toEqual([
    ["ONLINE", "OPEN", 2, 2],
    ["IN_PERSON", "OPEN", 2, 2],
  ]);
  const { people } = await shown();
  const tools = sessions.map(({ candidateIds }) =>
    candidateIds.map((id) => people.find(({ accountId }) => accountId === id)?.tool ?? "NONE").toSorted(),
  );
  expect(tools).toEqual([
    ["KEYBOARD", "KEYBOARD"],
    ["HANDWRITTEN", "KEYBOARD"],
  ]);
  expect(new Set(people.map(({ slug }) => slug)).size).toBe(people.length);
  for (const { slug } of people) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test("[SES-1] nobody leads two of the sessions that are prepared at the same time", async () => {
  const sessions = await app.deps.db.session.findMany({
    where: { isPractice: false },
    select: { startsAt: true, advisers: { select: { accountId: true } } },
  });
  const places = sessions.flatMap(({ startsAt, advisers }) =>
    advisers.map(({ accountId }) => `${accountId} ${startsAt.toISOString()}`),
  );
  expect(places).toHaveLength(2 * sessions.length);
  expect(new Set(places).size).toBe(places.length);
});

test("[DEMO-6] a scoring policy was in force when the sessions that can be held now began", async () => {
  const { effectiveFrom } = await app.deps.db.scoringPolicy.findFirstOrThrow({ orderBy: { effectiveFrom: "asc" } });
  for (const { startsAt } of await heldNow()) expect(effectiveFrom.getTime()).toBeLessThan(Date.parse(startsAt));
});

test("[DEMO-1] every role has somebody, and both orders have a clerk; the password shown opens each of their accounts", async () => {
  const { people, password } = await shown();
  expect(password).toBe(demonstrationPassword);
  const staff = people.filter(({ roles }) => !roles.includes("CANDIDATE"));
  const count = (role: string): number => staff.filter(({ roles }) => roles.some((one) => one === role)).length;
  expect(["CLERK", "ADVISER", "RATER", "SUPPORT", "DIRECTOR", "COMMITTEE"].map(count)).toEqual([2, 4, 5, 2, 3, 1]);
  for (const role of ["CLERK", "ADVISER", "RATER", "SUPPORT", "DIRECTOR", "COMMITTEE"] as const) {
    const email = staff.find(({ roles }) => roles.includes(role))?.email ?? "";
    expect(await app.visitor().call(signIn, { body: { email, password } })).toMatchObject({ ok: true });
  }
});

test("[DEMO-2] starting again changes nothing while both sessions can still be held", async () => {
  const before = await Promise.all([
    app.deps.db.account.count(),
    app.deps.db.session.count(),
    app.deps.db.registration.count(),
  ]);
  await seedDemonstration(app.deps);
  const after = await Promise.all([
    app.deps.db.account.count(),
    app.deps.db.session.count(),
    app.deps.db.registration.count(),
  ]);
  expect(after).toEqual(before);
});

test("[DEMO-3] each person is entered by a one-time ticket that works once", async () => {
  const [online] = await heldNow();
  const { people } = await shown();
  for (const accountId of online?.candidateIds ?? []) {
    const caller = await enterAs(accountId);
    expect((await caller.must(mySittings, {})).sittings).toMatchObject([
      { state: "SCHEDULED", deliveryMode: "ONLINE" },
    ]);
  }
  const clerk = people.find(({ roles, bodyCode }) => roles.includes("CLERK") && bodyCode === "OIIQ");
  const { people: referred } = await (await enterAs(clerk?.accountId ?? "")).must(referralList, {});
  expect(referred.map(({ status }) => status).toSorted()).toEqual(["BOOKED", "BOOKED", "INVITED"]);
  const { token } = await app.visitor().must(demonstrationTicket, { body: { accountId: clerk?.accountId ?? "" } });
  await app.visitor().must(enterByLink, { body: { token } });
  expect(await app.visitor().call(enterByLink, { body: { token } })).toMatchObject({ ok: false, code: "LINK_USED" });
});

test("[DEMO-4] somebody has been referred and has not come: their invitation waits, and sessions of both modes are open to them", async () => {
  await app.drain();
  const waiting = await app.deps.db.registration.findFirstOrThrow({
    where: { state: "PENDING_CONFIRMATION" },
    select: { accountId: true, account: { select: { email: true } } },
  });
  const { messages } = await app.visitor().must(developmentMailbox, {});
  expect(messages.filter(({ toEmail }) => toEmail === waiting.account.email)).toHaveLength(1);
  const caller = await app.as(waiting.accountId);
  const [file] = (await caller.must(journey, {})).journeys;
  const { sessions } = await caller.must(openSessions, { params: { registrationId: file?.registrationId ?? "" } });
  const free = sessions.filter(({ freeSeats }) => freeSeats > 0).map(({ deliveryMode }) => deliveryMode);
  expect(free.filter((mode) => mode === "ONLINE").length).toBeGreaterThanOrEqual(2);
  expect(free.filter((mode) => mode === "IN_PERSON").length).toBeGreaterThanOrEqual(2);
});

test("[DEMO-2] once sessions have been held, or their day is over, they stay shown, and the next start prepares a fresh pair with other people", async () => {
  const firstPair = await heldNow();
  await app.deps.db.session.updateMany({
    where: { id: { in: firstPair.map(({ sessionId }) => sessionId) } },
    data: { state: "HELD" },
  });
  // Until then what is over keeps its people, whose marks and results are still to come.
  expect(await heldNow()).toEqual(firstPair.map((session) => ({ ...session, state: "HELD" })));
  await seedDemonstration(app.deps);
  const shown = await heldNow();
  // Whoever still has marks, a result or an attestation to come is not lost when the server starts again.
  expect(shown).toEqual(expect.arrayContaining(firstPair.map((session) => ({ ...session, state: "HELD" }))));
  const open = (sessions: typeof shown): typeof shown => sessions.filter(({ state }) => state !== "HELD");
  const secondPair = open(shown);
  expect(secondPair.map(({ deliveryMode }) => deliveryMode)).toEqual(["ONLINE", "IN_PERSON"]);
  const firstPeople = firstPair.flatMap(({ candidateIds }) => candidateIds);
  expect(secondPair.flatMap(({ candidateIds }) => candidateIds).filter((id) => firstPeople.includes(id))).toEqual([]);

  // One of the two is over: it alone is prepared again, and whoever leads the other one keeps it.
  const [online, office] = secondPair;
  await app.deps.db.session.update({ where: { id: online?.sessionId ?? "" }, data: { state: "HELD" } });
  await seedDemonstration(app.deps);
  const third = open(await heldNow());
  expect(third.map(({ deliveryMode }) => deliveryMode)).toEqual(["ONLINE", "IN_PERSON"]);
  expect(third[1]?.sessionId).toBe(office?.sessionId);
  const seen = [...firstPeople, ...(online?.candidateIds ?? [])];
  expect(third.flatMap(({ candidateIds }) => candidateIds).filter((id) => seen.includes(id))).toEqual([]);

  // Two online sessions are over and shown; once a third is, the oldest gives way with its people.
  const overOnline = async () =>
    (await heldNow()).filter(({ deliveryMode, state }) => deliveryMode === "ONLINE" && state === "HELD").map(({ sessionId }) => sessionId);
  const [oldest, newer] = await overOnline();
  expect(newer).toBe(online?.sessionId);
  await app.deps.db.session.update({ where: { id: third[0]?.sessionId ?? "" }, data: { state: "HELD" } });
  await seedDemonstration(app.deps);
  expect(new Set(await overOnline())).toEqual(new Set([newer, third[0]?.sessionId]));
  expect(oldest).toBe(firstPair[0]?.sessionId);

  // The second pair was never held, and a week has passed.
  app.clock.advance(7 * 86_400);
  await seedDemonstration(app.deps);
  const now = app.clock.now().getTime();
  const fresh = (await heldNow()).filter(({ startsAt }) => now - Date.parse(startsAt) < 3_600_000);
  expect(fresh.map(({ deliveryMode, candidateIds }) => [deliveryMode, candidateIds.length])).toEqual([
    ["ONLINE", 2],
    ["IN_PERSON", 2],
  ]);
});

test("[DEMO-5] outside demonstration mode neither the list nor a ticket exists", async () => {
  const real = await startTestApp();
  try {
    const accountId = await real.account({ roles: ["DIRECTOR"] });
    expect(await real.visitor().call(demonstration, {})).toMatchObject({ ok: false, status: 404, code: "NOT_FOUND" });
    expect(await real.visitor().call(demonstrationTicket, { body: { accountId } })).toMatchObject({
      ok: false,
      status: 404,
      code: "NOT_FOUND",
    });
    expect(await real.deps.db.signInLink.count()).toBe(0);
  } finally {
    await real.stop();
  }
});

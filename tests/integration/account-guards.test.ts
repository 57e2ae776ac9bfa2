import { afterAll, beforeAll, expect, test } from "vitest";
import { Secret, TOTP } from "otpauth";
import type { Role } from "#shared/domain/accounts/roles.ts";
import { ok } from "#shared/kernel/result.ts";
import { changePassword, confirmTotp, endOtherSessions, me, requestLink, signIn, startTotp } from "#shared/protocol/accounts.ts";
import { resultList } from "#shared/protocol/results.ts";
import { heartbeat } from "#shared/protocol/sitting.ts";
import { hashPassword } from "#server/features/accounts/password.ts";
import { resetSecondFactor } from "#server/features/accounts/reset-second-factor.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { openRun } from "#tests/support/exam-room.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** Who guesses, who floods and who has come upon an open session. */

let app: TestApp;
/** Behind a proxy that says where requests come from. */
let proxied: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  proxied = await startTestApp({ trustedProxies: ["loopback"] });
});
afterAll(() => Promise.all([app.stop(), proxied.stop()]));

const password = "a long enough password";

async function staff(email: string, roles: readonly Role[] = ["ADVISER"], place = app): Promise<string> {
  const accountId = await place.account({ roles, email });
  await place.deps.db.account.update({ where: { id: accountId }, data: { passwordHash: await hashPassword(password) } });
  return accountId;
}

const codesOf = (secret: string, email: string, place = app) => (): string =>
  new TOTP({ secret: Secret.fromBase32(secret), label: email, issuer: "Épreuve" }).generate({ timestamp: place.clock.now().getTime() });

async function withFactor(email: string, roles: readonly Role[] = ["ADVISER"]): Promise<{ caller: Caller; codeNow: () => string; accountId: string }> {
  const accountId = await staff(email, roles);
  const caller = await app.as(accountId);
  const { secret } = await caller.must(startTotp, { body: { password } });
  const codeNow = codesOf(secret, email);
  await caller.must(confirmTotp, { body: { password, code: codeNow() } });
  app.clock.advance(30);
  return { caller, codeNow, accountId };
}

const auditOf = (type: string, subjectId: string) =>
  app.deps.db.auditEvent.findMany({ where: { type, subjectId }, select: { actorId: true, data: true } });

/** A sign-in from a place of one's own choice. */
async function signInFrom(place: string, given: { email: string; password: string }, cookie = "") {
  const body = JSON.stringify(given);
  const headers = { "content-type": "application/json", "x-forwarded-for": place, ...(cookie ? { cookie } : {}) };
  return proxied.visitor().raw("POST", signIn.path, { body, headers });
}

test("[ACC-10] whoever guesses from many places keeps nobody out of the browser in which they signed in before", async () => {
  const given = { email: "directrice@example.test", password };
  await staff(given.email, ["DIRECTOR"], proxied);
  const first = await signInFrom("192.0.2.1", given);
  const [, browser = ""] = /(epreuve-browser=[^;]+)/.exec(first.headers.get("set-cookie") ?? "") ?? [];
  expect(first.headers.get("set-cookie")).toMatch(/epreuve-browser=[^;]+;.*HttpOnly; SameSite=Lax$/);
  await Promise.all(Array.from({ length: 60 }, (_none, count) => signInFrom(`198.51.100.${count}`, { ...given, password: "a guess" })));

  expect((await signInFrom("203.0.113.9", given)).status).toBe(429);
  expect((await signInFrom("203.0.113.9", given, browser)).status).toBe(200);
  // It proves nothing for another address, nor once it was altered, and has a limit of its own.
  expect((await signInFrom("203.0.113.9", given, `${browser.slice(0, -1)}${browser.endsWith("0") ? "1" : "0"}`)).status).toBe(429);
  const guesses: number[] = [];
  for (let count = 0; count < 11; count += 1) guesses.push((await signInFrom(`203.0.113.${20 + count}`, { ...given, password: "a guess" }, browser)).status);
  expect([guesses.filter((status) => status === 401).length, guesses.at(-1)]).toEqual([9, 429]);
});

test("[ACC-12] the addresses of one IPv6 network are one place", async () => {
  const given = { email: "reseau@example.test", password: "a guess" };
  const statuses: number[] = [];
  for (let count = 1; count <= 11; count += 1) statuses.push((await signInFrom(`2001:db8:1:2::${count.toString(16)}`, given)).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  expect((await signInFrom("2001:db8:1:3::1", given)).status).toBe(401);
});

test("[ACC-11] five wrong codes follow a right password in a quarter of an hour, wherever they are typed; the person’s own browser is not kept out by them", async () => {
  const email = "essais-code@example.test";
  const { codeNow } = await withFactor(email);
  const attempt = (code: string) => app.visitor().call(signIn, { body: { email, password, code } });
  const from = (cookie: string, code: string) =>
    app.visitor().raw("POST", signIn.path, {
      body: JSON.stringify({ email, password, code }),
      headers: { "content-type": "application/json", ...(cookie ? { cookie } : {}) },
    });
  // Right ones, as many as there are, are no guesses.
  let browser = "";
  for (let count = 0; count < 6; count += 1) {
    const entered = await from(browser, codeNow());
    expect(entered.status).toBe(200);
    browser = /(epreuve-browser=[^;]+)/.exec(entered.headers.get("set-cookie") ?? "")?.[1] ?? browser;
    app.clock.advance(30);
  }
  for (let count = 0; count < 5; count += 1) expect(await attempt("000000")).toMatchObject({ code: "WRONG_TOTP" });
  expect(await attempt(codeNow())).toMatchObject({ code: "TOO_MANY_REQUESTS" });
  expect((await from(browser, codeNow())).status).toBe(200);
});

test("[ACC-13] one address is sent five links in a quarter of an hour, and the refusal does not say whether it is known", async () => {
  await app.account({ roles: ["CANDIDATE"], email: "inondee@example.test" });
  for (const email of ["inondee@example.test", "inconnue@example.test"]) {
    const asker = await app.as(await app.account({ roles: ["CANDIDATE"] }));
    for (let count = 0; count < 5; count += 1) await asker.must(requestLink, { body: { email } });
    expect(await asker.call(requestLink, { body: { email } })).toEqual({ ok: false, status: 429, code: "TOO_MANY_REQUESTS" });
  }
  await app.drain();
  expect(await app.deps.db.message.count({ where: { toEmail: "inondee@example.test" } })).toBe(5);
});

test("[ACC-14] an open session alone offers and turns on no factor; turning it on ends the other sessions", async () => {
  const email = "volee@example.test";
  const accountId = await staff(email);
  const [owner, thief] = [await app.as(accountId), await app.as(accountId)];
  expect(await thief.call(startTotp, { body: { password: "a guess" } })).toMatchObject({ code: "WRONG_PASSWORD" });
  expect((await app.deps.db.account.findUniqueOrThrow({ where: { id: accountId } })).totpSecret).toBeNull();
  const { secret } = await owner.must(startTotp, { body: { password } });
  const code = codesOf(secret, email)();
  expect(await thief.call(confirmTotp, { body: { password: "a guess", code } })).toMatchObject({ code: "WRONG_PASSWORD" });
  await owner.must(confirmTotp, { body: { password, code } });
  expect(await thief.must(me, {})).toEqual({ account: null });
  expect((await owner.must(me, {})).account).toMatchObject({ totpEnabled: true });
  expect(await auditOf("account.totpEnabled", accountId)).toEqual([{ actorId: accountId, data: { ended: 1 } }]);
  // Nor are passwords tried without end from there.
  const other = await app.as(await staff("essais-mot@example.test"));
  for (let count = 0; count < 5; count += 1) await other.call(startTotp, { body: { password: "a guess" } });
  expect(await other.call(startTotp, { body: { password } })).toMatchObject({ code: "TOO_MANY_REQUESTS" });
});

test("[ACC-15] one’s other sessions end at once; the one in which an exam is being sat goes on", async () => {
  const world = await sessionWorld(app);
  const { accountId, sittingId, caller: sitting } = nth(world.candidates, 0);
  await openRun(app, sittingId, "READING");
  const beat = { params: { sittingId }, body: { page: "READING", battery: null, unsent: 0 } };
  await sitting.must(heartbeat, beat);
  await app.deps.db.sittingSeat.deleteMany({ where: { sittingId } });
  const [{ id: authSessionId } = { id: "" }] = await app.deps.db.authSession.findMany({ where: { accountId }, select: { id: true } });
  const now = app.clock.now();
  const seat = { sittingId, authSessionId, state: "HELD" as const, isStation: false, createdAt: now, heldAt: now };
  await app.deps.db.sittingSeat.create({ data: seat, select: { id: true } });
  const [library, telephone] = [await app.as(accountId), await app.as(accountId)];
  expect(await telephone.must(endOtherSessions, {})).toEqual({ ended: 1 });
  expect(await library.must(me, {})).toEqual({ account: null });
  expect((await telephone.must(me, {})).account?.accountId).toBe(accountId);
  await sitting.must(heartbeat, beat);
  expect(await auditOf("account.otherSessionsEnded", accountId)).toEqual([{ actorId: accountId, data: { ended: 1 } }]);
});

test("[ACC-16] a lost factor is taken off by somebody else of the directorate, with a reason, and the sessions end", async () => {
  const { caller, accountId } = await withFactor("perdu@example.test", ["DIRECTOR"]);
  const by = "autre-directrice@example.test";
  const directorId = await staff(by, ["DIRECTOR"]);
  await staff("conseiller@example.test");
  const given = { email: "perdu@example.test", by, reason: "Téléphone perdu, identité vue de vive voix." };
  const codes = [];
  for (const wrong of [{ email: "personne@example.test" }, { email: by }, { by: "conseiller@example.test" }, { by: given.email }, { reason: " oui " }]) {
    const refused = await resetSecondFactor(app.deps, { ...given, ...wrong });
    codes.push(refused.ok ? "done" : refused.error);
  }
  expect(codes).toEqual(["PERSON_UNKNOWN", "NO_FACTOR", "NO_DIRECTOR", "OWN_FACTOR", "NO_REASON"]);
  expect((await caller.must(me, {})).account).toMatchObject({ totpEnabled: true });
  expect(await resetSecondFactor(app.deps, given)).toEqual(ok(null));
  expect(await caller.must(me, {})).toEqual({ account: null });
  await app.visitor().must(signIn, { body: { email: given.email, password } });
  expect(await auditOf("account.totpReset", accountId)).toEqual([{ actorId: directorId, data: { reason: given.reason } }]);
});

test("[ACC-17] where it is demanded, directorate, committee and support do nothing before they have a factor", async () => {
  const strict = await startTestApp({ demandsSecondFactor: true });
  const email = "stricte@example.test";
  const director = await strict.as(await staff(email, ["DIRECTOR"], strict));
  expect(await director.call(resultList, {})).toMatchObject({ status: 403, code: "TOTP_NEEDED" });
  expect((await director.must(me, {})).account).toMatchObject({ totpEnabled: false });
  const { secret } = await director.must(startTotp, { body: { password } });
  await director.must(confirmTotp, { body: { password, code: codesOf(secret, email, strict)() } });
  await director.must(resultList, {});
  const adviser = await strict.as(await strict.account({ roles: ["ADVISER"] }));
  expect(await adviser.call(endOtherSessions, {})).toMatchObject({ ok: true });
  await strict.stop();
});

test("[ACC-19] one’s own password changes with the present one, and the other sessions end", async () => {
  const email = "change@example.test";
  const accountId = await staff(email);
  const [owner, thief] = [await app.as(accountId), await app.as(accountId)];
  const next = "another, longer password";
  expect(await thief.call(changePassword, { body: { password: "a guess", next } })).toMatchObject({ code: "WRONG_PASSWORD" });
  expect(await owner.call(changePassword, { body: { password, next: "short" } })).toMatchObject({ status: 422 });
  expect(await owner.must(changePassword, { body: { password, next } })).toEqual({ ended: 1 });
  expect(await thief.must(me, {})).toEqual({ account: null });
  expect(await app.visitor().call(signIn, { body: { email, password } })).toMatchObject({ code: "WRONG_CREDENTIALS" });
  await app.visitor().must(signIn, { body: { email, password: next } });
  expect(await auditOf("account.passwordChanged", accountId)).toEqual([{ actorId: accountId, data: { ended: 1 } }]);
});

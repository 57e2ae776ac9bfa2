import { afterAll, beforeAll, expect, test } from "vitest";
import { Secret, TOTP } from "otpauth";
import { confirmTotp, enterByLink, me, requestLink, signIn, signOut, startTotp } from "#shared/protocol/accounts.ts";
import { ok } from "#shared/kernel/result.ts";
import { createLinkStep } from "#server/features/accounts/steps.ts";
import { hashPassword } from "#server/features/accounts/password.ts";
import { sha256Hex } from "#server/platform/hash.ts";
import { forgetLinks } from "#server/features/accounts/forget-links.ts";
import { forgetNonces } from "#server/features/exam-browser/forget-nonces.ts";
import { pruneOutbox } from "#server/jobs/prune-outbox.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { createCaller, startTestApp, type TestApp } from "#tests/support/app.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const password = "a long enough password";

async function staff(email: string): Promise<string> {
  const accountId = await app.account({ roles: ["ADVISER"], email });
  await app.deps.db.account.update({ where: { id: accountId }, data: { passwordHash: await hashPassword(password) } });
  return accountId;
}

const linkFor = async (accountId: string): Promise<string> => {
  const made = await commit(app.deps, async (uow) => ok(await createLinkStep(uow, accountId)));
  if (!made.ok) throw new Error("A link is always made.");
  return made.value.token;
};

const codesOf = (secret: string, email: string) => (): string =>
  new TOTP({ secret: Secret.fromBase32(secret), label: email, issuer: "Épreuve" }).generate({ timestamp: app.clock.now().getTime() });

const cookieOf = (headers: Headers): string => headers.get("set-cookie")?.split(";")[0] ?? "";

test("[ACC-1] a right password opens a session in a cookie that scripts cannot read", async () => {
  const accountId = await staff("right@example.test");
  const answer = await app.visitor().call(signIn, { body: { email: "Right@Example.test", password } });
  if (!answer.ok) throw new Error(answer.code);
  expect(answer.value.account).toMatchObject({ accountId, roles: ["ADVISER"], totpEnabled: false });
  expect(answer.headers.get("set-cookie")).toMatch(/^epreuve=.+HttpOnly.*SameSite=Lax/);
  const signedIn = createCaller(app.url, cookieOf(answer.headers));
  expect((await signedIn.must(me, {})).account?.accountId).toBe(accountId);
});

test("[ACC-2] an unknown address and a wrong password get the same answer", async () => {
  await staff("known@example.test");
  const wrong = await app.visitor().call(signIn, { body: { email: "known@example.test", password: "wrong" } });
  const unknown = await app.visitor().call(signIn, { body: { email: "nobody@example.test", password: "wrong" } });
  expect(wrong).toEqual({ ok: false, status: 401, code: "WRONG_CREDENTIALS" });
  expect(unknown).toEqual(wrong);
});

test("[ACC-3] signing out ends the session at once", async () => {
  const caller = await app.as(await app.account({ roles: ["RATER"] }));
  await caller.must(signOut, {});
  expect(await caller.must(me, {})).toEqual({ account: null });
});

test("[ACC-4] a second factor is asked for once it is on, and each code works once", async () => {
  const email = "factor@example.test";
  const caller = await app.as(await staff(email));
  const { secret } = await caller.must(startTotp, { body: { password } });
  const codeNow = codesOf(secret, email);
  expect(await caller.call(confirmTotp, { body: { password, code: "000000" } })).toMatchObject({ code: "WRONG_TOTP" });
  await caller.must(confirmTotp, { body: { password, code: codeNow() } });

  const body = { email, password };
  expect(await app.visitor().call(signIn, { body })).toMatchObject({ code: "TOTP_REQUIRED" });
  expect(await app.visitor().call(signIn, { body: { ...body, code: codeNow() } })).toMatchObject({ code: "WRONG_TOTP" });
  app.clock.advance(30);
  await app.visitor().must(signIn, { body: { ...body, code: codeNow() } });
  expect(await app.visitor().call(signIn, { body: { ...body, code: codeNow() } })).toMatchObject({ code: "WRONG_TOTP" });
  expect(await caller.call(startTotp, { body: { password } })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
});

test("[ACC-5] a one-time link enters once, even for two tabs at the same time", async () => {
  const accountId = await app.account({ roles: ["CANDIDATE"] });
  const token = await linkFor(accountId);
  const both = await Promise.all([1, 2].map(() => app.visitor().call(enterByLink, { body: { token } })));
  expect(both.map((answer) => (answer.ok ? "entered" : answer.code)).toSorted()).toEqual(["LINK_USED", "entered"]);
});

test("[ACC-6] an expired, an altered and an unknown link are refused, and say which", async () => {
  const accountId = await app.account({ roles: ["CANDIDATE"] });
  const token = await linkFor(accountId);
  const altered = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
  expect(await app.visitor().call(enterByLink, { body: { token: altered } })).toMatchObject({ code: "LINK_UNKNOWN" });
  app.clock.advance(73 * 3600);
  expect(await app.visitor().call(enterByLink, { body: { token } })).toMatchObject({ code: "LINK_EXPIRED" });
  expect(await app.visitor().call(enterByLink, { body: { token: "short" } })).toMatchObject({ code: "BAD_INPUT" });
});

test("[ACC-7] asking for a link never says whether an address is known, and writes only to candidates", async () => {
  await app.account({ roles: ["CANDIDATE"], email: "asks@example.test" });
  await staff("colleague@example.test");
  for (const email of ["asks@example.test", "colleague@example.test", "stranger@example.test"])
    expect(await app.visitor().must(requestLink, { body: { email } })).toEqual({});
  await app.drain();
  const written = await app.deps.db.message.findMany({ where: { kind: "link" }, select: { toEmail: true } });
  expect(written).toEqual([{ toEmail: "asks@example.test" }]);
});

test("[ACC-8] passwords cannot be tried without end", async () => {
  await staff("guessed@example.test");
  const codes: string[] = [];
  for (let attempt = 0; attempt < 25; attempt += 1) {
    const answer = await app.visitor().call(signIn, { body: { email: "guessed@example.test", password: `no ${attempt}` } });
    codes.push(answer.ok ? "entered" : answer.code);
  }
  expect(codes.at(-1)).toBe("TOO_MANY_REQUESTS");
  expect(codes).not.toContain("entered");
});

test("[ACC-9] a refused sign-in is in the record without a password; one place tries an account ten times a minute at most", async () => {
  const fresh = await startTestApp();
  const email = "essais@example.test";
  const attempt = () => fresh.visitor().call(signIn, { body: { email, password: "not the password" } });
  for (let count = 0; count < 10; count += 1) expect(await attempt()).toMatchObject({ code: "WRONG_CREDENTIALS" });
  expect(await attempt()).toMatchObject({ code: "TOO_MANY_REQUESTS" });
  const refused = await fresh.deps.db.auditEvent.findMany({ where: { type: "signIn.refused", subjectId: sha256Hex(email) } });
  expect(refused).toHaveLength(10);
  expect(JSON.stringify(refused, (_key, value: unknown) => (typeof value === "bigint" ? "" : value))).not.toContain("password");
  // An account that exists stands there in the same manner: the record does not say which addresses are known.
  const known = "connue@example.test";
  await fresh.account({ roles: ["ADVISER"], email: known });
  await fresh.visitor().call(signIn, { body: { email: known, password: "not the password" } });
  const [one] = await fresh.deps.db.auditEvent.findMany({ where: { type: "signIn.refused", subjectId: sha256Hex(known) } });
  const shape = (event: (typeof refused)[number] | undefined) => [event?.actorId, event?.subjectType, event?.data];
  expect(shape(one)).toEqual(shape(refused[0]));
  await fresh.stop();
});

test("[ACC-9] ten refusals from one place keep nobody out elsewhere; sixty from everywhere do", async () => {
  const fresh = await startTestApp({ trustedProxies: ["loopback"] });
  const attempt = async (place: number): Promise<number> => {
    const body = JSON.stringify({ email: "essais@example.test", password: "not the password" });
    const headers = { "content-type": "application/json", "x-forwarded-for": `192.0.2.${place}` };
    return (await fresh.visitor().raw("POST", signIn.path, { body, headers })).status;
  };
  for (let count = 0; count < 10; count += 1) expect(await attempt(1)).toBe(401);
  expect(await attempt(1)).toBe(429);
  const guesses = await Promise.all(Array.from({ length: 50 }, (_none, count) => attempt(2 + (count % 5))));
  expect(new Set(guesses)).toEqual(new Set([401]));
  expect(await attempt(9)).toBe(429);
  await fresh.stop();
});

test("[PLAT-12] links are forgotten ninety days after they ended, nonces after a day, and those that may still be used are not", async () => {
  const day = 86_400_000;
  const at = (days: number): Date => new Date(app.clock.now().getTime() + days * day);
  const accountId = await app.account({ roles: ["CANDIDATE"] });
  const link = (name: string, expiresAt: Date) => ({ accountId, tokenHash: `forget ${name}`, createdAt: at(-200), expiresAt });
  await app.deps.db.signInLink.createMany({ data: [link("old", at(-91)), link("ended", at(-89)), link("open", at(1))] });
  const world = await sessionWorld(app, { candidates: 1 });
  const { sittingId } = nth(world.candidates, 0);
  const { id: authSessionId } = await app.deps.db.authSession.findFirstOrThrow({ select: { id: true } });
  const nonce = (name: string, expiresAt: Date) => ({ sittingId, authSessionId, nonceHash: `forget ${name}`, createdAt: at(-3), expiresAt });
  await app.deps.db.sebNonce.createMany({ data: [nonce("old", at(-1.1)), nonce("ended", at(-0.9)), nonce("open", at(1))] });
  await forgetLinks.run(app.deps);
  await forgetNonces.run(app.deps);
  const left = { orderBy: { expiresAt: "asc" } } as const;
  const links = await app.deps.db.signInLink.findMany({ where: { tokenHash: { startsWith: "forget " } }, ...left });
  expect(links.map(({ tokenHash }) => tokenHash)).toEqual(["forget ended", "forget open"]);
  const nonces = await app.deps.db.sebNonce.findMany({ where: { nonceHash: { startsWith: "forget " } }, ...left });
  expect(nonces.map(({ nonceHash }) => nonceHash)).toEqual(["forget ended", "forget open"]);
});

test("[PLAT-7] what was handed on a week ago is forgotten, what still waits is not", async () => {
  const old = new Date(app.clock.now().getTime() - 8 * 86_400_000);
  const row = { topic: "prune.test", payload: {}, createdAt: old, availableAt: new Date("2099-01-01T00:00:00Z") };
  await app.deps.db.outboxEvent.createMany({
    data: [
      { ...row, processedAt: old },
      { ...row, processedAt: app.clock.now() },
      { ...row, processedAt: null },
    ],
  });
  await pruneOutbox.run(app.deps);
  const left = await app.deps.db.outboxEvent.findMany({ where: { topic: "prune.test" }, orderBy: { id: "asc" } });
  expect(left.map(({ processedAt }) => processedAt)).toEqual([app.clock.now(), null]);
});

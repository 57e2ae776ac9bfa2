import { afterAll, beforeAll, expect, test } from "vitest";
import { err, ok } from "#shared/kernel/result.ts";
import { changePassword, me, signIn } from "#shared/protocol/accounts.ts";
import { changeRoles, closeAccount, openAccount, openBody, renewPassword } from "#server/features/accounts/manage-accounts.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const by = "directrice@example.test";
const director = { email: by, by: "", givenName: "Ada", familyName: "Roy", roles: ["DIRECTOR"], bodyCode: "" };
const adviser = { ...director, email: "conseiller@example.test", by, roles: ["ADVISER", "RATER"] };

test("[ACC-20] an installation begins with its directorate, which decides on everybody else’s account and on the orders", async () => {
  expect(await openAccount(app.deps, { ...adviser, by: "" })).toEqual(err("FIRST_IS_DIRECTOR"));
  expect(await renewPassword(app.deps, { email: by, by })).toEqual(err("PERSON_UNKNOWN"));
  const first = await openAccount(app.deps, director);
  if (!first.ok) throw new Error(first.error);
  const { account } = await app.visitor().must(signIn, { body: { email: by, password: first.value.password } });
  expect(account).toMatchObject({ roles: ["DIRECTOR"], familyName: "Roy" });

  const refused = [
    { email: "no address" },
    { givenName: " " },
    { roles: [] },
    { roles: ["CANDIDATE"] },
    { roles: ["OWNER"] },
    { roles: ["CLERK"] },
    { bodyCode: "OIIQ" },
    { roles: ["CLERK"], bodyCode: "NONE" },
    { by: "" },
    { by: "unknown@example.test" },
    { email: by },
  ];
  const codes = [];
  for (const wrong of refused) {
    const answer = await openAccount(app.deps, { ...adviser, ...wrong });
    codes.push(answer.ok ? "done" : answer.error);
  }
  expect(codes).toEqual([
    "EMAIL_UNREADABLE",
    "NAME_MISSING",
    "ROLES_UNKNOWN",
    "ROLES_UNKNOWN",
    "ROLES_UNKNOWN",
    "BODY_NEEDED",
    "BODY_NEEDED",
    "BODY_UNKNOWN",
    "NO_DIRECTOR",
    "NO_DIRECTOR",
    "EMAIL_KNOWN",
  ]);

  const order = { by, code: "ORDRE-1", name: "Ordre", professionKey: "nursing", profession: "infirmière" };
  expect(await openBody(app.deps, { ...order, by: adviser.email })).toEqual(err("NO_DIRECTOR"));
  expect(await openBody(app.deps, { ...order, code: "un ordre" })).toEqual(err("CODE_UNREADABLE"));
  expect(await openBody(app.deps, { ...order, name: "" })).toEqual(err("NAME_MISSING"));
  expect(await openBody(app.deps, order)).toEqual(ok(null));
  expect(await openBody(app.deps, order)).toEqual(err("CODE_KNOWN"));
  expect(await openAccount(app.deps, { ...adviser, email: "greffe@example.test", roles: ["CLERK"], bodyCode: "ORDRE-1" })).toMatchObject({ ok: true });
  const said = await app.deps.db.auditEvent.findMany({ where: { type: { in: ["account.opened", "body.opened"] } }, select: { actorId: true } });
  expect(said.map(({ actorId }) => actorId)).toEqual([null, account.accountId, account.accountId]);
});

test("[ACC-20] a forgotten password is replaced by one that is shown once, and whoever leaves enters no more", async () => {
  const { email } = adviser;
  const opened = await openAccount(app.deps, adviser);
  if (!opened.ok) throw new Error(opened.error);
  const { account } = await app.visitor().must(signIn, { body: { email, password: opened.value.password } });
  const caller = await app.as(account.accountId);
  expect(await renewPassword(app.deps, { email, by: email })).toEqual(err("NO_DIRECTOR"));
  const renewed = await renewPassword(app.deps, { email, by });
  if (!renewed.ok) throw new Error(renewed.error);
  expect(await caller.must(me, {})).toEqual({ account: null });
  expect(await app.visitor().call(signIn, { body: { email, password: opened.value.password } })).toMatchObject({ code: "WRONG_CREDENTIALS" });
  await app.visitor().must(signIn, { body: { email, password: renewed.value.password } });
  const again = await app.as(account.accountId);
  await again.must(changePassword, { body: { password: renewed.value.password, next: "what I remember well" } });

  const duties = { email, by, roles: ["RATER"], bodyCode: "" };
  expect(await changeRoles(app.deps, { ...duties, email: by })).toEqual(err("OWN_ACCOUNT"));
  expect(await changeRoles(app.deps, { ...duties, by: email })).toEqual(err("NO_DIRECTOR"));
  expect(await changeRoles(app.deps, { ...duties, email: "nobody@example.test" })).toEqual(err("PERSON_UNKNOWN"));
  expect(await changeRoles(app.deps, { ...duties, roles: ["CANDIDATE"] })).toEqual(err("ROLES_UNKNOWN"));
  expect(await changeRoles(app.deps, { ...duties, bodyCode: "ORDRE-1" })).toEqual(err("BODY_NEEDED"));
  expect(await changeRoles(app.deps, { ...duties, roles: ["CLERK"], bodyCode: "NONE" })).toEqual(err("BODY_UNKNOWN"));
  expect(await changeRoles(app.deps, duties)).toEqual(ok(null));
  expect((await again.must(me, {})).account).toMatchObject({ roles: ["RATER"] });

  expect(await closeAccount(app.deps, { email: by, by })).toEqual(err("OWN_ACCOUNT"));
  expect(await closeAccount(app.deps, { email, by: email })).toEqual(err("NO_DIRECTOR"));
  expect(await closeAccount(app.deps, { email, by })).toEqual(ok(null));
  expect(await again.must(me, {})).toEqual({ account: null });
  expect(await app.visitor().call(signIn, { body: { email, password: "what I remember well" } })).toMatchObject({ code: "WRONG_CREDENTIALS" });
  expect(await app.deps.db.account.findUniqueOrThrow({ where: { email } })).toMatchObject({ roles: [], familyName: "Roy" });
  expect(await closeAccount(app.deps, { email, by })).toEqual(err("PERSON_UNKNOWN"));
  expect(await changeRoles(app.deps, duties)).toEqual(ok(null));
  expect(await renewPassword(app.deps, { email, by })).toMatchObject({ ok: true });
});

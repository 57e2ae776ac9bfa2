import { afterAll, beforeAll, expect, test } from "vitest";
import type { Band } from "#shared/domain/marking/units.ts";
import { officeDay } from "#shared/domain/marking/deadlines.ts";
import { referralList, withdrawReferral } from "#shared/protocol/referrals.ts";
import * as results from "#shared/protocol/results.ts";
import { annulByTwo } from "#tests/support/annulled.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, markTexts, sitExam } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  await makeRaters(app, 3);
});
afterAll(() => app.stop());

const level: readonly Band[] = [3, 3, 3, 3, 3];
const low: readonly Band[] = [1, 1, 1, 1, 1];

async function sat(text: readonly Band[]) {
  const world = await sessionWorld(app, { candidates: 1, deliveryMode: "IN_PERSON" });
  const candidate = nth(world.candidates, 0);
  await sitExam(app, world, candidate);
  await app.drain();
  await markTexts(app, candidate.sittingId, [text, text]);
  await app.drain();
  return { sittingId: candidate.sittingId };
}
async function confirm(params: { readonly sittingId: string }): Promise<void> {
  const { reportId } = await director.must(results.resultOf, { params });
  await director.must(results.confirmResult, { params, body: { reportId: reportId ?? "", reason: "" } });
  await app.drain();
}
const read = async (from: string, to: string) => {
  const response = await director.raw("GET", `/api/told-outcomes?from=${from}&to=${to}`);
  return { status: response.status, name: response.headers.get("content-disposition"), text: await response.text() };
};
const lineOf = async ({ sittingId }: { readonly sittingId: string }, outcome: string) => {
  const { registration, session, result } = await app.deps.db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      registration: { select: { givenName: true, familyName: true, body: { select: { name: true } }, referral: { select: { fileNumber: true } } } },
      session: { select: { startsAt: true } },
      result: { select: { outcomeSentAt: true } },
    },
  });
  const { body, referral, familyName, givenName } = registration;
  return [body.name, referral.fileNumber, familyName, givenName, officeDay(session.startsAt), outcome, officeDay(result?.outcomeSentAt ?? new Date(0))]
    .map((value) => `"${value}"`)
    .join(",");
};

test("[OFP-1] the file holds who was told what on those days, and nothing else of anybody", async () => {
  const [passed, failed, untold] = [await sat(level), await sat(low), await sat(level)];
  const first = officeDay(app.clock.now());
  await confirm(passed);
  app.clock.advance(2 * 86_400);
  const second = officeDay(app.clock.now());
  await confirm(failed);
  const both = await read(first, second);
  expect(both.name).toContain(`resultats-${first}-${second}.csv`);
  expect(both.text.replace(/^\uFEFF/u, "").trimEnd().split("\r\n")).toEqual([
    '"ordre","numero_dossier","nom","prenom","date_seance","resultat","transmis_le"',
    await lineOf(passed, "réussi"),
    await lineOf(failed, "non réussi"),
  ]);
  expect(both.text).not.toMatch(/IN_PERSON|KEYBOARD|présence|\d\d,\d/u);
  const { registration } = await app.deps.db.sitting.findUniqueOrThrow({ where: { id: untold.sittingId }, select: { registration: true } });
  expect(both.text).not.toContain(registration.familyName);
  expect((await read(second, second)).text.split("\r\n")).toHaveLength(3);
  const taken = await app.deps.db.auditEvent.findMany({ where: { type: "outcomes.exported" }, orderBy: { seq: "asc" } });
  expect(taken.map(({ data }) => data)).toEqual([
    { from: first, to: second, people: 2 },
    { from: second, to: second, people: 1 },
  ]);
});

test("[OFP-1] what was annulled is in no file, and days that end before they begin are refused", async () => {
  const [gone] = [await sat(level)];
  await confirm(gone);
  const day = officeDay(app.clock.now());
  const line = await lineOf(gone, "réussi");
  expect((await read(day, day)).text).toContain(line);
  await annulByTwo(app, gone.sittingId);
  expect((await read(day, day)).text).not.toContain(line);
  expect((await read("2026-12-02", "2026-12-01")).status).toBe(422);
});

test("[OFP-1] whoever was told that their exam was not brought to its end is in the file and in the order’s list, once", async () => {
  const world = await sessionWorld(app, { candidates: 1, deliveryMode: "IN_PERSON" });
  const candidate = nth(world.candidates, 0);
  await sitExam(app, world, candidate, { ends: { activity: "WRITING", event: "markAbsent" } });
  await app.drain();
  const clerk = await app.as(await app.account({ roles: ["CLERK"], bodyId: world.bodyId }));
  const listed = async () => (await clerk.must(referralList, {})).people.find(({ registrationId }) => registrationId === candidate.registrationId);
  expect(await listed()).toMatchObject({ status: "RESULT_AWAITED" });
  app.clock.advance(2 * 86_400);
  const day = officeDay(app.clock.now());
  await confirm(candidate);
  expect((await read(day, day)).text.replace(/^\uFEFF/u, "").trimEnd().split("\r\n").slice(1)).toEqual([await lineOf(candidate, "non terminé")]);
  expect(await listed()).toMatchObject({ status: "NOT_COMPLETED", statusAt: app.clock.now().toISOString(), attestationId: null, canWithdraw: true });
  await clerk.must(withdrawReferral, { params: { registrationId: candidate.registrationId } });
  expect(await listed()).toMatchObject({ status: "WITHDRAWN", canWithdraw: false });
});

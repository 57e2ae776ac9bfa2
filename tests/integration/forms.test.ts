import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as nursing from "#prisma/seed/content/nursing/index.ts";
import { draftContent, draftKeys, type FormContent, type FormKeys } from "#shared/domain/forms/form-content.ts";
import { startOfOfficeDay } from "#shared/domain/forms/effect.ts";
import { officeDay } from "#shared/domain/marking/deadlines.ts";
import * as contract from "#shared/protocol/forms.ts";
import { moveRunStep, moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { nth, sessionWorld, type SessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
let world: SessionWorld;
let author: Caller;
let colleague: Caller;
let approver: Caller;
let approverId: string;
/** Members of the committee who write too, and so approve nothing of their own. */
const both = ["DIRECTOR", "COMMITTEE"] as const;
beforeAll(async () => {
  app = await startTestApp();
  world = await sessionWorld(app, { candidates: 2 });
  author = await app.as(await app.account({ roles: both, givenName: "Ève", familyName: "Auteure" }));
  colleague = await app.as(await app.account({ roles: both, givenName: "Luc", familyName: "Collègue" }));
  approverId = await app.account({ roles: ["COMMITTEE"], givenName: "Rose", familyName: "Comité" });
  approver = await app.as(approverId);
});
afterAll(() => app.stop());

let cases = 0;
/** A whole form under a code and under ids of its own. */
function writtenForm(code: string): { content: FormContent; keys: FormKeys } {
  const renamed = (text: string): string => text.replaceAll('"inf-', `"${code.toLowerCase()}-`);
  const parsed = (value: unknown): unknown => JSON.parse(renamed(JSON.stringify(value)));
  return {
    content: draftContent.parse({ ...(parsed(nursing.content) as object), code }),
    keys: draftKeys.parse(parsed(nursing.keys)),
  };
}

const start = async (caller = author) => {
  cases += 1;
  const code = `CAS-${cases}`;
  const body = { from: "NOTHING", code, professionKey: "nursing" } as const;
  return { code, ...(await caller.must(contract.startDraft, { body })) };
};
const read = (draftId: string, caller = author) => caller.must(contract.formDraft, { params: { draftId } });
const save = (draftId: string, revision: number, written: { content: FormContent; keys: FormKeys }, caller = author) =>
  caller.call(contract.saveDraft, { params: { draftId }, body: { revision, ...written } });
const submit = (draftId: string, revision: number, caller = author) =>
  caller.call(contract.submitDraft, { params: { draftId }, body: { revision } });
const today = (): string => officeDay(app.clock.now());
const approve = (draftId: string, caller = approver, effectiveOn = today()) =>
  caller.call(contract.approveDraft, { params: { draftId }, body: { effectiveOn } });

/** Written, without fault, and up for review. */
async function inReview() {
  const { draftId, code } = await start();
  const written = writtenForm(code);
  expect(await save(draftId, 0, written)).toMatchObject({ ok: true });
  expect(await submit(draftId, 1)).toMatchObject({ ok: true });
  return { draftId, code, written };
}

describe("writing", () => {
  test("[FORM-13] a form is begun under a code of its own, or as the next version of an approved one, once at a time", async () => {
    const { draftId, code } = await start();
    const body = { from: "NOTHING", professionKey: "nursing" } as const;
    for (const taken of [code, nursing.content.code])
      expect(await author.call(contract.startDraft, { body: { ...body, code: taken } })).toMatchObject({
        code: "FORM_CODE_TAKEN",
      });
    expect(await author.call(contract.startDraft, { body: { ...body, code: "avec espaces" } })).toMatchObject({
      code: "BAD_INPUT",
    });
    expect(
      await author.call(contract.startDraft, { body: { ...body, code: "AUTRE-1", professionKey: "none" } }),
    ).toMatchObject({ code: "NOT_FOUND" });
    expect((await read(draftId)).content).toMatchObject({
      code,
      version: 1,
      profession: nursing.content.profession,
      items: [],
    });

    const next = { body: { from: "FORM", formId: world.formId } } as const;
    const both = await Promise.all([author.call(contract.startDraft, next), colleague.call(contract.startDraft, next)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const [begun] = both.flatMap((one) => (one.ok ? [one.value] : []));
    const draft = await read(begun?.draftId ?? "");
    expect(draft).toMatchObject({ state: "WRITTEN", revision: 0, keys: nursing.keys });
    expect(draft.content).toEqual({ ...nursing.content, version: 2 });
    expect(draft.before).toEqual({ version: 1, content: nursing.content, keys: nursing.keys });
    expect((await read(draftId)).before).toBeNull();
  });

  test("[FORM-14] of two people who save one revision the second is refused, and nothing of the first is lost", async () => {
    const { draftId, code } = await start();
    const { content, keys } = writtenForm(code);
    const mine = { content: { ...content, title: "De l’une" }, keys };
    const theirs = { content: { ...content, title: "De l’autre" }, keys };
    const saves = await Promise.all([save(draftId, 0, mine, author), save(draftId, 0, theirs, colleague)]);
    expect(saves.filter(({ ok }) => ok)).toHaveLength(1);
    expect(saves.find(({ ok }) => !ok)).toMatchObject({ code: "STATE_CHANGED" });
    const kept = saves[0]?.ok ? mine : theirs;
    expect(await read(draftId)).toMatchObject({ revision: 1, content: { title: kept.content.title } });
    expect(await save(draftId, 1, theirs, colleague)).toMatchObject({ ok: true, value: { revision: 2 } });
    const draft = await read(draftId);
    expect(draft).toMatchObject({ revision: 2, savedBy: "Luc Collègue", content: { title: "De l’autre" } });
    expect(draft.authors).toContain("Luc Collègue");
  });

  test("[FORM-14] what a draft is about stays what was said when it was begun, and nothing unreadable is kept", async () => {
    const { draftId, code } = await start();
    const { content, keys } = writtenForm(code);
    const moved = {
      ...content,
      code: "X-9",
      version: 9,
      professionKey: "other",
      profession: "autre",
      isPractice: true,
    };
    expect(await save(draftId, 0, { content: moved, keys })).toMatchObject({ ok: true });
    expect((await read(draftId)).content).toMatchObject({
      code,
      version: 1,
      professionKey: "nursing",
      isPractice: false,
    });
    const huge = { content: { ...content, title: "a".repeat(5_000) }, keys };
    expect(await save(draftId, 1, huge)).toMatchObject({ code: "BAD_INPUT" });
  });
});

describe("review and approval", () => {
  test("[FORM-12, FORM-15] a draft with a fault is not submitted; in review it stands still; it comes back with reasons", async () => {
    const { draftId, code } = await start();
    expect(await submit(draftId, 0)).toMatchObject({ code: "FORM_FAULTS" });
    const written = writtenForm(code);
    await save(draftId, 0, written);
    expect(await submit(draftId, 0)).toMatchObject({ code: "STATE_CHANGED" });
    expect(await submit(draftId, 1)).toMatchObject({ ok: true });
    expect(await submit(draftId, 1)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await save(draftId, 1, written)).toMatchObject({ code: "NOT_ALLOWED_NOW" });

    const giveBack = (reason: string) => approver.call(contract.returnDraft, { params: { draftId }, body: { reason } });
    expect(await giveBack("  ")).toMatchObject({ code: "REASON_REQUIRED" });
    expect(await giveBack("La question 3 a deux bonnes réponses.")).toMatchObject({ ok: true });
    expect(await giveBack("Encore.")).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await approve(draftId)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await save(draftId, 1, written)).toMatchObject({ ok: true });
    const { acts } = await read(draftId);
    expect(acts.map(({ kind, by, reason }) => ({ kind, by, reason }))).toEqual([
      { kind: "STARTED", by: "Ève Auteure", reason: "" },
      { kind: "SUBMITTED", by: "Ève Auteure", reason: "" },
      { kind: "RETURNED", by: "Rose Comité", reason: "La question 3 a deux bonnes réponses." },
    ]);

    const giveUp = (reason: string) => author.call(contract.abandonDraft, { params: { draftId }, body: { reason } });
    expect(await giveUp("")).toMatchObject({ code: "REASON_REQUIRED" });
    expect(await giveUp("Le cas n’est plus d’actualité.")).toMatchObject({ ok: true });
    expect(await save(draftId, 2, written)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect((await author.must(contract.formDesk, {})).drafts.map((draft) => draft.draftId)).not.toContain(draftId);
  });

  test("[FORM-16] whoever wrote in a form or submitted it does not approve it, whatever way they try", async () => {
    const { draftId, code } = await start(author);
    await save(draftId, 0, writtenForm(code), colleague);
    // A third person, who wrote nothing, puts it up for review.
    const third = await app.as(await app.account({ roles: both }));
    const outsider = await app.account({ roles: ["DIRECTOR"] });
    expect(await submit(draftId, 1, third)).toMatchObject({ ok: true });
    for (const caller of [author, colleague, third])
      expect(await approve(draftId, caller)).toMatchObject({ code: "OWN_WORK" });
    expect(await approve(draftId, await app.as(outsider))).toMatchObject({ code: "FORBIDDEN" });
    const { db } = app.deps;
    const draft = await db.formDraft.findUniqueOrThrow({ where: { id: draftId }, include: { authors: true } });
    const [wrote] = draft.authors;
    const row = {
      code,
      version: 1,
      professionKey: "nursing",
      title: "x",
      isPractice: false,
      content: draft.content as object,
      keys: draft.keys as object,
      createdAt: app.clock.now(),
      draftId,
      submittedById: approverId,
    };
    await expect(db.form.create({ data: { ...row, approvedById: wrote?.accountId ?? "" } })).rejects.toThrow(
      "does not approve it",
    );
    await expect(db.form.create({ data: { ...row, approvedById: approverId } })).rejects.toThrow("Form_two_people");
    await expect(db.form.create({ data: { ...row, approvedById: outsider } })).rejects.toThrow("the committee approves");
    const altered = { ...row, submittedById: wrote?.accountId ?? "", approvedById: approverId, keys: {} };
    await expect(db.form.create({ data: altered })).rejects.toThrow("as it was submitted");
    await expect(db.formDraft.update({ where: { id: draftId }, data: { keys: {} } })).rejects.toThrow("constraint");
    await expect(db.formDraft.update({ where: { id: draftId }, data: { state: "APPROVED" } })).rejects.toThrow(
      "is a form",
    );
    await expect(db.formAuthor.deleteMany({ where: { draftId } })).rejects.toThrow("constraint");
  });

  test("[FORM-16] whoever submitted a form before it was sent back does not approve it after somebody else submitted it again", async () => {
    const { draftId, code } = await start(author);
    await save(draftId, 0, writtenForm(code));
    const firstId = await app.account({ roles: both });
    const first = await app.as(firstId);
    expect(await submit(draftId, 1, first)).toMatchObject({ ok: true });
    await approver.must(contract.returnDraft, { params: { draftId }, body: { reason: "Rien à changer, à revoir." } });
    expect(await submit(draftId, 1, author)).toMatchObject({ ok: true });
    expect(await approve(draftId, first)).toMatchObject({ code: "OWN_WORK" });
    const { db } = app.deps;
    const { content, keys } = await db.formDraft.findUniqueOrThrow({ where: { id: draftId } });
    const { actorId: submittedById } = await db.formAct.findFirstOrThrow({
      where: { draftId, kind: "SUBMITTED" },
      orderBy: [{ at: "desc" }, { id: "desc" }],
    });
    const row = { code, version: 1, professionKey: "nursing", title: "x", isPractice: false, createdAt: app.clock.now() };
    const approved = { ...row, content: content as object, keys: keys as object, draftId, submittedById, approvedById: firstId };
    await expect(db.form.create({ data: approved })).rejects.toThrow("submitted a form does not approve it");
    expect(await approve(draftId, approver)).toMatchObject({ ok: true });
  });

  test("[FORM-17] what is approved is a form, word for word, with two people and a day, and it never changes", async () => {
    const { draftId, code, written } = await inReview();
    expect(await approve(draftId, approver, "2020-01-01")).toMatchObject({ code: "DAY_PAST" });
    const both = await Promise.all([approve(draftId), approve(draftId)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    const [approved] = both.flatMap((one) => (one.ok ? [one.value] : []));
    const formId = approved?.formId ?? "";
    expect(await author.must(contract.formContents, { params: { formId } })).toEqual({
      ...written,
      state: "IN_EFFECT",
      effectiveFrom: startOfOfficeDay(today()).toISOString(),
      replacedBy: null,
    });
    const form = (await author.must(contract.formDesk, {})).forms.find((one) => one.formId === formId);
    expect(form).toEqual({
      formId,
      code,
      version: 1,
      title: written.content.title,
      language: "fr",
      profession: written.content.profession,
      isPractice: false,
      state: "IN_EFFECT",
      effectiveFrom: startOfOfficeDay(today()).toISOString(),
      replacedBy: null,
      approval: { submittedBy: "Ève Auteure", approvedBy: "Rose Comité", at: app.clock.now().toISOString() },
      retirement: null,
      exposures: 0,
      upcoming: 0,
    });
    expect((await read(draftId)).state).toBe("APPROVED");
    const { db } = app.deps;
    await expect(db.form.update({ where: { id: formId }, data: { title: "x" } })).rejects.toThrow("constraint");
    await expect(db.formDraft.update({ where: { id: draftId }, data: { savedAt: app.clock.now() } })).rejects.toThrow(
      "constraint",
    );
    const trail = await db.auditEvent.findMany({
      where: { subjectId: { in: [draftId, formId] } },
      orderBy: { seq: "asc" },
      select: { type: true },
    });
    expect(trail.map(({ type }) => type)).toEqual([
      "formDraft.started",
      "formDraft.submitted",
      "formDraft.approved",
      "form.approved",
    ]);
  });

  test("[FORM-12, FORM-3] an id that another case took meanwhile keeps a form from being approved", async () => {
    const first = await start();
    const second = await start();
    for (const { draftId, code } of [first, second]) {
      const form = writtenForm("COMMUN");
      await save(draftId, 0, { ...form, content: { ...form.content, code } });
      expect(await submit(draftId, 1)).toMatchObject({ ok: true });
    }
    expect(await approve(first.draftId)).toMatchObject({ ok: true });
    expect(await approve(second.draftId)).toMatchObject({ code: "FORM_FAULTS" });
    expect((await read(second.draftId)).takenIds).toContain("commun-d1");
  });
});

test("[FORM-25] whoever writes is told which other cases hold a question, in their newest version that does", async () => {
  const source = await inReview();
  expect(await approve(source.draftId)).toMatchObject({ ok: true });
  const [item, lone] = source.written.content.items;
  if (!item || !lone) throw new Error("The form has items.");
  const { draftId, code } = await start();
  const own = writtenForm(code);
  const items = [{ ...item, isAnchor: true }, { ...lone, id: `${code}-lone`, isAnchor: true }];
  await save(draftId, 0, { content: { ...own.content, items }, keys: {} });
  expect((await read(draftId)).heldBy).toEqual({
    [item.id]: [{ code: source.code, version: 1 }],
    [`${code}-lone`]: [],
  });
  expect((await read(source.draftId)).heldBy[item.id]).toEqual([]);
});

describe("use", () => {
  const session = (formId: string, startsAt: Date) =>
    app.deps.db.session.create({
      data: { bodyId: world.bodyId, formId, deliveryMode: "ONLINE", state: "OPEN", startsAt, place: "", capacity: 4 },
      select: { id: true },
    });
  const inDays = (days: number): Date => new Date(app.clock.now().getTime() + days * 86_400_000);

  test("[FORM-18] a session has a form in effect on its day; a retired one stays with those that have it", async () => {
    const { draftId } = await inReview();
    const result = await approve(draftId, approver, officeDay(inDays(10)));
    if (!result.ok) throw new Error(result.code);
    const { formId } = result.value;
    const stateOf = async () => (await author.must(contract.formDesk, {})).forms.find((one) => one.formId === formId);
    expect(await stateOf()).toMatchObject({ state: "COMING" });
    await expect(session(formId, inDays(5))).rejects.toThrow("not in effect");
    const planned = await session(formId, inDays(20));
    await expect(
      app.deps.db.session.update({ where: { id: planned.id }, data: { startsAt: inDays(5) } }),
    ).rejects.toThrow("not in effect");
    expect(await stateOf()).toMatchObject({ upcoming: 1 });

    const retire = (reason: string) => author.call(contract.retireForm, { params: { formId }, body: { reason } });
    expect(await retire("")).toMatchObject({ code: "REASON_REQUIRED" });
    expect(await retire("Le cas a circulé.")).toMatchObject({ ok: true });
    expect(await retire("Deux fois.")).toMatchObject({ code: "STATE_CHANGED" });
    expect(await stateOf()).toMatchObject({
      state: "RETIRED",
      upcoming: 1,
      retirement: { by: "Ève Auteure", reason: "Le cas a circulé." },
    });
    await expect(session(formId, inDays(30))).rejects.toThrow("retired");
    await app.deps.db.session.update({ where: { id: planned.id }, data: { startsAt: inDays(25) } });
  });

  test("[FORM-19] the list counts the sittings in which each form was seen and says what came with the installation", async () => {
    const listed = async () =>
      (await author.must(contract.formDesk, {})).forms.find(({ formId }) => formId === world.formId);
    expect(await listed()).toMatchObject({
      code: nursing.content.code,
      state: "IN_EFFECT",
      approval: null,
      exposures: 0,
    });
    // Two are booked; one comes, and opens the first activity.
    const { sittingId } = nth(world.candidates, 0);
    for (const event of ["arrive", "confirmIdentity", "begin"] as const)
      await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, event, null));
    expect(await listed()).toMatchObject({ exposures: 0 });
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "READING", "open", null));
    expect(await listed()).toMatchObject({ exposures: 1 });
    const adviser = await app.as(await app.account({ roles: ["ADVISER", "RATER", "SUPPORT"] }));
    expect(await adviser.call(contract.formContents, { params: { formId: world.formId } })).toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

test("[FORM-17] a day begins at midnight at the Office, in winter and in summer", () => {
  expect(startOfOfficeDay("2026-01-15").toISOString()).toBe("2026-01-15T05:00:00.000Z");
  expect(startOfOfficeDay("2026-07-15").toISOString()).toBe("2026-07-15T04:00:00.000Z");
  expect(officeDay(startOfOfficeDay("2026-07-15"))).toBe("2026-07-15");
  // The clocks change later in the night.
  expect(startOfOfficeDay("2026-03-08").toISOString()).toBe("2026-03-08T05:00:00.000Z");
  expect(startOfOfficeDay("2026-11-01").toISOString()).toBe("2026-11-01T04:00:00.000Z");
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { KeyedAnswer } from "#shared/domain/answers/answer-value.ts";
import { rightAnswer } from "#shared/domain/reading/right-answer.ts";
import { formContent, formKeys, itemsFor } from "#shared/domain/forms/form-content.ts";
import * as contract from "#shared/protocol/items.ts";
import { proposeAnnulment } from "#shared/protocol/annulments.ts";
import { confirmResult, myResult, resultOf } from "#shared/protocol/results.ts";
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
});
afterAll(() => app.stop());

const detail = (sittingId: string) => director.must(resultOf, { params: { sittingId } });

/** People of one form, each with their own answers to its items about the situation. */
async function sat(
  answersOf: (place: number, form: Awaited<ReturnType<typeof formOf>>) => readonly KeyedAnswer[],
  people = 1,
) {
  const raters = await makeRaters(app, 3);
  const session = await sessionWorld(app, { candidates: people });
  const form = await formOf(nth(session.candidates, 0).sittingId);
  for (const [place, candidate] of session.candidates.entries())
    await sitExam(app, session, candidate, { answers: answersOf(place, form) });
  await app.drain();
  return { session, raters, form, sittingIds: session.candidates.map(({ sittingId }) => sittingId) };
}

async function formOf(sittingId: string) {
  const { form } = await app.deps.db.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { form: true } });
  const content = formContent.parse(form.content);
  const keys = formKeys.parse(form.keys);
  const everybody = content.items.filter(({ about }) => about === "SITUATION");
  const short = content.items.find(({ type }) => type === "SHORT_ANSWER");
  if (!short) throw new Error("The form has a short answer.");
  return { formId: form.id, content, keys, everybody, short };
}

describe("open answers", () => {
  test("[ITM-1] words that no key accepts are marked once for everybody who wrote them, and nothing is decided before", async () => {
    const { raters, form, sittingIds } = await sat(
      (place, { short }) => [
        { key: short.id, value: place === 0 ? "Une réponse  inattendue!" : "une reponse inattendue" },
      ],
      2,
    );
    const concerned = await app.deps.db.openAnswer.findMany({ where: { sittingId: { in: sittingIds } } });
    for (const { sittingId } of concerned) {
      await markTexts(app, sittingId, [
        [3, 3, 3, 3, 3],
        [3, 3, 3, 3, 3],
      ]);
      expect((await detail(sittingId)).needs).toEqual([
        { unit: "reading.CE", why: "FIRST_MARK", waitsFor: "OPEN_ANSWERS" },
      ]);
    }
    const rater = nth(raters, 0).caller;
    const params = { formId: form.formId, itemId: form.short.id };
    expect((await rater.must(contract.openItems, {})).items).toContainEqual({
      ...params,
      language: "fr",
      prompt: form.short.prompt,
      waiting: 1,
    });
    const shown = await rater.must(contract.openItem, { params });
    expect(shown.answers).toEqual([{ answer: "une reponse inattendue", sample: expect.any(String) }]);
    for (const secret of [...sittingIds, "ONLINE", "KEYBOARD"]) expect(JSON.stringify(shown)).not.toContain(secret);

    const give = (caller: Caller, points: number) =>
      caller.call(contract.markOpenAnswer, { params, body: { answer: "une reponse inattendue", points } });
    expect(await give(rater, 19)).toMatchObject({ code: "BAD_INPUT" });
    const answers = await Promise.all([give(rater, form.short.max), give(nth(raters, 1).caller, 0)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: "ALREADY_LOCKED" });
    expect(await rater.call(contract.markOpenAnswer, { params, body: { answer: "autre", points: 0 } })).toMatchObject({
      code: "NOT_FOUND",
    });
    await app.drain();
    for (const { sittingId } of concerned) expect((await detail(sittingId)).needs).toEqual([]);
    expect((await rater.must(contract.openItem, { params })).answers).toEqual([]);
    for (const stranger of [director, nth((await sessionWorld(app, { candidates: 1 })).candidates, 0).caller])
      expect(await stranger.call(contract.openItems, {})).toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("a borderline reading", () => {
  test("[RES-7] an open answer that a person judged right is not among those that lack points", async () => {
    const missed = ({ everybody }: Awaited<ReturnType<typeof formOf>>) => [
      ...everybody.filter(({ type }) => type === "MATCHING" || type === "GAP_FILL"),
      nth(everybody.filter(({ type }) => type === "SINGLE_CHOICE"), 1),
    ];
    const words = "une reponse que nul corrige n accepte";
    // Twelve points of twenty-one with the open answer, which is in the borderline zone.
    const { raters, form, sittingIds } = await sat((_place, own) => [
      ...missed(own).map(({ id }) => ({ key: id, value: null })),
      { key: own.short.id, value: words },
    ]);
    const params = { formId: form.formId, itemId: form.short.id };
    await nth(raters, 0).caller.must(contract.markOpenAnswer, { params, body: { answer: words, points: form.short.max } });
    await app.drain();
    const shown = await detail(nth(sittingIds, 0));
    expect(shown.needs).toContainEqual({ unit: "reading.CE", why: "BORDERLINE", waitsFor: "READING_CHECK" });
    expect(shown.reading?.map(({ itemId }) => itemId).toSorted()).toEqual(missed(form).map(({ id }) => id).toSorted());
  });
});

describe("item statistics", () => {
  test("[ITM-4] of a question where several may be chosen, each option has its share of people and is told from the lures", async () => {
    const several = ({ everybody }: Awaited<ReturnType<typeof formOf>>) => {
      const item = everybody.find(({ type }) => type === "MULTIPLE_CHOICE");
      if (item?.type !== "MULTIPLE_CHOICE") throw new Error("There is a choice of several.");
      return item;
    };
    const [right, lure] = ["a", "d"];
    const { form } = await sat((place, own) => (place === 0 ? [{ key: several(own).id, value: [right, lure] }] : []), 2);
    const { forms } = await director.must(contract.formItems, {});
    const shown = forms.find(({ formId }) => formId === form.formId);
    const item = shown?.items.find(({ itemId }) => itemId === several(form).id);
    if (!item) throw new Error("The question has no statistics.");
    const optionOf = (id: string) => {
      const words = several(form).options.find((option) => option.id === id)?.text;
      return item.options.find(({ text }) => text === words);
    };
    // Everybody else in this file gave the right answer.
    expect(optionOf(right)).toMatchObject({ share: 1, isKey: true });
    expect(optionOf("c")).toMatchObject({ share: (item.people - 1) / item.people, isKey: true });
    expect(optionOf(lure)).toMatchObject({ share: 1 / item.people, restShare: 1, isKey: false });
  });
});

describe("voiding an item", () => {
  const wrong = ({ everybody, keys }: Awaited<ReturnType<typeof formOf>>): readonly KeyedAnswer[] => {
    const item = everybody.find(({ type }) => type === "SINGLE_CHOICE");
    const key = item && keys[item.id];
    if (item?.type !== "SINGLE_CHOICE" || key?.type !== "SINGLE_CHOICE") throw new Error("There is a choice.");
    return [
      {
        key: item.id,
        value: nth(
          item.options.filter(({ id }) => id !== key.option),
          0,
        ).id,
      },
    ];
  };

  test("[ITM-3] the effect is shown before, needs a reason, is confirmed as shown, and nobody is worse off", async () => {
    const { form, session, sittingIds } = await sat(
      (place, own) =>
        place === 1 ? wrong(own).map(({ key }) => ({ key, value: rightAnswer(own.keys[key]!) })) : wrong(own),
      3,
    );
    const itemId = nth(wrong(form), 0).key;
    for (const sittingId of sittingIds)
      await markTexts(app, sittingId, [
        [3, 3, 3, 3, 3],
        [3, 3, 3, 3, 3],
      ]);
    const params = { formId: form.formId, itemId };
    const before = await Promise.all(sittingIds.map(detail));
    const [low, full, open] = [nth(before, 0), nth(before, 1), nth(before, 2)];
    expect(low.scores.CE).toBeLessThan(full.scores.CE ?? 0);

    // One of both was sent already.
    const first = nth(session.candidates, 0);
    await director.must(confirmResult, {
      params: { sittingId: first.sittingId },
      body: { reportId: low.reportId, reason: "" },
    });
    await app.drain();
    const people = await app.deps.db.result.count({ where: { sitting: { formId: form.formId } } });
    const effect = await director.must(contract.voidEffect, { params });
    expect(effect).toMatchObject({ people, raised: 2, unchanged: people - 2, gainsLost: 0, lowered: 0, sentRaised: 1 });

    const voidIt = (reason: string, fingerprint = effect.fingerprint) =>
      director.call(contract.voidItem, { params, body: { reason, fingerprint } });
    expect(await voidIt("")).toMatchObject({ code: "REASON_REQUIRED" });
    expect(await voidIt("Deux réponses possibles", "another")).toMatchObject({ code: "STATE_CHANGED" });
    const confirmIt = ({ sittingId, reportId }: typeof low) =>
      director.call(confirmResult, { params: { sittingId }, body: { reportId, reason: "" } });
    const [one, other, ofFull, ofOpen] = await Promise.all([
      voidIt("Deux réponses possibles"),
      voidIt("Deux réponses possibles"),
      confirmIt(full),
      confirmIt(open),
    ]);
    expect([one, other].filter(({ ok }) => ok)).toHaveLength(1);
    expect([one, other].find(({ ok }) => !ok)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await app.drain();
    const after = await Promise.all(sittingIds.map(detail));
    // A void arrives during confirmation. It comes first, and the report that was read is not sent; or it comes second, and
    // what was sent stands: for a person whom it raises until they are told the better report, which waits either way.
    for (const [place, was, confirmed] of [
      [1, full, ofFull],
      [2, open, ofOpen],
    ] as const) {
      if (!confirmed.ok) expect(confirmed.code).toBe("STATE_CHANGED");
      const { sentReportId } = await app.deps.db.result.findUniqueOrThrow({
        where: { sittingId: was.sittingId },
        select: { sentReportId: true },
      });
      expect(sentReportId).toBe(confirmed.ok ? was.reportId : null);
      expect(nth(after, place).state).toBe(confirmed.ok && was === full ? "RESULT_SENT" : "PENDING_APPROVAL");
    }
    expect(nth(after, 1).scores).toEqual(full.scores);
    expect(nth(after, 0).scores.CE).toBeGreaterThan(low.scores.CE ?? 100);
    expect(nth(after, 2).scores).toEqual(nth(after, 0).scores);
    // What was sent comes back to be confirmed; until then the person sees what they were told.
    expect(nth(after, 0)).toMatchObject({ state: "PENDING_APPROVAL", unusual: expect.arrayContaining(["REVISED"]) });
    const seen = () => first.caller.must(myResult, { params: { sittingId: first.sittingId } });
    expect((await seen()).competencies.CE?.score).toBe(low.scores.CE);
    // Nothing takes away what was sent.
    expect(
      await director.call(proposeAnnulment, {
        params: { sittingId: first.sittingId },
        body: { reportId: nth(after, 0).reportId, reason: "Plus de correcteur" },
      }),
    ).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect((await seen()).competencies.CE?.score).toBe(low.scores.CE);
    await director.must(confirmResult, {
      params: { sittingId: first.sittingId },
      body: { reportId: nth(after, 0).reportId, reason: "Élément annulé" },
    });
    await app.drain();
    expect((await seen()).competencies.CE?.score).toBe(nth(after, 0).scores.CE);

    const { forms } = await director.must(contract.formItems, {});
    const item = forms.find(({ formId }) => formId === form.formId)?.items.find((one) => one.itemId === itemId);
    expect(item?.voided).toMatchObject({ reason: "Deux réponses possibles", raised: 2 });
    expect(item?.people).toBe(people);
    expect(item?.options.filter(({ isKey }) => isKey)).toHaveLength(1);
    expect(JSON.stringify(forms)).not.toContain(first.sittingId);
    expect(await director.call(contract.voidEffect, { params })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await director.call(contract.voidEffect, { params: { ...params, itemId: "rien" } })).toMatchObject({
      code: "NOT_FOUND",
    });
    const rater = nth(await makeRaters(app, 1), 0).caller;
    for (const call of [
      rater.call(contract.formItems, {}),
      rater.call(contract.voidEffect, { params }),
      rater.call(contract.voidItem, { params, body: { reason: "x", fingerprint: "" } }),
    ])
      expect(await call).toMatchObject({ code: "FORBIDDEN" });
  });
});

test("[ITM-4, ITM-5] an exam that was annulled says nothing about a question, though it showed it", async () => {
  const { form, sittingIds } = await sat(() => [], 2);
  const { id: _, ...copy } = await app.deps.db.form.findUniqueOrThrow({ where: { id: form.formId } });
  const content = { ...form.content, items: form.content.items.map((item) => ({ ...item, isAnchor: true })) };
  await app.deps.db.form.create({ data: { ...copy, code: "AUTRE-CAS", version: 1, content, keys: form.keys } });
  const items = async () =>
    (await director.must(contract.formItems, {})).forms.find(({ formId }) => formId === form.formId)?.items ?? [];
  const people = async () => (await items()).map((item) => item.people);
  const before = await people();
  const seenBy = (await items()).map(({ anchor }) => anchor?.seenBy);
  expect(seenBy).toEqual(before);
  const annulled = await app.deps.db.sitting.findUniqueOrThrow({ where: { id: nth(sittingIds, 0) }, select: { documentId: true } });
  await annulByTwo(app, nth(sittingIds, 0));
  const read = new Set(itemsFor(form.content, annulled.documentId).map(({ id }) => id));
  expect(await people()).toEqual(form.content.items.map(({ id }, place) => (before[place] ?? 0) - (read.has(id) ? 1 : 0)));
  expect((await items()).map(({ anchor }) => anchor?.seenBy)).toEqual(seenBy);
});

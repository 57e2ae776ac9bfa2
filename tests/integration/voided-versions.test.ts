import { afterAll, beforeAll, expect, test } from "vitest";
import * as nursing from "#prisma/seed/content/nursing/index.ts";
import { formKeys } from "#shared/domain/forms/form-content.ts";
import * as forms from "#shared/protocol/forms.ts";
import * as items from "#shared/protocol/items.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** A question that was voided, and the versions that are begun afterwards. */

let app: TestApp;
let director: Caller;
let formId: string;
beforeAll(async () => {
  app = await startTestApp();
  ({ formId } = await sessionWorld(app, { candidates: 1 }));
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
});
afterAll(() => app.stop());

const all = nursing.content.items;
const reason = "Deux réponses possibles";
const read = (draftId: string) => director.must(forms.formDraft, { params: { draftId } });
const begin = async () => (await director.must(forms.startDraft, { body: { from: "FORM", formId } })).draftId;
async function voidIt(itemId: string): Promise<void> {
  const params = { formId, itemId };
  const { fingerprint } = await director.must(items.voidEffect, { params });
  await director.must(items.voidItem, { params, body: { reason, fingerprint } });
}

test("[FORM-28] the next version leaves out what was voided and says so; what is voided later is said to be in it, until its words change", async () => {
  const [faulty, later] = [nth(all, 1), nth(all, 3)];
  await voidIt(faulty.id);
  const voidedAt = app.clock.now().toISOString();
  const draftId = await begin();
  const draft = await read(draftId);
  expect(draft.content.items).toEqual(all.filter(({ id }) => id !== faulty.id));
  expect(Object.keys(draft.keys).toSorted()).toEqual(draft.content.items.map(({ id }) => id).toSorted());
  expect(draft.before?.content.items).toEqual(all);
  expect(draft.voided).toMatchObject([{ itemId: faulty.id, prompt: faulty.prompt, reason, voidedAt }]);

  // Voided once the version is begun: it is in it, in the words that were voided.
  await voidIt(later.id);
  const { content, keys, voided } = await read(draftId);
  expect(content.items.map(({ id }) => id)).toContain(later.id);
  expect(voided.map(({ itemId }) => itemId)).toEqual([faulty.id, later.id]);

  // Corrected under its id, it is another question, and what is begun from it keeps it.
  const corrected = content.items.map((item) => (item.id === later.id ? { ...item, prompt: `${item.prompt} Précisez.` } : item));
  await director.must(forms.saveDraft, { params: { draftId }, body: { revision: 0, content: { ...content, items: corrected }, keys } });
  const next = await app.deps.db.form.create({
    data: {
      code: content.code,
      version: 9,
      professionKey: content.professionKey,
      title: content.title,
      isPractice: false,
      content: { ...content, version: 9, items: [...corrected, faulty] },
      keys: { ...keys, [faulty.id]: formKeys.parse(nursing.keys)[faulty.id] },
      effectiveFrom: app.clock.now(),
      createdAt: app.clock.now(),
    },
  });
  // The same words under the same id in another form are voided too.
  const third = await director.must(forms.startDraft, { body: { from: "FORM", formId: next.id } });
  const begun = await read(third.draftId);
  expect(begun.content.items.map(({ id }) => id)).toEqual(corrected.map(({ id }) => id));
  expect(begun.voided.map(({ itemId }) => itemId)).toEqual([faulty.id]);
});

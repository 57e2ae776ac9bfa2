import { expect, test } from "vitest";
import * as nursing from "#prisma/seed/content/nursing/index.ts";
import { standingOfForm } from "./draft-machine.ts";
import { formChanges } from "./form-changes.ts";
import { formContent, formKeys } from "./form-content.ts";

const content = formContent.parse(nursing.content);
const keys = formKeys.parse(nursing.keys);
const before = { content, keys };
const [first, second, ...others] = content.items;
if (!first || !second) throw new Error("The form has items.");
const shape = (changes: ReturnType<typeof formChanges>) =>
  changes.map(({ before: _before, after: _after, ...change }) => change);

test("[FORM-27] A version that changes nothing lists nothing.", () => {
  expect(formChanges(before, structuredClone(before))).toEqual([]);
});

test("[FORM-27] Questions added, removed, changed, marked and moved are told apart, and texts are named by their part.", () => {
  const added = { ...first, id: "new-item", prompt: "Une question de plus?" };
  const after = {
    content: {
      ...content,
      situation: { ...content.situation, title: "Un autre titre" },
      writing: { ...content.writing, minWords: content.writing.minWords + 1 },
      items: [{ ...second, prompt: "Autrement?" }, ...others.slice(0, -1).toReversed(), { ...first, isAnchor: true }, added],
    },
    keys,
  };
  const changes = formChanges(before, after);
  const count = content.items.length;
  expect(shape(changes)).toEqual([
    { part: "SITUATION", kind: "CHANGED" },
    { part: "ITEM", kind: "CHANGED", number: 1 },
    { part: "ITEM", kind: "CHANGED", number: count - 1, anchor: "MARKED" },
    { part: "ITEM", kind: "ADDED", number: count },
    { part: "ITEM", kind: "REMOVED", number: count },
    { part: "ITEM", kind: "MOVED" },
    { part: "WRITING", kind: "CHANGED" },
  ]);
  expect(changes[1]?.before).toContain(second.prompt);
  expect(changes[1]?.after).toContain("Autrement?");
});

test("[FORM-27] Another key is a change of its question, in every type.", () => {
  for (const item of content.items) {
    const key = keys[item.id];
    if (key?.type !== "TRUE_FALSE") continue;
    const after = { content, keys: { ...keys, [item.id]: { ...key, value: !key.value } } };
    expect(shape(formChanges(before, after))).toEqual([
      { part: "ITEM", kind: "CHANGED", number: content.items.indexOf(item) + 1 },
    ]);
  }
});

test("[FORM-19, PRA-6] Of two versions that are in effect the older says which one replaced it, until that one is retired.", () => {
  const day = (text: string): Date => new Date(`${text}T05:00:00.000Z`);
  const now = day("2026-11-30");
  const form = (version: number, effectiveFrom: Date, isRetired = false) => ({
    code: "ENT-2026",
    version,
    effectiveFrom,
    isRetired,
  });
  const [one, two] = [form(1, day("2026-11-30")), form(2, day("2026-11-30"))];
  const other = { ...form(9, day("2026-11-01")), code: "INF-2026-A" };
  expect(standingOfForm(one, [one, two, other], now)).toEqual({ state: "REPLACED", replacedBy: 2 });
  expect(standingOfForm(two, [one, two, other], now)).toEqual({ state: "IN_EFFECT", replacedBy: null });
  expect(standingOfForm(one, [one, form(2, day("2026-12-01"))], now)).toEqual({ state: "IN_EFFECT", replacedBy: null });
  const retired = form(2, day("2026-11-30"), true);
  expect(standingOfForm(one, [one, retired], now)).toEqual({ state: "IN_EFFECT", replacedBy: null });
  expect(standingOfForm(retired, [one, retired], now)).toEqual({ state: "RETIRED", replacedBy: null });
});

test("[LANG-2] Another language is a change of the form; one that never said French is in French all the same.", () => {
  expect(formChanges(before, { content: { ...content, language: "fr" }, keys })).toEqual([]);
  const [change, ...others] = formChanges(before, { content: { ...content, language: "en" }, keys });
  expect(others).toEqual([]);
  expect([change?.part, change?.before.includes("(français)"), change?.after.includes("(English)")]).toEqual(["GENERAL", true, true]);
});

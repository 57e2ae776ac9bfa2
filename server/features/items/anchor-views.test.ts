import { expect, test } from "vitest";
import * as nursing from "#prisma/seed/content/nursing/index.ts";
import { formContent, formKeys } from "#shared/domain/forms/form-content.ts";
import { anchorsOf, withAnchors } from "./anchor-views.ts";

const content = formContent.parse(nursing.content);
const keys = formKeys.parse(nursing.keys);
const [first, second] = content.items;
if (!first || !second) throw new Error("The form has items.");

const view = (version: number, people: number, difficulty: number) => ({
  formId: `00000000-0000-4000-8000-00000000000${version}`,
  code: "INF",
  version,
  title: "Cas",
  language: "fr" as const,
  items: [first, second].map(({ id, prompt }) => ({
    itemId: id,
    prompt,
    people,
    difficulty,
    discrimination: null,
    options: [],
    waiting: 0,
    anchor: null,
    voided: null,
  })),
});
const formOf = (isAnchor: boolean, prompt = first.prompt) => ({
  content: { ...content, items: [{ ...first, prompt, isAnchor }, ...content.items.slice(1)] },
  keys,
});

/** Ten of them about one document, the others about another. */
const readers = (people: number) => new Map(content.documents.slice(0, 2).map(({ id }, place) => [id, place === 0 ? 10 : people - 10]));

test("[ITM-5] an anchor is shown beside itself in the other forms, with enough people only, and whoever had it before them is counted, annulled exams too", () => {
  const views = [view(1, 40, 0.6), view(2, 12, 0.9)];
  const [older, newer] = withAnchors(views, [anchorsOf(formOf(false), readers(41)), anchorsOf(formOf(true), readers(12))]);
  expect(older?.items.map(({ anchor }) => anchor)).toEqual([
    { seenBy: 53, elsewhere: [{ formId: views[1]?.formId, code: "INF", version: 2, people: 12, difficulty: null }] },
    null,
  ]);
  expect(newer?.items[0]?.anchor).toEqual({
    seenBy: 53,
    elsewhere: [{ formId: views[0]?.formId, code: "INF", version: 1, people: 40, difficulty: 0.6 }],
  });
});

test("[ITM-5] a form that nobody has sat is named beside the anchor, and its mark counts", () => {
  const unsat = { formId: "00000000-0000-4000-8000-000000000009", code: "CIM", version: 1 };
  const [only] = withAnchors([view(1, 40, 0.6)], [anchorsOf(formOf(false), readers(40))], [{ ...unsat, anchors: anchorsOf(formOf(true)) }]);
  expect(only?.items.map(({ anchor }) => anchor)).toEqual([
    { seenBy: 40, elsewhere: [{ ...unsat, people: 0, difficulty: null }] },
    null,
  ]);
});

test("[ITM-5] a question that was asked in other words is another question, whatever its id", () => {
  const views = [view(1, 40, 0.6), view(2, 40, 0.9)];
  const [older, newer] = withAnchors(views, [anchorsOf(formOf(false, "Autrement?"), readers(40)), anchorsOf(formOf(true), readers(40))]);
  expect(older?.items[0]?.anchor).toBeNull();
  expect(newer?.items[0]?.anchor).toEqual({ seenBy: 40, elsewhere: [] });
});

import { describe, expect, test } from "vitest";
import { items as nursingItems } from "#prisma/seed/content/nursing/items.ts";
import { keys as nursingKeys } from "#prisma/seed/content/nursing/keys.ts";
import { items } from "#prisma/seed/content/practice/items.ts";
import { keys } from "#prisma/seed/content/practice/keys.ts";
import type { AnswerValue } from "../answers/answer-value.ts";
import { isAnswered, isAnswerTo, isComplete } from "./answer-shape.ts";
import { comparableText } from "./comparable-text.ts";
import { justifiedOf, storedJustified } from "./justified-answer.ts";
import { scoreReading } from "./score-answer.ts";

const pointsOf = (id: string, value: AnswerValue): number | undefined =>
  scoreReading(items, keys, [{ key: id, value }]).find((scored) => scored.id === id)?.points;

describe("points", () => {
  test.each<[string, AnswerValue, number]>([
    ["ent-s01", { judgement: "false", words: "surtout le lundi matin" }, 2],
    ["ent-s01", { judgement: "false", words: "Elle attend trop longtemps, SURTOUT le lundi" }, 2],
    ["ent-s01", { judgement: "false", words: "surtout le lundisoir" }, 1],
    ["ent-s01", { judgement: "false" }, 1],
    ["ent-s01", { judgement: "true", words: "surtout le lundi matin" }, 0],
    ["ent-s01", { words: "surtout le lundi matin" }, 0],
    ["ent-s02", ["plaintes", "accueil", "equipe", "avis"], 1],
    ["ent-s02", ["accueil", "plaintes", "equipe", "avis"], 0],
    ["ent-s03", { pros: "n12", clients: "n240", duree: "n3" }, 3],
    ["ent-s03", { pros: "n12", clients: "n17" }, 1],
    ["ent-s04", ["e", "a", "c"], 1],
    ["ent-s04", ["a", "c"], 0],
    ["ent-s04", ["a", "c", "e", "b"], 0],
    ["ent-s05", ["essai", "avril", "agees"], 3],
    ["ent-s05", ["essai", null, "voyage"], 1],
    ["ent-s06", "4000 $", 1],
    ["ent-s06", "Quatre  mille DOLLARS.", 1],
    ["ent-s06", "400 $", 0],
    ["ent-d1-1", "c", 1],
    ["ent-d1-1", "a", 0],
  ])("[RDG-1, RDG-2] %s answered %j gives %d", (id, value, points) => {
    expect(pointsOf(id, value)).toBe(points);
  });

  test("[RDG-4] an item without an answer gives 0 points of its maximum", () => {
    expect(scoreReading(items, keys, [])).toEqual(items.map(({ id, max }) => ({ id, max, points: 0 })));
    expect(pointsOf("ent-s06", "  ")).toBe(0);
    expect(pointsOf("ent-s01", null)).toBe(0);
  });

  test("[RDG-1] an item without a key of its type cannot be scored", () => {
    expect(() => scoreReading(items, {}, [])).toThrow("ent-s01");
  });
});

test.each([
  ["L’unité des Cèdres", "l'unite des cedres"],
  ["  CŒUR,  ouvert ", "coeur ouvert"],
  ["4 000\u00A0$", "4 000 $"],
  ["4.5 %", "4,5 %"],
])("[RDG-3] «%s» compares as «%s»", (left, right) => {
  expect(comparableText(left)).toBe(comparableText(right));
});

test("[RDG-3] a comma inside a number counts", () => {
  expect(comparableText("4,5")).not.toBe(comparableText("45"));
});

test.each<[string, AnswerValue, boolean]>([
  ["ent-s01", "oui", false],
  ["ent-s01", true, false],
  ["ent-s01", { judgement: "oui" }, false],
  ["ent-s01", { judgement: "true", autre: "x" }, false],
  ["ent-s01", { words: "x".repeat(81) }, false],
  ["ent-s01", { judgement: "true" }, true],
  ["ent-s01", { judgement: "true", words: "x".repeat(80) }, true],
  ["ent-s02", ["plaintes", "accueil", "equipe"], false],
  ["ent-s02", ["plaintes", "plaintes", "equipe", "avis"], false],
  ["ent-s02", ["plaintes", "accueil", "equipe", "avis"], true],
  ["ent-s03", { pros: "n99" }, false],
  ["ent-s03", { autre: "n3" }, false],
  ["ent-s03", { pros: "n3", clients: "n3" }, true],
  ["ent-s04", ["a", "a"], false],
  ["ent-s04", [], true],
  ["ent-s05", ["essai", null], false],
  ["ent-s05", [null, null, "avril"], true],
  ["ent-s06", "x".repeat(41), false],
  ["ent-s06", "x".repeat(40), true],
  ["ent-d1-1", "d", false],
])("[RDG-5] %s accepts %j: %s", (id, value, isAccepted) => {
  const item = items.find((candidate) => candidate.id === id);
  expect(item && isAnswerTo(item, value)).toBe(isAccepted);
});

test("[RDG-1] plain true or false gives all its points or none", () => {
  const item = nursingItems.filter(({ id }) => id === "inf-s07");
  const pointsFor = (value: AnswerValue) => scoreReading(item, nursingKeys, [{ key: "inf-s07", value }])[0]?.points;
  expect([pointsFor(true), pointsFor(false), pointsFor(null)]).toEqual([1, 0, 0]);
});

test.each<[string, AnswerValue | undefined, boolean]>([
  ["ent-s01", { judgement: "true" }, false],
  ["ent-s01", { words: "surtout" }, false],
  ["ent-s01", { judgement: "true", words: "surtout" }, true],
  ["ent-s03", { pros: "n12" }, false],
  ["ent-s03", { pros: "n12", clients: "n240", duree: "n3" }, true],
  ["ent-s05", ["essai", null, null], false],
  ["ent-s05", ["essai", "avril", "agees"], true],
  ["ent-s06", " ", false],
  ["ent-s06", "4000", true],
  ["ent-s06", undefined, false],
])("[RDG-6] %s answered %j is complete: %s", (id, value, is) => {
  const item = items.find((candidate) => candidate.id === id);
  expect(item && isComplete(item, value)).toBe(is);
});

test("[RDG-5] an answer with its words is stored without what is missing", () => {
  expect(storedJustified({ judgement: null, words: "" })).toBeNull();
  for (const answer of [
    { judgement: true, words: "" },
    { judgement: null, words: "oui" },
    { judgement: false, words: "non" },
  ])
    expect(justifiedOf(storedJustified(answer))).toEqual(answer);
  expect(justifiedOf("autre")).toEqual({ judgement: null, words: "" });
});

test.each<[AnswerValue | undefined, boolean]>([
  [undefined, false],
  [null, false],
  [" ", false],
  [[], false],
  [[null], false],
  [{}, false],
  [false, true],
  ["a", true],
])("[RDG-4] %j counts as an answer: %s", (value, is) => {
  expect(isAnswered(value)).toBe(is);
});

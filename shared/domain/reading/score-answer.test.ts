import { describe, expect, test } from "vitest";
import { items } from "#prisma/seed/content/practice/items.ts";
import { keys } from "#prisma/seed/content/practice/keys.ts";
import type { AnswerValue } from "../answers/answer-value.ts";
import { isAnswered, isAnswerTo } from "./answer-shape.ts";
import { comparableText } from "./comparable-text.ts";
import { scoreReading } from "./score-answer.ts";

const pointsOf = (id: string, value: AnswerValue): number | undefined =>
  scoreReading(items, keys, [{ key: id, value }]).find((scored) => scored.id === id)?.points;

describe("points", () => {
  test.each<[string, AnswerValue, number]>([
    ["ent-s01", false, 1],
    ["ent-s01", true, 0],
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

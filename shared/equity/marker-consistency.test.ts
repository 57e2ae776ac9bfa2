import { expect, test } from "vitest";
import { consistencies, enoughTexts, needsTraining, type CountedMark } from "./marker-consistency.ts";

/** Texts that A and B mark, B one band higher on the first criterion. */
const texts = (count: number): CountedMark[] =>
  Array.from({ length: count }, (_, index) => [
    { text: `t${index}`, rater: "A", bands: [3, 3, 3, index % 2 === 0 ? 2 : 4, 3] },
    { text: `t${index}`, rater: "B", bands: [4, 3, 3, index % 2 === 0 ? 2 : 4, 3] },
  ]).flat();

test("[EQU-3] nothing is said of a marker before there are enough texts that another has marked too", () => {
  const few = [...texts(enoughTexts - 1), { text: "alone", rater: "A", bands: [3, 3, 3, 3, 3] }];
  expect(consistencies(few, enoughTexts)).toEqual(
    ["A", "B"].map((rater) => ({ rater, texts: enoughTexts - 1, agreement: null, severity: null })),
  );
});

test("[EQU-3] agreement counts criteria, severity counts points; both are for training", () => {
  const [a, b] = consistencies(texts(enoughTexts), enoughTexts);
  expect(a).toMatchObject({ texts: enoughTexts, agreement: { pairs: 150, exact: 0.8, adjacent: 1 } });
  expect(a?.severity).toBeCloseTo(-2.5, 9);
  expect(b?.severity).toBeCloseTo(2.5, 9);
  expect(a && needsTraining(a)).toBe(false);
  expect(needsTraining({ rater: "A", texts: 40, agreement: null, severity: -6 })).toBe(true);
});

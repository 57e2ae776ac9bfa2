import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerValue } from "../answers/answer-value.ts";
import {
  areHighlights,
  highlightKinds,
  highlightsOf,
  paragraphRanges,
  readableLengths,
  storedHighlights,
  wholeWords,
  withHighlight,
  withoutHighlight,
  type Highlight,
} from "./highlights.ts";

const lengths = new Map([
  ["SITUATION", 200],
  ["inf-d1", 100],
]);
const at = (
  start: number,
  end: number,
  kind: Highlight["kind"] = "IMPORTANT",
  documentId = "SITUATION",
): Highlight => ({
  documentId,
  start,
  end,
  kind,
});

describe("highlights", () => {
  test.each<[string, Highlight[], Highlight, Highlight[]]>([
    ["beside another stays apart", [at(0, 5)], at(10, 15), [at(0, 5), at(10, 15)]],
    ["of the same kind that touches is joined", [at(0, 5)], at(5, 9), [at(0, 9)]],
    ["of the same kind that overlaps is joined", [at(0, 5)], at(3, 9), [at(0, 9)]],
    ["of another kind replaces what it covers", [at(0, 9)], at(3, 6, "CHECK"), [at(0, 3), at(3, 6, "CHECK"), at(6, 9)]],
    [
      "in another text changes nothing there",
      [at(0, 9)],
      at(0, 9, "CHECK", "inf-d1"),
      [at(0, 9), at(0, 9, "CHECK", "inf-d1")],
    ],
  ])("[RDG-7] a passage %s", (_what, before, added, after) => {
    expect(withHighlight(before, added)).toEqual(after);
  });

  test("[RDG-7] erasing a part keeps the rest", () => {
    expect(withoutHighlight([at(0, 10), at(20, 30)], at(5, 22))).toEqual([at(0, 5), at(22, 30)]);
  });

  test.each<[string, unknown, boolean]>([
    ["none", [], true],
    ["one", ["SITUATION:0-5:IMPORTANT"], true],
    ["two in order", ["SITUATION:0-5:IMPORTANT", "inf-d1:0-100:CHECK"], true],
    ["one beyond the text", ["inf-d1:0-101:CHECK"], false],
    ["one of another person’s document", ["inf-d2:0-5:CHECK"], false],
    ["an empty one", ["SITUATION:5-5:CHECK"], false],
    ["one that ends before it begins", ["SITUATION:9-5:CHECK"], false],
    ["two that overlap", ["SITUATION:0-5:CHECK", "SITUATION:4-9:IMPORTANT"], false],
    ["two out of order", ["SITUATION:6-9:CHECK", "SITUATION:0-5:IMPORTANT"], false],
    ["one of an unknown kind", ["SITUATION:0-5:PINK"], false],
    ["one that is no place", ["SITUATION"], false],
    ["a place written otherwise", ["SITUATION:00-5:CHECK"], false],
    ["nothing at all", [null], false],
    ["a text", "SITUATION:0-5:CHECK", false],
    ["too many", Array.from({ length: 101 }, (_, index) => `SITUATION:${index}-${index + 1}:CHECK`), false],
  ])("[RDG-7] %s: accepted %s", (_what, value, is) => {
    const given = answerValue.safeParse(value);
    expect(given.success && areHighlights(given.data, lengths)).toBe(is);
  });

  test("[RDG-7] whatever is marked and erased in whatever order can be saved, and reads back the same", () => {
    const passage = fc
      .record({
        documentId: fc.constantFrom("SITUATION", "inf-d1"),
        start: fc.nat(90),
        length: fc.integer({ min: 1, max: 9 }),
        kind: fc.constantFrom(...highlightKinds),
        isErased: fc.boolean(),
      })
      .map(({ length, ...rest }) => ({ ...rest, end: rest.start + length }));
    fc.assert(
      fc.property(fc.array(passage, { maxLength: 30 }), (acts) => {
        const list = acts.reduce<Highlight[]>(
          (before, { isErased, ...one }) => (isErased ? withoutHighlight(before, one) : withHighlight(before, one)),
          [],
        );
        const value = storedHighlights(list);
        expect(areHighlights(value, lengths)).toBe(true);
        expect(highlightsOf(value)).toEqual(list);
      }),
      { seed: 2026, numRuns: 300 },
    );
  });

  test.each<[number, number, string | null]>([
    [1, 2, "Une"],
    [0, 3, "Une"],
    [3, 4, null],
    [3, 11, "résidente"],
    [17, 19, "91"],
    [15, 24, "de 91 ans,"],
    [25, 31, "l’autre"],
    [0, 99, "Une résidente de 91 ans, l’autre"],
  ])("[RDG-7] selecting %i to %i means «%s»", (start, end, meant) => {
    const text = "Une résidente de 91 ans, l’autre ";
    const range = wholeWords(text, { start, end });
    expect(range && text.slice(range.start, range.end)).toBe(meant);
  });

  test("[RDG-7] only the situation and one’s own document can be marked", () => {
    const content = {
      situation: { title: "t", paragraphs: ["ab", "cde"] },
      documents: ["d1", "d2"].map((id) => ({ id, kind: "k", title: "t", paragraphs: ["abcd"], facts: [] })),
    };
    expect([...readableLengths(content, "d2")]).toEqual([
      ["SITUATION", 6],
      ["d2", 4],
    ]);
    expect(paragraphRanges(["ab", "cde"])).toEqual([
      { start: 0, end: 2 },
      { start: 3, end: 6 },
    ]);
  });
});

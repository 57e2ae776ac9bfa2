import { describe, expect, test } from "vitest";
import { anchorAt, isAnchored, joinedText, segmentsOf, wordsIn } from "./annotations.ts";

const paragraphs = ["Madame,", "Je recommande une ronde à 19 h.", "Merci."];
const text = joinedText(paragraphs);

describe("a remark on a span", () => {
  test("[MRK-16] is anchored by offsets and by the very words, without the spaces around them", () => {
    const at = text.indexOf(" une ronde ");
    const anchor = anchorAt(text, at + " une ronde ".length, at);
    expect(anchor).toEqual({ start: at + 1, end: at + 10, quote: "une ronde" });
    expect(anchor && isAnchored(text, anchor)).toBe(true);
    expect(isAnchored(text, { start: at, end: at + 9, quote: "une ronde" })).toBe(false);
    expect(anchorAt(text, at, at + 1)).toBeUndefined();
  });

  test("[MRK-16] may reach over paragraphs, and over other remarks: the pieces are the text again", () => {
    const spans = [
      { start: 3, end: 20 },
      { start: 10, end: 14 },
      { start: 0, end: text.length },
    ];
    let offset = 0;
    const pieces = paragraphs.map((paragraph) => {
      const segments = segmentsOf(paragraph, offset, spans);
      offset += paragraph.length + 1;
      return segments;
    });
    expect(pieces.map((segments) => segments.map((segment) => segment.text).join(""))).toEqual(paragraphs);
    for (const { start, text: words, covered } of pieces.flat())
      expect(covered).toEqual(
        [0, 1, 2].filter((index) => {
          const span = spans[index];
          return span && span.start <= start && span.end >= start + words.length;
        }),
      );
    // The number of each remark is shown once, at its end.
    expect(
      pieces
        .flat()
        .flatMap(({ ends }) => ends)
        .toSorted((a, b) => a - b),
    ).toEqual([0, 1, 2]);
    expect(segmentsOf("Merci.", 0, [])).toEqual([{ text: "Merci.", start: 0, covered: [], ends: [] }]);
  });

  test("[MRK-16] is reached by keyboard word by word", () => {
    expect(
      wordsIn("L’équipe, à 19 h : peut-être.").map(({ start, end }) =>
        "L’équipe, à 19 h : peut-être.".slice(start, end),
      ),
    ).toEqual(["L’équipe", "à", "19", "h", "peut-être"]);
  });
});

import { describe, expect, test } from "vitest";
import { markLimits, tooLongIn, tooLongInListening } from "./mark-limits.ts";
import { mergeDrafts, mergeListening, type ListeningDraft, type TextDraft } from "./merge-drafts.ts";

const { comments, criterionComment, note, remarks, moments } = markLimits;
const many = <T>(count: number, one: (place: number) => T): T[] => Array.from({ length: count }, (_none, place) => one(place));

describe("what two pages of one marker wrote", () => {
  const empty: TextDraft = {
    bands: [null, null, null, null, null],
    comments: "",
    criterionComments: ["", "", "", "", ""],
    annotations: [],
  };
  const filled = (letter: string, from: number): TextDraft => ({
    ...empty,
    comments: letter.repeat(comments),
    criterionComments: ["", letter.repeat(criterionComment), "", "", ""],
    annotations: many(remarks, (place) => ({ start: from + place, end: from + place + 1, quote: "a", criterion: null, note: letter })),
  });

  test("[MRK-46] is all kept on a text, and each place that holds more than a mark may is named with how much that is", () => {
    const [mine, theirs] = [filled("m", 0), filled("t", 500)];
    expect([tooLongIn(mine), tooLongIn(theirs)]).toEqual([[], []]);
    const joined = mergeDrafts(empty, mine, theirs);
    for (const page of [mine, theirs]) {
      expect(joined.comments).toContain(page.comments);
      expect(joined.criterionComments[1]).toContain(page.criterionComments[1]);
      expect(joined.annotations).toEqual(expect.arrayContaining([...page.annotations]));
    }
    expect(tooLongIn(joined)).toEqual([
      { of: "REMARKS", length: 2 * remarks, most: remarks },
      { of: "CRITERION", criterion: "E2", length: 2 * criterionComment + 1, most: criterionComment },
      { of: "COMMENTS", unit: "writing.EE", length: 2 * comments + 1, most: comments },
    ]);
    const shortened = { ...joined, ...mine, comments: joined.comments.slice(0, comments) };
    expect(tooLongIn(shortened)).toEqual([]);
  });

  test("[MRK-46] is all kept on a recording, at each moment and in number", () => {
    const filledUnits = (letter: string, from: number): ListeningDraft[] => [
      {
        unit: "interview.CO",
        bands: [null, null],
        comments: letter.repeat(comments),
        moments: [
          { atMs: 61_000, criterion: null, note: letter.repeat(note) },
          ...many(moments - 1, (place) => ({ atMs: from + place, criterion: null, note: letter })),
        ],
      },
      { unit: "interview.EO", bands: [null, null, null, null], comments: "", moments: [] },
    ];
    const none = filledUnits("", 0).map((unit) => ({ ...unit, moments: [] }));
    const [mine, theirs] = [filledUnits("m", 0), filledUnits("t", 1_000)];
    expect([tooLongInListening(mine), tooLongInListening(theirs)]).toEqual([[], []]);
    const joined = mergeListening(none, mine, theirs);
    for (const [page] of [mine, theirs])
      for (const given of page?.moments ?? [])
        expect(joined[0]?.moments.find(({ atMs }) => atMs === given.atMs)?.note).toContain(given.note);
    expect(tooLongInListening(joined)).toEqual([
      { of: "MOMENT", atMs: 61_000, length: 2 * note + 3, most: note },
      { of: "MOMENTS", length: 2 * moments - 1, most: moments },
      { of: "COMMENTS", unit: "interview.CO", length: 2 * comments + 1, most: comments },
    ]);
  });
});

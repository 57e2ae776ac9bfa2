import { describe, expect, test } from "vitest";
import { mergeDrafts, mergeListening, type ListeningDraft, type TextDraft } from "./merge-drafts.ts";

const empty: TextDraft = {
  bands: [null, null, null, null, null],
  comments: "",
  criterionComments: ["", "", "", "", ""],
  annotations: [],
};
const remark = (start: number, note: string) => ({ start, end: start + 2, quote: "ab", criterion: null, note });

describe("two pages of one marker", () => {
  test("[MRK-18] what each page gave is kept, and what both agree on stands", () => {
    const mine: TextDraft = {
      ...empty,
      bands: [3, null, 2, null, null],
      criterionComments: ["clair", "", "", "", ""],
      annotations: [remark(4, "mien")],
    };
    const theirs: TextDraft = {
      ...empty,
      bands: [3, 4, null, null, null],
      comments: "à revoir",
      annotations: [remark(1, "autre")],
    };
    const merged: TextDraft = {
      bands: [3, 4, 2, null, null],
      comments: "à revoir",
      criterionComments: ["clair", "", "", "", ""],
      annotations: [remark(1, "autre"), remark(4, "mien")],
    };
    expect(mergeDrafts(empty, mine, theirs)).toEqual(merged);
    expect(mergeDrafts(empty, theirs, mine)).toEqual(merged);
  });

  test("[MRK-18] two different bands for one criterion leave it to be decided again; words are never dropped", () => {
    const base: TextDraft = { ...empty, bands: [3, 3, 3, 3, 3], comments: "un" };
    const merged = mergeDrafts(
      base,
      { ...base, bands: [4, 3, 3, 3, 3], comments: "un deux" },
      { ...base, bands: [2, 3, 3, 3, 3], comments: "trois" },
    );
    expect(merged.bands).toEqual([null, 3, 3, 3, 3]);
    expect(merged.comments).toBe("trois\nun deux");
  });

  test("[MRK-18] a remark that one page took away does not come back from the other", () => {
    const base: TextDraft = { ...empty, annotations: [remark(1, "a"), remark(5, "b")] };
    const merged = mergeDrafts(base, { ...base, annotations: [remark(5, "b")] }, { ...base, comments: "vu" });
    expect(merged.annotations).toEqual([remark(5, "b")]);
    expect(merged.comments).toBe("vu");
  });
});

describe("two pages of one marker on a recording", () => {
  const moment = (atMs: number, note: string) => ({ atMs, criterion: null, note });
  const units = (bands: ListeningDraft["bands"], moments: ListeningDraft["moments"]): ListeningDraft[] => [
    { unit: "interview.CO", bands, comments: "", moments },
    { unit: "interview.EO", bands: [null, null, null, null], comments: "", moments: [] },
  ];

  test("[MRK-18] what each page gave is kept, a criterion with two bands is decided again", () => {
    const base = units([3, null], [moment(1, "a"), moment(2, "b")]);
    const mine = units([4, 2], [moment(1, "a"), moment(2, "b, mien"), moment(3, "c")]);
    const theirs = units([2, null], [moment(2, "b"), moment(4, "d")]);
    const merged = mergeListening(base, mine, theirs);
    expect(merged.map(({ bands }) => bands)).toEqual([
      [null, 2],
      [null, null, null, null],
    ]);
    expect(merged[0]?.moments.toSorted((a, b) => a.atMs - b.atMs)).toEqual([moment(2, "b, mien"), moment(3, "c"), moment(4, "d")]);
  });

  test("[MRK-18] of one moment both comments stay, one after the other; what one page changed and the other took away stays", () => {
    const base = units([null, null], [moment(1, "a"), moment(2, "b")]);
    const mine = units([null, null], [moment(1, "mien"), moment(2, "b changé")]);
    const merged = mergeListening(base, mine, units([null, null], [moment(1, "autre")]));
    expect(merged[0]?.moments).toEqual([moment(1, "autre – mien"), moment(2, "b changé")]);
  });

  test("[MRK-18] a comment that one page gave to another unit is there alone", () => {
    const base = units([null, null], [moment(1, "a")]);
    const [first, second] = base;
    if (!first || !second) throw new Error("There are two units.");
    const moved = [{ ...first, moments: [] }, { ...second, moments: [{ ...moment(1, "a"), criterion: "O2" as const }] }];
    for (const merged of [mergeListening(base, moved, base), mergeListening(base, base, moved)])
      expect(merged.map(({ moments }) => moments)).toEqual([[], [{ ...moment(1, "a"), criterion: "O2" }]]);
  });
});

import { describe, expect, test } from "vitest";
import { mergeDrafts, type TextDraft } from "./merge-drafts.ts";

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

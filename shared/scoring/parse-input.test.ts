import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { err, ok } from "#shared/kernel/result.ts";

import { parseInput } from "./parse-input.ts";

/** A whole input, with every optional part, as a fresh document that a test may spoil. */
function whole() {
  const two = (bands: readonly unknown[]) => [
    { rater: "r1", bands },
    { rater: "r2", bands },
  ];
  return {
    policy: { cut: 60, sem: 4, scoreGap: 15, bandGap: 2 },
    activities: { reading: "COMPLETED", discussion: "COMPLETED", writing: "COMPLETED", interview: "COMPLETED" },
    reading: {
      items: [
        { id: "i1", max: 1, points: 1, void: true },
        { id: "i2", max: 0.3, points: 0.1 },
      ],
      humanChecked: false,
    },
    marks: {
      "writing.EE": two([4, 3, 3, 3, 4]),
      "discussion.CO": two([4, 3]),
      "interview.CO": two([4, 3]),
      "discussion.EO": two([3, 3, 3, 3]),
      "interview.EO": two([3, 3, 3, 3]),
    },
    review: { EE: { "writing.EE": two([4, 3, 3, 3, 4]) }, CO: {}, EO: { "interview.EO": [] } },
  };
}

/** Which add up, though not as binary floats. */
const weights = {
  "writing.EE": [0.1, 0.2, 0.3, 0.3, 0.1],
  "discussion.CO": [0.7, 0.3],
  "interview.CO": [0.5, 0.5],
  "discussion.EO": [0.1, 0.2, 0.3, 0.4],
  "interview.EO": [0.25, 0.25, 0.25, 0.25],
};

/** Puts `value` at a path of the whole input, like an editor who slips. */
function spoiled(path: readonly string[], value: unknown): unknown {
  const document = whole();
  const [last = "", ...reversed] = path.toReversed();
  const holder = reversed.reduceRight<unknown>((node, key) => Reflect.get(Object(node), key), document);
  Reflect.set(Object(holder), last, value);
  return document;
}

describe("the door of the scoring model", () => {
  test("[SC-12] what is parsed is what was written: nothing added, nothing dropped", () => {
    expect(parseInput(whole())).toStrictEqual(ok(whole()));
  });

  test("[SC-11, SC-14] weights are taken whose decimals add up to one", () => {
    const document = { ...whole(), policy: { weights } };
    expect(parseInput(document)).toStrictEqual(ok(document));
  });

  test("[SC-12] only reading and marks must be there", () => {
    expect(parseInput({ reading: { items: [] }, marks: {} })).toEqual(ok({ reading: { items: [] }, marks: {} }));
  });

  test.each([
    [["mode"], "ONLINE", "mode"],
    [["reading", "tool"], "KEYBOARD", "reading.tool"],
    [["reading", "items", "0", "mode"], "ONLINE", "reading.items[0].mode"],
    [["marks", "writing.EE", "1", "mode"], "ONLINE", "marks.writing.EE[1].mode"],
    [["marks", "reading.CE"], [], "marks.reading.CE"],
    [["policy", "pass"], 60, "policy.pass"],
    [["policy", "cut"], 101, "policy.cut"],
    [["policy", "weights"], { "writing.EE": [0.25, 0.2, 0.2, 0.2, 0.15] }, "policy.weights.discussion.CO"],
    [["policy", "weights"], { ...weights, "writing.EE": [0.25, 0.2, 0.2, 0.2, 0.16] }, "policy.weights.writing.EE"],
    [["policy", "weights"], { ...weights, "discussion.CO": [1] }, "policy.weights.discussion.CO"],
    [["policy", "weights"], { ...weights, "discussion.CO": [1, 0] }, "policy.weights.discussion.CO[1]"],
    [["policy", "weights"], { ...weights, "reading.CE": [1] }, "policy.weights.reading.CE"],
    [["policy", "bandGap"], 0, "policy.bandGap"],
    [["activities", "writing"], "LOST", "activities.writing"],
    [["activities", "writing"], "GATE_STOPPED", "activities.writing"],
    [["reading"], undefined, "reading"],
    [["reading", "items"], {}, "reading.items"],
    [["reading", "items", "1", "points"], -0.1, "reading.items[1].points"],
    [["reading", "items", "1", "points"], 0.31, "reading.items[1].points"],
    [["reading", "items", "1", "points"], "0.1", "reading.items[1].points"],
    [["reading", "items", "1", "points"], null, "reading.items[1].points"],
    [["reading", "items", "1", "max"], 0, "reading.items[1].max"],
    [["reading", "items", "0", "max"], Number.POSITIVE_INFINITY, "reading.items[0].max"],
    [["reading", "items", "1", "id"], "i1", "reading.items[1].id"],
    [["reading", "humanChecked"], "yes", "reading.humanChecked"],
    [["marks", "discussion.CO", "0", "bands"], [3, 3, 3], "marks.discussion.CO[0].bands"],
    [["marks", "writing.EE", "0", "bands"], [3, 3, 3, 3], "marks.writing.EE[0].bands"],
    [["marks", "writing.EE", "0", "bands", "2"], 6, "marks.writing.EE[0].bands[2]"],
    [["marks", "writing.EE", "0", "bands", "2"], -1, "marks.writing.EE[0].bands[2]"],
    [["marks", "writing.EE", "0", "bands", "2"], 2.5, "marks.writing.EE[0].bands[2]"],
    [["marks", "writing.EE", "1", "rater"], "r1", "marks.writing.EE[1].rater"],
    [["marks", "writing.EE"], null, "marks.writing.EE"],
    [["review", "CE"], {}, "review.CE"],
    [["review", "EE", "discussion.EO"], [], "review.EE.discussion.EO"],
    [["review", "EE", "writing.EE", "2"], { rater: "r3", bands: [3, 3, 3, 3, 3] }, "review.EE.writing.EE"],
    [["a\nb"], 1, '["a\\nb"]'],
  ])("[SC-12] %j = %j is refused at its path", (path, value, refused) => {
    expect(parseInput(spoiled(path, value))).toEqual(err({ path: refused, reason: expect.any(String) }));
  });

  test.each([[[]], [null], ["text"], [3]])("[SC-12] %j is not an input at all", (document) => {
    expect(parseInput(document)).toEqual(err({ path: "(the whole input)", reason: expect.any(String) }));
  });

  test("[SC-12] of several faults the first of the document is named, not the first of the schema", () => {
    const { reading, marks } = whole();
    const badMarks = { ...marks, "interview.EO": 3 };
    const badReading = { items: [{ id: "i1", max: 1, points: 2 }], humanChecked: 1 };
    expect(parseInput({ marks: badMarks, reading: badReading })).toMatchObject({
      error: { path: "marks.interview.EO" },
    });
    expect(parseInput({ reading: badReading, marks: badMarks })).toMatchObject({
      error: { path: "reading.items[0].points" },
    });
    expect(parseInput({ mode: "ONLINE", marks: badMarks, reading })).toMatchObject({ error: { path: "mode" } });
    expect(parseInput({ marks, mode: "ONLINE" })).toMatchObject({ error: { path: "mode" } });
  });

  test("[SC-12] a repeated id is named before a later fault, and after an earlier one", () => {
    const item = (id: string, points: unknown) => ({ id, max: 1, points });
    const read = (...items: readonly unknown[]) => parseInput({ reading: { items }, marks: {} });
    expect(read(item("i1", 1), item("i1", 1), item("i3", "1"))).toEqual(
      err({ path: "reading.items[1].id", reason: "id is repeated" }),
    );
    expect(read(item("i1", "1"), item("i1", 1))).toMatchObject({ error: { path: "reading.items[0].points" } });
    expect(read(null, 3)).toMatchObject({ error: { path: "reading.items[0]" } });
  });

  test("[SC-12] what is missing is called missing", () => {
    expect(parseInput({})).toEqual(err({ path: "reading", reason: "missing" }));
    expect(parseInput({ reading: { items: [{}] }, marks: {} })).toEqual(
      err({ path: "reading.items[0].id", reason: "missing" }),
    );
  });

  test("[SC-12] no unknown field gets in, wherever it is put", () => {
    const places = [[], ["policy"], ["activities"], ["reading"], ["reading", "items", "1"], ["marks"], ["review"]];
    const marksAndReview = [
      ["marks", "writing.EE", "0"],
      ["review", "EE"],
      ["review", "EE", "writing.EE", "1"],
    ];
    // `_` keeps the generated name from meeting a field that exists.
    const anyName = fc.string().map((name) => `_${name}`);
    fc.assert(
      fc.property(fc.constantFrom(...places, ...marksAndReview), anyName, fc.jsonValue(), (place, name, value) => {
        expect(parseInput(spoiled([...place, name], value))).toMatchObject({
          ok: false,
          error: { reason: "unknown field" },
        });
      }),
    );
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { patchBetween } from "./text-patch.ts";
import { textAfter, typedTimeline, type TimedOp } from "./typed-timeline.ts";

const start = Date.parse("2026-03-14T18:00:00Z");
const op = (given: Partial<TimedOp> & Pick<TimedOp, "seq" | "value">, lagMs = 0): TimedOp => ({
  clientId: "page-a",
  leaseEpoch: 1,
  key: "text",
  lane: "MAIN",
  tMono: null,
  isPaused: false,
  receivedAt: new Date(start + (given.tMono ?? 0) + lagMs),
  ...given,
});

test("[HIS-1] whatever was typed, on however many pages, is replayed step by step up to the text that counts", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "é", " ", "😀"), maxLength: 20 });
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }), (pages) => {
      const log = pages.flatMap((texts, page) =>
        texts.map((value, index) =>
          op({
            clientId: `page-${page}`,
            leaseEpoch: page + 1,
            seq: index + 1,
            value: index === 0 ? value : patchBetween(texts[index - 1] ?? "", value),
            tMono: index * 1_000,
            receivedAt: new Date(start + page * 60_000 + index * 1_000),
          }),
        ),
      );
      const { steps } = typedTimeline(log);
      expect(textAfter(steps, steps.length)).toBe(pages.at(-1)?.at(-1));
      expect(steps.map(({ atMs }) => atMs)).toEqual(steps.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
    }),
    { seed: 20261129, numRuns: 200 },
  );
});

test("[HIS-1] a step has the moment at which it was typed, not at which it arrived, also after the computer slept", () => {
  const { steps } = typedTimeline([
    op({ seq: 1, value: "a", tMono: 1_000 }, 30),
    // A network that was away for a minute.
    op({ seq: 2, value: "ab", tMono: 5_000 }, 60_000),
    op({ seq: 3, value: "abc", tMono: 66_000 }, 30),
    // Ten minutes of sleep, which the page did not count.
    op({ seq: 4, value: "abcd", tMono: 70_000 }, 600_030),
  ]);
  expect(steps.map(({ atMs }) => atMs - start)).toEqual([1_030, 5_030, 66_030, 670_030]);
});

test("[HIS-1] what arrived in a pause or after the end is told apart, and a page that was fenced off is no part of it", () => {
  const log = [
    op({ seq: 1, value: "a", tMono: 0 }),
    op({ seq: 2, value: "ab", tMono: 1_000, isPaused: true }),
    op({ clientId: "page-z", seq: 1, value: "autre", lane: "SUPERSEDED" }),
    op({ seq: 3, value: "abc", tMono: 2_000, lane: "LATE" }),
  ];
  expect(typedTimeline(log)).toMatchObject({
    steps: [{ moment: "ORDINARY" }, { moment: "PAUSED" }, { moment: "LATE" }],
    aside: 1,
  });
});

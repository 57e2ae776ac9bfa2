import fc from "fast-check";
import { expect, test } from "vitest";
import { hiddenGroups, publishedCounts, publishedPercent } from "./suppression.ts";

test("[EQ-9] no group below ten is published, none from which such a group follows, and the rest to five", () => {
  expect(publishedCounts([234, 1_566])).toEqual([235, 1_565]);
  expect(publishedCounts([9, 300])).toEqual([null, null]);
  expect(publishedCounts([3, 12, 300])).toEqual([null, null, 300]);
  expect(publishedCounts([6, 6, 12, 300])).toEqual([null, null, 10, 300]);
  expect(publishedCounts([0, 300])).toEqual([null, 300]);
  expect(publishedCounts([])).toEqual([]);
});

test("[EQ-9] twelve people online among forty-seven bodies: nearly every cell is hidden", () => {
  const bodies = Array.from({ length: 47 }, (_none, place) => (place < 12 ? 1 : 0));
  expect(publishedCounts(bodies)).toEqual(Array(47).fill(null));
});

test("[EQ-9] a share is a whole per cent of thirty people at least, ten of whom on either side", () => {
  expect(publishedPercent(20, 30)).toBe(67);
  expect(publishedPercent(15, 29)).toBeNull();
  expect([publishedPercent(9, 40), publishedPercent(31, 40), publishedPercent(40, 40)]).toEqual([null, null, null]);
});

test("[EQ-9] whatever the table, what is hidden is nobody or at least ten people together", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 12 }), (counts) => {
      const hidden = hiddenGroups(counts);
      const sum = [...hidden].reduce((all, place) => all + (counts[place] ?? 0), 0);
      const whole = counts.reduce((all, one) => all + one, 0);
      if (sum > 0 && sum < 10) expect([hidden.size, sum]).toEqual([counts.length, whole]);
      counts.forEach((count, place) => count < 10 && expect(hidden.has(place)).toBe(true));
    }),
  );
});

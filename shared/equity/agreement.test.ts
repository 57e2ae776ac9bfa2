import { expect, test } from "vitest";
import { bands, type Band } from "../domain/marking/units.ts";
import { agreementOf, type BandPair } from "./agreement.ts";

const bandOf = (value: number): Band => bands.find((band) => band === value) ?? 0;

test("[EQU-1] agreement is exact, adjacent and weighted by the square of the distance, as in the reference table", () => {
  const table = [
    [2, 1, 0, 0, 0, 0],
    [1, 4, 2, 0, 0, 0],
    [0, 2, 10, 4, 1, 0],
    [0, 0, 3, 16, 5, 0],
    [0, 0, 1, 4, 12, 2],
    [0, 0, 0, 0, 3, 7],
  ];
  const pairs = table.flatMap((row, first) =>
    row.flatMap((count, second) => Array.from({ length: count }, (): BandPair => [bandOf(first), bandOf(second)])),
  );
  const agreement = agreementOf(pairs);
  expect(agreement).toMatchObject({ pairs: 80, exact: 0.6375, adjacent: 0.975 });
  expect(agreement?.weightedKappa).toBeCloseTo(0.864865, 6);
});

test("[EQU-1] the same from two lists; nothing from none, and no kappa where nothing varies", () => {
  const [first, second] = [
    [3, 2, 4, 3, 5, 1, 3, 4, 2, 3],
    [3, 3, 4, 2, 5, 1, 4, 4, 2, 3],
  ];
  const pairs = (first ?? []).map((band, place): BandPair => [bandOf(band), bandOf(second?.[place] ?? 0)]);
  expect(agreementOf(pairs)?.weightedKappa).toBeCloseTo(0.88, 2);
  expect(agreementOf([])).toBeUndefined();
  expect(agreementOf([[3, 3], [3, 3]])).toEqual({ pairs: 2, exact: 1, adjacent: 1, weightedKappa: null });
});

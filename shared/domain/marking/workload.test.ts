import { expect, test } from "vitest";
import { isAway, isAwayFor } from "./workload.ts";

const away = [{ from: "2026-03-09", to: "2026-03-13" }];
const at = (instant: string): Date => new Date(instant);

test("[MRK-23] an absence is counted in days of the Office, the first and the last included", () => {
  // Ten in the evening in Québec is already the next day in UTC.
  expect(isAway(away, at("2026-03-09T03:59:00Z"))).toBe(false);
  expect(isAway(away, at("2026-03-09T04:01:00Z"))).toBe(true);
  expect(isAway(away, at("2026-03-14T03:59:00Z"))).toBe(true);
  expect(isAway(away, at("2026-03-14T04:01:00Z"))).toBe(false);
});

test("[MRK-23] whoever is away today or on the last day is given nothing; an absence in between leaves both ends", () => {
  const noon = (day: string): Date => at(`${day}T16:00:00Z`);
  expect(isAwayFor(away, noon("2026-03-10"), noon("2026-03-20"))).toBe(true);
  expect(isAwayFor(away, noon("2026-03-05"), noon("2026-03-10"))).toBe(true);
  expect(isAwayFor(away, noon("2026-03-05"), noon("2026-03-20"))).toBe(false);
});

import { expect, test } from "vitest";
import { neededPerDay } from "./pace.ts";

const now = new Date("2026-11-22T14:00:00Z");
const inDays = (days: number): Date => new Date(now.getTime() + days * 86_400_000);

test("[MRK-17] the pace asked of a marker keeps every deadline, the nearest included", () => {
  expect(neededPerDay([], now)).toBe(0);
  expect(neededPerDay([inDays(5), inDays(5), inDays(5)], now)).toBe(1);
  expect(neededPerDay([...Array.from({ length: 6 }, () => inDays(2)), inDays(10)], now)).toBe(3);
  expect(neededPerDay([inDays(-1), inDays(-2)], now)).toBe(2);
});

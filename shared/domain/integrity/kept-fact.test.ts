import { expect, test } from "vitest";
import { keptFactMs, mayBeToldLate } from "./kept-fact.ts";

const arrivedAt = new Date("2026-11-22T14:00:00Z");
const endedAt = new Date("2026-11-22T17:00:00Z");
const after = (ms: number): Date => new Date(endedAt.getTime() + ms);

test.each([
  ["as the sitting ends", 0, 0, 1_000, true],
  ["as the person arrives", -3 * 3_600_000, 0, 1_000, true],
  ["a day later", -60_000, 0, keptFactMs, true],
  ["more than a day later", -60_000, 0, keptFactMs + 1, false],
  ["of after the end", 1, 0, 1_000, false],
  ["of an absence that began before the end and lasted beyond it", 30_000, 60, 40_000, true],
  ["of before the person came", -3 * 3_600_000 - 1, 0, 1_000, false],
  ["of an absence that began before the person came", -3 * 3_600_000 + 1_000, 2, 1_000, false],
])("[LOCK-13] a fact %s", (_what, noticedMs, seconds, toldMs, isTaken) => {
  expect(mayBeToldLate({ noticedAt: after(noticedMs), seconds }, { arrivedAt, endedAt }, after(toldMs))).toBe(isTaken);
});

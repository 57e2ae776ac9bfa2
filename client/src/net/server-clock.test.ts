import { expect, test } from "vitest";
import { createServerClock } from "./server-clock.ts";

const at = "2026-11-22T14:00:00.000Z";

test("[SIT-14] the server’s time is told from a counter, half a round trip after what it said", () => {
  let counter = 1_000;
  const clock = createServerClock(() => counter);
  expect(clock.now()).toBeNull();
  clock.observe(at, 800, 1_000);
  expect(clock.now()).toBe(Date.parse(at) + 100);
  counter += 5_000;
  expect(clock.now()).toBe(Date.parse(at) + 5_100);
  // Overtaken by a later one: what was asked last stays the newest.
  clock.observe("2026-11-22T14:00:04.900Z", 700, 6_000);
  expect(clock.askedAt()).toBe(800);
});

test("[SIT-14] a slow answer does not move a good clock, a counter that has slept does", () => {
  let counter = 1_000;
  const clock = createServerClock(() => counter);
  clock.observe(at, 990, 1_000);
  counter = 6_000;
  clock.observe("2026-11-22T14:00:04.200Z", 4_000, 6_000);
  expect(clock.now()).toBe(Date.parse(at) + 5_005);
  // Two minutes asleep: the counter stood still.
  counter = 7_000;
  clock.observe("2026-11-22T14:02:06.000Z", 6_900, 7_000);
  expect(clock.now()).toBe(Date.parse("2026-11-22T14:02:06.050Z"));
});

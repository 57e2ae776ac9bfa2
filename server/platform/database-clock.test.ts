import { expect, test } from "vitest";
import { DatabaseClock } from "./database-clock.ts";

const noon = Date.parse("2026-11-22T17:00:00Z");

/** A host whose clock is off by so much; asking the database takes so long. */
function host(offByMs: number, tookMs = 20) {
  const state = { trueMs: noon, offByMs, tookMs, isAway: false };
  const said: unknown[] = [];
  const log = { error: (facts: unknown) => void said.push(["error", facts]), info: (facts: unknown) => void said.push(["info", facts]) };
  const askMs = async (): Promise<number> => {
    if (state.isAway) throw new Error("away");
    state.trueMs += state.tookMs / 2;
    const askedMs = state.trueMs;
    state.trueMs += state.tookMs / 2;
    return askedMs;
  };
  const clock = new DatabaseClock(askMs, log, { now: () => new Date(state.trueMs + state.offByMs) });
  return { clock, said, state, wrongByMs: () => clock.now().getTime() - state.trueMs };
}

test("[PLAT-13] a host that is ten seconds behind or ahead writes the database's time, says so once, and follows when its clock is set right", async () => {
  for (const offByMs of [-10_000, 10_000]) {
    const { clock, said, state, wrongByMs } = host(offByMs);
    await clock.compare();
    expect(wrongByMs()).toBe(0);
    state.trueMs += 60_000;
    await clock.compare();
    expect(said).toEqual([["error", { offByMs }]]);
    state.offByMs = 0;
    await clock.compare();
    expect([wrongByMs(), said.at(-1)]).toEqual([0, ["info", { offByMs: -0 }]]);
  }
});

test("[PLAT-13] a host whose clock is kept is left as it is, and a slow answer or none changes nothing", async () => {
  const kept = host(300);
  await kept.clock.compare();
  expect([kept.wrongByMs(), kept.said]).toEqual([300, []]);
  const behind = host(-10_000, 3_000);
  await behind.clock.compare();
  behind.state.isAway = true;
  await behind.clock.compare();
  expect([behind.wrongByMs(), behind.said]).toEqual([-10_000, []]);
  Object.assign(behind.state, { isAway: false, tookMs: 40 });
  await behind.clock.compare();
  behind.state.isAway = true;
  await behind.clock.compare();
  expect(behind.wrongByMs()).toBe(0);
});

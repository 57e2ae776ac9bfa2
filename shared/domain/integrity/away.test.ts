import { expect, test } from "vitest";
import { atThePage, setBy, wasSleep, watchAway, type AwayEvent, type AwayFact } from "./away.ts";

const second = 1_000;
/** A page that runs ticks every second between the events, and none while the device sleeps. */
function told(events: readonly { readonly type: AwayEvent["type"] | "sleep"; readonly after: number; readonly for?: number }[]): readonly AwayFact[] {
  let state = atThePage;
  let now = 0;
  const facts: AwayFact[] = [];
  const take = (type: AwayEvent["type"]): void => {
    const seen = watchAway(state, { type, at: now });
    state = seen.state;
    facts.push(...seen.facts);
  };
  for (const event of events) {
    for (let passed = 0; passed < event.after; passed += 1) {
      now += second;
      take("tick");
    }
    if (event.type === "sleep") {
      now += (event.for ?? 0) * second;
      take("tick");
    } else take(event.type);
  }
  return facts;
}

test("[LOCK-4] who looks at another window left the page, once, for as long as it lasted", () => {
  expect(told([{ type: "blurred", after: 5 }, { type: "hidden", after: 0 }, { type: "back", after: 12 }])).toEqual([
    { kind: "PAGE_HIDDEN", seconds: 12, context: null },
  ]);
  expect(told([{ type: "blurred", after: 5 }, { type: "blurred", after: 2 }, { type: "back", after: 4 }])).toEqual([
    { kind: "FOCUS_LEFT", seconds: 6, context: null },
  ]);
});

test("[LOCK-4] a notification takes the focus and gives it back", () => {
  expect(told([{ type: "blurred", after: 5 }, { type: "back", after: 1 }])).toEqual([
    { kind: "FOCUS_LEFT", seconds: 1, context: "NOTIFICATION" },
  ]);
});

test("[LOCK-11] what was going on is over: an absence ends with it, and one that nobody came back from is no notification", () => {
  expect(told([{ type: "hidden", after: 5 }, { type: "stopped", after: 180 }, { type: "back", after: 60 }])).toEqual([
    { kind: "PAGE_HIDDEN", seconds: 180, context: null },
  ]);
  expect(told([{ type: "blurred", after: 5 }, { type: "stopped", after: 1 }])).toEqual([
    { kind: "FOCUS_LEFT", seconds: 1, context: null },
  ]);
  expect(told([{ type: "stopped", after: 5 }])).toEqual([]);
});

test("[LOCK-4] a device that sleeps, with its lid open or closed, is no departure", () => {
  const slept = [{ kind: "DEVICE_SLEPT", seconds: 300, context: null }];
  expect(told([{ type: "sleep", after: 5, for: 300 }, { type: "tick", after: 3 }])).toEqual(slept);
  // The lid: the page is hidden, then nothing runs, then somebody is back.
  expect(told([{ type: "hidden", after: 5 }, { type: "sleep", after: 2, for: 300 }, { type: "back", after: 0 }])).toEqual(slept);
});

test("[LOCK-4] who was away long before the device slept is told twice, each for its own time", () => {
  expect(told([{ type: "hidden", after: 5 }, { type: "sleep", after: 60, for: 300 }, { type: "back", after: 0 }])).toEqual([
    { kind: "PAGE_HIDDEN", seconds: 60, context: null },
    { kind: "DEVICE_SLEPT", seconds: 300, context: null },
  ]);
});

test("[LOCK-4] who stays away after the device woke is told for that time", () => {
  expect(told([{ type: "hidden", after: 5 }, { type: "sleep", after: 1, for: 300 }, { type: "back", after: 20 }])).toEqual([
    { kind: "DEVICE_SLEPT", seconds: 300, context: null },
    { kind: "PAGE_HIDDEN", seconds: 20, context: null },
  ]);
});

test("[LOCK-4] a locked screen and a cut of the network are told apart from leaving", () => {
  expect(told([{ type: "hidden", after: 5 }, { type: "locked", after: 0 }, { type: "unlocked", after: 30 }, { type: "back", after: 1 }])).toEqual([
    { kind: "SCREEN_LOCKED", seconds: 31, context: null },
  ]);
  expect(told([{ type: "offline", after: 5 }, { type: "blurred", after: 3 }, { type: "online", after: 8 }, { type: "back", after: 2 }])).toEqual([
    { kind: "FOCUS_LEFT", seconds: 10, context: "NETWORK" },
  ]);
});

test("[LOCK-4] a clock that was set is no sleep, whether the page's counter goes on in a sleep or stands still", () => {
  const before = { counterMs: 5_000, serverAheadMs: 1_000_000, askedAtMs: 4_000 };
  const jump = { before, after: { ...before, counterMs: 6_000 } };
  // The counter jumped as well: known at once.
  const withCounter = { ...before, counterMs: 65_000 };
  expect(wasSleep({ before, after: withCounter }, withCounter)).toBe(true);
  // A second later by the counter, and the server, heard again, is where it was, or has run ahead.
  expect(wasSleep(jump, { counterMs: 7_000, serverAheadMs: 1_000_040, askedAtMs: 6_500 })).toBe(false);
  expect(wasSleep(jump, { counterMs: 7_000, serverAheadMs: 1_059_000, askedAtMs: 6_500 })).toBe(true);
  // Never heard before: nothing tells.
  const unheard = { counterMs: 5_000, serverAheadMs: null, askedAtMs: null };
  expect(wasSleep({ ...jump, before: unheard }, { counterMs: 7_000, serverAheadMs: 1_059_000, askedAtMs: 6_500 })).toBe(false);
});

test("[LOCK-4] whether a device slept is decided by what the server answers after it, however late, and not by what was under way", () => {
  const before = { counterMs: 5_000, serverAheadMs: 1_000_000, askedAtMs: 4_000 };
  const jump = { before, after: { ...before, counterMs: 6_000 } };
  expect(wasSleep(jump, jump.after)).toBe(undefined);
  // Asked before the sleep, received after it.
  expect(wasSleep(jump, { counterMs: 6_100, serverAheadMs: 1_000_012, askedAtMs: 4_900 })).toBe(undefined);
  // A network that needs minutes.
  expect(wasSleep(jump, { ...before, counterMs: 186_000 })).toBe(undefined);
  expect(wasSleep(jump, { counterMs: 187_000, serverAheadMs: 1_300_000, askedAtMs: 186_500 })).toBe(true);
});

test("[LOCK-4] an absence is as long by a clock that was set meanwhile, back or a little forward", () => {
  const hour = 3_600_000;
  expect([-hour, -1_500, -900, 900, 9_000].map(setBy)).toEqual([-hour, -1_500, 0, 0, 9_000]);
  // So much may be a sleep: the server tells.
  expect(setBy(10_000)).toBe(0);
});

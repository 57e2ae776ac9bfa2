import { expect, test } from "vitest";
import { hearAbsence, leaveAbsence, presentSince, type Noticed } from "./absence.ts";
import type { AwayFact } from "./away.ts";

const second = 1_000;

/** A page whose counter stands still in a sleep, beside a device's clock that can be set and a server that may be out of reach. */
function page() {
  let [wallMs, counterMs, serverMs] = [1_000_000, 0, 5_000_000];
  let heard: { serverAheadMs: number; askedAtMs: number } = { serverAheadMs: serverMs, askedAtMs: 0 };
  let isReached = true;
  const counted = (): Noticed["counted"] => ({ counterMs, ...heard });
  let state = presentSince({ wallMs, counted: counted() });
  const facts: AwayFact[] = [];
  const notice = (type: Noticed["type"]): void => {
    if (isReached) heard = { serverAheadMs: serverMs - counterMs, askedAtMs: counterMs };
    const told = hearAbsence(state, { type, wallMs, counted: counted() }, counted());
    state = told.state;
    facts.push(...told.facts);
  };
  return {
    facts,
    notice,
    run(seconds: number): void {
      for (let passed = 0; passed < seconds; passed += 1) {
        [wallMs, counterMs, serverMs] = [wallMs + second, counterMs + second, serverMs + second];
        notice("tick");
      }
    },
    sleep(seconds: number): void {
      [wallMs, serverMs] = [wallMs + seconds * second, serverMs + seconds * second];
    },
    set(seconds: number): void {
      wallMs += seconds * second;
    },
    reach(reached: boolean): void {
      isReached = reached;
    },
    leave: () => leaveAbsence(state),
  };
}

test.each([10, 3_600, -3_600, 5])("[LOCK-4] an absence through which the device’s clock is set by %i s is as long as it was", (by) => {
  const one = page();
  one.run(5);
  one.notice("blurred");
  one.run(3);
  one.set(by);
  one.run(4);
  one.notice("back");
  one.run(6);
  expect(one.facts).toEqual([{ kind: "FOCUS_LEFT", seconds: 7, context: null }]);
});

test("[LOCK-4] who leaves just after a clock that was set is told, however late the server answers", () => {
  const one = page();
  one.run(5);
  one.reach(false);
  one.set(600);
  one.run(1);
  one.notice("hidden");
  one.run(3);
  one.notice("back");
  one.run(30);
  expect(one.facts).toEqual([]);
  one.reach(true);
  one.run(1);
  expect(one.facts).toEqual([{ kind: "PAGE_HIDDEN", seconds: 3, context: null }]);
});

test("[LOCK-4] a lid that closes is one sleep, before and after a clock that was set", () => {
  const one = page();
  one.run(5);
  one.notice("hidden");
  one.run(1);
  one.sleep(300);
  one.run(1);
  one.notice("back");
  one.set(40);
  one.run(3);
  one.sleep(60);
  one.run(2);
  expect(one.facts).toEqual([
    { kind: "DEVICE_SLEPT", seconds: 301, context: null },
    { kind: "DEVICE_SLEPT", seconds: 61, context: null },
  ]);
});

test("[LOCK-4] a page that is left before anybody knows tells the absence and no sleep", () => {
  const one = page();
  one.run(5);
  one.notice("hidden");
  one.run(60);
  one.reach(false);
  one.sleep(300);
  one.run(1);
  expect(one.facts).toEqual([]);
  expect(one.leave()).toEqual([{ kind: "PAGE_HIDDEN", seconds: 60, context: null }]);
});

import { expect, test, vi } from "vitest";
import { CallError } from "./http.ts";
import { untilSaved } from "./until-saved.ts";

const tab = (): EventTarget => {
  const target = new EventTarget();
  vi.stubGlobal("window", target);
  return target;
};
const isAsked = (target: EventTarget): boolean => !target.dispatchEvent(new Event("beforeunload", { cancelable: true }));

test("[MRK-46] what a page was left with and no try can save is told, once, and no longer asked about", async () => {
  const target = tab();
  const refusal = new CallError("BAD_INPUT");
  const told: unknown[] = [];
  await untilSaved(() => Promise.reject(refusal), () => true, (error) => told.push(error));
  expect(told).toEqual([refusal]);
  expect(isAsked(target)).toBe(false);
});

test("[MRK-40] what only found no line is tried again, and asked about until it is saved", async () => {
  vi.useFakeTimers();
  const target = tab();
  const told: unknown[] = [];
  let tries = 0;
  const ended = untilSaved(
    async () => {
      tries += 1;
      if (tries === 1) throw new CallError("OFFLINE");
    },
    () => tries < 2,
    (error) => told.push(error),
  );
  expect(isAsked(target)).toBe(true);
  await vi.runAllTimersAsync();
  await ended;
  expect([tries, told, isAsked(target)]).toEqual([2, [], false]);
  vi.useRealTimers();
});

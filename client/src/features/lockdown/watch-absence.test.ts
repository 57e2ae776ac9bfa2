import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AwayFact } from "#shared/domain/integrity/away.ts";
import { watchAbsence } from "./watch-absence.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date", "performance"] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A browser's page, which a test hides, shows, puts aside and brings back. */
function page() {
  let isShown = true;
  const shown = Object.defineProperty(new EventTarget(), "visibilityState", { get: () => (isShown ? "visible" : "hidden") });
  vi.stubGlobal("document", Object.assign(shown, { hasFocus: () => isShown }));
  const window = new EventTarget();
  vi.stubGlobal("addEventListener", window.addEventListener.bind(window));
  vi.stubGlobal("navigator", { onLine: true });
  const facts: AwayFact[] = [];
  const turn = (isNowShown: boolean) => (): void => {
    isShown = isNowShown;
    shown.dispatchEvent(new Event("visibilitychange"));
  };
  return {
    facts,
    watch: () => watchAbsence((fact) => facts.push(fact)),
    hide: turn(false),
    show: turn(true),
    putAside: () => window.dispatchEvent(new Event("pagehide")),
    bringBack: () => window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true })),
    pass: (seconds: number) => vi.advanceTimersByTime(seconds * 1_000),
  };
}

const hidden = (seconds: number): AwayFact => ({ kind: "PAGE_HIDDEN", seconds, context: null });

test("[LOCK-11] an absence is told with its seconds so far when its activity stops, once", () => {
  const one = page();
  const stop = one.watch();
  one.pass(5);
  one.hide();
  one.pass(180);
  expect(one.facts).toEqual([]);
  stop();
  expect(one.facts).toEqual([hidden(180)]);
  one.pass(60);
  one.show();
  one.putAside();
  expect(one.facts).toEqual([hidden(180)]);
});

test("[LOCK-11] whoever is still away when the activity goes on is away from then, and who is back is not", () => {
  const one = page();
  one.hide();
  one.pass(900);
  const stop = one.watch();
  one.pass(7);
  one.show();
  expect(one.facts).toEqual([hidden(7)]);
  one.pass(60);
  stop();
  one.watch()();
  expect(one.facts).toEqual([hidden(7)]);
});

test("[LOCK-11] a page that goes tells the absence before it does; one that comes back as it was has not slept, and watches again", () => {
  const one = page();
  const stop = one.watch();
  one.hide();
  one.pass(30);
  one.putAside();
  expect(one.facts).toEqual([hidden(30)]);
  one.pass(600);
  one.show();
  one.bringBack();
  one.pass(20);
  expect(one.facts).toEqual([hidden(30)]);
  one.hide();
  one.pass(4);
  stop();
  expect(one.facts).toEqual([hidden(30), hidden(4)]);
});

import { expect, test } from "vitest";
import { SourceWatch, type WatchedPeer } from "./source-watch.ts";

const watched = (isSharing: boolean): WatchedPeer => ({
  id: "nadia",
  of: "nadia",
  part: "WATCHED",
  socket: Object.create(null),
  canPublish: ["screen"],
  stalled: new Map(),
  producers: new Map(isSharing ? [["screen", { paused: false }]] : []),
});

/** One look a second. */
function watch() {
  const told: (boolean | "handed over" | "never")[] = [];
  const since: number[] = [];
  const clock = { seconds: 0 };
  const watching = new SourceWatch(
    () => clock.seconds * 1_000,
    (_, __, lost) => {
      told.push(lost === undefined || (lost.why === "HANDED_OVER" ? "handed over" : lost.why === "NEVER" && "never"));
      if (lost) since.push(lost.sinceMs / 1_000);
    },
  );
  return {
    look: (isSharing: boolean) => {
      clock.seconds += 1;
      watching.look([watched(isSharing)]);
    },
    handOver: () => watching.handOver("nadia"),
    end: () => watching.ended("nadia", "screen"),
    endByPage: () => watching.endedByPage(watched(false), "screen"),
    pass: (seconds: number) => {
      clock.seconds += seconds;
    },
    told,
    since,
  };
}

test("[SUP-5] a source that a new room sees for the first time is said to be there: an earlier room may have called it lost", () => {
  const { look, told } = watch();
  look(false);
  look(true);
  look(true);
  expect(told).toEqual([true]);
});

test("[SUP-13] what has never been there is missing after fifteen seconds, since it was first looked for, once; until then nobody is told", () => {
  const { look, told, since } = watch();
  for (let seconds = 0; seconds < 14; seconds += 1) look(false);
  expect(told).toEqual([]);
  for (let seconds = 0; seconds < 30; seconds += 1) look(false);
  expect([told, since]).toEqual([["never"], [1]]);
  look(true);
  expect(told).toEqual(["never", true]);
});

test("[SUP-5] a loss counts from the end of the source, not from the look that noticed it", () => {
  const { look, end, pass, told, since } = watch();
  look(true);
  pass(0.25);
  end();
  for (let seconds = 0; seconds < 3; seconds += 1) look(false);
  expect([told, since]).toEqual([[true, false], [1.25]]);
});

test("[SUP-5] a screen that its own page no longer shares is lost at once, and once", () => {
  const { look, endByPage, pass, told, since } = watch();
  endByPage();
  look(true);
  pass(0.5);
  endByPage();
  for (let seconds = 0; seconds < 20; seconds += 1) look(false);
  expect([told, since]).toEqual([[true, false], [1.5]]);
  look(true);
  expect(told).toEqual([true, false, true]);
});

test("[SUP-5] what stands still counts from when something last arrived", () => {
  const told: unknown[] = [];
  const watching = new SourceWatch(() => 60_000, (...words) => told.push(words));
  watching.look([watched(true)]);
  watching.look([{ ...watched(true), stalled: new Map([["screen", 45_000]]) }]);
  expect(told).toEqual([
    ["nadia", "screen"],
    ["nadia", "screen", { sinceMs: 45_000 }],
  ]);
});

test("[SUP-5] a loss that lasts is said once, and its end once", () => {
  const { look, told } = watch();
  for (const isSharing of [true, false, true, false, false, false, true, true]) look(isSharing);
  expect(told).toEqual([true, false, true]);
});

test("[SUP-10] what the next page of the same person brings within five seconds was never lost", () => {
  const { look, handOver, told } = watch();
  look(true);
  handOver();
  for (const isSharing of [false, false, false, false, true, true]) look(isSharing);
  expect(told).toEqual([true]);
});

test("[SUP-10] what it does not bring is lost, and said to be handed over; a third page begins nothing anew", () => {
  const { look, handOver, told } = watch();
  look(true);
  handOver();
  for (let seconds = 0; seconds < 4; seconds += 1) look(false);
  handOver();
  look(false);
  expect(told).toEqual([true, "handed over"]);
  look(true);
  look(false);
  look(false);
  expect(told).toEqual([true, "handed over", true, false]);
});

test("[SUP-10] what was gone before the other page came is an ordinary loss", () => {
  const { look, handOver, told } = watch();
  look(true);
  look(false);
  handOver();
  look(false);
  expect(told).toEqual([true, false]);
});

const telephone = (isThere: boolean): WatchedPeer => ({
  id: "side:1",
  of: "nadia",
  part: "SIDE",
  socket: isThere ? Object.create(null) : undefined,
  canPublish: ["side"],
  stalled: new Map(),
  producers: new Map([["side", { paused: false }]]),
});

test("[SIDE-6] a device at somebody’s side that vanishes, or leaves, has lost its picture; it is said once, of its person", () => {
  const told: unknown[] = [];
  const watching = new SourceWatch(() => 0, (peer, source, lost) => told.push([peer, source, lost === undefined]));
  for (const isThere of [true, false, false, false, true]) watching.look([telephone(isThere)]);
  watching.forget(telephone(true));
  watching.forget(telephone(true));
  expect(told).toEqual([true, false, true, false].map((isLive) => ["nadia", "side", isLive]));
});

import { expect, test } from "vitest";
import { SourceWatch, type WatchedPeer } from "./source-watch.ts";

const watched = (isSharing: boolean): WatchedPeer => ({
  id: "nadia",
  of: "nadia",
  part: "WATCHED",
  socket: Object.create(null),
  canPublish: ["screen"],
  stalled: new Set(),
  producers: new Map(isSharing ? [["screen", { paused: false }]] : []),
});

function watch() {
  const told: (boolean | "handed over")[] = [];
  const watching = new SourceWatch((_, __, isLive, isHandedOver) => told.push(isHandedOver ? "handed over" : isLive));
  return {
    look: (isSharing: boolean) => watching.look([watched(isSharing)]),
    handOver: () => watching.handOver("nadia"),
    told,
  };
}

test("[SUP-5] a source that a new room sees for the first time is said to be there: an earlier room may have called it lost", () => {
  const { look, told } = watch();
  look(false);
  look(true);
  look(true);
  expect(told).toEqual([true]);
});

test("[SUP-5] what was never there is not said to be lost", () => {
  const { look, told } = watch();
  for (let seconds = 0; seconds < 5; seconds += 1) look(false);
  expect(told).toEqual([]);
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
  stalled: new Set(),
  producers: new Map([["side", { paused: false }]]),
});

test("[SIDE-6] a device at somebody’s side that vanishes, or leaves, has lost its picture; it is said once, of its person", () => {
  const told: unknown[] = [];
  const watching = new SourceWatch((peer, source, isLive) => told.push([peer, source, isLive]));
  for (const isThere of [true, false, false, false, true]) watching.look([telephone(isThere)]);
  watching.forget(telephone(true));
  watching.forget(telephone(true));
  expect(told).toEqual([true, false, true, false].map((isLive) => ["nadia", "side", isLive]));
});

import { expect, test } from "vitest";
import { SourceWatch, type WatchedPeer } from "./source-watch.ts";

const watched = (isSharing: boolean): WatchedPeer => ({
  id: "nadia",
  part: "WATCHED",
  socket: Object.create(null),
  canPublish: ["screen"],
  stalled: new Set(),
  producers: new Map(isSharing ? [["screen", { paused: false }]] : []),
});

function watch(): { readonly look: (isSharing: boolean) => void; readonly told: boolean[] } {
  const told: boolean[] = [];
  const watching = new SourceWatch((_, __, isLive) => told.push(isLive));
  return { look: (isSharing) => watching.look([watched(isSharing)]), told };
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

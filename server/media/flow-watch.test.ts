import { expect, test } from "vitest";
import { patienceWith, standsStill } from "./flow-watch.ts";

test("[MEDIA-13] a screen has the patience of a camera, three seconds; where its line loses packets or it is sent once a second for it, seven", () => {
  expect([
    patienceWith("camera", [], Infinity),
    patienceWith("screen", [], Infinity),
    patienceWith("screen", ["CAMERA_SMALL"], 10_000),
    patienceWith("screen", [], 9_999),
    patienceWith("screen", ["SCREEN_SLOW"], Infinity),
    patienceWith("camera", ["SCREEN_SLOW"], 0),
    patienceWith("microphone", ["SCREEN_SLOW"], 0),
  ]).toEqual([2, 2, 2, 6, 6, 2, 2]);
});

test("[MEDIA-13] a screen that stops beside a camera that goes on is missed; where nothing at all arrives it is the line that stands still", () => {
  const screen = (quiet: number, quietBeside: number) => standsStill("screen", [], Infinity, { quiet, quietBeside });
  expect([screen(1, 1), screen(2, 2), screen(3, 0), screen(8, 1), screen(9, 2), screen(14, 0), screen(15, 0)]).toEqual([false, true, false, false, true, false, true]);
  expect([standsStill("camera", [], Infinity, { quiet: 2, quietBeside: 0 }), standsStill("microphone", [], Infinity, { quiet: 2, quietBeside: 0 })]).toEqual([true, true]);
});

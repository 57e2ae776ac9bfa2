import { expect, test } from "vitest";
import { patienceWith } from "./flow-watch.ts";

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

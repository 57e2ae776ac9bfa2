import { expect, test } from "vitest";
import { asGap, asNumber, asShare } from "./figures.ts";

test("[EQU-2] what rounds to nothing has no sign, and below zero is written with a minus, not with a hyphen", () => {
  expect([0.14, 0.04, 0, -0.04, -0.14].map((points) => asGap("fr", points))).toEqual(["+0,1", "0,0", "0,0", "0,0", "−0,1"]);
  expect([0.05, -0.05].map((points) => asGap("fr", points))).toEqual(["+0,1", "−0,1"]);
  expect([asNumber("en", -0.152, 2), asNumber("en", -0.001, 2)]).toEqual(["−0.15", "0.00"]);
});

test("[EQU-1] a share is written as its language writes it", () => {
  expect([asShare("fr", 0.665), asShare("en", 0.665)]).toEqual(["66,5\u00a0%", "66.5%"]);
});

import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { isCheckWanted } from "./second-typist.ts";

const policy = { firstChecked: 200, sharePercent: 10 };
const draw = (text: string): string => createHash("sha256").update(text).digest("hex");

test("[PAP-11] every one of the first is checked, then the drawn ones", () => {
  expect([1, 200].map((number) => isCheckWanted(policy, number, "ffffffff"))).toEqual([true, true]);
  // 0x63 is 99, 0x09 is 9, 0x0a is 10.
  expect(["00000063", "00000009", "0000000a"].map((hex) => isCheckWanted(policy, 201, hex))).toEqual([false, true, false]);
  expect(isCheckWanted({ firstChecked: 0, sharePercent: 0 }, 1, "00000000")).toBe(false);
});

test("[PAP-11] one in ten of the later ones is drawn, the same ones whenever it is drawn again", () => {
  const drawn = () => Array.from({ length: 10_000 }, (_, index) => isCheckWanted(policy, 201 + index, draw(`seed:${index}`)));
  const checked = drawn().filter(Boolean).length;
  expect([checked > 900, checked < 1_100]).toEqual([true, true]);
  expect(drawn()).toEqual(drawn());
});

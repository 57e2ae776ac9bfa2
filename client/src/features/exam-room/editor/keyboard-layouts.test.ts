import { expect, test } from "vitest";
import { layoutOf, type FoundKeys } from "./keyboard-layouts.ts";

test.each<[FoundKeys, string | undefined]>([
  [{ q: "KeyQ", z: "KeyZ", é: "Slash" }, "fr-CA"],
  [{ q: "KeyA", z: "KeyW", é: "Digit2" }, "fr-FR"],
  [{ q: "KeyQ", z: "KeyY", é: "Semicolon" }, "fr-CH"],
  [{ q: "KeyQ", z: "KeyZ", é: null }, "us"],
  [{ q: "KeyQ", z: "KeyZ", é: "KeyE" }, "us"],
  [{ q: "Quote", z: "Slash", é: null }, undefined],
])("[WRT-5] %o is the keyboard %s", (found, layout) => {
  expect(layoutOf(found)).toBe(layout);
});

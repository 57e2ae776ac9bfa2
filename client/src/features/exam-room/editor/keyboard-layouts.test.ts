import { expect, test } from "vitest";
import { layoutOf, type FoundKeys } from "./keyboard-layouts.ts";

test.each<[FoundKeys, string | undefined]>([
  [{ q: "KeyQ", z: "KeyZ", é: "Slash" }, "CANADIAN"],
  [{ q: "KeyA", z: "KeyW", é: "Digit2" }, "FRENCH"],
  [{ q: "KeyQ", z: "KeyY", é: "Semicolon" }, "SWISS"],
  [{ q: "KeyQ", z: "KeyZ", é: null }, "US"],
  [{ q: "KeyQ", z: "KeyZ", é: "KeyE" }, undefined],
  [{ q: "KeyQ", z: "KeyZ", é: "composed" }, undefined],
  [{ q: "KeyQ", z: "KeyY", é: "composed" }, undefined],
  [{ q: "Quote", z: "Slash", é: null }, undefined],
])("[WRT-5] %o is the keyboard %s", (found, layout) => {
  expect(layoutOf(found)).toBe(layout);
});

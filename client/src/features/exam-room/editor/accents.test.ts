import { expect, test } from "vitest";
import { nextForm, paletteEntries } from "./accents.ts";

test("[WRT-5] every character of the palette is reached from a key of any keyboard", () => {
  for (const { character, base, presses } of paletteEntries) {
    let reached: string | undefined = base;
    for (let press = 0; press < presses; press += 1) reached = reached === undefined ? undefined : nextForm(reached);
    expect(reached).toBe(character);
    expect(base).toMatch(/[a-z" ]/);
  }
  expect(paletteEntries.map(({ character }) => character).join("")).toBe("éèêëàâçùûôîïœæ«»\u00A0");
});

test.each([
  ["E", "É"],
  ["Œ", "O"],
  ["Ë", "E"],
  ["ï", "i"],
])("[WRT-5] after %s comes %s", (character, next) => {
  expect(nextForm(character)).toBe(next);
});

test("[WRT-5] what has no other form is left alone", () => {
  expect(nextForm("x")).toBeUndefined();
  expect(nextForm("\n")).toBeUndefined();
});

import { expect, test, vi } from "vitest";
import { forgetPreferences, readStored, writeStored } from "./stored-state.ts";

test("[SEAT-11] at a station nobody finds the colours, the letters or the hidden clock of the one before", () => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    get length() {
      return kept.size;
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  const theirs = ["theme", "exam-text", "clock-folded", "keyboard", "preset.a-sitting", "reading-split"].map((name) => `epreuve.${name}`);
  // What a page could not tell the record yet is told by the next one.
  const stays = ["epreuve.locale", "epreuve.facts.a-sitting"];
  for (const key of [...theirs, ...stays]) writeStored(key, "1");
  forgetPreferences();
  expect([theirs.map(readStored), stays.map(readStored)]).toEqual([theirs.map(() => null), ["1", "1"]]);
});

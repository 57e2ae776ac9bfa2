import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { Button } from "./button.tsx";
import { isSilentKey } from "./letter-keys.tsx";

test("[KEY-4] keys of one character are silent once somebody has switched them off, and no other key is", () => {
  const keys = ["g", "?", "1", "Enter", "Escape", "ArrowDown", " "];
  const stored = (value: string | null): void => void vi.stubGlobal("localStorage", { getItem: () => value });
  stored(null);
  expect(keys.filter(isSilentKey)).toEqual([]);
  stored("false");
  expect(keys.filter(isSilentKey)).toEqual(["g", "?", "1"]);
});

test("[KEY-4] a button shows its key only while that key does anything", () => {
  const drawn = (stored: string | null, shortcut: string): string => {
    vi.stubGlobal("localStorage", { getItem: () => stored });
    return renderToStaticMarkup(createElement(Button, { shortcut }, "Observation"));
  };
  expect(drawn(null, "O")).toMatch(/aria-keyshortcuts="O".*<kbd/);
  expect(drawn("false", "O")).not.toMatch(/aria-keyshortcuts|<kbd/);
  expect(drawn("false", "?")).not.toMatch(/aria-keyshortcuts|<kbd/);
  expect(drawn("false", "Esc")).toMatch(/<kbd/);
});

test("[KEY-4] whatever hears the keys of a whole page or dialog asks first whether they are on", () => {
  // One keeps keys from the browser, the other hears none without Alt.
  const others = ["features/lockdown/keep-out.ts", "features/exam-room/use-room-keys.ts"];
  const cwd = resolve(import.meta.dirname, "..");
  const listening = globSync("**/*.{ts,tsx}", { cwd })
    .filter((file) => !file.endsWith(".test.ts") && !others.includes(file))
    .map((file) => [file, readFileSync(resolve(cwd, file), "utf8")] as const)
    .filter(([, source]) => /(document|section\?)\.addEventListener\("keydown"/.test(source));
  expect(listening.length).toBeGreaterThan(5);
  expect(listening.filter(([, source]) => !source.includes("isSilentKey(event.key)")).map(([file]) => file)).toEqual([]);
});

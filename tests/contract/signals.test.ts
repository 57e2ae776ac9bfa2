import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { everydaySignals, lockdownSignals, type EverydaySignal, type LockdownSignal } from "#shared/domain/integrity/lockdown-policy.ts";
import { pageKinds, type ObservationKind, type PageKind } from "#shared/domain/integrity/observation-kinds.ts";
import { record as english } from "#shared/i18n/en/record.ts";
import { record as french } from "#shared/i18n/fr/record.ts";

/** What the server notices of the same day, by itself. */
const noticed: readonly ObservationKind[] = ["SHARE_MISSING", "SHARE_STOPPED", "LIVE_MISSING", "SECOND_LOGIN", "NETWORK_CHANGED", "DEVICE_STOPPED_CLOCK"];

test("[LOCK-7] every kind of line that a page may tell, and what the server notices around it, happens in a real browser in some test", () => {
  const folder = join(import.meta.dirname, "../e2e");
  const specs = readdirSync(folder).filter((name) => name.endsWith(".spec.ts"));
  const text = specs.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  // Read back from the record, as a word of its own: a name inside another one, or in a comment, is no test of it.
  const missing = [...pageKinds, ...noticed].filter((kind) => !text.includes(`"${kind}"`));
  expect(missing).toEqual([]);
});

/** Under which row of the tables that are read before a level is chosen each kind of line stands. */
const rows: Readonly<Record<PageKind | "SECOND_LOGIN" | "NETWORK_CHANGED", LockdownSignal | EverydaySignal>> = {
  EXTERNAL_PASTE: "PASTE",
  DROP: "DROP",
  REPLACEMENT: "UNTYPED",
  UNTYPED_TEXT: "UNTYPED",
  TEXT_ALTERED: "UNTYPED",
  SHARE_WRONG_SURFACE: "SURFACE",
  PAGE_HIDDEN: "FOCUS",
  FOCUS_LEFT: "FOCUS",
  SCREEN_LOCKED: "FOCUS",
  DEVICE_SLEPT: "SLEEP",
  FULL_SCREEN_LEFT: "FULL_SCREEN",
  SECOND_DISPLAY: "DISPLAYS",
  COPY_ATTEMPT: "COPY",
  PRINT_ATTEMPT: "PRINT",
  CONTEXT_MENU: "CONTEXT_MENU",
  SELECTION_ATTEMPT: "SELECTION",
  DEVELOPER_TOOLS: "DEVELOPER_TOOLS",
  PAGE_TRANSLATED: "TRANSLATION",
  VIRTUAL_CAMERA: "DEVICE_NAME",
  VIRTUAL_MICROPHONE: "DEVICE_NAME",
  PAGE_RELOADED: "RELOAD",
  SECOND_PAGE: "SECOND_PAGE",
  SECOND_LOGIN: "SECOND_LOGIN",
  NETWORK_CHANGED: "NETWORK",
};

test("[LOCK-9] whoever chooses a level reads of every kind of line that a page may tell, and of nothing that no page tells", () => {
  expect(new Set(Object.values(rows))).toEqual(new Set([...lockdownSignals, ...everydaySignals]));
});

test("[LOCK-4] a page that is hidden is said to be out of view, and not what hides it: a lock hides it too", () => {
  expect(french["record.kind.PAGE_HIDDEN"]).toBe("La page d’examen n’était plus à l’écran");
  expect(english["record.kind.PAGE_HIDDEN"]).toBe("The exam page was no longer on the screen");
});

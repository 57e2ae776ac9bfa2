import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pageKinds, type ObservationKind } from "#shared/domain/integrity/observation-kinds.ts";
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

test("[LOCK-4] a page that is hidden is said to be out of view, and not what hides it: a lock hides it too", () => {
  expect(french["record.kind.PAGE_HIDDEN"]).toBe("La page d’examen n’était plus à l’écran");
  expect(english["record.kind.PAGE_HIDDEN"]).toBe("The exam page was no longer on the screen");
});

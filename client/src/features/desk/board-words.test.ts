import { expect, test } from "vitest";
import { minutesLeft } from "#shared/domain/sitting/time-left.ts";
import { fr } from "#shared/i18n/fr/index.ts";
import { createTranslator } from "#shared/i18n/translator.ts";
import { clockWords } from "./board-words.ts";

const nowMs = Date.parse("2026-11-30T14:30:00.000Z");

test.each([
  [29 * 60_000 + 1, "30 min"],
  [90_000, "2 min"],
  [60_000, "1 min"],
  [59_000, "59 s"],
])("[SIT-34] with %d ms left the desk says the minute of the person's own clock, and the last one in seconds", (leftMs, said) => {
  const run = { state: "OPEN", endsAt: new Date(nowMs + leftMs).toISOString() } as const;
  const words = { t: createTranslator("fr", fr), locale: "fr", timeZone: "UTC", nowMs } as const;
  expect(clockWords(words, { ...run, stopCause: null, startedAt: null, stoppedAt: null, baseSeconds: 0, ledger: [] })).toBe(
    `reste ${said.replace(" ", "\u00A0")}`,
  );
  if (leftMs >= 60_000) expect(said).toBe(`${minutesLeft(leftMs)} min`);
});

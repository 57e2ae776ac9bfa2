import { expect, test } from "vitest";
import { minutesLeft } from "#shared/domain/sitting/time-left.ts";
import { fr } from "#shared/i18n/fr/index.ts";
import { createTranslator } from "#shared/i18n/translator.ts";
import { broadcastsInView, clockWords, longestLeftMs } from "./board-words.ts";

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

test("[SIT-40] before time is given, the desk says what its longest clock comes to, whether it runs or stands", () => {
  const run = { stopCause: null, startedAt: null, stoppedAt: null, baseSeconds: 0, ledger: [] };
  const running = { ...run, state: "OPEN", endsAt: new Date(nowMs + 10 * 60_000).toISOString() } as const;
  const startedAt = new Date(nowMs - 30 * 60_000).toISOString();
  const stopped = { ...run, state: "INTERRUPTED", endsAt: null, startedAt, stoppedAt: new Date(nowMs - 5 * 60_000).toISOString(), baseSeconds: 40 * 60 } as const;
  expect(longestLeftMs([{ runs: [running] }, { runs: [stopped] }], 20 * 60_000, nowMs)).toBe(35 * 60_000);
  expect(longestLeftMs([{ runs: [running] }], 200 * 60_000, nowMs)).toBe(210 * 60_000);
  expect(longestLeftMs([{ runs: [{ ...running, state: "COMPLETED" }] }], 60_000, nowMs)).toBeNull();
});

test("[MSG-8] a message that somebody who is here has not read stays in view, whatever was sent after it", () => {
  const at = "2026-11-30T14:00:00.000Z";
  const sent = (name: string, readBy: readonly string[]) => ({
    name,
    receipts: ["amina", "gone"].map((sittingId) => ({ sittingId, readAt: readBy.includes(sittingId) ? at : null })),
  });
  const all = [sent("fourth", ["amina", "gone"]), sent("third", ["amina", "gone"]), sent("second", ["gone"]), sent("first", ["amina"])];
  const people = [{ sittingId: "amina", level: "CALM" }, { sittingId: "gone", level: "ENDED" }] as const;
  expect(broadcastsInView(all, people).map(({ name }) => name)).toEqual(["fourth", "third", "second"]);
});

import { expect, test } from "vitest";
import { unstableSeconds } from "#shared/domain/sitting/time-ledger.ts";
import { createPulse, type Contact } from "./pulse.ts";

const beatMs = 5_000;
const endlessMs = 1e9;

/** One page and a server that takes `answerMs(sentAt)` for each beat; time moves in steps of a hundred milliseconds. */
function pageOf(answerMs: (sentAt: number) => number) {
  let now = 0;
  let heardAt: number | null = null;
  const sent: { readonly at: number; readonly isUnanswered: boolean }[] = [];
  const due: { readonly at: number; readonly isAnswer: boolean; readonly done: (isAnswer: boolean) => void }[] = [];
  const send = async (isUnanswered: boolean): Promise<void> => {
    sent.push({ at: now, isUnanswered });
    const takes = answerMs(now);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    // As every request: given up after twenty seconds.
    due.push({ at: now + Math.min(takes, 20_000), isAnswer: takes <= 20_000, done: resolve });
    if (!(await promise)) throw new Error("no answer");
    heardAt = now;
  };
  const pulse = createPulse({ now: () => now, heardAt: () => heardAt, send });
  const passed: Contact[] = [];
  const stay = async (ms: number): Promise<void> => {
    for (const end = now + ms; now < end; now += 100) {
      if (now % beatMs === 0) void pulse.beat();
      for (const waiting of due.splice(0))
        if (waiting.at > now) due.push(waiting);
        else waiting.done(waiting.isAnswer);
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      passed.push(pulse.contact());
    }
  };
  return { sent, passed, stay, answerToSave: () => (heardAt = now) };
}

const gapsOf = (sent: readonly { at: number }[]): number[] => sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0));

test.each([6, 12, 19])("[SIT-38] with answers that take %i seconds the page is heard, and hears, for as long as it lasts", async (seconds) => {
  const page = pageOf(() => seconds * 1_000);
  await page.stay(5 * 60_000);
  expect(page.passed).not.toContain("lost");
  // Under the ten seconds from which a silence is an outage that counts.
  expect(Math.max(...gapsOf(page.sent))).toBeLessThan(10_000);
  expect(page.sent.every(({ isUnanswered }) => !isUnanswered)).toBe(true);
});

test("[SIT-38] an answered save is contact, where no beat is answered", async () => {
  const page = pageOf(() => endlessMs);
  for (let saves = 0; saves < 8; saves += 1) {
    await page.stay(15_000);
    page.answerToSave();
  }
  expect(page.passed).not.toContain("lost");
});

test("[SIT-38] after a minute without any answer the beats say so, and the first answer brings one at once that does not", async () => {
  const page = pageOf((sentAt) => (sentAt < 90_000 ? endlessMs : 200));
  await page.stay(120_000);
  const lastUnanswered = page.sent.findLastIndex(({ isUnanswered }) => isUnanswered);
  expect(page.sent.find(({ isUnanswered }) => isUnanswered)?.at).toBeGreaterThan(60_000);
  expect(page.sent.slice(lastUnanswered + 1, lastUnanswered + 3).every(({ isUnanswered }) => !isUnanswered)).toBe(true);
  expect(gapsOf(page.sent.slice(lastUnanswered, lastUnanswered + 2))).toEqual([200]);
  expect(page.passed.at(-1)).toBe("heard");
});

test("[SIT-41] the page says that its line is unsteady after the very silence after which the desk does, and no sooner", async () => {
  const page = pageOf(() => endlessMs);
  await page.stay((unstableSeconds - 1) * 1_000);
  expect(page.passed.every((contact) => contact === "heard")).toBe(true);
  await page.stay(2_000);
  expect(page.passed.at(-1)).toBe("unstable");
});

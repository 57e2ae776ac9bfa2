import { expect, test, type Page } from "@playwright/test";
import { play } from "#tests/support/day.ts";
import { bookFirstOnline, confirm, consent, newcomers, refer } from "./support/booked-day.ts";
import { demonstrationDay, type DemonstrationDay } from "./support/callers.ts";
import * as on from "./support/on-the-day.ts";
import { enterAs, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";
import { keepDevices, lose, restore } from "./support/unplug.ts";
import { giveVoice, speakTogether, wavOf, type Tone } from "./support/voices.ts";

/** A discussion of four candidates and two advisers, whose voices the test has written. */

const lasts = 72;
/** Turns as people take them: the second person cuts the first one off, the last one says the least. */
const scripts: readonly (readonly Tone[])[] = [
  [{ from: 1, to: 12 }, { from: 40, to: 50 }],
  [{ from: 11.5, to: 22 }, { from: 52, to: 60 }],
  [{ from: 23.5, to: 38 }],
  [{ from: 61, to: 71 }],
];

/** Three seconds, and what a page takes to show it. */
const noticedWithinMs = 4_000;

let server: TestServer;
let day: DemonstrationDay;
let marc: Page;
const candidates: Page[] = [];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  server = await startServer();
  // The demonstration has two people; two more come as people come.
  for (const [index, newcomer] of newcomers.entries()) {
    const referred = await refer(server, newcomer, index);
    await confirm(referred, newcomer);
    await consent(referred);
    await bookFirstOnline(referred);
  }
  day = await demonstrationDay(server, "ONLINE");
  expect(day.sitters).toHaveLength(4);
  await play(day, "DISCUSSION");
  for (const [index, { email, sittingId }] of day.sitters.entries()) {
    const page = await enterAs(browser, server, email);
    await giveVoice(page, wavOf(scripts[index] ?? [], lasts, 220 + 60 * index));
    await keepDevices(page);
    await enterSlowly(page, `/seance/${sittingId}`);
    candidates.push(page);
  }
  for (const email of [staff.line, staff.marc]) {
    marc = await enterAs(browser, server, email);
    await giveVoice(marc, wavOf([], 1, 200));
    await enterSlowly(marc, `/bureau/${day.sessionId}/discussion`);
  }
});
test.afterAll(() => server.stop());

/** Six pages on two cores take their time to show the door. */
async function enterSlowly(page: Page, address: string): Promise<void> {
  await page.goto(address, { timeout: 60_000 });
  await expect(page.getByRole("button", { name: say("rooms.enter"), exact: true })).toBeVisible({ timeout: 90_000 });
  await on.enterRoom(page);
}

test("[HEAR-1] everybody hears everybody: dots on each tile, and the same as a matrix", async () => {
  test.setTimeout(180_000);
  await speakTogether(candidates);
  for (const { name } of day.sitters) {
    const dots = marc.getByRole("figure", { name, exact: true }).getByTestId("heard-by");
    await expect(dots).toHaveAccessibleName(say("floor.heardBy", { count: "5", total: "5" }), { timeout: 90_000 });
  }
  await marc.getByText(say("floor.hearing"), { exact: true }).first().click();
  const matrix = marc.getByRole("table", { name: say("floor.hearing") });
  await expect(matrix.getByRole("row")).toHaveCount(7);
  await expect(matrix.getByText(say("floor.hears"), { exact: true })).toHaveCount(30);
  await expect(matrix.getByText(say("floor.misses"), { exact: true })).toHaveCount(0);
});

test("[MEDIA-18, HEAR-1] a microphone that is pulled out or forbidden in the discussion is said at once, to its person and on every tile; a headset that is switched off is replaced; and everybody hears again", async () => {
  test.setTimeout(180_000);
  const [page] = candidates;
  const [person] = day.sitters;
  if (!page || !person) throw new Error("Somebody discusses.");
  const tile = marc.getByRole("figure", { name: person.name, exact: true });
  const dots = tile.getByTestId("heard-by");
  const heard = (count: string) => say("floor.heardBy", { count, total: "5" });
  await expect(dots).toHaveAccessibleName(heard("5"), { timeout: 90_000 });
  for (const [loss, words] of [
    ["UNPLUGGED", "rooms.microphone.UNPLUGGED"],
    ["REFUSED", "rooms.microphone.REFUSED"],
  ] as const) {
    await lose(page, "microphone", loss);
    await Promise.all([
      expect(page.getByText(say(words)).first()).toBeVisible({ timeout: noticedWithinMs }),
      expect(tile).toContainText(say("rooms.microphoneOff"), { timeout: noticedWithinMs }),
    ]);
    await restore(page, "microphone");
    // What was forbidden is asked for once more by a person; what is plugged in again announces itself.
    if (loss === "REFUSED") await page.getByRole("button", { name: say("common.retry"), exact: true }).first().click();
    await expect(page.getByText(say(words))).toHaveCount(0, { timeout: 30_000 });
    await expect(tile).not.toContainText(say("rooms.microphoneOff"), { timeout: 30_000 });
    await expect(dots).toHaveAccessibleName(heard("5"), { timeout: 60_000 });
  }
  // A headset that is switched off leaves the computer's own microphone: nobody has anything to press.
  const opened = () => page.evaluate(() => window.epreuveOpened ?? 0);
  const before = await opened();
  await lose(page, "microphone", "REPLACED");
  await expect.poll(opened).toBe(before + 1);
  await expect(page.getByText(say("rooms.microphone.UNPLUGGED"))).toHaveCount(0);
  await expect(tile).not.toContainText(say("rooms.microphoneOff"));
  await expect(dots).toHaveAccessibleName(heard("5"), { timeout: 60_000 });
});

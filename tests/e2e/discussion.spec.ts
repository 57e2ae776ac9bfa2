import { expect, test, type Page } from "@playwright/test";
import { Client } from "pg";
import { noMeasures } from "#shared/domain/accommodations/measures.ts";
import { discussionDesk } from "#shared/protocol/discussion.ts";
import { speakingTimes } from "#shared/protocol/floor.ts";
import { mySittings } from "#shared/protocol/sitting.ts";
import { play } from "#tests/support/day.ts";
import { bookFirstOnline, confirm, consent, newcomers, refer } from "./support/booked-day.ts";
import { demonstrationDay } from "./support/callers.ts";
import * as on from "./support/on-the-day.ts";
import { callerIn, enterAs, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";
import { giveVoice, speakTogether, wavOf, type Tone } from "./support/voices.ts";

/** A discussion of four candidates and two advisers, whose voices the test has written. */

const lasts = 41;
/** Turns of some seconds; Joseph cuts Amina off once, Tomás says the least. */
const scripts: readonly (readonly Tone[])[] = [
  [{ from: 1, to: 8.5 }, { from: 20, to: 27 }],
  [{ from: 8, to: 15.2 }, { from: 28, to: 31.5 }],
  [{ from: 15.8, to: 19.4 }, { from: 32, to: 35 }],
  [{ from: 36, to: 39.5 }],
];

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.stop());

async function inDatabase(sql: string, values: readonly unknown[]): Promise<void> {
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    await client.query(sql, [...values]);
  } finally {
    await client.end();
  }
}

/** The demonstration's two people and two newcomers have read; the first of them was granted captions. */
async function fourHaveRead() {
  const demo = await demonstrationDay(server, "ONLINE");
  const sitters = [...demo.sitters];
  for (const [index, newcomer] of newcomers.entries()) {
    const referred = await refer(server, newcomer, index + 1);
    await confirm(referred, newcomer);
    await consent(referred);
    await bookFirstOnline(referred);
    const [sitting] = (await referred.caller.must(mySittings, {})).sittings;
    if (!sitting) throw new Error(`${referred.name} has no sitting.`);
    sitters.push({ caller: referred.caller, sittingId: sitting.sittingId, email: referred.email, name: referred.name });
  }
  const day = { ...demo, sitters };
  await inDatabase(
    `INSERT INTO "AccommodationDecision" (id, "registrationId", outcome, measures, reason, "decidedById", "decidedAt")
     SELECT gen_random_uuid(), s."registrationId", 'GRANTED', $2, '', a.id, now() - interval '1 day'
     FROM "Sitting" s, "Account" a WHERE s.id = $1 AND a.email = $3`,
    [sitters[0]?.sittingId, JSON.stringify({ ...noMeasures, hasCaptions: true }), staff.marc],
  );
  return day;
}

/** Six pages on two cores take their time to show the door. */
async function enterSlowly(page: Page, address: string): Promise<void> {
  await page.goto(address, { timeout: 60_000 });
  await expect(page.getByRole("button", { name: say("rooms.enter"), exact: true })).toBeVisible({ timeout: 90_000 });
  await on.enterRoom(page);
}

const shareOf = (page: Page, name: string) => page.getByRole("meter", { name, exact: true });

test("[SPK-1, SPK-4, FLOOR-1, FLOOR-2, HEAR-1, CAP-1, CAP-2, ABS-1] four candidates and two advisers: speaking time, the floor, captions, an absence", async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const day = await fourHaveRead();
  const pages: Page[] = [];
  for (const [index, { email }] of day.sitters.entries()) {
    const page = await enterAs(browser, server, email);
    await giveVoice(page, wavOf(scripts[index] ?? [], lasts, 220 + 60 * index));
    pages.push(page);
  }
  const at = (index: number): Page => {
    const page = pages[index];
    if (!page) throw new Error("There are four candidates.");
    return page;
  };
  const callers = await Promise.all(pages.map((page) => callerIn(page.context(), server)));
  const sitters = day.sitters.map((sitter, index) => ({ ...sitter, caller: callers[index] ?? sitter.caller }));
  await play({ ...day, sitters }, "DISCUSSION");
  const advisers: Page[] = [];
  for (const email of [staff.marc, staff.line]) {
    const page = await enterAs(browser, server, email);
    await giveVoice(page, wavOf([], 1, 200));
    await enterSlowly(page, `/bureau/${day.sessionId}/discussion`);
    advisers.push(page);
  }
  const [marc, line] = advisers;
  if (!marc || !line) throw new Error("There are two advisers.");
  const { roomId, people } = await day.advisers[0].must(discussionDesk, { params: { sessionId: day.sessionId } });
  if (!roomId) throw new Error("The discussion is not open.");
  const nameOf = (index: number): string => people.find(({ sittingId }) => sittingId === sitters[index]?.sittingId)?.name ?? "";
  for (const [index, page] of pages.entries()) await enterSlowly(page, `/seance/${sitters[index]?.sittingId}`);

  await test.step("[HEAR-1] everybody hears everybody: dots on each tile, and the same in a table", async () => {
    const dots = marc.getByRole("figure", { name: nameOf(0), exact: true }).getByTestId("heard-by");
    await expect(dots).toHaveAccessibleName(say("floor.heardBy", { count: "5", total: "5" }), { timeout: 60_000 });
    // Folded where nobody is missed; it says the same.
    const table = marc.locator("table").filter({ hasText: say("floor.listener") });
    await expect(table.getByText(say("floor.hears"), { exact: true })).toHaveCount(30, { timeout: 60_000 });
    await expect(at(0).getByText(say("rooms.hearing.WELL"))).toBeVisible();
  });

  await test.step("[SPK-1] the shares that are shown are those of the script, to within five per cent", async () => {
    await marc.getByRole("button", { name: say("rooms.part.FREE"), exact: true }).click();
    await speakTogether(pages);
    const said = scripts.map((script) => script.reduce((sum, { from, to }) => sum + to - from, 0));
    const measured = async () => {
      const times = await day.advisers[0].must(speakingTimes, { params: { roomId } });
      return sitters.map(({ sittingId }) => times.people.find((one) => one.sittingId === sittingId)?.seconds ?? 0);
    };
    const total = said.reduce((sum, seconds) => sum + seconds, 0);
    const sumOf = async () => (await measured()).reduce((sum, seconds) => sum + seconds, 0);
    await expect.poll(sumOf, { timeout: 120_000, intervals: [2_000] }).toBeGreaterThan(0.93 * total);
    // Nobody speaks any more, and the last five seconds are written.
    let before = 0;
    await expect
      .poll(async () => { const now = await sumOf(); const isStill = now === before; before = now; return isStill; }, { timeout: 60_000, intervals: [7_000] })
      .toBe(true);
    const seconds = await measured();
    console.log("scripted", said, "measured", seconds);
    expect(Math.abs(seconds.reduce((sum, one) => sum + one, 0) - total) / total).toBeLessThanOrEqual(0.05);
    for (const [index, scripted] of said.entries()) {
      // A look lasts a quarter of a second: the edges of a short turn may be that far off.
      const allowed = Math.max(0.05 * scripted, 0.3 * (scripts[index]?.length ?? 0));
      expect(Math.abs((seconds[index] ?? 0) - scripted), `person ${index}`).toBeLessThanOrEqual(allowed);
      await expect(shareOf(marc, nameOf(index))).toBeVisible();
    }
    const times = await day.advisers[0].must(speakingTimes, { params: { roomId } });
    expect(times.people.find(({ sittingId }) => sittingId === sitters[1]?.sittingId)?.interruptionsMade).toBeGreaterThanOrEqual(1);
    for (const page of pages) await expect(page.getByText(say("floor.times"))).toHaveCount(0);
  });

  await test.step("[FLOOR-1, FLOOR-2] hands go up by the key, the floor is given by the key, everybody sees it", async () => {
    for (const index of [2, 0]) {
      await at(index).getByRole("button", { name: say("rooms.raiseHand") }).press("m");
      await expect(at(index).getByRole("button", { name: say("rooms.lowerHand") })).toBeVisible();
    }
    const queue = line.getByRole("list", { name: say("floor.queue") }).getByRole("listitem");
    await expect(queue).toHaveCount(2);
    await expect(queue.first()).toContainText(nameOf(2));
    await line.locator("body").press("p");
    await expect(marc.getByText(say("floor.has", { name: nameOf(2) }))).toBeVisible();
    await expect(at(2).getByText(say("rooms.yourFloor"))).toBeVisible();
    await expect(at(1).getByText(say("rooms.hasFloor")).first()).toBeVisible();
    await expect(queue).toHaveCount(1);
  });

  await test.step("[CAP-1, CAP-2] a caption is on the screen of the one to whom captions were granted, and on no other", async () => {
    const words = "Je propose une ronde à dix-neuf heures.";
    await line.getByLabel(say("rooms.captionText")).fill(words);
    await line.getByLabel(say("rooms.captionText")).press("Enter");
    await expect(at(0).getByRole("log", { name: say("rooms.captions") })).toContainText(words);
    for (const index of [1, 2, 3]) {
      await expect(at(index).getByRole("log")).toHaveCount(0);
      await expect(at(index).getByText(words)).toHaveCount(0);
    }
  });

  await test.step("[ABS-1] somebody is gone: it is noticed, the relay sheet is there to be read, and coming back is enough", async () => {
    const sittingId = sitters[3]?.sittingId;
    await at(3).goto("about:blank");
    await expect(marc.getByText(say("floor.stage.HELD"))).toBeVisible({ timeout: 60_000 });
    // Two minutes pass.
    await inDatabase(`UPDATE "Presence" SET "lastSeenAt" = "lastSeenAt" - interval '2 minutes' WHERE "sittingId" = $1`, [sittingId]);
    await expect(marc.getByText(say("floor.stage.RELAY"))).toBeVisible({ timeout: 60_000 });
    const facts = people.find((person) => person.sittingId === sittingId)?.facts ?? [];
    await expect(marc.getByRole("list", { name: say("floor.relay") })).toContainText(facts[0] ?? "no fact");
    await at(3).goto(`/seance/${sittingId}`);
    await expect(marc.getByText(say("floor.stage.RELAY"))).toHaveCount(0, { timeout: 60_000 });
  });
});

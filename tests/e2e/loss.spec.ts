import { chromium, expect, test, type Browser, type Page } from "@playwright/test";
import type { MediaSession } from "#client/features/rooms/media/media-session.ts";
import { easingRulesOf, type EasingRules } from "#shared/domain/rooms/easing.ts";
import { LossyLine } from "./bare-room/lossy-line.ts";
import { startBareRoom, type BareRoomServer } from "./bare-room/server.ts";
import { enterRoom, expectBoth } from "./bare-room/watching.ts";
import { watchConnections } from "./support/media.ts";

/** One of two people has a bad line: it loses some packets, or all of them for ten seconds. The other one's is good. */

let server: BareRoomServer;
test.beforeAll(async () => {
  server = await startBareRoom();
});
test.afterAll(() => server.stop());

const lostSeconds = 10;
// Whoever sits at two busy cores may wait for a fake camera, not for the room.
const patience = { timeout: 60_000 };

interface Both {
  readonly amina: Page;
  readonly marc: Page;
  readonly line: LossyLine;
}

async function enterBoth(browser: Browser, room: string, seed: number, more = ""): Promise<Both> {
  const context = await browser.newContext();
  const amina = await context.newPage();
  await amina.addInitScript(watchConnections);
  const line = await LossyLine.of(amina, seed);
  const [marc] = await Promise.all([
    enterRoom(browser, server, room, "marc"),
    amina.goto(`${server.url}/?room=${room}&peer=amina&recorded=microphone${more}`),
  ]);
  await expectBoth(amina, marc);
  await expect(marc.locator("body")).toHaveAttribute("data-recorded", "amina");
  expect(line.passed).toBeGreaterThan(100);
  return { amina, marc, line };
}

async function leave({ amina, marc, line }: Both): Promise<void> {
  await Promise.all([amina.context().close(), marc.context().close()]);
  line.close();
}

/** This page says of whom nothing arrives. */
const expectStalled = (page: Page, who: string) => expect(page.locator("body")).toHaveAttribute("data-stalled", who);

/** Both say that all is well, and what was lost is one hole in the record, with sound before and behind it. */
async function expectBack({ amina, marc }: Both, room: string): Promise<void> {
  for (const page of [amina, marc]) {
    await expect(page.locator("#state")).toHaveText("live 2", patience);
    await expect(page.locator("body")).toHaveAttribute("data-stalled", "", patience);
    await expect(page.locator("body")).toHaveAttribute("data-silent", "false", patience);
  }
  await expectBoth(amina, marc);
  await marc.waitForTimeout(2_000);
  const { gaps, durationMs } = await server.voiceOf(room, "amina");
  const [[from, to] = [0, 0]] = gaps.toSorted((a, b) => b[1] - b[0] - (a[1] - a[0]));
  console.log(`${room}: a hole of ${((to - from) / 1_000).toFixed(1)} s`);
  expect(from).toBeGreaterThan(0);
  expect(to - from).toBeGreaterThan((lostSeconds - 2) * 1_000);
  expect(durationMs).toBeGreaterThan(to + 1_000);
}

test("[MEDIA-17] with 5 and with 20 per cent of the packets lost both are seen and heard, and everybody stays", async ({ browser }) => {
  const both = await enterBoth(browser, "some", 41);
  const { amina, marc, line } = both;
  for (const share of [0.05, 0.2]) {
    line.lose(share);
    const before = { passed: line.passed, dropped: line.dropped };
    await expectBoth(amina, marc);
    await marc.waitForTimeout(6_000);
    await expectBoth(amina, marc);
    // So many that a share can be told of them.
    await expect.poll(() => line.passed + line.dropped - before.passed - before.dropped, { timeout: 120_000 }).toBeGreaterThan(1_000);
    const [passed, dropped] = [line.passed - before.passed, line.dropped - before.dropped];
    console.log(`${share * 100} % lost: ${dropped} of ${passed + dropped} packets were lost`);
    expect(dropped / (passed + dropped)).toBeGreaterThan(share * 0.7);
    expect(dropped / (passed + dropped)).toBeLessThan(share * 1.3);
    for (const page of [amina, marc]) await expectStalled(page, "");
  }
  // Nobody had to come back for it.
  for (const page of [amina, marc]) await expect(page.locator("body")).toHaveAttribute("data-connections", "connecting live");
  line.lose(0);
  const { gaps } = await server.voiceOf("some", "amina");
  expect(gaps.filter(([from, to]) => to - from > 1_000)).toEqual([]);
  await leave(both);
});

test("[MEDIA-17, MEDIA-13, REC-5] with all packets lost for ten seconds both are told, and all comes back by itself with a hole in the record", async ({ browser }) => {
  const both = await enterBoth(browser, "all", 42);
  const { amina, marc, line } = both;
  line.lose(1);
  await Promise.all([expectStalled(amina, "amina"), expectStalled(marc, "amina"), amina.waitForTimeout(lostSeconds * 1_000)]);
  line.lose(0);
  await expectBack(both, "all");
  await leave(both);
});

test("[MEDIA-17, MEDIA-3, REC-5] a line that is cut whole for ten seconds is noticed at both its ends, and taken up again", async ({ browser }) => {
  const both = await enterBoth(browser, "cut", 43);
  const { amina, marc, line } = both;
  line.lose(1);
  line.hold(true);
  // Nobody can tell her page: it finds out by itself.
  await Promise.all([
    expect(amina.locator("body")).toHaveAttribute("data-silent", "true"),
    expectStalled(marc, "amina"),
    amina.waitForTimeout(lostSeconds * 1_000),
  ]);
  line.hold(false);
  line.lose(0);
  await expectBack(both, "cut");
  await leave(both);
});

test("[MEDIA-21, MEDIA-13, REC-5] a laptop that sleeps is missed; when it wakes everybody is back by themselves, and what was not heard is a hole", async ({ browser, launchOptions }) => {
  const marc = await enterRoom(browser, server, "asleep", "marc");
  const laptop = await chromium.launch(launchOptions);
  const amina = await enterRoom(laptop, server, "asleep", "amina", "&recorded=microphone");
  await expectBoth(amina, marc);
  await expect(marc.locator("body")).toHaveAttribute("data-recorded", "amina");
  await amina.waitForTimeout(2_000);
  const wake = await sleep(laptop);
  await expectStalled(marc, "amina");
  await marc.waitForTimeout(16_000);
  wake();
  for (const page of [amina, marc]) {
    await expect(page.locator("#state")).toHaveText("live 2", patience);
    await expect(page.locator("body")).toHaveAttribute("data-stalled", "", patience);
  }
  await expectBoth(amina, marc);
  await marc.waitForTimeout(2_000);
  const { gaps, durationMs } = await server.voiceOf("asleep", "amina");
  const [[from, to] = [0, 0]] = gaps.toSorted((a, b) => b[1] - b[0] - (a[1] - a[0]));
  expect(to - from).toBeGreaterThan(14_000);
  expect(durationMs).toBeGreaterThan(to + 1_000);
  await laptop.close();
  await marc.context().close();
});

/** Everything of this browser stands still; answers how to let it go on. */
async function sleep(laptop: Browser): Promise<() => void> {
  const { processInfo } = await (await laptop.newBrowserCDPSession()).send("SystemInfo.getProcessInfo");
  // The browser's own process comes last: it answers until then.
  const pids = processInfo.toSorted((a, b) => Number(a.type === "browser") - Number(b.type === "browser")).map(({ id }) => id);
  for (const pid of pids) process.kill(pid, "SIGSTOP");
  return () => pids.toReversed().forEach((pid) => process.kill(pid, "SIGCONT"));
}

/** Which layers of the camera leave, the small one first. */
const layersOf = (page: Page): Promise<readonly boolean[]> =>
  page.evaluate(() => {
    const [sender] = (window.epreuvePeers ?? []).flatMap((peer) => peer.getSenders()).filter(({ track }) => track?.kind === "video");
    return sender?.getParameters().encodings.map(({ active }) => active === true) ?? [];
  });

test("[EASE-1, EASE-3] a weak line makes pictures give way in the order of the rules, both are told, and it is given back", async ({ browser }) => {
  // The order of the rules in force, with little patience.
  const rules: EasingRules = { ...easingRulesOf(1, "CIRCLE"), worseAfterSeconds: 2, betterAfterSeconds: [3, 6] };
  const both = await enterBoth(browser, "weak", 44, `&easing=${encodeURIComponent(JSON.stringify(rules))}`);
  const { amina, marc, line } = both;
  expect(await layersOf(amina)).toEqual([true, true]);
  // Each lasts two seconds only: a look now and then would miss one.
  const eased = await amina.evaluateHandle(() => {
    const seen: string[] = [];
    const note = (): void => void (document.body.dataset["eased"] && seen.push(document.body.dataset["eased"]));
    new MutationObserver(note).observe(document.body, { attributeFilter: ["data-eased"] });
    return seen;
  });
  line.lose(0.35);
  const all = rules.steps.map(({ act }) => act).join(" ");
  await expect(amina.locator("body")).toHaveAttribute("data-eased", all, patience);
  expect((await eased.jsonValue())[0]).toBe(rules.steps[0]?.act);
  await expect(marc.locator("body")).toHaveAttribute("data-eased-others", all, patience);
  await expect.poll(() => layersOf(amina)).toEqual([true, false]);
  line.lose(0);
  await expect(marc.locator("body")).toHaveAttribute("data-eased-others", "", patience);
  await expect(amina.locator("body")).toHaveAttribute("data-eased", "");
  await expect.poll(() => layersOf(amina)).toEqual([true, true]);
  // A line that is good for pictures is theirs only while nothing that was written waits.
  const setWaiting = (isWaiting: boolean) =>
    amina.evaluate((given) => (window as unknown as { session: MediaSession }).session.setWritingWaiting(given), isWaiting);
  await setWaiting(true);
  await expect(amina.locator("body")).toHaveAttribute("data-eased", all, patience);
  await setWaiting(false);
  await expect(amina.locator("body")).toHaveAttribute("data-eased", "", patience);
  await expectBoth(amina, marc);
  await leave(both);
});

test("[EASE-4] a watched voice that lost much for a minute arrives well again soon, and so says its page", async ({ browser }) => {
  const context = await browser.newContext();
  const amina = await context.newPage();
  const line = await LossyLine.of(amina, 45);
  await amina.goto(`${server.url}/?room=voice&peer=amina&part=WATCHED`);
  const voice = async (): Promise<number> => Number((await amina.locator("body").getAttribute("data-voice")) || NaN);
  await expect.poll(voice, patience).toBe(10);
  line.lose(0.35);
  await expect.poll(voice, patience).toBeLessThan(7);
  // So long that an average over everything that was reported would be bad for as long again.
  await amina.waitForTimeout(60_000);
  line.lose(0);
  await expect.poll(voice, { timeout: 50_000 }).toBeGreaterThanOrEqual(7);
  await context.close();
  line.close();
});

import { expect, test, type Browser, type Locator, type Page } from "@playwright/test";
import { supervisionWall } from "#shared/protocol/watching.ts";
import { nth } from "#tests/support/session-world.ts";
import { startFourSessions, type FourSessions } from "./support/four-sessions.ts";
import { energyHeard } from "./support/hearing.ts";
import { expectAccessible } from "./support/look.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** Thirty people of four sessions on one adviser's screen: four of them in browsers, the others simulated. */

let server: TestServer;
let sessions: FourSessions;
let wall: Page;
let candidate: Page;
const others: Page[] = [];

test.describe.configure({ mode: "serial" });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(600_000);
  server = await startServer();
  sessions = await startFourSessions(server);
  for (const person of [2, 3, 4]) others.push(await reading(browser, person));
  candidate = await reading(browser, 5);
  // People are there already when their advisers ask somebody to watch.
  await sessions.entrust();
  wall = await sessions.pageOf(browser, sessions.helene);
});
test.afterAll(async () => {
  await sessions.stop();
  await server.stop();
});

/** Somebody of the last session, in a browser. */
async function reading(browser: Browser, person: number): Promise<Page> {
  const { accountId, sittingId } = personOf(3, person);
  const page = await sessions.pageOf(browser, accountId);
  await page.goto(`/seance/${sittingId}`);
  await expect(page.getByRole("region", { name: say("exam.questions") })).toBeVisible({ timeout: 120_000 });
  return page;
}

const personOf = (session: number, person: number) => nth(nth(sessions.worlds, session).candidates, person);
const tiles = (): Locator => wall.getByRole("region", { name: say("wall.people") }).getByRole("button");
const tileOf = (name: string): Locator => tiles().filter({ hasText: name });
const looked = () => candidate.getByRole("button", { name: say("watch.looked"), exact: true });
/** Frames that each small picture has shown so far. */
const frames = (): Promise<number[]> =>
  wall.getByTestId("watched-picture").evaluateAll((boxes) =>
    boxes.map((box) => box.querySelector("video")?.getVideoPlaybackQuality().totalVideoFrames ?? 0),
  );

test("[SUP-11] thirty people of four sessions move on one screen, and what is out of view is not sent", async () => {
  await wall.goto("/bureau");
  await wall.getByRole("link", { name: say("wall.title") }).click();
  await expect(tiles()).toHaveCount(30);
  await expect.poll(async () => (await frames()).filter((count) => count > 1).length, { timeout: 120_000 }).toBe(30);
  // All of them are in view at once on an ordinary screen.
  await expect(tiles().last()).toBeInViewport({ ratio: 0.95 });
  await expectAccessible(wall, "thirty people");

  await wall.setViewportSize({ width: 1280, height: 360 });
  const isStill = async (): Promise<boolean> => {
    const before = (await frames()).at(-1);
    await wall.waitForTimeout(1_500);
    return (await frames()).at(-1) === before;
  };
  await expect.poll(isStill, { timeout: 60_000 }).toBe(true);
  await wall.setViewportSize({ width: 1280, height: 720 });
  await expect.poll(isStill, { timeout: 60_000 }).toBe(false);
});

test("[SUP-11] whoever stops sharing their screen comes first, whichever session they are of", async () => {
  await sessions.simulated.get(personOf(2, 4).sittingId)?.end("screen");
  await expect(tiles().first()).toContainText(say("desk.reason.HELP_CALLED"), { timeout: 60_000 });
  await expect(tiles().first()).toContainText(`${say("wall.session", { number: "3" })}`);
  // One person in a browser is enough for what follows.
  for (const page of others) await page.context().close();
});

test("[SUP-11, SUP-6] one person of them all is in full with their sound, and a talk goes on while one looks at another session", async () => {
  // One of those who have a browser.
  const { name } = await nameOf(personOf(3, 5).sittingId);
  await tileOf(name).click();
  await wall.keyboard.press("v");
  await expect(looked()).toBeVisible();
  await expect.poll(() => energyHeard(wall), { timeout: 60_000 }).toBeGreaterThan(0);
  await wall.keyboard.press("t");
  // As a room names its people.
  const talking = wall.getByText(say("watch.youTalk", { name: "Kim C." }));
  const banner = candidate.getByTestId("private-talk");
  await expect(banner).toContainText("Hélène Gagné");
  await expect(talking).toBeVisible();
  await expect.poll(() => energyHeard(candidate), { timeout: 60_000 }).toBeGreaterThan(0);
  await expectAccessible(wall, "one person of thirty");

  // Somebody of another session: who one looks at changes, who one speaks to does not.
  const other = await nameOf(personOf(0, 0).sittingId);
  await tileOf(other.name).click();
  await expect(looked()).toHaveCount(0, { timeout: 60_000 });
  await expect(talking).toBeVisible();
  await wall.keyboard.press("t");
  await expect(banner).toHaveCount(0);
  await wall.keyboard.press("Escape");
  await expect(wall.getByRole("group", { name: say("watch.stage", other) })).toHaveCount(0);
});

test("[SUP-12] what is seen on the wall is noted with one key, under the name of whoever watches", async () => {
  const { name } = await nameOf(personOf(1, 0).sittingId);
  await tileOf(name).click();
  await wall.keyboard.press("o");
  await expect(wall.getByRole("dialog", { name: say("desk.observationTitle", { name }) })).toBeVisible();
  await wall.keyboard.press("3");
  await expect(wall.getByText(say("desk.observationDone"))).toBeVisible();
});

test("[SUP-14] an adviser takes watching back: the people of their session leave the wall at once, and no longer read the name", async ({ browser }) => {
  const { sessionId, advisers } = nth(sessions.worlds, 3);
  const lines = (["watch.on", "watch.incomplete", "rooms.easedShort"] as const).map((name) => candidate.getByRole("button", { name: say(name), exact: true }));
  await lines.reduce((one, other) => one.or(other)).click();
  const own = candidate.getByRole("dialog", { name: say("watch.title") });
  await expect(own).toContainText("Hélène Gagné");
  const desk = await sessions.pageOf(browser, nth(advisers, 0).accountId);
  await desk.goto(`/bureau/${sessionId}`);
  await desk.getByRole("button", { name: say("wall.entrust") }).click();
  const asked = desk.getByRole("dialog", { name: say("wall.entrust") });
  await expectAccessible(desk, "who watches");
  await asked.getByRole("button", { name: `${say("wall.withdraw")} Hélène Gagné` }).click();
  const confirm = desk.getByRole("dialog", { name: say("wall.withdrawTitle", { name: "Hélène Gagné" }) });
  await expectAccessible(desk, "watching is withdrawn");
  // Without a reason nothing happens.
  await confirm.getByRole("button", { name: say("wall.withdraw") }).click();
  await expect(confirm.getByText(say("wall.withdrawNeeded"))).toBeVisible();
  await confirm.getByLabel(say("wall.withdrawReason")).fill("Une seule personne suffit maintenant.");
  await confirm.getByRole("button", { name: say("wall.withdraw") }).click();
  await expect(desk.getByText(say("wall.withdrawDone", { name: "Hélène Gagné" }))).toBeVisible();
  await expect(tiles()).toHaveCount(24, { timeout: 60_000 });
  await expect(own).not.toContainText("Hélène Gagné");
});

/** As the wall shows it. */
async function nameOf(sittingId: string): Promise<{ readonly name: string }> {
  const { sessions: shown } = await sessions.watcher.must(supervisionWall, {});
  const person = shown.flatMap(({ people }) => people).find((one) => one.sittingId === sittingId);
  if (!person) throw new Error("They are not on the wall.");
  return { name: person.name };
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, expect, test, type BrowserContext, type LaunchOptions, type Page } from "@playwright/test";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { play } from "#tests/support/day.ts";
import { savedText } from "./support/answers-in-database.ts";
import { demonstrationDay, type DemonstrationDay } from "./support/callers.ts";
import { enter, enterAs, staff } from "./support/people.ts";
import { beginning, say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";
import { shareWhenAsked } from "./support/share-screen.ts";

/**
 * The bad day. Nothing here waits for a time: each misfortune lasts until the page itself says what has become of it,
 * and every text is compared with what the database holds.
 */

let server: TestServer;
let day: DemonstrationDay;
let profile: string;

test.describe.configure({ mode: "serial" });
test.use({ serviceWorkers: "allow" });
test.beforeAll(async () => {
  [server, profile] = await Promise.all([startServer(), mkdtemp(join(tmpdir(), "epreuve-profile-"))]);
  day = await demonstrationDay(server, "ONLINE");
  await play(day, "WRITING");
});
test.afterAll(async () => {
  await server.stop();
  await rm(profile, { recursive: true, force: true });
});

/** The candidate's own computer: what is kept on it survives the browser. */
const openComputer = (launchOptions: LaunchOptions): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, {
    ...launchOptions,
    locale: "fr-CA",
    timezoneId: "America/Toronto",
    viewport: { width: 1366, height: 860 },
    permissions: ["camera", "microphone"],
  });

async function killBrowser(context: BrowserContext): Promise<void> {
  const browser = context.browser();
  if (!browser) throw new Error("The context has no browser of its own.");
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const main = processInfo.find(({ type }) => type === "browser");
  if (!main) throw new Error("The browser does not name its process.");
  const closed = new Promise((resolve) => context.once("close", resolve));
  process.kill(main.id, "SIGKILL");
  await closed;
}

const editor = (page: Page) => page.getByRole("textbox", { name: say("exam.yourText") });
const savedLine = (page: Page) => page.getByRole("banner").getByText(beginning(say("exam.savedAt", { time: "…" }))).first();
const keptLine = (page: Page) => page.getByRole("banner").getByText(say("exam.keptOnDevice")).first();
const restored = (page: Page) => page.getByText(beginning("+")).and(page.getByText(/rendues/)).first();

/** The page says that it is saved, and so it is. */
async function expectSaved(page: Page, sittingId: string, text: string): Promise<void> {
  await expect(editor(page)).toHaveValue(text);
  await expect(savedLine(page)).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => savedText(server, sittingId), { timeout: 60_000 }).toBe(text);
}

test("[JC-1] [JC-2] [JC-3] [JC-4] a killed server, a killed browser and a minute without network cost neither a word nor a second", async ({
  browser,
  launchOptions,
}) => {
  test.setTimeout(720_000);
  const [amina] = day.sitters;
  if (!amina) throw new Error("The session has nobody.");
  const board = await enterAs(browser, server, staff.marc);
  await board.goto(`/bureau/${day.sessionId}`);
  const tile = board.getByRole("button", { name: amina.name });
  await tile.click();
  const record = board.getByRole("region", { name: amina.name });

  let computer = await openComputer(launchOptions);
  await enter(computer, server, amina.email);
  let page = await computer.newPage();
  await shareWhenAsked(page);
  await page.goto(`${server.url}/seance/${amina.sittingId}`);
  let text = "Madame,\n\nÀ la suite de notre discussion, ";
  await editor(page).pressSequentially(text);
  await expectSaved(page, amina.sittingId, text);
  const outages = async (): Promise<number[]> => {
    const { timeEntries } = await amina.caller.must(sittingRecord, { params: { sittingId: amina.sittingId } });
    return timeEntries.filter(({ cause }) => cause === "OUTAGE").map(({ seconds }) => seconds);
  };
  const before = (await outages()).length;

  await test.step("[JC-1] the server is killed and started again while the candidate goes on typing", async () => {
    const more = "je recommande d’ajouter une ronde à 19 h, car c’est à cette heure que les résidents attendent le plus longtemps. ";
    const typing = editor(page).pressSequentially(more, { delay: 40 });
    await server.kill();
    await typing;
    text += more;
    await expect(keptLine(page)).toBeVisible();
    // The page has heard nothing for longer than a passing hitch: from here on the time counts as lost.
    await expect(page.getByText(say("exam.offlineTitle"))).toBeVisible({ timeout: 60_000 });
    const last = "Je le dis même sans réseau. ";
    await editor(page).pressSequentially(last);
    text += last;
    await server.start();
    await expectSaved(page, amina.sittingId, text);
    await expect(restored(page)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(say("exam.offlineTitle"))).toBeHidden();
    // Else the board’s word of this outage would be taken for that of the next one.
    await expect(tile).not.toContainText(say("desk.reason.CONNECTION_UNSTABLE"), { timeout: 60_000 });
  });

  await test.step("[JC-2] the browser is killed and opened again", async () => {
    const shownAsSaved = text;
    await killBrowser(computer);
    // The board notices by itself that nothing is heard from her any more.
    await expect(tile).toContainText(say("desk.reason.CONNECTION_UNSTABLE"), { timeout: 60_000 });
    computer = await openComputer(launchOptions);
    page = computer.pages()[0] ?? (await computer.newPage());
    await shareWhenAsked(page);
    // A cookie that the browser had not yet written down is asked for again, as anybody would.
    if ((await computer.cookies(server.url)).length === 0) await enter(computer, server, amina.email);
    await page.goto(`${server.url}/seance/${amina.sittingId}`);
    await expect(editor(page)).toHaveValue(shownAsSaved);
    const more = "Mon navigateur s’est fermé, mon texte est là. ";
    await editor(page).press("ControlOrMeta+End");
    await editor(page).pressSequentially(more);
    text += more;
    await expectSaved(page, amina.sittingId, text);
    await expect(tile).not.toContainText(say("desk.reason.CONNECTION_UNSTABLE"), { timeout: 60_000 });
  });

  await test.step("[JC-3] the network is cut for a minute", async () => {
    await computer.setOffline(true);
    const more = "Le réseau est coupé et je continue. ";
    await editor(page).pressSequentially(more);
    text += more;
    await expect(keptLine(page)).toBeVisible();
    // After a minute nobody writes outside their time: the clock stands still on both sides.
    await expect(page.getByText(say("exam.lockedTitle"))).toBeVisible({ timeout: 180_000 });
    await expect(tile).toContainText(say("desk.reason.CONNECTION_LOST"), { timeout: 60_000 });
    await expect(tile).toContainText(say("desk.clockStopped"), { timeout: 60_000 });
    await computer.setOffline(false);
    await expect(page.getByText(say("exam.lockedTitle"))).toBeHidden({ timeout: 60_000 });
    await expectSaved(page, amina.sittingId, text);
  });

  await test.step("[JC-4] the lost time is given back, and both sides read the same record", async () => {
    await expect(restored(page)).toBeVisible();
    await expect(record.getByText(beginning(say("record.timeTotal", { duration: "…" })))).toBeVisible({ timeout: 60_000 });
    await expect(record.getByText(say("record.cause.OUTAGE"))).toHaveCount(before + 3, { timeout: 60_000 });
    await expect(record.getByText(say("record.kind.CONNECTION_LOST"))).toHaveCount(before + 3);
    const [withoutServer, withoutBrowser, withoutNetwork] = (await outages()).slice(before);
    for (const seconds of [withoutServer, withoutBrowser]) expect(seconds).toBeGreaterThanOrEqual(10);
    expect(withoutNetwork).toBeGreaterThanOrEqual(60);
  });
  await computer.close();
  await board.context().close();
});

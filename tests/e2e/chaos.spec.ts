import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, expect, test, type Browser, type Page } from "@playwright/test";
import { deployMigrations } from "#prisma/migrate.ts";
import { startEmbeddedPostgres, type RunningPostgres } from "#server/platform/embedded-postgres.ts";
import { resumeSittings } from "#shared/protocol/conduct.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { mySitting } from "#shared/protocol/sitting.ts";
import { play } from "#tests/support/day.ts";
import { refuseWrites, savedText } from "./support/answers-in-database.ts";
import { demonstrationDay, sitterOf, type DemonstrationDay } from "./support/callers.ts";
import { enter, enterAs, staff } from "./support/people.ts";
import { beginning, say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";
import { shareWhenAsked } from "./support/share-screen.ts";

/**
 * Misfortunes of every kind, one after the other, while somebody writes. Each ends the same way: what the page calls
 * saved is what the database holds, character by character. PostgreSQL is this file's own, with its disk writes on, so
 * that it can be stopped in the middle.
 */

let postgres: RunningPostgres;
let server: TestServer;
let day: DemonstrationDay;
let folder: string;
let page: Page;
let text = "";

test.describe.configure({ mode: "serial" });
test.use({ serviceWorkers: "allow" });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(600_000);
  folder = await mkdtemp(join(tmpdir(), "epreuve-chaos-"));
  postgres = await startEmbeddedPostgres({ dataDir: folder });
  await deployMigrations(postgres.connectionString);
  server = await startServer({ databaseUrl: postgres.connectionString });
  day = await demonstrationDay(server, "ONLINE");
  await play(day, "WRITING");
  page = await openRoom(browser);
  await type("Madame,\n\nÀ la suite de notre discussion, voici ce que je recommande. ");
  await expectSaved();
});
test.afterAll(async () => {
  await server.stop();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

const sitter = () => sitterOf(day);
const editor = (on = page) => on.getByRole("textbox", { name: say("exam.yourText") });
const line = (words: RegExp | string, on = page) => on.getByRole("banner").getByText(words).first();
const saved = beginning(say("exam.savedAt", { time: "…" }));

async function openRoom(browser: Browser): Promise<Page> {
  const opened = await enterAs(browser, server, sitter().email);
  await opened.goto(`/seance/${sitter().sittingId}`);
  await expect(editor(opened)).toBeVisible();
  // Kept for the day when the server is away.
  await opened.evaluate(async () => void (await navigator.serviceWorker.ready));
  return opened;
}

/** Where the page was hidden for a moment, somebody who types sees it, and types what is missing once it is back. */
async function type(words: string, on = page): Promise<void> {
  text += words;
  await expect(async () => {
    const held = await editor(on).inputValue({ timeout: 10_000 });
    expect(text.slice(0, held.length)).toBe(held);
    await editor(on).press("ControlOrMeta+End", { timeout: 10_000 });
    await editor(on).pressSequentially(text.slice(held.length));
    await expect(editor(on)).toHaveValue(text, { timeout: 10_000 });
  }).toPass({ timeout: 120_000 });
}

/** The page says that it is saved, and so it is. */
async function expectSaved(on = page): Promise<void> {
  await expect(editor(on)).toHaveValue(text);
  await expect(line(saved, on)).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => savedText(server, sitter().sittingId), { timeout: 60_000 }).toBe(text);
}

const pressContinue = async (on = page): Promise<void> => {
  const { sittingId, caller } = sitter();
  const frozen = on.getByRole("button", { name: say("room.continue"), exact: true });
  await expect(async () => {
    if (await frozen.isVisible()) await frozen.click({ timeout: 10_000 });
    // After so many cuts a person decides how one goes on.
    const { state } = await caller.must(mySitting, { params: { sittingId } });
    const body = { sittingIds: [sittingId] };
    if (state === "INTERRUPTED")
      await day.advisers[0].must(resumeSittings, { params: { sessionId: day.sessionId }, body });
    await expect(editor(on)).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 180_000 });
};

test("[CHA-1] a network that comes and goes", async () => {
  for (let turn = 1; turn <= 5; turn += 1) {
    await page.context().setOffline(true);
    await type(`Coupure ${turn}. `);
    await expect(line(say("exam.keptOnDevice"))).toBeVisible({ timeout: 60_000 });
    await page.context().setOffline(false);
    // Not waited for every time: the next cut comes while something is under way.
    await type(`Retour ${turn}. `);
  }
  await expectSaved();
});

test("[CHA-2] the device's clock jumps by hours, forwards and back", async () => {
  // Every way of asking for it, and further than a day: nobody sleeps so long within an exam.
  await page.evaluate(() => {
    const Real = Date;
    const jumped = (): number => Real.now() + Number(Reflect.get(globalThis, "jump"));
    Object.assign(globalThis, { jump: 31 * 3_600_000 });
    globalThis.Date = new Proxy(Real, {
      construct: (target, given: readonly unknown[]): Date => Reflect.construct(target, given.length === 0 ? [jumped()] : given),
      get: (target, name) => (name === "now" ? jumped : Reflect.get(target, name)),
    });
  });
  const clock = page.getByText(/^\d+ minutes?$/).first();
  const before = Number.parseInt(await clock.innerText(), 10);
  const began = Date.now();
  await type("L’horloge de l’appareil avance d’une journée et plus. ");
  await expectSaved();
  // Longer than the silence after which a page that is not heard stops.
  await page.waitForTimeout(15_000);
  await expect(page.getByText(say("exam.offlineTitle"))).toBeHidden();
  await page.evaluate(() => void Object.assign(globalThis, { jump: -26 * 3_600_000 }));
  await type("Elle recule d’une journée. ");
  await expectSaved();
  const after = Number.parseInt(await clock.innerText(), 10);
  // No more minutes than this test took, and the one that was under way.
  expect(before - after).toBeLessThanOrEqual(Math.ceil((Date.now() - began) / 60_000) + 1);
  expect(before - after).toBeGreaterThanOrEqual(0);
  const { sittingId, caller } = sitter();
  const { observations } = await caller.must(sittingRecord, { params: { sittingId } });
  expect(observations.filter(({ kind }) => kind === "DEVICE_SLEPT")).toEqual([]);
});

test("[CHA-3] two tabs fight for one text, and neither loses a word", async () => {
  const other = await page.context().newPage();
  await other.goto(`/seance/${sitter().sittingId}`);
  await expect(editor(other)).toHaveValue(text);
  await expect(page.getByText(say("exam.elsewhereTitle"))).toBeVisible();
  await type("Écrit dans la deuxième fenêtre. ", other);
  await expectSaved(other);
  // What it has shared all along goes on too: supervision.spec looks at that, alone on the machine.
  await page.getByRole("button", { name: say("exam.continueHere") }).click();
  await expect(editor()).toHaveValue(text);
  await expect(other.getByText(say("exam.elsewhereTitle"))).toBeVisible();
  await type("Écrit de nouveau dans la première. ");
  await expectSaved();
  await other.close();
});

test("[CHA-3, SAV-25] a tab that cannot open takes nothing from the one that saves, and gives up once one goes on there", async () => {
  const elsewhere = (on: Page) => on.getByText(say("exam.elsewhereTitle"));
  const blind = await page.context().newPage();
  await blind.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("The device cannot be read.", "UnknownError");
    };
  });
  await blind.goto(`/seance/${sitter().sittingId}`);
  await expect(blind.getByText(say("room.unreadableTitle"))).toBeVisible();
  await type("La première fenêtre écrit toujours. ");
  await expectSaved();
  await expect(elsewhere(page)).toBeHidden();
  await blind.close();

  const cut = await page.context().newPage();
  let refused = 0;
  const lease = /\/api\/runs\/[^/]+\/lease$/;
  await cut.route(lease, (route) => {
    refused += 1;
    return route.abort();
  });
  await cut.goto(`/seance/${sitter().sittingId}`);
  await expect(elsewhere(page)).toBeVisible();
  await page.getByRole("button", { name: say("exam.continueHere") }).click();
  await expect(elsewhere(cut)).toBeVisible();
  const asked = refused;
  await type("Elle reprend d’une fenêtre qui n’a pas pu s’ouvrir. ");
  await expectSaved();
  expect(refused).toBe(asked);
  await cut.unroute(lease);
  await cut.getByRole("button", { name: say("exam.continueHere") }).click();
  await expect(editor(cut)).toHaveValue(text);
  await page.getByRole("button", { name: say("exam.continueHere") }).click();
  await expect(editor()).toHaveValue(text);
  await cut.close();
});

test("[CHA-4] the database's disk is full for a while", async () => {
  const repair = await refuseWrites(server, "53100");
  await type("Le disque est plein. ");
  await expect(line(say("exam.keptOnDevice"))).toBeVisible({ timeout: 60_000 });
  await type("Je continue. ");
  await repair();
  await expectSaved();
});

test("[CHA-5] PostgreSQL is stopped for thirty seconds and started again", async () => {
  await postgres.stop();
  await type("La base de données est arrêtée. ");
  await expect(line(say("exam.keptOnDevice"))).toBeVisible({ timeout: 60_000 });
  await page.waitForTimeout(30_000);
  await type("Trente secondes ont passé. ");
  postgres = await startEmbeddedPostgres({ dataDir: folder });
  await pressContinue();
  await expectSaved();
});

test("[CHA-6, OFF-1] the server is killed, and the page is reloaded meanwhile", async () => {
  await server.kill();
  await type("Le serveur est mort. ");
  await expect(line(say("exam.keptOnDevice"))).toBeVisible({ timeout: 60_000 });
  // What the undo history keeps is written once a second.
  await page.waitForTimeout(4_000);
  await page.reload();
  await expect(page.getByText(say("room.offlineTitle"))).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^\d+ modifications? (est gardée|sont gardées) sur cet appareil/)).toBeVisible();
  await expect(page.getByRole("region", { name: say("room.offlineText") })).toContainText("Le serveur est mort.");
  // Nothing of the exam itself is kept on the device.
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept.filter((path) => path.startsWith("/api"))).toEqual([]);
  expect(kept.length).toBeGreaterThan(20);
  await server.start();
  await pressContinue();
  await expectSaved();
});

test("[CHA-7, SIT-31] the laptop sleeps for two minutes, and is reloaded when it wakes", async ({ launchOptions }) => {
  test.setTimeout(600_000);
  await page.close();
  const laptop = await chromium.launch(launchOptions);
  server.onStop(() => laptop.close());
  const context = await laptop.newContext({ baseURL: server.url, locale: "fr-CA", timezoneId: "America/Toronto", viewport: { width: 1366, height: 860 } });
  await enter(context, server, sitter().email);
  const sleeping = await context.newPage();
  await shareWhenAsked(sleeping);
  await sleeping.goto(`/seance/${sitter().sittingId}`);
  await pressContinue(sleeping);
  await expect(editor(sleeping)).toHaveValue(text);
  await type("Je ferme l’écran. ", sleeping);
  await expectSaved(sleeping);
  await type("Et ceci juste avant. ", sleeping);
  const session = await laptop.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  // The browser's own process comes last: it answers until then.
  const processes = processInfo.map(({ id, type: kind }) => ({ id, isMain: kind === "browser" })).toSorted((a, b) => Number(a.isMain) - Number(b.isMain));
  for (const { id } of processes) process.kill(id, "SIGSTOP");
  await new Promise((wake) => setTimeout(wake, 120_000));
  for (const { id } of processes.toReversed()) process.kill(id, "SIGCONT");
  await sleeping.reload();
  await pressContinue(sleeping);
  await expectSaved(sleeping);
  page = sleeping;
});

test("[CHA-8, RSC-2] a device that never reaches the server again gives a file, and staff bring it", async ({ browser }) => {
  test.setTimeout(600_000);
  // Dead, so that the last request of a page that goes away cannot slip through either.
  await page.context().setOffline(true);
  await server.kill();
  await type("Ceci ne passera pas par le réseau. ");
  await expect(line(say("exam.keptOnDevice"))).toBeVisible({ timeout: 60_000 });
  await page.waitForTimeout(4_000);
  await page.reload();
  await expect(page.getByText(say("room.offlineTitle"))).toBeVisible({ timeout: 60_000 });
  const button = page.getByRole("button", { name: say("room.rescueDownload") });
  await expect(button).toBeVisible({ timeout: 220_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const path = await download.path();
  await server.start();
  const marc = await enterAs(browser, server, staff.marc);
  await marc.goto(`/secours/${sitter().sittingId}`);
  await marc.getByTestId("rescue-file").setInputFiles(path);
  await expect(marc.getByText(/^\d+ modifications? (manquait et compte|manquaient et comptent) maintenant/)).toBeVisible();
  await expect.poll(() => savedText(server, sitter().sittingId)).toBe(text);
  await marc.getByTestId("rescue-file").setInputFiles(path);
  await expect(marc.getByText(say("errors.RESCUE_ALREADY_IMPORTED"))).toBeVisible();
  const [, second] = day.sitters;
  if (!second) throw new Error("The session has one person only.");
  await marc.goto(`/secours/${second.sittingId}`);
  await marc.getByTestId("rescue-file").setInputFiles(path);
  await expect(marc.getByText(say("errors.RESCUE_OTHER_PERSON"))).toBeVisible();
  await marc.context().close();
  await page.context().setOffline(false);
  await pressContinue();
  await expectSaved();
});

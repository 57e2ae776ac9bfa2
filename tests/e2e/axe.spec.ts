import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { expectAccessible, expectNamed, expectNoSideways, expectReadable, untilLoaded, wearTheme } from "./support/look.ts";
import { enter, openWindow } from "./support/people.ts";
import { startServer, type TestServer } from "./support/server.ts";
import { walk, type Visit } from "./support/walk.ts";

/** Every page as its own person meets it, while one whole examination is played behind it. */

const computer = { width: 1280, height: 800 };
const telephone = { width: 390, height: 844 };

let server: TestServer | undefined;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server?.stop());

/** Every address that the client has, as it is written there. */
const addresses = (): string[] => {
  const text = readFileSync(resolve(import.meta.dirname, "../../client/src/app/routes.tsx"), "utf8");
  return [...text.matchAll(/(?:^|\s)(?:page|dayPage|staffPage)\("([^"]+)"/g)].flatMap(([, path]) => path ?? []);
};

/** One window a person, in which pages follow each other. */
function windowsOf(browser: Browser, running: TestServer): (email: string | null) => Promise<Page> {
  const open = new Map<string | null, Page>();
  return async (email) => {
    const known = open.get(email);
    if (known) return known;
    const page = await openWindow(browser, running, { viewport: computer, reducedMotion: "reduce" });
    if (email !== null) await enter(page.context(), running, email);
    open.set(email, page);
    return page;
  };
}

async function look(page: Page, { name, address, needsComputer = false, prepare }: Visit): Promise<void> {
  await page.setViewportSize(computer);
  await page.goto(address);
  await untilLoaded(page);
  await prepare?.(page);
  await expectNamed(page, name);
  await expectAccessible(page, `${name}, light`);
  if (!needsComputer) {
    await page.setViewportSize(telephone);
    await expectAccessible(page, `${name}, light, telephone`);
    await expectNoSideways(page, `${name}, French`);
  }
  // Colours do not change with the width.
  await wearTheme(page, "contrast");
  await expectReadable(page, `${name}, high contrast`);
  await page.evaluate(() => delete document.documentElement.dataset["theme"]);
  await lookInEnglish(page, name, needsComputer);
  // A page that nobody looks at any more goes on sending pictures, and those of ten people are more than two processors do.
  await page.goto("about:blank");
}

async function lookInEnglish(page: Page, name: string, needsComputer: boolean): Promise<void> {
  // On a telephone the tools of the header are behind one word.
  const menu = page.getByRole("button", { name: "Menu", exact: true });
  // By keyboard: a click waits for frames, which a window among ten may not be given for a while.
  if (await menu.isVisible()) await menu.press("Enter");
  const english = page.getByRole("button", { name: "English", exact: true });
  // The exam room and the live rooms keep to the language that one came with.
  if ((await english.count()) === 0) return;
  await english.press("Enter");
  const french = page.getByRole("button", { name: "Français", exact: true });
  await expect.soft(french, `${name}: back to French`).toBeVisible();
  await expect.soft(page.locator("html"), `${name}: said to be English`).toHaveAttribute("lang", /^en/);
  await expectNamed(page, `${name}, English`);
  if (!needsComputer) await expectNoSideways(page, `${name}, English`);
  await french.press("Enter");
  await expect.soft(english).toBeVisible();
}

test("[AXE-1, AXE-2, AXE-3, AXE-4] every page has nothing serious for axe, one heading and a title, both languages, and no sideways scrolling on a telephone", async ({
  browser,
}) => {
  test.setTimeout(3_600_000);
  if (!server) throw new Error("The server did not start.");
  const windowOf = windowsOf(browser, server);
  const visited = new Set<string>();
  for await (const visit of walk(server)) {
    visited.add(visit.path);
    await test.step(visit.name, async () => look(await windowOf(visit.email), visit));
  }
  expect(addresses().filter((path) => !visited.has(path)), "addresses that nobody looked at").toEqual([]);
  expect(addresses().length).toBeGreaterThan(30);
});

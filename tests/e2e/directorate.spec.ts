import { expect, test } from "@playwright/test";
import { enterAs, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.stop());

for (const [who, email, title, fewest] of [
  ["the directorate", staff.director, say("directorate.title"), 15],
  ["the examination committee", staff.committee, say("directorate.committee"), 2],
] as const)
  test(`[HOME-1] ${who} begins where each of its pages is one press away`, async ({ browser }) => {
    const page = await enterAs(browser, server, email);
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    const links = page.getByRole("main").getByRole("link");
    const places = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    expect(places.length).toBeGreaterThanOrEqual(fewest);
    for (const href of places) {
      await page.goto("/direction");
      const refused: string[] = [];
      page.on("response", (answer) => void (answer.status() === 403 && refused.push(answer.url())));
      await page.getByRole("main").locator(`a[href="${href}"]`).press("Enter");
      await expect(page).toHaveURL(new RegExp(`${href}$`));
      await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(title);
      await page.waitForLoadState("networkidle");
      expect(refused, href).toEqual([]);
    }
  });

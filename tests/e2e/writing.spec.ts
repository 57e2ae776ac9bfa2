import { expect, test, type Page } from "@playwright/test";
import { play } from "#tests/support/day.ts";
import { savedText } from "./support/answers-in-database.ts";
import { pressOn, tabTo } from "./support/by-keyboard.ts";
import { demonstrationDay, sitterOf, type DemonstrationDay } from "./support/callers.ts";
import { expectAccessible, expectNoSideways } from "./support/look.ts";
import { enterAs } from "./support/people.ts";
import { beginning, say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** The writing room, as somebody meets it who has no mouse or a magnified page. */

let server: TestServer;
let day: DemonstrationDay;
test.beforeAll(async () => {
  test.setTimeout(600_000);
  server = await startServer();
  day = await demonstrationDay(server, "ONLINE");
  await play(day, "WRITING");
});
test.afterAll(() => server.stop());

const sitterAt = (index: 0 | 1) => sitterOf(day, index);
const editor = (page: Page) => page.getByRole("textbox", { name: say("exam.yourText") });
const tab = (page: Page, name: "exam.situation" | "exam.yourDocument") => page.getByRole("tab", { name: say(name) });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

test("[WRT-6] the whole writing activity, with the keyboard alone", async ({ browser }) => {
  const { email, sittingId } = sitterAt(0);
  const page = await enterAs(browser, server, email);
  await page.goto(`/seance/${sittingId}`);
  await expect(tab(page, "exam.situation")).toBeVisible();

  await test.step("from the case to the text, which is typed with its accents", async () => {
    await tabTo(page, tab(page, "exam.situation"));
    await page.keyboard.press("ArrowRight");
    await expect(tab(page, "exam.yourDocument")).toBeFocused();
    await page.keyboard.press("Alt+ArrowDown");
    await expect(editor(page)).toBeFocused();
    await page.keyboard.type("Madame, l’e");
    await page.keyboard.press("F2");
    await page.keyboard.type("quipe est d’accord.");
    await expect(editor(page)).toHaveValue("Madame, l’équipe est d’accord.");
  });

  await test.step("no key that moves in a text leaves the page; the case is one step away", async () => {
    await page.keyboard.press("Alt+ArrowLeft");
    await expect(editor(page)).toBeFocused();
    await page.keyboard.press("Alt+ArrowUp");
    await expect(tab(page, "exam.yourDocument")).toBeFocused();
    await page.keyboard.press("Alt+ArrowDown");
    await page.keyboard.press("ControlOrMeta+End");
  });

  await test.step("a character from the palette, undone and done again", async () => {
    const palette = page.getByRole("toolbar", { name: say("exam.accents") });
    await tabTo(page, palette.getByRole("button").first());
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(editor(page)).toBeFocused();
    const written = await editor(page).inputValue();
    expect(written).toMatch(/^Madame, l’équipe est d’accord\.[^\s]$/u);
    // A word at a time, the character with the word that it ends.
    await page.keyboard.press("ControlOrMeta+Z");
    await expect(editor(page)).toHaveValue("Madame, l’équipe est ");
    await page.keyboard.press("ControlOrMeta+Shift+Z");
    await expect(editor(page)).toHaveValue(written);
    await page.keyboard.press("Backspace");
    await expect(editor(page)).toHaveValue("Madame, l’équipe est d’accord.");
  });

  await test.step("what will be handed in is shown again, and handed in", async () => {
    await expect(page.getByText(beginning(say("exam.savedAt", { time: "…" })))).toBeVisible();
    await pressOn(page, button(page, say("exam.submitText")));
    await expect(page.getByRole("heading", { name: say("exam.reviewTextTitle") })).toBeFocused();
    await expectAccessible(page, "the text before it is handed in");
    await pressOn(page, button(page, say("exam.backToText")));
    // Whoever is led back can type at once: `pressOn` would find its way from anywhere.
    await expect(editor(page)).toBeFocused();
    await pressOn(page, button(page, say("exam.submitText")));
    await expect(page.getByRole("heading", { name: say("exam.reviewTextTitle") })).toBeFocused();
    await pressOn(page, button(page, say("exam.submitText")).last());
    await expect(page.getByRole("list", { name: say("exam.progress") })).toBeVisible();
    expect(await savedText(server, sittingId)).toBe("Madame, l’équipe est d’accord.");
  });
});

test("[WRT-7] a page at 200 % loses nothing of the writing", async ({ browser }) => {
  const { email, sittingId } = sitterAt(1);
  const page = await enterAs(browser, server, email);
  // What 1280 × 800 leaves at 200 %.
  await page.setViewportSize({ width: 640, height: 400 });
  await page.goto(`/seance/${sittingId}`);
  await button(page, say("exam.enterAnyway")).click();
  const clock = button(page, new RegExp(say("exam.hideClock")));
  await button(page, say("exam.goToOwnText")).click();
  await expect(editor(page)).toBeFocused();
  await expect(editor(page)).toBeInViewport();
  await page.keyboard.type("Madame,");
  await expect(page.getByText(beginning(say("exam.savedAt", { time: "…" })))).toBeInViewport();
  await expect(clock).toBeInViewport();
  await button(page, say("exam.goToCase")).click();
  await expect(tab(page, "exam.situation")).toBeInViewport();
  await expect(clock).toBeInViewport();
  await expectNoSideways(page, "the writing room at 200 %");
  await expectAccessible(page, "the writing room at 200 %");
});

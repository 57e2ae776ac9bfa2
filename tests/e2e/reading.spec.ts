import { expect, test, type Locator, type Page } from "@playwright/test";
import { keys as seedKeys } from "#prisma/seed/content/nursing/index.ts";
import { formKeys } from "#shared/domain/forms/form-content.ts";
import { readingContent } from "#shared/protocol/exam-content.ts";
import { play, type Day } from "#tests/support/day.ts";
import { savedReading } from "./support/answers-in-database.ts";
import { answerByKeyboard, pressOn, tabTo } from "./support/by-keyboard.ts";
import { demonstrationDay, type DemonstrationDay } from "./support/callers.ts";
import { expectAccessible, expectNoSideways, expectReadable, wearTheme } from "./support/look.ts";
import { callerIn, enterAs } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** The reading room, as somebody meets it who has no mouse, a magnified page, or nothing to hand in. */

// What is highlighted first is looked for in the discussion.
test.describe.configure({ mode: "serial" });

const keys = formKeys.parse(seedKeys);
let server: TestServer;
let day: DemonstrationDay;
let people: readonly { readonly page: Page; readonly sitter: DemonstrationDay["sitters"][number] }[];
test.beforeAll(async ({ browser }) => {
  server = await startServer();
  day = await demonstrationDay(server, "ONLINE");
  people = await Promise.all(
    day.sitters.map(async (given) => {
      const page = await enterAs(browser, server, given.email);
      return { page, sitter: { ...given, caller: await callerIn(page.context(), server) } };
    }),
  );
  await play(ours(), "READING");
});
test.afterAll(() => server.stop());

/** The day with the people who sit at these pages. */
const ours = (): Day => ({ ...day, sitters: people.map(({ sitter }) => sitter) });

const personAt = (index: 0 | 1): (typeof people)[number] => {
  const found = people[index];
  if (!found) throw new Error("The demonstration's session has two people.");
  return found;
};

const tab = (page: Page, name: "exam.situation" | "exam.yourDocument" | "exam.yourNotes") =>
  page.getByRole("tab", { name: say(name) });
const panel = (page: Page, name: "exam.situation" | "exam.yourDocument") =>
  page.getByRole("tabpanel", { name: say(name) });
const heading = (page: Page, number: number) => page.getByRole("heading", { name: new RegExp(`^Question ${number} `) });
const strip = (page: Page) => page.getByRole("navigation", { name: say("exam.overview") });

/** Whatever comes next, the reading is behind. */
const expectHandedIn = (page: Page) =>
  expect(
    page
      .getByRole("list", { name: say("exam.progress") })
      .getByRole("listitem")
      .first(),
  ).toContainText(say("common.stepDone"));

async function open(page: Page, sittingId: string): Promise<void> {
  await page.goto(`/seance/${sittingId}`);
  await expect(tab(page, "exam.situation")).toBeVisible();
}

/** What is chosen in a question of pairs is one of these, and none of its words is cut off. */
async function expectWholeChoices(question: Locator, texts: readonly string[]): Promise<void> {
  const shown = await question
    .locator("select")
    .locator("xpath=preceding-sibling::span")
    .evaluateAll((list) =>
      list.map((one) => ({
        text: one.textContent,
        isWhole: one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight,
      })),
    );
  expect(shown).toHaveLength(await question.locator("select").count());
  for (const { text, isWhole } of shown) {
    expect(texts).toContain(text);
    expect(isWhole, text ?? "").toBe(true);
  }
}

test("[RDG-9, RDG-10, RDG-11, RDG-13, RDG-14, WRT-1] the whole reading activity, with the keyboard alone", async () => {
  const { page, sitter: one } = personAt(0);
  await open(page, one.sittingId);
  const { items } = await one.caller.must(readingContent, { params: { sittingId: one.sittingId } });

  await test.step("sentences and a paragraph are highlighted", async () => {
    const text = panel(page, "exam.situation");
    await pressOn(page, text.getByRole("button", { name: say("exam.steps") }));
    await expect(text.getByRole("listbox")).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await expect(text.getByRole("option", { selected: true })).toHaveCount(2);
    await page.keyboard.press("1");
    await expect(text.getByRole("status")).toContainText(say("exam.mark.IMPORTANT"));
    await page.keyboard.press("PageDown");
    await page.keyboard.press("PageDown");
    await page.keyboard.press("2");
    await page.keyboard.press("End");
    await page.keyboard.press("3");
    await page.keyboard.press("Delete");
    await expectAccessible(page, "walking the text by keyboard");
    await page.keyboard.press("Escape");
    await expect(text.getByRole("button", { name: say("exam.steps") })).toBeFocused();
    await expect(text.locator("mark").first()).toContainText("L’unité des Mélèzes");
  });

  await test.step("a note is written in its tab", async () => {
    await tabTo(page, tab(page, "exam.situation"), "Shift+Tab");
    await page.keyboard.press("ArrowLeft");
    await expect(tab(page, "exam.yourNotes")).toBeFocused();
    await tabTo(page, page.getByRole("textbox", { name: say("exam.yourNotes") }));
    await page.keyboard.type("Parler des soirs.");
  });

  await test.step("the divider moves, and the text is read again where it was", async () => {
    const divider = page.getByRole("separator", { name: say("exam.divider") });
    await tabTo(page, divider);
    const before = Number(await divider.getAttribute("aria-valuenow"));
    await page.keyboard.press("ArrowRight");
    await expect(divider).toHaveAttribute("aria-valuenow", String(before + 5));
  });

  await test.step("every question but the last is answered, one is flagged", async () => {
    await page.keyboard.press("Alt+ArrowDown");
    for (const [index, item] of items.entries()) {
      await expect(heading(page, index + 1)).toBeFocused();
      const question = page.getByRole("article").filter({ has: heading(page, index + 1) });
      if (index === 2) {
        await tabTo(page, question.getByRole("checkbox", { name: say("exam.flag") }));
        await page.keyboard.press("Space");
      }
      const key = keys[item.id];
      if (!key) throw new Error(`${item.id} has no key.`);
      if (item.type === "SHORT_ANSWER" && index < items.length - 1) {
        const field = question.getByRole("textbox");
        await tabTo(page, field);
        await page.evaluate(() => navigator.clipboard.writeText("venu d’ailleurs"));
        await page.keyboard.press("ControlOrMeta+V");
        await expect(question.getByText(say("room.refusedInput"))).toBeVisible();
        await expect(field).toHaveValue("");
      }
      if (index < items.length - 1) {
        await answerByKeyboard(page, question, item, key);
        if (item.type === "MATCHING") await expectWholeChoices(question, item.right.map(({ text }) => text));
        await page.keyboard.press("Alt+ArrowRight");
      }
    }
  });

  await test.step("the overview says the states, and leads back", async () => {
    const third = strip(page).getByRole("button", { name: /^Question 3,/ });
    await tabTo(page, third, "Shift+Tab");
    await expect(third).toHaveAccessibleName(`Question 3, ${say("exam.stateAnswered")}, ${say("exam.stateFlagged")}`);
    await expect(strip(page).getByRole("button").last()).toHaveAccessibleName(
      `Question ${items.length}, ${say("exam.stateUnanswered")}`,
    );
    await expect(strip(page).getByRole("button").last()).toHaveAttribute("aria-current", "step");
    await page.keyboard.press("Enter");
    await expect(heading(page, 3)).toBeFocused();
    await page.keyboard.press("Alt+ArrowUp");
    await expect(tab(page, "exam.yourNotes")).toBeFocused();
  });

  await test.step("a reload brings everything back", async () => {
    await expect(page.getByRole("banner")).toContainText(/Enregistré à/);
    await page.reload();
    await expect(heading(page, 3)).toBeVisible();
    await expect(panel(page, "exam.situation").locator("mark").first()).toContainText("L’unité des Mélèzes");
    await expect(strip(page).getByRole("button", { name: /^Question 3,/ })).toHaveAccessibleName(/à revoir/);
  });

  await test.step("what is unanswered is named and leads to it; then everything is handed in", async () => {
    const submit = page.getByRole("button", { name: say("exam.submitAnswers") });
    await pressOn(page, submit);
    await expect(page.getByRole("heading", { name: say("exam.reviewAnswersTitle") })).toBeFocused();
    const missing = page.getByRole("region", { name: say("exam.unanswered", { count: 1 }) }).getByRole("button");
    await expect(missing).toHaveCount(1);
    await expectAccessible(page, "handing in");
    await pressOn(page, missing);
    await expect(heading(page, items.length)).toBeFocused();
    const last = items.at(-1);
    const key = last && keys[last.id];
    if (!last || !key) throw new Error("There is a last question.");
    await answerByKeyboard(page, page.getByRole("article").filter({ has: heading(page, items.length) }), last, key);
    await pressOn(page, submit);
    await expect(page.getByText(say("exam.unanswered", { count: 1 }))).toHaveCount(0);
    await pressOn(page, submit.last());
    await expectHandedIn(page);
  });

  await test.step("the server holds all of it", async () => {
    const rows = await savedReading(server, one.sittingId);
    expect(rows.get("notes")).toBe("Parler des soirs.");
    expect(rows.get("flags")).toEqual([items[2]?.id]);
    expect(rows.get("highlights")).toHaveLength(2);
    for (const item of items) {
      const key = keys[item.id];
      if (key?.type === "ORDERING") expect(rows.get(item.id)).toEqual(key.order);
      if (key?.type === "MATCHING") expect(rows.get(item.id)).toEqual(key.pairs);
      if (key?.type === "GAP_FILL") expect(rows.get(item.id)).toEqual(key.fills);
      if (key?.type === "SINGLE_CHOICE") expect(rows.get(item.id)).toBe(key.option);
    }
  });
});

test("[RDG-11, RDG-12] an empty sheet is handed in by who says so; a page at 200 % loses nothing", async () => {
  const { page, sitter: two } = personAt(1);
  // What 1280 × 800 leaves at 200 %.
  await page.setViewportSize({ width: 640, height: 400 });
  await page.goto(`/seance/${two.sittingId}`);
  await page.getByRole("button", { name: say("exam.enterAnyway") }).click();
  await expect(tab(page, "exam.situation")).toBeVisible();
  const clock = page.getByRole("button", { name: new RegExp(say("exam.hideClock")) });

  await test.step("text and questions are reached, and the clock stays in view", async () => {
    await page.getByRole("button", { name: say("exam.goToQuestions") }).click();
    await expect(heading(page, 1)).toBeFocused();
    await expect(heading(page, 1)).toBeInViewport();
    await expect(clock).toBeInViewport();
    await page.getByRole("button", { name: say("exam.goToText") }).click();
    await expect(tab(page, "exam.situation")).toBeInViewport();
    await expect(clock).toBeInViewport();
    await expectNoSideways(page, "the reading room at 200 %");
    await expectAccessible(page, "the reading room at 200 %");
  });

  await test.step("a passage is highlighted by selecting it, and found again", async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    const first = panel(page, "exam.situation").locator("p [data-from]").first();
    const box = await first.boundingBox();
    if (!box) throw new Error("The text is shown.");
    await page.mouse.move(box.x + 60, box.y + 8);
    await page.mouse.down();
    await page.mouse.move(box.x + 240, box.y + 8, { steps: 4 });
    await page.mouse.up();
    await panel(page, "exam.situation")
      .getByRole("button", { name: say("exam.mark.CHECK") })
      .click();
    await expect(panel(page, "exam.situation").locator("mark")).toHaveCount(1);
    for (const theme of ["light", "cream", "dark", "contrast"] as const) {
      await wearTheme(page, theme);
      await expectReadable(page, `highlights, ${theme}`);
    }
    // Taken back before an empty sheet is handed in.
    await panel(page, "exam.situation").locator("mark").click();
    await panel(page, "exam.situation")
      .getByRole("button", { name: say("exam.eraseMark") })
      .click();
    await expect(panel(page, "exam.situation").locator("mark")).toHaveCount(0);
  });

  await test.step("a text keeps its place while another is read, in either arrangement", async () => {
    await page.getByRole("button", { name: say("exam.display") }).click();
    await expectAccessible(page, "display and keyboard");
    await page.getByRole("radio", { name: say("exam.stacked") }).check({ force: true });
    await page.keyboard.press("Escape");
    await expect(page.getByRole("separator", { name: say("exam.dividerRows") })).toBeVisible();
    const text = panel(page, "exam.situation");
    await text.evaluate((element) => element.scrollTo(0, 200));
    await tab(page, "exam.yourDocument").click();
    await tab(page, "exam.situation").click();
    await expect.poll(() => text.evaluate((element) => element.scrollTop)).toBe(200);
    await expect(clock).toBeInViewport();
    await page.reload();
    await expect(page.getByRole("separator", { name: say("exam.dividerRows") })).toBeVisible();
  });

  await test.step("handing in nothing asks to be meant", async () => {
    const submit = page.getByRole("button", { name: say("exam.submitAnswers") });
    await submit.click();
    await expect(page.getByText(say("exam.emptySheet"))).toBeVisible();
    await submit.last().click();
    const meant = page.getByRole("checkbox", { name: say("exam.handInEmpty") });
    await expect(meant).toBeFocused();
    await expect(meant).toHaveAccessibleDescription(say("exam.tickFirst"));
    await page.keyboard.press("Space");
    await submit.last().click();
    await expectHandedIn(page);
  });
});

test("[RDG-9] what was highlighted and noted is there in the discussion", async () => {
  const { page } = personAt(0);
  await play(ours(), "DISCUSSION", "READ");
  await page.getByRole("button", { name: say("rooms.enter") }).click();
  await tab(page, "exam.situation").click();
  await expect(panel(page, "exam.situation").locator("mark").first()).toContainText("L’unité des Mélèzes");
  await tab(page, "exam.yourNotes").click();
  await expect(page.getByRole("tabpanel").getByRole("textbox")).toHaveValue("Parler des soirs.");
});

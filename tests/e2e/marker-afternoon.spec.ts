import { expect, test, type Page } from "@playwright/test";
import { ownMark, ownMarks } from "#shared/protocol/corrections.ts";
import { annotationList } from "#shared/domain/marking/annotations.ts";
import { markingTasks } from "#shared/protocol/marking.ts";
import type { Caller } from "#tests/support/caller.ts";
import { callerFor } from "./support/callers.ts";
import { marksOf, textsInQueue } from "./support/marking-in-database.ts";
import { enterAs, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** Twenty texts, one after another, by somebody who touches no mouse. */

// What is put right in the evening was marked in the afternoon.
test.describe.configure({ mode: "serial" });

const texts = 20;
let server: TestServer;
let marker: Caller;
test.beforeAll(async () => {
  test.setTimeout(600_000);
  server = await startServer();
  marker = await callerFor(server, staff.sophie);
  await textsInQueue(server, staff.sophie, texts);
});
test.afterAll(() => server.stop());

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const dialog = (page: Page) => page.getByRole("alertdialog").or(page.getByRole("dialog"));

/** A digit for each criterion, Enter, and the way on: what a text costs. */
async function judge(page: Page, bands: string): Promise<void> {
  for (const [place, band] of bands.split("").entries()) {
    if (place > 0) await page.keyboard.press("Tab");
    await page.keyboard.press(band);
  }
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toBeHidden();
}

test("[MRK-26, LANG-2] a marker’s afternoon: twenty texts by keyboard alone", async ({ browser }) => {
  const page = await enterAs(browser, server, staff.sophie);
  await page.goto("/correction");
  const { tasks } = await marker.must(markingTasks, {});
  expect(tasks).toHaveLength(texts);
  await page.goto(`/correction/${tasks[0]?.taskId ?? ""}`);
  await expect(heading(page)).toContainText(tasks[0]?.blindCode ?? "");
  // In the language of the case, whatever that of the page; the words of the page around it are not.
  const text = page.getByRole("article", { name: say("marking.scriptHeading") });
  await expect(text.locator("[lang=fr-CA]").filter({ hasText: "Madame" })).toHaveCount(1);
  await expect(text.locator("[lang]").getByText(say("marking.remarkHow"))).toHaveCount(0);

  await test.step("a comment on a criterion, and an annotation of three words", async () => {
    await page.keyboard.press("3");
    await page.keyboard.press("c");
    await page.keyboard.type("Le plan se suit sans effort.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("a");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("a");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("Bien dit.");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toBeHidden();
    await judge(page, "3434");
  });

  await test.step("«Je connais cette personne»: the text leaves, and the next one is there", async () => {
    await expect(heading(page)).toContainText(tasks[1]?.blindCode ?? "");
    await page.keyboard.press("k");
    await expect(dialog(page)).toBeVisible();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toBeHidden();
  });

  await test.step("one key leaves a text for later", async () => {
    await expect(heading(page)).toContainText(tasks[2]?.blindCode ?? "");
    await page.keyboard.press("n");
  });

  await test.step("the others, each a few keys after the one before, and last the one that was left", async () => {
    for (const { blindCode } of [...tasks.slice(3), ...tasks.slice(2, 3)]) {
      await expect(heading(page)).toContainText(blindCode);
      await judge(page, "33443");
    }
    await expect(page.getByText(say("marking.queueEmpty"))).toBeVisible();
  });

  const marks = await marksOf(server, staff.sophie);
  expect(marks).toHaveLength(texts - 1);
  const first = marks.find(({ blindCode }) => blindCode === tasks[0]?.blindCode);
  expect(first).toMatchObject({
    bands: [3, 3, 4, 3, 4],
    criterionComments: ["Le plan se suit sans effort.", "", "", "", ""],
  });
  expect(annotationList.parse(first?.annotations)).toMatchObject([{ note: "Bien dit." }]);
});

test("[MRK-30, MRK-34] a wrong key is put right the same evening, by keyboard alone", async ({ browser }) => {
  const [newest] = (await marker.must(ownMarks, {})).marks;
  if (!newest) throw new Error("Nothing was handed in.");
  const page = await enterAs(browser, server, staff.sophie);
  await page.goto("/correction");
  await page.getByRole("link", { name: say("corrections.own") }).focus();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText(say("corrections.own"));
  await page.getByRole("link", { name: new RegExp(newest.blindCode ?? "") }).focus();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText(say("corrections.title"));
  await page.getByRole("radio", { checked: true }).first().focus();
  await page.keyboard.press("5");

  await test.step("without a reason nothing is asked, and the field says so", async () => {
    await page.keyboard.press("Enter");
    await expect(page.getByText(say("corrections.reasonMissing"))).toBeVisible();
    await expect(page.getByRole("textbox", { name: say("corrections.reason") })).toBeFocused();
  });

  await page.keyboard.type("J’ai pressé la touche voisine.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText(say("corrections.changes", { criterion: "E1", before: 3, after: 5 }));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText(say("corrections.own"));
  await expect(page.getByText(say("corrections.stateCorrected"), { exact: true })).toHaveCount(1);
  const [corrected] = (await marker.must(ownMarks, {})).marks;
  expect(corrected).toMatchObject({ blindCode: newest.blindCode, isCorrected: true });
  expect(await marker.must(ownMark, { params: { markId: corrected?.markId ?? "" } })).toMatchObject({ bands: [5, 3, 4, 4, 3] });
});

import { expect, test, type Page } from "@playwright/test";
import { play } from "#tests/support/day.ts";
import { demonstrationDay, type DemonstrationDay } from "./support/callers.ts";
import { expectAccessible, expectNoSideways, expectReachable, untilLoaded } from "./support/look.ts";
import { dialog } from "./support/on-the-day.ts";
import { enterAs, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** What 1280 × 800 leaves of a page at 200 %: 640 × 400, each point drawn twice as large. */

const magnified = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 } as const;

let server: TestServer;
let day: DemonstrationDay;
test.beforeAll(async () => {
  test.setTimeout(600_000);
  server = await startServer();
  day = await demonstrationDay(server, "ONLINE");
  await play(day, "READING");
});
test.afterAll(() => server.stop());

async function expectWhole(page: Page, what: string): Promise<void> {
  await expectNoSideways(page, what);
  await expectReachable(page, what);
  await expectAccessible(page, what);
}

test("[RDG-12, WRT-7, WRT-8, ZOOM-1] at 200 % nothing of reading, writing and the desk is lost", async ({
  browser,
}) => {
  const [person] = day.sitters;
  if (!person) throw new Error("The session has somebody.");
  const page = await enterAs(browser, server, person.email, magnified);

  await test.step("reading: every control, the display, the last question and the way to hand in", async () => {
    await page.goto(`/seance/${person.sittingId}`);
    await page.getByRole("button", { name: say("exam.enterAnyway") }).click();
    await expect(page.getByRole("tab", { name: say("exam.situation") })).toBeVisible();
    await expectWhole(page, "reading at 200 %");
    await page.getByRole("button", { name: say("exam.display") }).click();
    await dialog(page)
      .getByRole("radio", { name: say("exam.allQuestions") })
      .check({ force: true });
    await expectWhole(page, "the display of reading at 200 %");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: say("exam.submitAnswers") }).click();
    await expect(page.getByRole("heading", { name: say("exam.reviewAnswersTitle") })).toBeInViewport();
    await expectWhole(page, "handing in answers at 200 %");
  });

  await test.step("the desk: somebody is chosen, time is given, everybody is told something", async () => {
    const marc = await enterAs(browser, server, staff.marc, magnified);
    await marc.goto(`/bureau/${day.sessionId}`);
    await untilLoaded(marc);
    await expectWhole(marc, "the desk at 200 %");
    await marc.getByRole("button", { name: person.name }).first().click();
    await marc.keyboard.press("c");
    await dialog(marc)
      .getByRole("button", { name: say("desk.credit") })
      .click();
    // Enabled, and clear about what is missing.
    await expect(dialog(marc).getByText(say("desk.reasonNeeded"))).toBeVisible();
    const reason = dialog(marc).getByLabel(say("desk.reasonLabel"));
    await expect(reason).toBeFocused();
    await expectWhole(marc, "giving time at 200 %");
    await reason.fill("Bruit dans le couloir.");
    await dialog(marc)
      .getByRole("button", { name: say("desk.credit") })
      .click();
    await expect(marc.getByText(say("desk.creditDone", { count: 2 }))).toBeVisible();
    await marc.keyboard.press("m");
    await expectWhole(marc, "a message to everybody at 200 %");
    await marc.context().close();
  });

  await test.step("writing: every control, and the text that is handed in", async () => {
    await page.context().close();
    await play(day, "WRITING", "READING");
    const writer = await enterAs(browser, server, person.email, magnified);
    await writer.goto(`/seance/${person.sittingId}`);
    await writer.getByRole("button", { name: say("exam.enterAnyway") }).click();
    const editor = writer.getByRole("textbox", { name: say("exam.yourText") });
    await editor.pressSequentially("Madame, je recommande une ronde.");
    await expectWhole(writer, "writing at 200 %");
    await writer.setViewportSize({ width: 1280, height: 720 });
    await expect(writer.getByRole("group", { name: say("exam.task") })).toBeInViewport();
    expect((await editor.boundingBox())?.height, "the height of the text").toBeGreaterThanOrEqual(300);
    const lastWords = writer.getByText(say("room.noSignature"));
    await expect(lastWords).not.toBeInViewport();
    await writer.getByRole("button", { name: say("exam.taskWhole") }).click();
    await expect(lastWords).toBeInViewport({ ratio: 1 });
    await writer.getByRole("button", { name: say("exam.taskShort") }).click();
    await writer.setViewportSize({ width: 1280, height: 800 });
    await expect(lastWords).toBeInViewport({ ratio: 1 });
    await expect(writer.getByRole("button", { name: say("exam.taskWhole") })).toHaveCount(0);
    await writer.setViewportSize(magnified.viewport);
    await writer.getByRole("button", { name: say("exam.submitText") }).click();
    await expect(writer.getByRole("heading", { name: say("exam.reviewTextTitle") })).toBeInViewport();
    await expectWhole(writer, "handing in a text at 200 %");
    await writer.context().close();
  });
});

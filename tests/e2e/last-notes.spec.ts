import { expect, test } from "@playwright/test";
import { saveAnswers } from "#shared/protocol/answers.ts";
import { play } from "#tests/support/day.ts";
import { everyCall } from "./support/every-call.ts";
import { savedNotes } from "./support/answers-in-database.ts";
import { demonstrationDay, sitterOf, type DemonstrationDay } from "./support/callers.ts";
import { enterAs } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** A page without a network from the discussion into the writing. */

let server: TestServer;
let day: DemonstrationDay;
test.beforeAll(async () => {
  test.setTimeout(600_000);
  server = await startServer();
  day = await demonstrationDay(server, "ONLINE");
  await play(day, "DISCUSSION");
});
test.afterAll(() => server.stop());

test("[SAV-26] the last words of one's notes are there in the writing, where they arrive after the activity has begun", async ({ browser }) => {
  const { email, sittingId } = sitterOf(day);
  const page = await enterAs(browser, server, email);
  const notes = page.getByRole("textbox", { name: say("exam.yourNotes") });
  await page.goto(`/seance/${sittingId}`);
  await page.getByRole("tab", { name: say("exam.yourNotes") }).click();
  await notes.pressSequentially("Une ronde à 19 h. ");
  await expect.poll(() => savedNotes(server, sittingId)).toBe("Une ronde à 19 h. ");
  await page.context().setOffline(true);
  await notes.pressSequentially("Dès lundi.");
  await play(day, "WRITING", "DISCUSSION");
  // What is read overtakes what is saved.
  await page.route(everyCall(saveAnswers), async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.continue();
  });
  await page.context().setOffline(false);
  await expect(page.getByRole("textbox", { name: say("exam.yourText") })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("tab", { name: say("exam.yourNotes") }).click();
  await expect(notes).toHaveValue("Une ronde à 19 h. Dès lundi.");
  await notes.press("ControlOrMeta+End");
  await notes.pressSequentially(" Et mardi.");
  await expect(notes).toHaveValue("Une ronde à 19 h. Dès lundi. Et mardi.");
});

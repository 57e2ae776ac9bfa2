import { expect, test } from "@playwright/test";
import { play } from "#tests/support/day.ts";
import { savedText } from "./support/answers-in-database.ts";
import { demonstrationDay, type DemonstrationDay } from "./support/callers.ts";
import { enterAs } from "./support/people.ts";
import { beginning, say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** The time of the writing runs out while the network is away: a minute and a half for the whole text. */

let server: TestServer;
let day: DemonstrationDay;
test.beforeAll(async () => {
  server = await startServer({ env: { EPREUVE_DURATIONS: "600,600,90,600" } });
  day = await demonstrationDay(server, "ONLINE");
});
test.afterAll(() => server.stop());

test("[CHA-9] the time runs out during an outage: nothing is handed in, what was left is given back, and no word is lost", async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const [person] = day.sitters;
  if (!person) throw new Error("The session has nobody.");
  const page = await enterAs(browser, server, person.email);
  // Not before: a page that is open takes part in the activities that are played.
  await play(day, "WRITING");
  await page.goto(`/seance/${person.sittingId}`);
  const editor = page.getByRole("textbox", { name: say("exam.yourText") });
  await editor.pressSequentially("Écrit avant la coupure. ");
  await expect(page.getByRole("banner").getByText(beginning(say("exam.savedAt", { time: "…" }))).first()).toBeVisible();
  await page.context().setOffline(true);
  await editor.pressSequentially("Écrit pendant la coupure. ");
  const text = "Écrit avant la coupure. Écrit pendant la coupure. ";
  await expect(page.getByText(say("exam.lockedTitle"))).toBeVisible({ timeout: 180_000 });
  // Longer than what was left when the network went.
  await page.waitForTimeout(45_000);
  await page.context().setOffline(false);
  await expect(page.getByText(say("exam.lockedTitle"))).toBeHidden({ timeout: 60_000 });
  await expect(editor).toHaveValue(text);
  await expect.poll(() => savedText(server, person.sittingId), { timeout: 60_000 }).toBe(text);
  await page.context().close();
});

import { chromium, expect, test, type Page } from "@playwright/test";
import { play } from "#tests/support/day.ts";
import { savedText } from "./support/answers-in-database.ts";
import { demonstrationDay, sitterOf } from "./support/callers.ts";
import { startNarrowLine, type NarrowLine } from "./support/narrow-line.ts";
import { enterAs } from "./support/people.ts";
import { beginning, say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** Somebody writes over a bad line: what the page calls saved is what the database holds, character by character. */

let server: TestServer;
let narrow: NarrowLine;
let page: Page;
let sittingId = "";
let text = "";
test.beforeAll(async ({ launchOptions }) => {
  test.setTimeout(600_000);
  server = await startServer();
  const day = await demonstrationDay(server, "ONLINE");
  await play(day, "WRITING");
  const person = sitterOf(day);
  ({ sittingId } = person);
  narrow = await startNarrowLine(server.url);
  const laptop = await chromium.launch({ ...launchOptions, args: [...(launchOptions.args ?? []), narrow.browserArgument] });
  server.onStop(() => laptop.close().then(() => narrow.stop()));
  page = await enterAs(laptop, server, person.email);
  await page.goto(`/seance/${sittingId}`);
  await expect(editor()).toBeVisible();
});
test.afterAll(() => server.stop());

const editor = () => page.getByRole("textbox", { name: say("exam.yourText") });
const line = (words: RegExp | string) => page.getByRole("banner").getByText(words).first();
const saved = beginning(say("exam.savedAt", { time: "…" }));

async function type(words: string): Promise<void> {
  text += words;
  await editor().pressSequentially(words);
}

async function expectSaved(): Promise<void> {
  await expect(editor()).toHaveValue(text, { timeout: 120_000 });
  await expect(line(saved)).toBeVisible({ timeout: 120_000 });
  await expect.poll(() => savedText(server, sittingId), { timeout: 120_000 }).toBe(text);
}

test("[CHA-10, SAV-3, SAV-15] a narrow line that stands still, and that breaks between a save and its answer", async () => {
  test.setTimeout(600_000);
  await type("La ligne est étroite. ");
  narrow.narrow(3_000);
  await type("Tout passe lentement. ");
  await expectSaved();
  // The server has it, and its answer never comes: the page does not call it saved, and sends it again.
  narrow.still("answers");
  await type("La réponse se perd. ");
  await expect.poll(() => savedText(server, sittingId), { timeout: 120_000 }).toBe(text);
  await expect(line(saved)).toBeHidden();
  narrow.cut();
  await type("Et encore. ");
  narrow.flow();
  await expectSaved();
  // Nothing is refused and nothing passes.
  narrow.still("both");
  await type("Plus rien ne bouge. ");
  await expect(line(say("exam.keptOnDevice"))).toBeVisible({ timeout: 120_000 });
  narrow.cut();
  narrow.flow();
  await expectSaved();
  for (let turn = 1; turn <= 4; turn += 1) {
    narrow.narrow(1_000 * turn);
    await type(`Retour ${turn}. `);
    narrow.cut();
  }
  narrow.flow();
  await expectSaved();
});

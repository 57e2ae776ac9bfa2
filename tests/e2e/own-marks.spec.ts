import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { markLimits } from "#shared/domain/marking/mark-limits.ts";
import { correctAnswerMark, correctMark } from "#shared/protocol/corrections.ts";
import { listeningVoice } from "#shared/protocol/listening.ts";
import { markingScript, markingTasks, recordMark, saveMarkDraft } from "#shared/protocol/marking.ts";
import type { Caller } from "#tests/support/caller.ts";
import { everyCall } from "./support/every-call.ts";
import { callerFor } from "./support/callers.ts";
import { heardInterview, isAllSealed, judgedAnswer } from "./support/heard-in-database.ts";
import { textsInQueue } from "./support/marking-in-database.ts";
import { dialog } from "./support/on-the-day.ts";
import { enterAs, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** Somebody marks and corrects what they marked: no failure costs a word, and the focus is where the work goes on. */

const sample = "Une ronde de plus";
let server: TestServer;
let marker: Caller;
let heard: { readonly blindCode: string };
let folder: string;
test.beforeAll(async () => {
  test.setTimeout(600_000);
  folder = await mkdtemp(join(tmpdir(), "epreuve-heard-"));
  const masterKey = randomBytes(32);
  server = await startServer({ env: { RECORDINGS_DIR: folder, RECORDING_KEY: masterKey.toString("base64") } });
  marker = await callerFor(server, staff.sophie);
  await textsInQueue(server, staff.sophie, 2);
  heard = await heardInterview(server, staff.sophie, { folder, masterKey });
  await judgedAnswer(server, staff.sophie, sample);
});
test.afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const reason = (page: Page) => page.getByRole("textbox", { name: say("corrections.reason") });
const give = (page: Page) => page.getByRole("button", { name: say("corrections.give") });
const failed = (page: Page) => page.getByRole("alert").filter({ hasText: say("errors.OFFLINE") });

/** From the list, by its link. */
async function openCorrection(page: Page, code: string): Promise<void> {
  await page.goto("/correction/evaluations");
  await page.getByRole("link", { name: new RegExp(code) }).press("Enter");
  await expect(heading(page)).toBeFocused();
  await expect(heading(page)).toHaveText(say("corrections.title"));
}

test("[MRK-30] a save that fails keeps all that was typed, and the keyboard never has to be looked for", async ({ browser }) => {
  const [task] = (await marker.must(markingTasks, {})).tasks;
  await marker.must(recordMark, { params: { taskId: task?.taskId ?? "" }, body: { bands: [3, 3, 3, 3, 3], comments: "" } });
  const page = await enterAs(browser, server, staff.sophie);
  await openCorrection(page, task?.blindCode ?? "");
  const first = page.getByRole("radio", { checked: true }).first();
  await first.press("4");
  await page.keyboard.press("c");
  await page.keyboard.type("Le plan se suit.");
  await reason(page).fill("Touche voisine.");
  const isAllThere = async (): Promise<void> => {
    await expect(reason(page)).toHaveValue("Touche voisine.");
    await expect(page.getByRole("textbox", { name: say("marking.commentOnLabel", { criterion: "E1" }) })).toHaveValue("Le plan se suit.");
    await expect(first).toHaveAccessibleName(/^4,/);
  };

  await test.step("a dialog that is left gives the focus back to what opened it", async () => {
    await give(page).press("Enter");
    await expect(dialog(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toBeHidden();
    await expect(give(page)).toBeFocused();
  });

  await test.step("the line fails: it is said, nothing is lost, and Enter tries again", async () => {
    await page.route(everyCall(correctMark), (route) => route.abort());
    await page.keyboard.press("Enter");
    await dialog(page).getByRole("button", { name: say("corrections.confirm") }).press("Enter");
    await expect(dialog(page)).toBeHidden();
    await expect(failed(page)).toBeVisible();
    await expect(give(page)).toBeFocused();
    await isAllThere();
    await page.unroute(everyCall(correctMark));
    await page.keyboard.press("Enter");
    await dialog(page).getByRole("button", { name: say("corrections.confirm") }).press("Enter");
    await expect(heading(page)).toHaveText(say("corrections.own"));
    await expect(heading(page)).toBeFocused();
  });
});

test("[MRK-37] a sound that fails is asked for again, and what was typed beside it stays", async ({ browser }) => {
  await expect.poll(() => isAllSealed(server), { message: "the interview can be heard" }).toBe(true);
  const page = await enterAs(browser, server, staff.sophie);
  await openCorrection(page, heard.blindCode);
  await page.getByRole("radio", { checked: true }).first().press("4");
  await reason(page).fill("Entendu autrement.");
  await page.route(everyCall(listeningVoice), (route) => route.abort());
  await page.getByRole("button", { name: say("corrections.listenAgain") }).press("Enter");
  const retry = page.getByRole("button", { name: say("common.retry") });
  await expect(page.getByText(say("marking.soundFailed"))).toBeVisible();
  await expect(page.getByRole("heading", { name: say("corrections.recording") })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(retry).toBeFocused();
  await page.unroute(everyCall(listeningVoice));
  await page.keyboard.press("Enter");
  const player = page.getByRole("region", { name: say("marking.player") });
  await expect(player).toBeVisible();
  // The part of the page is still the recording’s: its keys count at once.
  await page.keyboard.press("k");
  await expect(player.getByRole("button", { name: say("marking.pause") })).toBeVisible();
  await expect(reason(page)).toHaveValue("Entendu autrement.");
  await expect(page.getByRole("radio", { checked: true }).first()).toHaveAccessibleName(/^4,/);
});

test("[MRK-30] points that were not saved are still chosen; saved, the focus goes back to the answer", async ({ browser }) => {
  const page = await enterAs(browser, server, staff.sophie);
  await page.goto("/correction/evaluations");
  const open = page.getByRole("button", { name: say("corrections.openAnswer", { answer: sample }) });
  await open.press("Enter");
  await dialog(page).getByRole("radio").last().press(" ");
  await reason(page).fill("Dit en d’autres mots.");
  await page.route(everyCall(correctAnswerMark), (route) => route.abort());
  await dialog(page).getByRole("button", { name: say("corrections.confirm") }).press("Enter");
  await expect(failed(page)).toBeVisible();
  await expect(dialog(page).getByRole("button", { name: say("corrections.confirm") })).toBeFocused();
  await expect(reason(page)).toHaveValue("Dit en d’autres mots.");
  await expect(dialog(page).getByRole("radio").last()).toBeChecked();
  await page.unroute(everyCall(correctAnswerMark));
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: sample })).toContainText(say("corrections.stateCorrected"));
  await expect(open).toBeFocused();
});

test("[MRK-46] what was written of a text in two places is too long together: it is said where, led to, and handed in once it is shorter", async ({ browser }) => {
  const [task] = (await marker.must(markingTasks, {})).tasks;
  const params = { taskId: task?.taskId ?? "" };
  const kept = async () => (await marker.must(markingScript, { params })).draft.criterionComments[0];
  const full = (letter: string): string => letter.repeat(markLimits.criterionComment);
  const page = await enterAs(browser, server, staff.sophie);
  await page.goto(`/correction/${params.taskId}`);
  await page.getByRole("radio").first().focus();
  await page.keyboard.press("c");
  const comment = page.getByRole("textbox", { name: say("marking.commentOnLabel", { criterion: "E1" }) });
  await expect(comment).toBeFocused();
  await marker.must(saveMarkDraft, {
    params,
    body: { bands: [3, 3, 3, 3, 3], comments: "", criterionComments: [full("a"), "", "", "", ""], annotations: [], revision: 0 },
  });
  await comment.fill(full("b"));
  const tooLong = page.getByRole("note").filter({ hasText: say("marking.tooLongTitle") });
  await expect(tooLong).toContainText(say("marking.commentOnLabel", { criterion: "E1" }));
  await expect.poll(kept).toBe(`${full("a")}\n${full("b")}`);
  const record = page.getByRole("button", { name: say("marking.record"), exact: true });
  await record.click();
  await expect(comment).toBeFocused();
  await expect(dialog(page)).toHaveCount(0);
  await comment.fill(full("a"));
  await expect(tooLong).toHaveCount(0);
  await expect.poll(kept).toBe(full("a"));
  await record.click();
  await expect(dialog(page)).toBeVisible();
});

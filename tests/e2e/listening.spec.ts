import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { markLimits } from "#shared/domain/marking/mark-limits.ts";
import { formatDate } from "#shared/i18n/dates.ts";
import { openItems } from "#shared/protocol/items.ts";
import { listeningDraft, listeningTasks, saveListening } from "#shared/protocol/listening.ts";
import { oralTasks } from "#shared/protocol/marking.ts";
import type { Caller } from "#tests/support/caller.ts";
import { callerFor } from "./support/callers.ts";
import { askedOfAdviser, heardInterview, toBeHeard } from "./support/heard-in-database.ts";
import { expectAccessible } from "./support/look.ts";
import { textsInQueue } from "./support/marking-in-database.ts";
import { enterAs, staff } from "./support/people.ts";
import { everyCall } from "./support/every-call.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** Somebody marks from a recording while the line fails and with two tabs, and looks at a queue that does not come. */

let server: TestServer;
let marker: Caller;
let task: { readonly taskId: string; readonly blindCode: string };
let folder: string;
test.beforeAll(async () => {
  test.setTimeout(600_000);
  folder = await mkdtemp(join(tmpdir(), "epreuve-heard-"));
  const masterKey = randomBytes(32);
  server = await startServer({ env: { RECORDINGS_DIR: folder, RECORDING_KEY: masterKey.toString("base64") } });
  marker = await callerFor(server, staff.sophie);
  await textsInQueue(server, staff.sophie, 1);
  await heardInterview(server, staff.sophie, { folder, masterKey });
  task = await toBeHeard(server, staff.sophie);
});
test.afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const kept = async () => (await marker.must(listeningDraft, { params: { taskId: task.taskId } })).units[0];
const saved = (page: Page) => page.getByText(say("marking.draftSaved"));

/** One more band, by its key: on the criterion of this place. */
const give = (page: Page, place: number, band: number) => page.getByRole("group").filter({ has: page.getByRole("radio") }).nth(place).getByRole("radio").first().press(`${band}`);

async function listen(page: Page): Promise<void> {
  await page.goto(`/correction/enregistrement/${task.taskId}`);
  await page.getByRole("button", { name: say("marking.listen") }).click();
  await expect(heading(page)).toHaveText(say("marking.recordingCode", { code: task.blindCode }));
}

test("[MRK-40] bands that could not be saved are said to be, and are saved after the page was left", async ({ browser }) => {
  const page = await enterAs(browser, server, staff.sophie);
  await listen(page);
  await page.route(everyCall(saveListening), (route) => (route.request().method() === "PUT" ? route.abort() : route.fallback()));
  await give(page, 0, 4);
  await expect(page.getByText(say("common.saveFailed")).first()).toBeVisible();
  await page.getByRole("link", { name: say("marking.backToQueue") }).click();
  await expect(heading(page)).toHaveText(say("marking.queue"));
  expect((await kept())?.bands).toEqual([null, null]);
  await page.unroute(everyCall(saveListening));
  await expect.poll(async () => (await kept())?.bands, { timeout: 60_000 }).toEqual([4, null]);
  await page.context().close();
});

test("[MRK-18] two tabs on one recording are joined, and the marker is told", async ({ browser }) => {
  const one = await enterAs(browser, server, staff.sophie);
  await listen(one);
  const other = await one.context().newPage();
  await listen(other);
  await give(one, 1, 3);
  await expect(saved(one)).toBeVisible();
  await expect.poll(async () => (await kept())?.bands[1]).toBe(3);
  await give(other, 0, 2);
  await expect(other.getByText(say("marking.joined"))).toBeVisible();
  await expect.poll(async () => (await kept())?.bands).toEqual([2, 3]);
  await expect(other.getByRole("radio", { checked: true })).toHaveCount(2);
  await one.context().close();
});

test("[MRK-46] what two tabs wrote is too long together: all of it is kept, the place is named and led to, and nothing is handed in before it is shorter", async ({ browser }) => {
  const one = await enterAs(browser, server, staff.sophie);
  await listen(one);
  const other = await one.context().newPage();
  await listen(other);
  const comment = (page: Page) => page.getByRole("textbox", { name: new RegExp(`^${say("marking.comment")}`, "u") }).first();
  const full = (letter: string): string => letter.repeat(markLimits.comments);
  await comment(one).fill(full("a"));
  await expect.poll(async () => (await kept())?.comments).toBe(full("a"));
  await comment(other).fill(full("b"));
  const tooLong = other.getByRole("note").filter({ hasText: say("marking.tooLongTitle") });
  await expect(tooLong).toBeVisible();
  await expect.poll(async () => (await kept())?.comments).toBe(`${full("a")}\n${full("b")}`);
  await other.getByRole("button", { name: say("marking.record"), exact: true }).click();
  await expect(comment(other)).toBeFocused();
  await expect(other.getByRole("alertdialog")).toHaveCount(0);
  await comment(other).fill(full("a"));
  await expect(tooLong).toHaveCount(0);
  await expect.poll(async () => (await kept())?.comments).toBe(full("a"));
  await one.context().close();
});

test("[MRK-41] a part of the queue that does not come says so; an adviser of whom nothing is asked reads that, and of what is asked by when", async ({ browser }) => {
  const page = await enterAs(browser, server, staff.sophie);
  for (const route of [openItems, listeningTasks]) await page.route(everyCall(route), (request) => request.abort());
  await page.goto("/correction");
  const failed = page.getByRole("alert").filter({ hasText: say("errors.OFFLINE") });
  await expect(failed).toHaveCount(2, { timeout: 60_000 });
  for (const route of [openItems, listeningTasks]) await page.unroute(everyCall(route));
  for (let left = 2; left > 0; left -= 1) {
    await failed.first().getByRole("button", { name: say("common.retry") }).click();
    await expect(failed).toHaveCount(left - 1);
  }
  await expect(page.getByRole("link", { name: say("marking.openRecordingNamed", { code: task.blindCode }) })).toBeVisible();
  await page.context().close();

  const adviser = await enterAs(browser, server, staff.helene);
  await adviser.route(everyCall(oralTasks), (request) => request.abort());
  await adviser.goto("/correction");
  await expect(adviser.getByRole("alert").filter({ hasText: say("errors.OFFLINE") })).toBeVisible({ timeout: 60_000 });
  await adviser.unroute(everyCall(oralTasks));
  await adviser.getByRole("button", { name: say("common.retry") }).click();
  await expect(adviser.getByText(say("marking.oralTasksEmpty"))).toBeVisible();

  const { name, dueAt } = await askedOfAdviser(server, staff.helene);
  await adviser.reload();
  const asked = adviser.getByRole("listitem").filter({ hasText: name });
  await expect(asked).toContainText(say("marking.due", { date: formatDate("fr", dueAt, officeTimeZone, "long") }));
  await expect(asked).toContainText(say("marking.stateLate"));
  await adviser.context().close();
});

test("[MRK-52] a recording that cannot be heard goes to the directorate with what its marker wrote, and comes back with an answer", async ({ browser }) => {
  const note = "Rien de 3 min 10 s à 5 min.";
  const answer = "Évaluez ce qui s’entend, et dites-le dans votre commentaire.";
  const page = await enterAs(browser, server, staff.sophie);
  await listen(page);
  await page.getByRole("button", { name: say("marking.referRecording") }).click();
  const asked = page.getByRole("dialog");
  await asked.getByRole("button", { name: say("marking.referConfirm") }).click();
  await expect(asked.getByText(say("marking.referRecordingNoteMissing"))).toBeVisible();
  await expectAccessible(page, "refer a recording");
  await asked.getByRole("textbox").fill(note);
  await asked.getByRole("button", { name: say("marking.referConfirm") }).click();
  await expect(page.getByText(say("marking.recordingReferred"))).toBeVisible();
  await expect(page.getByText(say("marking.referredRecordings", { count: 1 }))).toBeVisible();
  await expect(page.getByRole("link", { name: say("marking.openRecordingNamed", { code: task.blindCode }) })).toHaveCount(0);

  const director = await enterAs(browser, server, staff.director);
  await director.goto("/correction/signalements");
  const one = director.getByRole("region", { name: say("marking.recordingCode", { code: task.blindCode }) });
  await expect(one).toContainText(note);
  await one.getByRole("button", { name: say("marking.referralUnusable") }).click();
  const sure = director.getByRole("alertdialog");
  await expect(sure).toContainText(say("marking.unusableForGood"));
  await expectAccessible(director, "declare a recording unusable");
  await sure.getByRole("button", { name: say("common.back") }).click();
  await one.getByRole("textbox").fill(answer);
  await one.getByRole("button", { name: say("marking.referralReturn") }).click();
  await expect(director.getByText(say("marking.referralsEmpty"))).toBeVisible();
  await director.context().close();

  await listen(page);
  await expect(page.getByRole("note").filter({ hasText: answer })).toBeVisible();
  await page.context().close();
});

test("[MRK-10] whoever knows the voice gives the recording back, without a word, and it is in their queue no more", async ({ browser }) => {
  const page = await enterAs(browser, server, staff.sophie);
  await listen(page);
  await page.getByRole("button", { name: say("marking.know") }).click();
  await page.getByRole("alertdialog").or(page.getByRole("dialog")).getByRole("button", { name: say("marking.knowRecordingConfirm") }).click();
  await expect(page.getByText(say("marking.recordingWithdrawn"))).toBeVisible();
  await expect(heading(page)).toHaveText(say("marking.queue"));
  await expect(page.getByRole("link", { name: say("marking.openRecordingNamed", { code: task.blindCode }) })).toHaveCount(0);
  await page.context().close();
});

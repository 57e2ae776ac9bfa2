import { expect, test, type Page } from "@playwright/test";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { play } from "#tests/support/day.ts";
import { demonstrationDay, type DemonstrationDay } from "./support/callers.ts";
import { enterAs, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** Somebody who opens the exam at home and does not share their screen. */

let server: TestServer;
let day: DemonstrationDay;
test.beforeAll(async () => {
  server = await startServer();
  day = await demonstrationDay(server, "ONLINE");
  await play(day, "READING");
});
test.afterAll(() => server.stop());

const content = (page: Page) => page.getByRole("region", { name: say("exam.questions") });

test("[CUT-9, SUP-13] whoever never shares their screen is called for, sees nothing of the exam, and is given back all that time", async ({ browser }) => {
  test.setTimeout(180_000);
  const [sitter] = day.sitters;
  if (!sitter) throw new Error("There is nobody.");
  const page = await enterAs(browser, server, sitter.email, { sharesScreen: false });
  const board = await enterAs(browser, server, staff.marc);
  const share = page.getByRole("button", { name: say("watch.share"), exact: true });
  const recordOf = () => sitter.caller.must(sittingRecord, { params: { sittingId: sitter.sittingId } });
  const lines = async () =>
    (await recordOf()).observations.map(({ kind }) => kind).filter((kind) => kind.startsWith("SHARE_") || kind === "DEVICE_STOPPED_CLOCK");

  await page.goto(`/seance/${sitter.sittingId}`);
  await expect(share).toBeVisible();
  await expect.poll(lines, { timeout: 90_000 }).toEqual(["SHARE_MISSING", "DEVICE_STOPPED_CLOCK"]);
  await board.goto(`/bureau/${day.sessionId}`);
  await expect(board.getByRole("button", { name: new RegExp(`^${sitter.name}`) })).toContainText(say("desk.reason.HELP_CALLED"));
  await expect(content(page)).toBeHidden();
  await share.click();
  await expect(content(page)).toBeVisible();
  await expect.poll(lines).toEqual(["SHARE_MISSING", "DEVICE_STOPPED_CLOCK", "SHARE_RESUMED"]);
  const given = (await recordOf()).timeEntries.filter(({ cause }) => cause === "DEVICE").map(({ seconds }) => seconds);
  expect(given).toHaveLength(1);
  expect(given[0]).toBeGreaterThanOrEqual(30);
});

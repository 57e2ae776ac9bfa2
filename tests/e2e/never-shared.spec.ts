import { expect, test, type Page } from "@playwright/test";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { play } from "#tests/support/day.ts";
import { demonstrationDay, type DemonstrationDay } from "./support/callers.ts";
import { enterAs, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** Somebody who opens the exam at home and of whom nothing is seen: no screen is shared, or nothing live gets through. */

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
  await expect.poll(lines, { timeout: 120_000 }).toEqual(["SHARE_MISSING", "DEVICE_STOPPED_CLOCK"]);
  await board.goto(`/bureau/${day.sessionId}`);
  await expect(board.getByRole("button", { name: new RegExp(`^${sitter.name}`) })).toContainText(say("desk.reason.HELP_CALLED"));
  await expect(content(page)).toBeHidden();
  await share.click();
  await expect(content(page)).toBeVisible();
  await expect.poll(lines).toEqual(["SHARE_MISSING", "DEVICE_STOPPED_CLOCK", "SHARE_RESUMED"]);
  const given = async () => (await recordOf()).timeEntries.filter(({ cause }) => cause === "DEVICE").map(({ seconds }) => seconds);
  await expect.poll(given).toHaveLength(1);
  expect((await given())[0]).toBeGreaterThanOrEqual(30);
});

test("[CUT-10, MEDIA-24] whoever answers and of whom nothing live arrives is called for, and has the time back once the line lets them through", async ({ browser }) => {
  const [, sitter] = day.sitters;
  if (!sitter) throw new Error("There is nobody else.");
  const page = await enterAs(browser, server, sitter.email);
  const board = await enterAs(browser, server, staff.marc);
  const recordOf = () => sitter.caller.must(sittingRecord, { params: { sittingId: sitter.sittingId } });
  const lines = async () => (await recordOf()).observations.map(({ kind }) => kind).filter((kind) => /^(LIVE_|DEVICE_STOPPED_CLOCK)/.test(kind));
  // An office whose network lets pages through, and nothing that stays open.
  let isBlocked = true;
  await page.routeWebSocket(/media-socket/, (socket) => void (isBlocked ? socket.close() : socket.connectToServer()));
  await page.route("**/media-socket/**", (route) => (isBlocked ? route.abort() : route.continue()));

  await page.goto(`/seance/${sitter.sittingId}`);
  await expect(content(page)).toBeVisible();
  await expect.poll(lines, { timeout: 120_000 }).toEqual(["LIVE_MISSING", "DEVICE_STOPPED_CLOCK"]);
  await expect(content(page)).toBeHidden();
  await expect(page.getByText(say("watch.notConnected"))).toBeVisible();
  await board.goto(`/bureau/${day.sessionId}`);
  await expect(board.getByRole("button", { name: new RegExp(`^${sitter.name}`) })).toContainText(say("desk.reason.HELP_CALLED"));
  isBlocked = false;
  // By itself: nobody has to load anything again.
  await expect.poll(lines, { timeout: 60_000 }).toEqual(["LIVE_MISSING", "DEVICE_STOPPED_CLOCK", "LIVE_RESTORED"]);
  await expect(content(page)).toBeVisible({ timeout: 60_000 });
  const given = async () => (await recordOf()).timeEntries.filter(({ cause }) => cause === "DEVICE").map(({ seconds }) => seconds);
  await expect.poll(given).toHaveLength(1);
  expect((await given())[0]).toBeGreaterThanOrEqual(30);

  // Nobody is signed in any more where rooms are entered: that is said, with where to enter, and not that the room is closed.
  const door = "**/api/rooms/*/join";
  const again = page.getByRole("button", { name: say("watch.enterAgain"), exact: true });
  await page.route(door, (route) => route.fulfill({ status: 401, json: { error: { code: "NOT_SIGNED_IN" } } }));
  await page.reload();
  const signedOut = page.getByText(say("rooms.signInAgain", { again: say("watch.enterAgain") }));
  await expect(signedOut).toBeVisible();
  await expect(page.getByRole("link", { name: say("common.signInLink") })).toHaveAttribute("target", "_blank");
  await expect(page.getByText(say("watch.closed"))).toHaveCount(0);
  await Promise.all([page.waitForResponse(door), again.press("Enter")]);
  await expect(again).not.toHaveAttribute("aria-busy");
  await expect(signedOut).toBeVisible();
  await expect(again).toBeFocused();
  await page.unroute(door);

  // The server knows of no such room, for a moment: the page says so, and one press comes back.
  const ofNobody = "00000000-0000-4000-8000-000000000000";
  await page.route(door, (route) => route.continue({ url: route.request().url().replace(/rooms\/[^/]+/, `rooms/${ofNobody}`) }));
  await again.press("Enter");
  await expect(page.getByText(say("watch.closed"))).toBeVisible();
  await page.unroute(door);
  await again.click();
  await expect(page.getByText(say("watch.closed"))).toBeHidden();
  await expect(page.getByRole("button", { name: say("watch.on"), exact: true })).toBeVisible({ timeout: 60_000 });
});

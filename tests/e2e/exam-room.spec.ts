import { expect, test, type Page, type Route } from "@playwright/test";
import { saveAnswers } from "#shared/protocol/answers.ts";
import { creditTime } from "#shared/protocol/conduct.ts";
import { recordIdentityCheck } from "#shared/protocol/identity.ts";
import { changed } from "#shared/protocol/live.ts";
import { checkIn, closeCheckIn } from "#shared/protocol/rooms.ts";
import { heartbeat, mySitting } from "#shared/protocol/sitting.ts";
import type { Caller } from "#tests/support/caller.ts";
import { meetInCall } from "#tests/support/check-in.ts";
import { play } from "#tests/support/day.ts";
import { everyCall } from "./support/every-call.ts";
import { savedText } from "./support/answers-in-database.ts";
import { callerFor, demonstrationDay, sitterOf, type DemonstrationDay } from "./support/callers.ts";
import { leaveSeconds } from "./support/heard.ts";
import { grant } from "./support/in-database.ts";
import { enterAs, staff } from "./support/people.ts";
import { beginning, say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** What stands around the text: the clock, what was granted beforehand, what is said of saving, and the adviser's board. */

let server: TestServer;
let day: DemonstrationDay;
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  test.setTimeout(600_000);
  server = await startServer();
  day = await demonstrationDay(server, "ONLINE");
  await grant(server, sitterAt(0).sittingId, {
    extraTime: { WRITING: { unit: "MINUTES", amount: 90 } },
    breaks: { count: 1, minutes: 5 },
    presentation: { textSize: 28, theme: "cream", font: "SPACED", layout: "SCREEN_READER" },
  });
  await play(day, "WRITING");
});
test.afterAll(() => server.stop());

const sitterAt = (index: 0 | 1) => sitterOf(day, index);
const editor = (page: Page) => page.getByRole("textbox", { name: say("exam.yourText") });
const header = (page: Page) => page.getByRole("banner");
const clock = (page: Page) => header(page).getByText(/^\d+ minutes?$/).first();
const minutesShown = async (page: Page): Promise<number> => Number.parseInt(await clock(page).innerText(), 10);
const saved = beginning(say("exam.savedAt", { time: "…" }));
/** Whatever the parameters of a route are. */

async function expectOneLine(page: Page): Promise<void> {
  for (const width of [1_280, 1_366]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(async () => (await header(page).boundingBox())?.height, { message: `the header at ${width} pixels` }).toBeLessThan(76);
  }
}

async function openWriting(page: Page, index: 0 | 1): Promise<void> {
  await page.goto(`/seance/${sitterAt(index).sittingId}`);
  const frozen = page.getByRole("button", { name: say("room.continue"), exact: true });
  await expect(editor(page).or(frozen)).toBeVisible();
  if (await frozen.isVisible()) await frozen.click();
  await expect(editor(page)).toBeVisible();
}

const give = (index: 0 | 1, minutes: number) =>
  day.advisers[0].must(creditTime, {
    params: { sessionId: day.sessionId },
    body: { sittingIds: [sitterAt(index).sittingId], minutes, reason: "Bruit dans le couloir." },
  });

test("[CDT-14, CDT-7, MSG-6, MSG-8, SIT-37] the board by its keys: who calls comes first and is answered by name, a pause, a message that is read", async ({
  browser,
}) => {
  test.setTimeout(600_000);
  // Nobody else may be missed meanwhile: they would come before.
  const other = await enterAs(browser, server, sitterAt(0).email);
  await openWriting(other, 0);
  const { email, name } = sitterAt(1);
  const page = await enterAs(browser, server, email);
  await openWriting(page, 1);
  const board = await enterAs(browser, server, staff.marc);
  await board.goto(`/bureau/${day.sessionId}`);
  const tiles = board.getByRole("region", { name: say("desk.peopleHeading") }).getByRole("listitem");
  const dialog = board.getByRole("dialog");
  await page.getByRole("button", { name: say("common.talkToSomeone") }).click();
  await expect(tiles.first()).toContainText(name);
  await expect(tiles.first()).toContainText(say("desk.reason.HELP_CALLED"));
  await tiles.first().getByRole("button").first().click();
  // The conversation comes a moment after the person whose it is.
  await expect(async () => {
    await board.keyboard.press("p");
    await expect(board.locator("textarea:focus, input:focus")).toHaveCount(1, { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await board.keyboard.type("Je vous lis.");
  await board.keyboard.press("Enter");
  const answer = page.getByRole("dialog").getByRole("listitem").filter({ hasText: "Je vous lis." });
  await expect(answer).toContainText("Marc");
  await page.keyboard.press("Escape");
  await board.locator("h1").click();

  await board.keyboard.press("u");
  await dialog.getByRole("textbox").fill("Bruit dans le couloir.");
  await board.keyboard.press("Tab");
  await dialog.getByRole("button", { name: say("desk.pause"), exact: true }).click();
  await expect(page.getByText(say("exam.pausedTitle"))).toBeVisible();
  await expect(page.getByRole("paragraph").filter({ hasText: "Bruit dans le couloir." })).toContainText("Marc Tremblay");
  await expect(editor(page)).toBeHidden();
  await expect(tiles.filter({ hasText: name })).toContainText(say("desk.clockStopped"));
  await expect(dialog.getByRole("textbox")).toHaveCount(0);
  await board.keyboard.press("u");
  await expect(editor(page)).toBeVisible();

  await board.keyboard.press("m");
  await dialog.getByRole("textbox").fill("La pause commence dans dix minutes.");
  await dialog.getByRole("button", { name: say("desk.broadcastSend") }).click();
  const sent = board.getByRole("region", { name: say("desk.broadcasts") });
  await expect(sent).toContainText(say("desk.readBy", { read: 0, total: 2, names: "…" }).split("…")[0] ?? "");
  const notice = page.getByText("La pause commence dans dix minutes.");
  await expect(notice).toBeVisible();
  await page.getByRole("button", { name: say("exam.messageRead") }).click();
  await expect(notice).toBeHidden();
  await expect(sent).toContainText(say("desk.readBy", { read: 1, total: 2, names: sitterAt(0).name }));
  for (const window of [page, other, board]) await window.context().close();
});

test("[SIT-35] a new end is on the screen without a reload, by a hint alone", async ({ browser }) => {
  const page = await enterAs(browser, server, sitterAt(1).email);
  let hints = 0;
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => (hints += String(payload).startsWith(`42["${changed.name}"`) ? 1 : 0)),
  );
  await openWriting(page, 1);
  await expect(clock(page)).toBeVisible();
  const before = await minutesShown(page);
  // From here on the page learns nothing by asking, unless a hint has come.
  const known = hints;
  const onlyAfterHint = (route: Route) => (hints > known ? route.continue() : route.abort());
  for (const call of [heartbeat, mySitting]) await page.route(everyCall(call), onlyAfterHint);
  await give(1, 7);
  await expect.poll(() => minutesShown(page)).toBeGreaterThanOrEqual(before + 6);
  expect(hints).toBeGreaterThan(known);
  await page.context().close();
});

test("[SIT-35] a new end is on the screen without a reload, where no hint arrives", async ({ browser }) => {
  const page = await enterAs(browser, server, sitterAt(1).email);
  let refused = 0;
  await page.routeWebSocket(/\/socket\/\?/, (socket) => {
    refused += 1;
    return socket.close();
  });
  await openWriting(page, 1);
  await expect(clock(page)).toBeVisible();
  const before = await minutesShown(page);
  expect(refused).toBeGreaterThan(0);
  await give(1, 7);
  await expect.poll(() => minutesShown(page)).toBeGreaterThanOrEqual(before + 6);
  await page.context().close();
});

test("[SIT-36] a clock that is hidden stays so, and still says three times how long is left", async ({ browser }) => {
  const page = await enterAs(browser, server, sitterAt(1).email);
  await openWriting(page, 1);
  await page.getByRole("button", { name: new RegExp(say("exam.hideClock")) }).click();
  await expect(clock(page)).toBeHidden();
  await page.reload();
  await openWriting(page, 1);
  await expect(page.getByRole("button", { name: say("exam.showClock") })).toBeVisible();
  await expect(clock(page)).toBeHidden();
  for (const minutes of [15, 5, 1]) {
    // What is seen; what is heard is another region.
    const words = header(page).locator("[aria-hidden=true]", { hasText: say("exam.minutesLeftSpoken", { count: minutes }) });
    await leaveSeconds(server, sitterAt(1).sittingId, "WRITING", minutes * 60 + 4);
    await expect(words).toBeVisible();
    await expect(clock(page)).toBeHidden();
    await leaveSeconds(server, sitterAt(1).sittingId, "WRITING", minutes * 60 - 90 > 0 ? minutes * 60 - 90 : 1_800);
    await expect(words).toBeHidden();
  }
  await page.context().close();
});

test("[ACM-9, SIT-17] what was granted is there as the day begins: letters, colours, layout, time, and a break", async ({ browser }) => {
  const page = await enterAs(browser, server, sitterAt(0).email);
  await openWriting(page, 0);
  const root = page.locator(":root");
  await expect(root).toHaveAttribute("data-theme", "cream");
  await expect(editor(page)).toHaveCSS("font-size", "28px");
  const spacing = await editor(page).evaluate((field) => Number.parseFloat(getComputedStyle(field).letterSpacing));
  expect(spacing).toBeGreaterThan(0);
  // One thing after another: the case, then the text under it.
  const [tabs, text] = [await page.getByRole("tablist").boundingBox(), await editor(page).boundingBox()];
  expect(text?.y ?? 0).toBeGreaterThan((tabs?.y ?? 0) + (tabs?.height ?? 0));
  await expect(page.getByRole("separator")).toBeHidden();
  await expect.poll(() => minutesShown(page)).toBeGreaterThan(90);
  await editor(page).pressSequentially("Avant la pause. ");
  await page.getByRole("button", { name: say("exam.takeBreak", { count: 1 }) }).click();
  await expect(page.getByText(say("exam.breakTitle"))).toBeVisible();
  await expect(header(page).getByText(say("exam.clockStopped"))).toBeVisible();
  await expect(editor(page)).toBeHidden();
  await page.getByRole("button", { name: say("exam.breakEnd") }).click();
  await expect(editor(page)).toHaveValue("Avant la pause. ");
  await expect(clock(page)).toBeVisible();
  await expect(page.getByRole("button", { name: say("exam.takeBreak", { count: 1 }) })).toBeHidden();
  await page.context().close();
});

test("[SAV-22, SAV-15, WRT-9] a server that is too busy is said calmly; one types on, and everything arrives", async ({ browser }) => {
  const page = await enterAs(browser, server, sitterAt(1).email);
  await openWriting(page, 1);
  const busy = { status: 503, headers: { "retry-after": "2" }, json: { error: { code: "BUSY" } } };
  let asked = 0;
  await page.route(everyCall(saveAnswers), (route) => ((asked += 1), route.fulfill(busy)));
  await editor(page).pressSequentially("Le serveur est occupé. ");
  await expect(page.getByText(say("room.busyTitle"))).toBeVisible();
  await expect(header(page).getByText(say("exam.keptOnDevice")).first()).toBeVisible();
  await editor(page).pressSequentially("Je continue. ");
  // However much there is to say, an answer of the staff included, the header is one line: what somebody writes stays where it is.
  await expect(header(page).getByRole("status").getByText(say("common.helpUnread", { count: 1 }))).toBeVisible();
  await leaveSeconds(server, sitterAt(1).sittingId, "WRITING", 5 * 60);
  await expect(header(page).locator("[aria-hidden=true]", { hasText: say("exam.minutesLeftSpoken", { count: 5 }) })).toBeVisible();
  await expectOneLine(page);
  await leaveSeconds(server, sitterAt(1).sittingId, "WRITING", 1_800);
  const [patience, from] = [asked, Date.now()];
  await page.waitForTimeout(5_000);
  // Two seconds apart, as the server asks.
  expect(asked - patience).toBeLessThanOrEqual(Math.ceil((Date.now() - from) / 2_000));
  await page.unroute(everyCall(saveAnswers));
  await expect(page.getByText(say("room.busyTitle"))).toBeHidden({ timeout: 60_000 });
  await expect(header(page).getByText(saved).first()).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => savedText(server, sitterAt(1).sittingId)).toBe("Le serveur est occupé. Je continue. ");
  await page.context().close();
});

/** Colours of what is in view that are red to an eye, and elements that would move. */
const restless = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("body, body *")].flatMap((element) => {
      const { color, backgroundColor, borderTopColor, transitionDuration, animationDuration } = getComputedStyle(element);
      const isRed = [color, backgroundColor, borderTopColor].some((one) => {
        const [red = 0, green = 0, blue = 0, opacity = 1] = (one.match(/[\d.]+/g) ?? []).map(Number);
        return opacity > 0 && red > 140 && green < red / 2.2 && blue < red / 2.2;
      });
      const isMoving = `${transitionDuration}, ${animationDuration}`.split(", ").some((one) => Number.parseFloat(one) > 0);
      return isRed || isMoving ? [`${element.tagName} ${element.className}`] : [];
    }),
  );

test("[WRT-10, WRT-9] nothing moves where the device asks for calm, and nothing is red, whatever happens", async ({ browser }) => {
  const page = await enterAs(browser, server, sitterAt(1).email, { reducedMotion: "reduce" });
  await openWriting(page, 1);
  expect(await restless(page)).toEqual([]);
  await leaveSeconds(server, sitterAt(1).sittingId, "WRITING", 60);
  await expect(header(page).locator("[aria-hidden=true]", { hasText: say("exam.minutesLeftSpoken", { count: 1 }) })).toBeVisible();
  await page.route(everyCall(saveAnswers), (route) => route.fulfill({ status: 401, json: { error: { code: "NOT_SIGNED_IN" } } }));
  await editor(page).pressSequentially("a");
  await expect(page.getByRole("button", { name: say("room.notSavedWhat") })).toBeVisible();
  expect(await restless(page)).toEqual([]);
  await expectOneLine(page);
  await page.unroute(everyCall(saveAnswers));
  await leaveSeconds(server, sitterAt(1).sittingId, "WRITING", 1_800);
  await expect(header(page).getByText(saved).first()).toBeVisible({ timeout: 60_000 });
  await page.context().close();
});

test("[SAV-15] the device is asked to keep each operation through a power cut, and nothing when space is short", async ({ browser }) => {
  const page = await enterAs(browser, server, sitterAt(1).email);
  await page.addInitScript({
    content: `
      globalThis.askedOfDevice = [];
      const { transaction } = IDBDatabase.prototype;
      IDBDatabase.prototype.transaction = function (stores, mode, options) {
        if (this.name === "epreuve-outbox" && mode === "readwrite") askedOfDevice.push(options?.durability ?? "default");
        return transaction.call(this, stores, mode, options);
      };
      navigator.storage.persist = async () => askedOfDevice.push("persist") > 0;`,
  });
  await openWriting(page, 1);
  await editor(page).pressSequentially("a");
  const asked = () => page.evaluate(() => [...new Set(Reflect.get(globalThis, "askedOfDevice") as string[])].toSorted());
  await expect.poll(asked).toEqual(["persist", "strict"]);
  await page.context().close();
});

test("[SAV-28, RSC-3] what neither the server nor the device takes is given as a file from the page itself, and counts once staff bring it", async ({ browser }) => {
  const { email, sittingId } = sitterAt(1);
  const page = await enterAs(browser, server, email);
  await page.addInitScript({
    content: `
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (...given) {
        if (this.transaction.db.name === "epreuve-outbox") throw new DOMException("Full.", "QuotaExceededError");
        return put.apply(this, given);
      };`,
  });
  await openWriting(page, 1);
  await page.route(everyCall(saveAnswers), (route) => route.abort());
  await editor(page).press("ControlOrMeta+End");
  await editor(page).pressSequentially("Ni là ni ici. ");
  const text = await editor(page).inputValue();
  await header(page).getByRole("button", { name: say("room.notSavedWhat") }).click({ timeout: 60_000 });
  await expect(page.getByText(say("room.rescueFailedSave"))).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: say("room.rescueDownload") }).click()]);
  await expect(page.getByText(say("room.rescueDone"))).toBeVisible();
  const desk = await enterAs(browser, server, staff.marc);
  await desk.goto(`/secours/${sittingId}`);
  await desk.getByTestId("rescue-file").setInputFiles(await download.path());
  await expect(desk.getByText(/^\d+ modifications? (manquait et compte|manquaient et comptent) maintenant/)).toBeVisible();
  await expect.poll(() => savedText(server, sittingId)).toBe(text);
  await desk.context().close();
  // Nobody closes it unasked: what is on the screen would be nowhere else.
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.accept();
  await page.context().close();
});

test("[SEAT-3, SEAT-5, SIT-31, RSC-5] on another machine one asks, is looked at again, and goes on with «Continuer» and every word, those of the former machine included", async ({ browser }) => {
  test.setTimeout(600_000);
  const { email, sittingId } = sitterAt(1);
  const [marc] = day.advisers;
  const endCalls = async (own: Caller): Promise<void> => {
    const { openRooms } = await own.must(mySitting, { params: { sittingId } });
    for (const { roomId, kind } of openRooms) if (kind === "CHECK_IN") await marc.must(closeCheckIn, { params: { roomId } });
  };
  await endCalls(sitterAt(1).caller);
  const first = await enterAs(browser, server, email);
  await openWriting(first, 1);
  await editor(first).pressSequentially("Écrit sur la première machine. ");
  const arrived = await editor(first).inputValue();
  await expect.poll(() => savedText(server, sittingId)).toBe(arrived);
  // From here on nothing that it saves arrives, while the rest of its line holds.
  await first.route(everyCall(saveAnswers), (route) => route.abort());
  await editor(first).pressSequentially("Resté sur la première machine. ");
  const text = await editor(first).inputValue();
  await expect(header(first).getByText(say("exam.keptOnDevice")).first()).toBeVisible({ timeout: 60_000 });
  // A sign-in of its own is another machine.
  const caller = await callerFor(server, email);
  const second = await enterAs(browser, server, email);
  await second.goto(`/seance/${sittingId}`);
  await second.getByRole("button", { name: say("exam.seatAsk") }).click();
  await expect(second.getByText(say("exam.seatAskedTitle"))).toBeVisible();
  const { seatRequestId } = await marc.must(checkIn, { params: { sittingId } });
  await meetInCall(marc, caller, sittingId);
  const body = { documentType: "PASSPORT", outcome: "CONFIRMED", readmitsSeatId: seatRequestId } as const;
  await marc.must(recordIdentityCheck, { params: { sittingId }, body });
  await endCalls(caller);
  const ready = second.getByRole("button", { name: say("room.continue"), exact: true });
  // This machine cannot know what the other one keeps.
  await expect(second.getByText(say("room.frozenElsewhere"))).toBeVisible();
  // Its own store is read by then.
  await second.waitForTimeout(2_000);
  await expect(second.getByText(say("room.frozenKept", { count: 0 }))).toBeHidden();
  const button = first.getByRole("button", { name: say("room.rescueDownload") });
  await expect(first.getByText(say("room.rescueElsewhere"))).toBeVisible();
  const [download] = await Promise.all([first.waitForEvent("download"), button.click()]);
  const desk = await enterAs(browser, server, staff.marc);
  await desk.goto(`/secours/${sittingId}`);
  await desk.getByTestId("rescue-file").setInputFiles(await download.path());
  await expect(desk.getByText(/^\d+ modifications? (manquait et compte|manquaient et comptent) maintenant/)).toBeVisible();
  await ready.click();
  await expect(editor(second)).toHaveValue(text);
  await expect(clock(second)).toBeVisible();
});

test("[CDT-19] one adviser proposes to end an activity, the other reads why and agrees, and the person’s page says so", async ({ browser }) => {
  test.setTimeout(300_000);
  const { name, sittingId, email } = sitterAt(0);
  const page = await enterAs(browser, server, email);
  await openWriting(page, 0);
  const [marc, line] = [await enterAs(browser, server, staff.marc), await enterAs(browser, server, staff.line)];
  for (const board of [marc, line]) await board.goto(`/bureau/${day.sessionId}?personne=${sittingId}`);
  const why = "Panne d’électricité dans l’immeuble.";
  await marc.getByRole("button", { name: say("desk.endActivity"), exact: true }).click();
  const dialog = marc.getByRole("dialog");
  await expect(dialog).toContainText(say("desk.endTextTwo"));
  await dialog.getByRole("textbox").fill(why);
  await dialog.getByRole("button", { name: say("desk.endPropose"), exact: true }).click();
  await expect(marc.getByRole("button", { name: say("desk.endTakeBack") })).toBeVisible();
  await expect(marc.getByRole("button", { name: say("desk.endAgree"), exact: true })).toBeHidden();
  await expect(editor(page)).toBeVisible();
  await expect(line.getByText(say("desk.endAskedBy", { name: "Marc Tremblay", reason: why }))).toBeVisible();
  await expect(line.getByRole("listitem").filter({ hasText: name }).first()).toContainText(say("desk.reason.SECOND_PERSON_NEEDED"));
  await line.getByRole("button", { name: say("desk.endAgree"), exact: true }).click();
  await expect(editor(page)).toBeHidden();
  await expect(line.getByText(say("desk.run.TECHNICAL")).first()).toBeVisible();
  for (const window of [page, marc, line]) await window.context().close();
});

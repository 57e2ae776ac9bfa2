import { expect, test, type Page } from "@playwright/test";
import { enterByLink } from "#shared/protocol/accounts.ts";
import { demonstration, demonstrationTicket } from "#shared/protocol/demo.ts";
import { callAgain, pauseSittings, resumeSittings } from "#shared/protocol/conduct.ts";
import { chooseRules } from "#shared/protocol/lockdown.ts";
import { closeCheckIn } from "#shared/protocol/rooms.ts";
import { createCaller } from "#tests/support/caller.ts";
import { play } from "#tests/support/day.ts";
import { demonstrationDay, sitterOf, type DemonstrationDay } from "./support/callers.ts";
import { cameras, nameDevices } from "./support/named-devices.ts";
import { enterAs, openWindow } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";
import { toldOf, type Told } from "./support/told.ts";

/** Each thing that can happen around an exam page, in a real browser: one line of the record, in the right words, and nothing else. */

let server: TestServer;
let day: DemonstrationDay;
let page: Page;
let told: Told;

test.describe.configure({ mode: "serial" });
test.beforeAll(async ({ browser }) => {
  server = await startServer({ env: { TRUST_PROXY: "loopback" } });
  day = await demonstrationDay(server, "ONLINE");
  // At the strict level everything is noted that is noted at any.
  await day.advisers[0].must(chooseRules, { params: { sessionId: day.sessionId }, body: { level: "STRICT" } });
  await play(day, "READING");
  page = await enterAs(browser, server, sitter().email);
  await page.addInitScript(() => {
    let isExtended = false;
    Object.defineProperty(screen, "isExtended", { configurable: true, get: () => isExtended });
    const plugDisplay = (): void => {
      isExtended = true;
      // The Window Management API makes the screen an event target, which the library's types do not know yet.
      if (screen instanceof EventTarget) screen.dispatchEvent(new Event("change"));
    };
    Object.assign(globalThis, { plugDisplay });
  });
  await page.addInitScript(nameDevices, cameras);
  await page.goto(`/seance/${sitter().sittingId}`);
  await questions().waitFor();
  told = toldOf(sitter());
  await told.forget();
});
test.afterAll(() => server.stop());

const sitter = () => sitterOf(day);
const editor = () => page.getByRole("textbox", { name: say("exam.yourText") });

const questions = () => page.getByRole("region", { name: say("exam.questions") });

const expectTold = (...expected: readonly string[]): Promise<void> => told.expect(page, ...expected);

/** Nothing follows from a signal: the activity runs on and the text is there. */
test.afterEach(async () => {
  await expect(editor()).toBeVisible();
  await expect(page.getByText(say("exam.pausedTitle"))).toHaveCount(0);
});

test("[LOCK-7] the words of a question, selected at the strict level", async () => {
  const box = await questions().getByRole("article").first().getByRole("heading").first().boundingBox();
  if (!box) throw new Error("There is no question.");
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + 2, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + Math.min(box.width, 180) - 2, middle, { steps: 4 });
  await page.mouse.up();
  expect(await page.evaluate(() => String(getSelection()))).toBe("");
  await expectTold("SELECTION_ATTEMPT");
  await play(day, "WRITING", "READING");
  await page.goto(`/seance/${sitter().sittingId}`);
  await editor().waitFor();
  await told.forget();
});

test("[LOCK-7] a text of elsewhere that is pasted", async () => {
  await page.evaluate(() => navigator.clipboard.writeText("Un paragraphe qui vient d’ailleurs."));
  await editor().focus();
  await editor().press("ControlOrMeta+V");
  await expectTold("EXTERNAL_PASTE");
});

test("[LOCK-7] something that is dropped on the page, beside the text", async () => {
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/plain", "Un paragraphe.");
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expectTold("DROP");
});

test("[LOCK-7] printing, by keys and by the browser's menu; what is printed is blank", async () => {
  await editor().press("ControlOrMeta+P");
  await expectTold("PRINT_ATTEMPT");
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("body")).toBeHidden();
  await page.emulateMedia({ media: null });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expectTold("PRINT_ATTEMPT");
});

test("[LOCK-7] the mouse's menu and the browser's tools", async () => {
  await page.locator("main").click({ button: "right", position: { x: 5, y: 5 } });
  await expectTold("CONTEXT_MENU");
  await page.keyboard.press("F12");
  await expectTold("DEVELOPER_TOOLS");
});

test("[LOCK-7] a passage of the exam that is copied is not copied, and one's own words are", async () => {
  await page.evaluate(() => navigator.clipboard.writeText("avant"));
  await page.evaluate(() => {
    const heading = document.querySelector("main h2, main h3, main p");
    if (heading) getSelection()?.selectAllChildren(heading);
    document.execCommand("copy");
  });
  await expectTold("COPY_ATTEMPT");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("avant");
  await editor().pressSequentially("mes mots");
  await editor().press("ControlOrMeta+A");
  await editor().press("ControlOrMeta+C");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("mes mots");
  await expectTold();
});

test("[LOCK-6, LOCK-7] a passage of the exam that is dragged away stays where it is, and nothing is said of a hand that slips", async () => {
  const passage = page.getByRole("main").getByRole("heading").first();
  await page.evaluate(() => {
    const seen = { begun: 0, kept: 0 };
    addEventListener("dragstart", (event) => {
      seen.begun += 1;
      if (event.defaultPrevented) seen.kept += 1;
    });
    Object.assign(globalThis, { dragged: seen });
  });
  await passage.evaluate((heading) => getSelection()?.selectAllChildren(heading));
  const box = await passage.boundingBox();
  if (!box) throw new Error("There is no passage.");
  await page.mouse.move(box.x + 8, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 80, box.y + box.height + 60, { steps: 8 });
  await page.mouse.up();
  expect(await page.evaluate("dragged")).toEqual({ begun: 1, kept: 1 });
  await page.evaluate(() => getSelection()?.removeAllRanges());
  await expectTold();
});

test("[LOCK-7] a page that the browser translates", async () => {
  expect(await page.evaluate(() => document.documentElement.getAttribute("translate"))).toBe("no");
  await page.evaluate(() => document.documentElement.classList.add("translated-ltr"));
  await expectTold("PAGE_TRANSLATED");
});

test("[LOCK-7] a second display", async () => {
  await page.evaluate("plugDisplay()");
  await expectTold("SECOND_DISPLAY");
});

test("[LOCK-7, LOCK-8] a camera that bears the name of a program, once, however often devices are switched", async () => {
  await page.evaluate("switchCamera('OBS Virtual Camera')");
  await expectTold("VIRTUAL_CAMERA");
  expect((await told.record()).observations.at(-1)).toMatchObject({ observer: "PAGE", program: "OBS" });
  await page.evaluate("switchCamera('OBS Virtual Camera (2)')");
  await expectTold();
  await page.evaluate("switchCamera('ManyCam Video Source')");
  await expectTold("VIRTUAL_CAMERA");
  await page.evaluate("switchCamera('FaceTime HD Camera')");
  await expectTold();
});

test("[LOCK-7] full screen that is left", async () => {
  await page.getByRole("button", { name: say("exam.fullScreen") }).click();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await expect(page.getByRole("button", { name: say("exam.fullScreen") })).toHaveCount(0);
  await page.evaluate(() => document.exitFullscreen());
  await expectTold("FULL_SCREEN_LEFT");
});

/** A window that loses the focus, as the browser says it to a page. */
const leave = (how: "hidden" | "blurred") =>
  page.evaluate((isHidden) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => (isHidden ? "hidden" : "visible") });
    document.hasFocus = () => false;
    dispatchEvent(new Event("blur"));
    if (isHidden) document.dispatchEvent(new Event("visibilitychange"));
  }, how === "hidden");

const back = () =>
  page.evaluate(() => {
    Reflect.deleteProperty(document, "visibilityState");
    document.hasFocus = () => true;
    document.dispatchEvent(new Event("visibilitychange"));
    dispatchEvent(new Event("focus"));
  });

async function away(how: "hidden" | "blurred", milliseconds: number): Promise<void> {
  await leave(how);
  await page.waitForTimeout(milliseconds);
  await back();
}

test("[LOCK-7] another window in front, one beside it, and a notification are three different lines", async () => {
  await away("hidden", 3_000);
  await expectTold("PAGE_HIDDEN");
  await away("blurred", 3_000);
  await expectTold("FOCUS_LEFT");
  await away("blurred", 500);
  await expectTold("FOCUS_LEFT");
  const [notification, beside, hidden] = (await told.record()).observations.slice(-3).toReversed();
  expect(notification).toMatchObject({ context: "NOTIFICATION", observer: "PAGE", activity: "WRITING" });
  expect([beside?.context, hidden?.context]).toEqual([null, null]);
  expect(hidden?.seconds).toBeGreaterThanOrEqual(3);
});

test("[LOCK-7, LOCK-11] who is away while the clock stands still was away until it stopped, and is away again once it goes on", async () => {
  const [adviser] = day.advisers;
  const params = { sessionId: day.sessionId };
  const sittingIds = [sitter().sittingId];
  const paused = page.getByText(say("exam.pausedTitle"));
  await leave("hidden");
  await adviser.must(pauseSittings, { params, body: { sittingIds, reason: "Une alarme." } });
  await expectTold("PAUSED", "PAGE_HIDDEN");
  await adviser.must(resumeSittings, { params, body: { sittingIds } });
  await expect(paused).toHaveCount(0);
  await back();
  await expectTold("RESUMED", "PAGE_HIDDEN");
});

test("[LOCK-14, IDY-16] a call in the middle hides the exam; the display and the translation that were told before are not told again after it", async () => {
  const [adviser] = day.advisers;
  const { sittingId } = sitter();
  const { roomId } = await adviser.must(callAgain, { params: { sittingId }, body: { reason: "Identité à revoir" } });
  const reassured = page.getByText(say("rooms.checkInAgain"));
  await expect(reassured).toBeVisible();
  await expect(editor()).toBeHidden();
  await page.getByRole("button", { name: say("rooms.enter"), exact: true }).click();
  await expect(page.getByRole("group", { name: say("rooms.ownControls") })).toBeVisible();
  await expect(reassured).toBeVisible();
  await adviser.must(closeCheckIn, { params: { roomId } });
  await expect(page.getByText(say("exam.pausedTitle"))).toBeVisible();
  await adviser.must(resumeSittings, { params: { sessionId: day.sessionId }, body: { sittingIds: [sittingId] } });
  await expect(editor()).toBeVisible();
  await expectTold("PAUSED", "RESUMED");
});

test("[LOCK-7] a laptop that sleeps, with its lid open or closed, did not leave", async () => {
  // Everything of the page stands still, as it does when a device sleeps.
  const pids = await rendererPids();
  const sleep = async (): Promise<void> => {
    for (const pid of pids) process.kill(pid, "SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, 22_000));
    for (const pid of pids) process.kill(pid, "SIGCONT");
  };
  await sleep();
  await expectTold("DEVICE_SLEPT");
  await page.evaluate(() => {
    document.hasFocus = () => false;
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await sleep();
  await back();
  await expectTold("DEVICE_SLEPT");
});

async function rendererPids(): Promise<number[]> {
  const browserTools = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo } = (await browserTools?.send("SystemInfo.getProcessInfo")) ?? { processInfo: [] };
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

test("[LOCK-7] a change of network", async () => {
  await page.setExtraHTTPHeaders({ "x-forwarded-for": "203.0.113.7" });
  await expectTold("NETWORK_CHANGED");
  // And back: the pages that come have the address of before.
  await page.setExtraHTTPHeaders({});
  await expectTold("NETWORK_CHANGED");
});

test("[LOCK-7] a second page of the same browser, told by the page that came second", async () => {
  const second = await page.context().newPage();
  await second.goto(`/seance/${sitter().sittingId}`);
  await expect.poll(told.fresh).toContain("SECOND_PAGE");
  await second.close();
  await page.bringToFront();
  await page.waitForTimeout(2_500);
  expect((await told.fresh()).filter((kind) => kind === "SECOND_PAGE")).toHaveLength(1);
  await told.forget();
  // The second page had taken the saving over; this one takes it back, and its screen is shared again.
  await page.getByRole("button", { name: say("exam.continueHere") }).click();
  await editor().waitFor();
  await expectTold();
  await page.reload();
  await editor().waitFor();
  await expectTold("PAGE_RELOADED");
});

test("[LOCK-7] somebody who signs in at another browser sits nowhere else", async ({ browser }) => {
  const elsewhere = await openWindow(browser, server);
  const visitor = createCaller(server.url, "");
  const { people } = await visitor.must(demonstration, {});
  const accountId = people.find(({ email }) => email === sitter().email)?.accountId ?? "";
  const { token } = await visitor.must(demonstrationTicket, { body: { accountId } });
  expect((await elsewhere.request.post(`${server.url}${enterByLink.path}`, { data: { token } })).ok()).toBe(true);
  await elsewhere.goto(`/seance/${sitter().sittingId}`);
  await expect(elsewhere.getByText(say("exam.seatTitle"))).toBeVisible();
  await elsewhere.context().close();
  await expectTold("SECOND_LOGIN");
});

test("[LOCK-7] the person reads every line in the same words as the staff", async () => {
  await page.goto(`/seance/${sitter().sittingId}/journal`);
  for (const kind of ["FULL_SCREEN_LEFT", "SECOND_DISPLAY", "DEVICE_SLEPT", "NETWORK_CHANGED", "PRINT_ATTEMPT"] as const)
    await expect(page.getByText(say(`record.kind.${kind}`)).first()).toBeVisible();
  await page.goBack();
  await editor().waitFor();
});

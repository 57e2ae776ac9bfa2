import { expect, test, type Page } from "@playwright/test";
import { mySitting } from "#shared/protocol/sitting.ts";
import { play } from "#tests/support/day.ts";
import { demonstrationDay, sitterOf, type DemonstrationDay } from "./support/callers.ts";
import { microphones, nameDevices } from "./support/named-devices.ts";
import { enterAs, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";
import { toldOf, type Told } from "./support/told.ts";

/** What a device says of itself around an exam page, and words that nobody typed: one line each, and the exam goes on. */

let server: TestServer;
let day: DemonstrationDay;
let page: Page;
let told: Told;

test.describe.configure({ mode: "serial" });
test.beforeAll(async ({ browser }) => {
  server = await startServer();
  day = await demonstrationDay(server, "ONLINE");
  await play(day, "WRITING");
  page = await enterAs(browser, server, sitter().email);
  await page.addInitScript(lockableScreen);
  await page.addInitScript(nameDevices, microphones);
  // As everybody can before the day.
  await page.goto("/verification");
  await page.getByRole("button", { name: say("tech.lockAllow") }).click();
  await expect(page.getByText(say("tech.lockAllowed"))).toBeVisible();
  await page.goto(`/seance/${sitter().sittingId}`);
  await editor().waitFor();
  told = toldOf(sitter());
  await told.forget();
});
test.afterAll(() => server.stop());

const sitter = () => sitterOf(day);
const editor = () => page.getByRole("textbox", { name: say("exam.yourText") });

/** The idle detection of a browser whose person is asked for it once: a screen is locked when the test says so. */
function lockableScreen(): void {
  const detectors: EventTarget[] = [];
  let screenState = "unlocked";
  class Detector extends EventTarget {
    static requestPermission(): Promise<string> {
      localStorage.setItem("idle-detection", "granted");
      return Promise.resolve("granted");
    }
    get screenState(): string {
      return screenState;
    }
    start(): Promise<void> {
      detectors.push(this);
      return Promise.resolve();
    }
  }
  const query = navigator.permissions.query.bind(navigator.permissions);
  navigator.permissions.query = async (asked) => {
    const status = await query(String(asked.name) === "idle-detection" ? { name: "geolocation" } : asked);
    if (String(asked.name) === "idle-detection") Object.defineProperty(status, "state", { value: localStorage.getItem("idle-detection") ?? "prompt" });
    return status;
  };
  const lock = (isLocked: boolean): void => {
    screenState = isLocked ? "locked" : "unlocked";
    for (const detector of detectors) detector.dispatchEvent(new Event("change"));
  };
  Object.assign(globalThis, { IdleDetector: Detector, lockScreen: lock });
}

/** Nothing follows from a signal: no clock stops, no time moves, nobody is called, and the text stays open. */
test.afterEach(async () => {
  await expect(editor()).toBeVisible();
  const { runs } = await sitter().caller.must(mySitting, { params: { sittingId: sitter().sittingId } });
  const writing = runs.find(({ activity }) => activity === "WRITING");
  expect(writing?.state).toBe("OPEN");
  // The activity was open before the browser was there: on a slow machine that silence is given back, by rule.
  expect(writing?.ledger.filter(({ cause }) => cause !== "OUTAGE")).toEqual([]);
});

test("[LOCK-7, LOCK-4] a screen that its person locks is no other window", async () => {
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
    document.hasFocus = () => false;
    dispatchEvent(new Event("blur"));
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await page.evaluate("lockScreen(true)");
  await page.waitForTimeout(3_000);
  await page.evaluate("lockScreen(false)");
  await page.evaluate(() => {
    Reflect.deleteProperty(document, "visibilityState");
    document.hasFocus = () => true;
    document.dispatchEvent(new Event("visibilitychange"));
    dispatchEvent(new Event("focus"));
  });
  await told.expect(page, "SCREEN_LOCKED");
  const line = (await told.record()).observations.at(-1);
  expect(line).toMatchObject({ observer: "PAGE", context: null, activity: "WRITING" });
  expect(line?.seconds).toBeGreaterThanOrEqual(3);
});

test("[LOCK-7, LOCK-8] a microphone that bears the name of a program, once", async () => {
  await page.evaluate("switchMicrophone('CABLE Output (VB-Audio Virtual Cable)')");
  await told.expect(page, "VIRTUAL_MICROPHONE");
  expect((await told.record()).observations.at(-1)).toMatchObject({ observer: "PAGE", program: "VB-Audio" });
  await page.evaluate("switchMicrophone('CABLE Output (2- VB-Audio Virtual Cable)')");
  await told.expect(page);
});

test("[LOCK-7, WRT-1] a correction that the device puts in does not stay", async () => {
  await editor().pressSequentially("fote ");
  const isRefused = await editor().evaluate((field: HTMLTextAreaElement) => {
    field.setSelectionRange(0, 4);
    const correction = new InputEvent("beforeinput", { inputType: "insertReplacementText", data: "faute", bubbles: true, cancelable: true });
    return !field.dispatchEvent(correction);
  });
  expect(isRefused).toBe(true);
  await told.expect(page, "REPLACEMENT");
  await expect(editor()).toHaveValue("fote ");
});

test("[LOCK-7, WRT-4] what is dictated and what another program writes do not stay, one line each", async () => {
  await editor().press("ControlOrMeta+End");
  await page.keyboard.insertText("Une phrase dictée d’un coup.");
  await told.expect(page, "UNTYPED_TEXT");
  await editor().evaluate((field: HTMLTextAreaElement) => {
    field.value = "Tout un autre texte.";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await told.expect(page, "TEXT_ALTERED");
  await expect(editor()).toHaveValue("fote ");
});

test("[LOCK-7] both sides read these lines in the same words, and no word of them accuses", async ({ browser }) => {
  const kinds = ["SCREEN_LOCKED", "VIRTUAL_MICROPHONE", "REPLACEMENT", "UNTYPED_TEXT", "TEXT_ALTERED"] as const;
  const board = await enterAs(browser, server, staff.marc);
  await board.goto(`/bureau/${day.sessionId}`);
  await board.getByRole("button", { name: new RegExp(`^${sitter().name}`) }).click();
  await page.goto(`/seance/${sitter().sittingId}/journal`);
  for (const kind of kinds) {
    await expect(page.getByText(say(`record.kind.${kind}`)).first()).toBeVisible();
    await expect(board.getByText(say(`record.kind.${kind}`)).first()).toBeVisible();
    expect(say(`record.kind.${kind}`)).not.toMatch(/trich|fraud|suspec|tentative|interdit|infraction/i);
  }
  await page.goBack();
  await editor().waitFor();
});

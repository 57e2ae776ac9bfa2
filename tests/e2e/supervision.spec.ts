import { expect, test, type Locator, type Page } from "@playwright/test";
import { pauseSittings, resumeSittings } from "#shared/protocol/conduct.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { play } from "#tests/support/day.ts";
import { bookFirstOnline, confirm, consent, newcomers, refer } from "./support/booked-day.ts";
import { demonstrationDay, type DemonstrationDay } from "./support/callers.ts";
import { energyHeard } from "./support/hearing.ts";
import { expectAccessible } from "./support/look.ts";
import { enterAs, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { settled } from "./support/settled.ts";
import { startServer, type TestServer } from "./support/server.ts";
import { keepDevices, lose, restore } from "./support/unplug.ts";

/** Four people who read at home, each in a browser, and the adviser who sees them. */

let server: TestServer;
let day: DemonstrationDay;
let board: Page;
const candidates: Page[] = [];

test.describe.configure({ mode: "serial" });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(600_000);
  server = await startServer();
  // The demonstration has two people; two more come as people come.
  for (const [index, newcomer] of newcomers.entries()) {
    const referred = await refer(server, newcomer, index);
    await confirm(referred, newcomer);
    await consent(referred);
    await bookFirstOnline(referred);
  }
  day = await demonstrationDay(server, "ONLINE");
  await play(day, "READING");
  expect(day.sitters).toHaveLength(4);
  for (const { email } of day.sitters) {
    const page = await enterAs(browser, server, email, { sharesScreen: false });
    await page.addInitScript(keepScreens);
    await keepDevices(page);
    candidates.push(page);
  }
  board = await enterAs(browser, server, staff.marc);
});
test.afterAll(() => server.stop());

declare global {
  interface Window {
    /** What the browser gave when the screen was shared. */
    epreuveScreens?: MediaStreamTrack[];
    /** What the person is to choose next, instead of the whole screen. */
    epreuveChoice?: "window" | "nothing" | "untold";
  }
}

/** Runs in the page: stands for the person who chooses in the browser's own window, which no test can press. */
function keepScreens(): void {
  const screens: MediaStreamTrack[] = [];
  window.epreuveScreens = screens;
  const open = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getDisplayMedia = async (options) => {
    const choice = window.epreuveChoice;
    delete window.epreuveChoice;
    if (choice === "nothing") throw new DOMException("The person pressed Cancel.", "NotAllowedError");
    const stream = await open(options);
    for (const track of stream.getVideoTracks()) {
      screens.push(track);
      const settings = track.getSettings.bind(track);
      if (choice === "window") track.getSettings = () => ({ ...settings(), displaySurface: "window" });
      // Firefox.
      if (choice === "untold") track.getSettings = () => ({});
    }
    return stream;
  };
}

const first = () => nth(0);
function nth(index: number): Page {
  const page = candidates[index];
  if (!page) throw new Error("There are fewer candidates.");
  return page;
}
const shareButton = (page: Page) => page.getByRole("button", { name: say("watch.share"), exact: true });
const content = (page: Page) => page.getByRole("region", { name: say("exam.questions") });
const choose = (page: Page, choice: NonNullable<Window["epreuveChoice"]>) => page.evaluate((given) => void (window.epreuveChoice = given), choice);
const looked = (page: Page) => page.getByRole("button", { name: say("watch.looked"), exact: true });
const recordOf = async (index: number) => {
  const sitter = day.sitters[index];
  if (!sitter) throw new Error("There are fewer candidates.");
  return (await sitter.caller.must(sittingRecord, { params: { sittingId: sitter.sittingId } })).observations;
};
const recordKinds = async (index: number): Promise<string[]> => (await recordOf(index)).map(({ kind }) => kind);

/** The record of this person gets this line after `fromMs`. */
async function expectNoticed(index: number, kind: string, fromMs: number): Promise<void> {
  await expect.poll(() => recordOf(index).then((lines) => lines.find((line) => line.kind === kind && Date.parse(line.at) >= fromMs))).toBeDefined();
}

/** New frames of this picture come. */
async function expectMoving(video: Locator, minWidth: number): Promise<void> {
  const read = () =>
    video.evaluate((element) => {
      if (!(element instanceof HTMLVideoElement)) return { frames: 0, width: 0 };
      return { frames: element.getVideoPlaybackQuality().totalVideoFrames, width: element.videoWidth };
    });
  await expect.poll(async () => (await read()).width, { timeout: 60_000 }).toBeGreaterThanOrEqual(minWidth);
  const { frames } = await read();
  await expect.poll(async () => (await read()).frames, { timeout: 60_000 }).toBeGreaterThan(frames);
}

test("[SUP-7, SUP-8] content waits for the whole screen; a refusal, a window and a browser that does not tell are told apart", async () => {
  const page = first();
  await page.goto(`/seance/${day.sitters[0]?.sittingId}`);
  await expect(shareButton(page)).toBeVisible();
  await expect(content(page)).toBeHidden();
  await choose(page, "nothing");
  await shareButton(page).click();
  await expect(page.getByText(say("watch.screen.REFUSED"))).toBeVisible();
  await choose(page, "window");
  await shareButton(page).click();
  await expect(page.getByText(say("watch.screen.NOT_MONITOR"))).toBeVisible();
  await expect(content(page)).toBeHidden();
  await choose(page, "untold");
  await shareButton(page).click();
  await expect(page.getByText(say("watch.screen.SURFACE_UNKNOWN"))).toBeVisible();
  await expect(content(page)).toBeHidden();
  await expect.poll(async () => (await recordKinds(0)).filter((kind) => kind === "SHARE_WRONG_SURFACE")).toHaveLength(1);
  await shareButton(page).click();
  await expect(content(page)).toBeVisible();
});

test("[SUP-9] the board shows four moving pictures, and one person in full with sound", async () => {
  test.setTimeout(600_000);
  // Nobody is said to be well whose page or screen does not arrive.
  await board.goto(`/bureau/${day.sessionId}`);
  const tileOf = (index: number): Locator =>
    board.getByRole("button", { name: new RegExp(`^${day.sitters[index]?.name}`) });
  await expect(tileOf(1)).toContainText(say("watch.away"));
  await nth(1).goto(`/seance/${day.sitters[1]?.sittingId}`);
  await expect(tileOf(1)).toContainText(say("watch.no.screen"), { timeout: 30_000 });
  for (const [index, page] of candidates.entries()) {
    if (index === 0) continue;
    await page.goto(`/seance/${day.sitters[index]?.sittingId}`);
    await shareButton(page).click();
    await expect(content(page)).toBeVisible();
  }
  await board.goto(`/bureau/${day.sessionId}`);
  const pictures = board.getByTestId("watched-picture");
  await expect(pictures).toHaveCount(day.sitters.length, { timeout: 60_000 });
  for (const { name } of day.sitters)
    await expectMoving(board.getByRole("button", { name: new RegExp(`^${name}`) }).locator("video"), 100);
  await expect(tileOf(1)).toContainText(say("desk.level.CALM"));
  // Nobody is heard, and nobody is looked at, before somebody decides to.
  expect(await energyHeard(board)).toBe(0);
  await expect(looked(first())).toHaveCount(0);

  const { name } = day.sitters[0] ?? { name: "" };
  await board.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await board.keyboard.press("v");
  await expect(looked(first())).toBeVisible({ timeout: 30_000 });
  await expect(looked(nth(1))).toHaveCount(0);
  await expectMoving(board.getByRole("figure", { name, exact: true }).locator("video"), 600);
  await expectMoving(board.getByRole("figure", { name: say("watch.screenOf", { name }), exact: true }).locator("video"), 600);
  await expect.poll(() => energyHeard(board), { timeout: 60_000 }).toBeGreaterThan(0);

  // One press on the screen, and it is read as large as the window lets it, the camera beside it.
  const screenName = say("watch.screenOf", { name });
  await board.getByRole("button", { name: say("watch.enlarge", { name: screenName }) }).click();
  const full = board.getByRole("dialog", { name: say("watch.full", { name }) });
  const width = async (figure: string): Promise<number> =>
    (await full.getByRole("figure", { name: figure, exact: true }).boundingBox())?.width ?? 0;
  await expect.poll(() => width(screenName)).toBeGreaterThan(700);
  await expectMoving(full.getByRole("figure", { name: screenName, exact: true }).locator("video"), 600);
  await full.getByRole("button", { name: say("watch.enlarge", { name }) }).click();
  await expect.poll(() => width(name)).toBeGreaterThan(700);
  await expectAccessible(board, "one person in full");
  await board.keyboard.press("Escape");
  await expect(full).toHaveCount(0);
  await board.keyboard.press("v");
  await expect(looked(first())).toHaveCount(0);
});

test("[SUP-3, SUP-4] a private talk is heard by one person alone, who can answer, and it is in the record", async () => {
  await board.keyboard.press("t");
  const banner = first().getByTestId("private-talk");
  await expect(banner).toContainText(say("watch.talk", { name: "Marc Tremblay" }));
  await expect(board.getByText(say("watch.youTalk", { name: "…" }).split("…")[0] ?? "")).toBeVisible();
  await expect.poll(() => energyHeard(first()), { timeout: 60_000 }).toBeGreaterThan(0);
  const answered = await energyHeard(board);
  await expect.poll(() => energyHeard(board), { timeout: 60_000 }).toBeGreaterThan(answered);
  for (const index of [1, 2, 3]) {
    expect(await energyHeard(nth(index))).toBe(0);
    await expect(nth(index).getByTestId("private-talk")).toHaveCount(0);
  }
  await board.keyboard.press("t");
  await expect(banner).toHaveCount(0);
  await expect.poll(() => recordKinds(0)).toContain("TALK_ENDED");
  await expect(shareButton(first())).toHaveCount(0);
  // What had been on its way arrives; from then on nothing comes that could be heard.
  await settled(async () => Math.round(1_000 * (await energyHeard(first()))));
  expect(await recordKinds(0)).toContain("TALK_STARTED");
  expect(await recordKinds(1)).not.toContain("TALK_STARTED");
});

test("[CLIP-5] one key more keeps the minute before an observation: the person reads so, and the directorate sees and hears it", async ({ browser }) => {
  const { sittingId, name } = day.sitters[0] ?? { sittingId: "", name: "" };
  await expect(board.getByRole("button", { name: new RegExp(`^${name}`) })).toHaveAttribute("aria-pressed", "true");
  await board.keyboard.press("o");
  const dialog = board.getByRole("dialog", { name: say("desk.observationTitle", { name }) });
  await expect(dialog).toBeVisible();
  await board.keyboard.press("0");
  await expect(dialog.getByRole("checkbox", { name: say("desk.keepExtract") })).toBeChecked();
  await expectAccessible(board, "an observation with its extract");
  await board.keyboard.press("3");
  await expect(board.getByText(say("desk.observationExtract"))).toBeVisible();
  const record = await first().context().newPage();
  await record.goto(`/seance/${sittingId}/journal`);
  await expect(record.getByText(say("record.extract.KEPT"))).toBeVisible({ timeout: 60_000 });
  await expect(record.getByText(say("record.extractsDays", { days: 150 }))).toBeVisible();
  await record.close();
  const director = await enterAs(browser, server, staff.director);
  await director.goto("/enregistrements");
  const link = director.getByRole("link", { name: new RegExp(`${say("kept.picture.screen")}, ${name}$`) });
  const film = await director.request.get((await link.getAttribute("href")) ?? "");
  expect([film.status(), film.headers()["content-type"]]).toEqual([200, "video/webm"]);
  expect((await film.body()).byteLength).toBeGreaterThan(10_000);
  await director.context().close();
});

test("[SUP-5, SUP-8, CUT-3] a share that stops hides the content, is in the record and on the board; a reload asks again, and an adviser may let them go on without", async () => {
  const page = first();
  await page.evaluate(() => {
    const track = window.epreuveScreens?.at(-1);
    track?.stop();
    // What the browser does when its own «stop sharing» is pressed.
    track?.dispatchEvent(new Event("ended"));
  });
  await expect(page.getByText(say("watch.screen.STOPPED"))).toBeVisible();
  await expect(content(page)).toBeHidden();
  await expect.poll(() => recordKinds(0)).toContain("SHARE_STOPPED");
  const { name } = day.sitters[0] ?? { name: "" };
  await expect(board.getByRole("button", { name: new RegExp(`^${name}`) })).toContainText(say("desk.reason.DEVICE_LOST"));
  await shareButton(page).click();
  await expect(content(page)).toBeVisible();
  await expect.poll(() => recordKinds(0)).toContain("SHARE_RESUMED");

  await page.reload();
  await expect(shareButton(page)).toBeVisible();
  await expect(content(page)).toBeHidden();
  await expect.poll(async () => (await recordKinds(0)).filter((kind) => kind === "SHARE_STOPPED").length).toBe(2);
  const params = { sessionId: day.sessionId };
  const sittingIds = [day.sitters[0]?.sittingId ?? ""];
  await day.advisers[0].must(pauseSittings, { params, body: { sittingIds, reason: "écran" } });
  await day.advisers[0].must(resumeSittings, { params, body: { sittingIds } });
  await expect(content(page)).toBeVisible();
  await expect(page.getByText(say("watch.released"))).toBeVisible();
  await shareButton(page).click();
  await expect(page.getByText(say("watch.released"))).toBeHidden();
  await expect(content(page)).toBeVisible();
});

test("[MEDIA-18, SUP-5] a camera that is unplugged and a microphone that is forbidden are noticed, said, and back by themselves", async () => {
  const page = nth(1);
  const tile = board.getByRole("button", { name: new RegExp(`^${day.sitters[1]?.name}`) });
  const told = (words: string) => expect(page.getByText(words).first()).toBeVisible();
  const gone = (words: string) => expect(page.getByText(words)).toHaveCount(0);

  let from = Date.now();
  await lose(page, "camera", "UNPLUGGED");
  await told(say("rooms.camera.UNPLUGGED"));
  await expectNoticed(1, "CAMERA_LOST", from);
  await expect(tile).toContainText(say("watch.no.camera"));
  from = Date.now();
  await restore(page, "camera");
  await gone(say("rooms.camera.UNPLUGGED"));
  await expectNoticed(1, "CAMERA_RESTORED", from);
  await expectMoving(tile.locator("video"), 100);

  from = Date.now();
  await lose(page, "microphone", "REFUSED");
  await told(say("rooms.microphone.REFUSED"));
  await expectNoticed(1, "MICROPHONE_LOST", from);
  from = Date.now();
  await restore(page, "microphone");
  await page.getByRole("button", { name: say("common.retry"), exact: true }).first().click();
  await gone(say("rooms.microphone.REFUSED"));
  await expectNoticed(1, "MICROPHONE_RESTORED", from);
});

test("[MEDIA-22, SUP-5] a microphone that is silenced by its own button under supervision is said at once, is in the record and on the board, and is open again by itself", async () => {
  const page = nth(3);
  const words = say("rooms.microphone.SILENCED");
  const tile = board.getByRole("button", { name: new RegExp(`^${day.sitters[3]?.name}`) });
  const opened = () => page.evaluate(() => window.epreuveOpened ?? 0);
  const before = await opened();
  let from = Date.now();
  await lose(page, "microphone", "SILENCED");
  await expect(page.getByText(words).first()).toBeVisible();
  await expectNoticed(3, "MICROPHONE_LOST", from);
  await expect(tile).toContainText(say("desk.reason.DEVICE_LOST"));

  from = Date.now();
  await restore(page, "microphone");
  await expect(page.getByText(words)).toHaveCount(0);
  await expectNoticed(3, "MICROPHONE_RESTORED", from);
  await expect(tile).not.toContainText(say("desk.reason.DEVICE_LOST"));
  // It was the same device all along: nothing was asked for, and nobody pressed.
  expect(await opened()).toBe(before);
});

test("[MEDIA-25, SUP-5] a microphone under supervision whose button silences it without a word is said to its person and on the board; it is no loss, and hides nothing", async () => {
  const page = nth(2);
  const words = page.getByText(say("rooms.microphone.SOUNDLESS"));
  const tile = board.getByRole("button", { name: new RegExp(`^${day.sitters[2]?.name}`) });
  const losses = async () => (await recordKinds(2)).filter((kind) => kind.startsWith("MICROPHONE"));
  const before = await losses();
  await lose(page, "microphone", "SOUNDLESS");
  await Promise.all([
    expect(words.first()).toBeVisible(),
    expect(tile).toContainText(say("watch.no.sound")),
  ]);
  // So long that a loss would have been written, and content hidden.
  await page.waitForTimeout(4_000);
  expect(await losses()).toEqual(before);
  await expect(content(page)).toBeVisible();
  await restore(page, "microphone");
  await expect(words).toHaveCount(0);
  await expect(tile).not.toContainText(say("watch.no.sound"));
});

test("[EASE-1, EASE-3] pictures give way to answers that wait for the line; their person reads it, and it passes", async () => {
  test.setTimeout(480_000);
  const page = nth(1);
  const saves = /\/api\/runs\/[^/]+\/answers$/;
  await page.route(saves, (route) => route.abort());
  await content(page).getByRole("radio").first().check({ force: true });
  await expect(page.getByRole("banner").getByText(say("exam.keptOnDevice")).first()).toBeVisible({ timeout: 30_000 });
  // So long weak, one step: ten seconds by the rule.
  await expect(page.getByText(say("rooms.eased"))).toBeVisible({ timeout: 90_000 });
  await page.unroute(saves);
  await expect(page.getByRole("banner").getByText(say("exam.keptOnDevice"))).toHaveCount(0, { timeout: 90_000 });
  // Half a minute without another wait gives the step back.
  await expect(page.getByText(say("rooms.eased"))).toBeHidden({ timeout: 180_000 });
});

test("[SUP-10] whoever goes on at a second page of their own, and back at the first, takes their sources along: no clock stops", async () => {
  const page = nth(2);
  const goOn = (on: Page) => on.getByRole("button", { name: say("exam.continueHere"), exact: true });
  const lines = async () => (await recordOf(2)).filter(({ kind }) => /^(SHARE|CAMERA|MICROPHONE|DEVICE)_/.test(kind));
  const lastOfScreen = async () => (await lines()).findLast(({ kind }) => kind.startsWith("SHARE_"))?.kind;
  await page.goto(`/seance/${day.sitters[2]?.sittingId}`);
  await expect(shareButton(page)).toBeVisible();
  await expect.poll(lastOfScreen).toBe("SHARE_STOPPED");
  await shareButton(page).click();
  await expect(content(page)).toBeVisible();
  await expect.poll(lastOfScreen).toBe("SHARE_RESUMED");
  // The page that was loaded anew has its lines too.
  const before = await settled(async () => (await lines()).length);
  /** What the record says of the screen since then. A camera that a busy machine opens late is missing for the same cause, and no clock stops. */
  const ofScreen = async (): Promise<string[]> => {
    const since = (await lines()).slice(before);
    expect(since.filter(({ kind, context }) => kind === "DEVICE_STOPPED_CLOCK" || (/_(STOPPED|LOST)$/.test(kind) && context !== "OTHER_PAGE"))).toEqual([]);
    return since.map(({ kind }) => kind).filter((kind) => kind.startsWith("SHARE_"));
  };

  const second = await page.context().newPage();
  await second.goto(`/seance/${day.sitters[2]?.sittingId}`);
  await expect(shareButton(second)).toBeVisible();
  // Nobody can press for them: what is missing meanwhile is in the record, with its cause, and the clock goes on.
  await expect.poll(ofScreen).toEqual(["SHARE_STOPPED"]);
  await shareButton(second).click();
  await expect(content(second)).toBeVisible();
  await expect.poll(ofScreen).toEqual(["SHARE_STOPPED", "SHARE_RESUMED"]);

  await goOn(page).click();
  await expect(content(page)).toBeVisible();
  await expect(goOn(second)).toBeVisible();
  await page.waitForTimeout(7_000);
  expect(await ofScreen()).toEqual(["SHARE_STOPPED", "SHARE_RESUMED"]);
  await second.close();
});

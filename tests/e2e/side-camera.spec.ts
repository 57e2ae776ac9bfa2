import { expect, test, type Locator, type Page } from "@playwright/test";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { chooseRules } from "#shared/protocol/lockdown.ts";
import { myConversation, writeToCandidate } from "#shared/protocol/messages.ts";
import { play } from "#tests/support/day.ts";
import { demonstrationDay, sitterOf, type DemonstrationDay } from "./support/callers.ts";
import { expectAccessible } from "./support/look.ts";
import { confirmIn, dialog, enterRoom } from "./support/on-the-day.ts";
import { enterAs, openWindow, staff } from "./support/people.ts";
import { beginning, say, sayInEnglish } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** A second browser stands for the telephone: advisers see what it sends, and its person stops it. */

let server: TestServer;
let day: DemonstrationDay;
let exam: Page;
let telephone: Page;
let desk: Page;

test.describe.configure({ mode: "serial" });
test.beforeAll(async ({ browser }) => {
  server = await startServer();
  day = await demonstrationDay(server, "ONLINE");
  const params = { sessionId: day.sessionId };
  await day.advisers[0].must(chooseRules, { params, body: { level: "STANDARD", sideCamera: "REQUIRED" } });
  await play(day, "ARRIVED");
  exam = await enterAs(browser, server, sitter().email);
  telephone = await openWindow(browser, server, { viewport: { width: 390, height: 844 }, hasTouch: true });
  desk = await enterAs(browser, server, staff.marc);
});
test.afterAll(() => server.stop());

const sitter = () => sitterOf(day);
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const picture = (page: Page | Locator): Locator => page.getByTestId("side-video").locator("video");

/** New frames of this picture come. */
async function expectMoving(video: Locator): Promise<void> {
  const frames = () => video.evaluate((element) => (element instanceof HTMLVideoElement ? element.getVideoPlaybackQuality().totalVideoFrames : 0));
  await expect.poll(frames, { timeout: 60_000 }).toBeGreaterThan(0);
  const seen = await frames();
  await expect.poll(frames, { timeout: 60_000 }).toBeGreaterThan(seen);
}

test("[SIDE-2, SIDE-3, SIDE-7, LOOK-7, LOOK-8] a telephone is paired by the code of the waiting page, says what it sends, and is seen as long as the check-in call", async () => {
  await exam.goto(`/seance/${sitter().sittingId}`);
  await press(exam, say("sidecamera.begin"));
  const code = await exam.getByTestId("side-code").innerText();
  await expect(exam.getByRole("img", { name: say("sidecamera.qr", { address: new URL("/camera", server.url).href.replace("http://", "") }) })).toBeVisible();
  await telephone.goto(`/camera#${code.replace("-", "")}`);
  await expect(telephone.getByText(say("sidecamera.kept"))).toBeVisible();
  await expect(telephone).toHaveURL(/\/camera$/);
  await expectAccessible(telephone, "what a telephone sends");
  await press(telephone, say("sidecamera.agree"));
  await expect(telephone.getByText(say("sidecamera.waiting"))).toBeVisible();
  await expect(exam.getByText(say("sidecamera.state.READY"))).toBeVisible();
  // The code has served.
  await expect(exam.getByTestId("side-code")).toHaveCount(0);

  await desk.goto(`/bureau/${day.sessionId}/accueil/${sitter().sittingId}`);
  await press(desk, say("lead.call"));
  await enterRoom(desk);
  await expectMoving(picture(desk));
  await expect(telephone.getByText(say("sidecamera.sending"))).toBeVisible();
  await expect(exam.getByText(say("sidecamera.state.LIVE"))).toBeVisible();
  await expectAccessible(desk, "a second camera in the check-in call");
  // The tour of the room: whoever carries the telephone around reads there what is asked.
  await press(desk, say("roomlook.begin"));
  await expect(telephone.getByText(say("roomlook.ask.TABLE"))).toBeVisible();
  // Nobody looks for the point, and it covers nothing of the form: what the form ends with can be pressed.
  await expect(desk.getByRole("button", { name: say("roomlook.well"), exact: true })).toBeInViewport({ ratio: 1 });
  await desk.getByRole("textbox", { name: say("identity.note") }).click({ trial: true });
  await press(desk, say("roomlook.well"));
  const asked = say("roomlook.ask.SCREEN");
  for (const page of [telephone, exam, desk]) await expect(page.getByText(asked)).toBeInViewport({ ratio: 1 });
  await exam.getByRole("main").evaluate((main) => main.scrollTo(0, main.scrollHeight));
  await expect(exam.getByText(asked)).toBeInViewport({ ratio: 1 });
  await desk.evaluate(() => scrollTo(0, 0));
  await expect(desk.getByText(asked)).toBeInViewport({ ratio: 1 });
  await press(desk, say("lead.endCall"));
  await expect(dialog(desk)).toContainText(say("roomlook.callIdentity"));
  await expect(dialog(desk)).toContainText(say("roomlook.callUnderWay"));
  await expectAccessible(desk, "what is missing at the end of the call");
  await confirmIn(desk, say("roomlook.callStay"));
  // Once it is over, the same word everywhere.
  await press(desk, say("lead.endCall"));
  await confirmIn(desk, say("lead.endCall"));
  for (const page of [telephone, exam]) await expect(page.getByText(asked)).toHaveCount(0);
  await expect(desk.getByText(beginning(say("roomlook.ended", { name: "Marc Tremblay", at: "…" })))).toBeVisible();
  await expect(telephone.getByText(say("sidecamera.waiting"))).toBeVisible();
  await expect(exam.getByText(say("sidecamera.state.READY"))).toBeVisible();
  await expect(desk.getByText(say("sidecamera.state.READY"))).toBeVisible();
});

test("[SIDE-8] whoever has no telephone says so once, whatever the language of the page since, and reads that they were answered", async ({ browser }) => {
  const other = day.sitters[1];
  if (!other) throw new Error("The session has one person.");
  const { sittingId } = other;
  const page = await enterAs(browser, server, other.email);
  await page.goto(`/seance/${sittingId}`);
  await press(page, say("sidecamera.noPhoneSay"));
  await expect(page.getByText(say("sidecamera.noPhoneSaid"))).toBeVisible();
  await page.evaluate(() => localStorage.setItem("epreuve.locale", "en"));
  await page.reload();
  await expect(page.getByText(sayInEnglish("sidecamera.noPhoneSaid"))).toBeVisible();
  await expect(page.getByRole("button", { name: sayInEnglish("sidecamera.noPhoneSay") })).toHaveCount(0);
  const text = "Vous continuez avec l’ordinateur seul.";
  await day.advisers[0].must(writeToCandidate, { params: { sittingId }, body: { text } });
  await expect(page.getByText(sayInEnglish("sidecamera.noPhoneAnswered"))).toBeVisible();
  await expectAccessible(page, "an answer to whoever has no telephone");
  const { messages } = await other.caller.must(myConversation, { query: { sittingId } });
  expect(messages.map((one) => one.text)).toEqual([say("sidecamera.noPhoneCall"), text]);
  await page.context().close();
});

test("[SIDE-5, SIDE-7] in supervision it is seen of whoever is looked at in full, as large as the window, and the page of the exam stops it", async () => {
  await play(day, "READING", "ARRIVED");
  await exam.goto(`/seance/${sitter().sittingId}`);
  const line = exam.getByRole("button", { name: say("sidecamera.line.LIVE") });
  await expect(line).toBeVisible({ timeout: 60_000 });
  await desk.goto(`/bureau/${day.sessionId}`);
  await desk.getByRole("button", { name: new RegExp(`^${sitter().name}`) }).click();
  await expect(picture(desk)).toHaveCount(0);
  await desk.keyboard.press("v");
  await expectMoving(picture(desk));
  await expect(desk.getByText(say("sidecamera.line.LIVE"))).toBeVisible();
  await desk.getByRole("button", { name: say("watch.enlarge", { name: say("sidecamera.tile", { name: sitter().name }) }) }).click();
  const large = desk.getByRole("dialog");
  await expectMoving(picture(large));
  await expectAccessible(desk, "a second camera in full");
  await desk.keyboard.press("Escape");
  await line.click();
  await expectAccessible(exam, "one's own second camera");
  await press(exam, say("sidecamera.stop"));
  await expect(telephone.getByText(say("sidecamera.over"), { exact: true })).toBeVisible();
  await expect(picture(desk)).toHaveCount(0);
  const dialog = exam.getByRole("dialog");
  await expect(dialog.getByText(say("sidecamera.state.STOPPED"))).toBeVisible();
  await expect(dialog.getByTestId("side-code")).toHaveCount(0);
  await exam.keyboard.press("Escape");
  await expect(exam.getByRole("region", { name: say("exam.questions") })).toBeVisible();
  const sideLines = async () => {
    const { observations } = await sitter().caller.must(sittingRecord, { params: { sittingId: sitter().sittingId } });
    return observations.map(({ kind }) => kind).filter((kind) => kind.startsWith("SIDE_"));
  };
  await expect.poll(sideLines).toEqual(["SIDE_CAMERA_PAIRED", "SIDE_CAMERA_ENDED"]);
});

import { expect, test, type Page } from "@playwright/test";
import { chooseExamBrowser, createExamBrowserCampaign, examBrowserCampaigns, openExamBrowser } from "#shared/protocol/exam-browser.ts";
import { requestHash } from "#server/platform/seb/config-key.ts";
import { play } from "#tests/support/day.ts";
import { callerFor, demonstrationDay, sitterOf, type DemonstrationDay } from "./support/callers.ts";
import { enterAs, openWindow, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** A session that is sat in Safe Exam Browser, seen from browsers that are it, pretend to be it, or are not. */

let server: TestServer;
let day: DemonstrationDay;
let configKey: string;
let campaignId: string;

test.describe.configure({ mode: "serial" });
test.use({ serviceWorkers: "allow" });
test.beforeAll(async () => {
  server = await startServer();
  day = await demonstrationDay(server, "ONLINE");
  const support = await callerFor(server, staff.ana);
  ({ campaignId } = await support.must(createExamBrowserCampaign, { body: { name: "Automne", password: null } }));
  await support.must(chooseExamBrowser, { params: { sessionId: day.sessionId }, body: { campaignId } });
  const { campaigns } = await support.must(examBrowserCampaigns, {});
  configKey = campaigns[0]?.configKey ?? "";
  await play(day, "STARTED");
});
test.afterAll(() => server.stop());

const sitter = () => sitterOf(day);
const dayOf = async (page: Page): Promise<void> => void (await page.goto(`/seance/${sitter().sittingId}`));
const isIn = (page: Page) => expect(page.getByRole("heading", { name: say("exam.arriveTitle") })).toBeVisible();
const isOut = (page: Page) => expect(page.getByRole("button", { name: say("seb.open") })).toBeVisible();

test("[SEB-9] an ordinary browser is shown the way to the client, and a person to talk to", async ({ browser }) => {
  const page = await enterAs(browser, server, sitter().email);
  await dayOf(page);
  await isOut(page);
  await page.context().close();
});

test("[SEB-9] the client on Windows, by the headers of each request", async ({ browser }) => {
  const page = await enterAs(browser, server, sitter().email);
  await page.route("**/*", (route) => {
    const headers = { ...route.request().headers(), "x-safeexambrowser-configkeyhash": requestHash(route.request().url(), configKey) };
    return route.continue({ headers });
  });
  await dayOf(page);
  await isIn(page);
  await page.unroute("**/*");
  await page.route("**/*", (route) => {
    const headers = { ...route.request().headers(), "x-safeexambrowser-configkeyhash": requestHash(`${server.url}/`, configKey) };
    return route.continue({ headers });
  });
  await page.reload();
  await isOut(page);
  await page.context().close();
});

/** The client's interface as its releases offer it: at once, a moment later, only when asked, with another configuration. */
async function likeMac(page: Page, how: "AT_ONCE" | "LATE" | "WHEN_ASKED" | "OTHER_CONFIGURATION"): Promise<void> {
  await page.addInitScript(
    ([key, way]) => {
      const keyOfPage = async (): Promise<string> => {
        const bytes = new TextEncoder().encode(location.href.split("#")[0] + key);
        const digest = await crypto.subtle.digest("SHA-256", bytes);
        return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      };
      const security: Record<string, unknown> = { configKey: "", browserExamKey: "" };
      const fill = async (): Promise<void> => void (security["configKey"] = await keyOfPage());
      if (way === "WHEN_ASKED") security["updateKeys"] = (done: () => void): void => void fill().then(done);
      else {
        security["updateKeys"] = (done: () => void): void => done();
        void fill();
      }
      const offer = (): void => void Object.assign(globalThis, { SafeExamBrowser: { version: "SEB_macOS_3.7", security } });
      if (way === "LATE") setTimeout(offer, 3_000);
      else offer();
    },
    [how === "OTHER_CONFIGURATION" ? "0".repeat(64) : configKey, how] as const,
  );
}

for (const how of ["AT_ONCE", "LATE", "WHEN_ASKED"] as const)
  test(`[SEB-9] the client on a Mac, whose interface is there ${how}`, async ({ browser }) => {
    const page = await enterAs(browser, server, sitter().email);
    await likeMac(page, how);
    await dayOf(page);
    await isIn(page);
    expect(new URL(page.url()).searchParams.get("n")).toMatch(/^[\w-]{43}$/);
    await page.context().close();
  });

test("[SEB-9] a client with another configuration is none", async ({ browser }) => {
  const page = await enterAs(browser, server, sitter().email);
  await likeMac(page, "OTHER_CONFIGURATION");
  await dayOf(page);
  await isOut(page);
  await page.context().close();
});

test("[SEB-12] where the client begins, what fails is tried again, and only a link that is refused is said to be", async ({ browser }) => {
  const candidate = await callerFor(server, sitter().email);
  const { link } = await candidate.must(openExamBrowser, { params: { sittingId: sitter().sittingId } });
  const begin = `/navigateur/${campaignId}${link.slice(link.indexOf("?"))}`;
  const page = await openWindow(browser, server);
  // The client opens before its machine has found the network.
  await page.route("**/api/**", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.goto(begin);
  await expect(page.getByRole("heading", { level: 1, name: say("seb.startFailed") })).toBeVisible();
  await expect(page.getByText(say("seb.startAgainLead"))).toHaveCount(0);
  await page.unroute("**/api/**");
  await page.getByRole("button", { name: say("common.retry") }).click();
  await isOut(page);

  await page.context().clearCookies();
  await page.goto(begin);
  await expect(page.getByRole("heading", { level: 1, name: say("seb.startAgain") })).toBeVisible();
  await expect(page.getByText(say("seb.startAgainLead"))).toBeVisible();
  await expect(page.getByRole("button", { name: say("common.retry") })).toHaveCount(0);
  // No message can be opened in the client, so that signing in is no way.
  await expect(page.getByRole("main").getByRole("link")).toHaveCount(0);
  await page.context().close();
});

test("[SEB-10] whoever may let nobody in reads who may, and the choice of a session that has begun does not change", async ({ browser }) => {
  const page = await enterAs(browser, server, staff.director);
  // Nothing is said of the choice while the state of the session is on its way.
  let show = (): void => undefined;
  const isShown = new Promise<void>((resolve) => (show = resolve));
  await page.route("**/api/sessions/*/rules", async (route) => {
    await isShown;
    await route.continue();
  });
  await page.goto(`/bureau/${day.sessionId}/navigateur`);
  await expect(page.getByRole("heading", { level: 1, name: say("seb.title") })).toBeVisible();
  await expect(page.getByText(say("seb.fixed"))).toHaveCount(0);
  show();
  await expect(page.getByText(say("seb.fixed"))).toBeVisible();
  await expect(page.getByText("Automne")).toBeVisible();
  await expect(page.getByText(say("seb.whoOverrides")).first()).toBeVisible();
  await expect(page.getByRole("button", { name: say("seb.override") })).toHaveCount(0);
  await page.context().close();
});

test("[SEB-10] the operator reads what was expected beside what came, and lets a person in without the client", async ({ browser }) => {
  const desk = await enterAs(browser, server, staff.ana);
  await desk.goto(`/regles/${day.sessionId}`);
  await desk.getByRole("link", { name: say("lockdown.examBrowser") }).click();
  await expect(desk.getByText(say("seb.expected")).first()).toBeVisible();
  await expect(desk.getByText(say("seb.why.WRONG_CONFIG")).or(desk.getByText(say("seb.why.NO_KEYS"))).first()).toBeVisible();
  const [file] = await Promise.all([desk.waitForEvent("download"), desk.getByRole("link", { name: say("seb.file") }).click()]);
  expect(file.suggestedFilename()).toMatch(/\.seb$/);
  const person = desk.getByRole("textbox", { name: say("seb.reason") }).first();
  await person.fill("L’appareil de la personne refuse le logiciel.");
  await desk.getByRole("button", { name: say("seb.override") }).first().click();
  await desk.getByRole("alertdialog").getByRole("button", { name: say("seb.override") }).click();
  await expect(desk.getByText("L’appareil de la personne refuse le logiciel.").first()).toBeVisible();
  await expect(desk.getByText(say("seb.overridden", { name: "" }).trim())).toBeVisible();
  // The form has gone; whoever works by keyboard is at the person whom they let in.
  await expect(desk.locator("section:focus")).toContainText("L’appareil de la personne refuse le logiciel.");
});

test("[CUT-8] a browser that nobody touches is warned, kept on a word, and signed out otherwise", async ({ browser }) => {
  const page = await enterAs(browser, server, staff.clerk);
  await page.clock.install();
  await page.goto("/ordre");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.clock.fastForward("28:10");
  await page.getByRole("button", { name: say("common.idleStay") }).click();
  await expect(page.getByText(say("common.idleTitle"))).toBeHidden();
  await page.clock.fastForward("28:10");
  await expect(page.getByText(say("common.idleTitle"))).toBeVisible();
  await page.clock.fastForward("02:00");
  await expect(page).toHaveURL(/\/connexion$/);
});

import { expect, test, type Page } from "@playwright/test";
import { postponeSitting, startSession } from "#shared/protocol/conduct.ts";
import { recordArrival } from "#shared/protocol/paper.ts";
import { ruledSessions } from "#shared/protocol/lockdown.ts";
import { play } from "#tests/support/day.ts";
import { callerFor, demonstrationDay } from "./support/callers.ts";
import { expectAccessible } from "./support/look.ts";
import { dialog, enterRoom } from "./support/on-the-day.ts";
import { enterAs, staff } from "./support/people.ts";
import { beginning, say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** What is chosen for others, each on its page: another date with somebody, and the rules of a session. */

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.stop());

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
/** The options of a group that look like cards. */
const choice = (page: Page, group: string, mode: string) =>
  page.getByRole("group", { name: group }).getByRole("radio", { name: new RegExp(mode) }).and(page.locator(":enabled")).first();

test("[IDY-14, BOK-12] without a document, another date is agreed on and chosen in the call itself", async ({ browser }) => {
  const day = await demonstrationDay(server, "ONLINE");
  await play(day, "ARRIVED");
  const [sitter] = day.sitters;
  if (!sitter) throw new Error("The session has nobody.");
  const desk = await enterAs(browser, server, staff.marc);
  await desk.goto(`/bureau/${day.sessionId}/accueil/${sitter.sittingId}`);
  await press(desk, say("lead.call"));
  await enterRoom(desk);
  const person = await enterAs(browser, server, sitter.email);
  await person.goto(`/seance/${sitter.sittingId}`);
  await enterRoom(person);
  const greeting = person.getByText(say("rooms.checkInNow", { name: "Marc Tremblay" }));
  await expect(greeting).toBeVisible();
  await desk.getByLabel(say("identity.whatWasSeen")).selectOption("NONE_AT_HAND");
  await press(desk, say("look.newDate"));
  await dialog(desk).getByRole("button", { name: say("look.newDate") }).click();
  await expect(desk.getByRole("heading", { name: say("newdate.title") })).toBeVisible();
  // Both stay where they are: the date is chosen with the person.
  await expect(greeting).toBeVisible();
  await expect(desk.getByTestId("remote-video")).toBeVisible();
  await press(desk, say("newdate.choose"));
  await expect(desk.getByText(say("newdate.sessionMissing"))).toBeVisible();
  await choice(desk, say("newdate.sessions"), say("common.modeOnline")).check({ force: true });
  await desk.getByLabel(say("newdate.reason")).fill("Passeport oublié; convenu pendant l’appel");
  await expectAccessible(desk, "another date in the call");
  await press(desk, say("newdate.choose"));
  await dialog(desk).getByRole("button", { name: say("newdate.choose") }).click();
  await expect(desk.getByText(beginning(say("newdate.booked", { when: "…" })))).toBeVisible();
  await press(desk, say("lead.endCall"));
  await expect(person.getByText(say("exam.stoppedTitle"))).toBeVisible();
  await person.goto("/parcours");
  await expect(person.getByText(/En ligne/).first()).toBeVisible();
});

test("[BOK-13] at the Office the support staff choose another date, with its tool, on a page of its own", async ({ browser }) => {
  const day = await demonstrationDay(server, "IN_PERSON");
  await day.advisers[0].must(startSession, { params: { sessionId: day.sessionId } });
  const [sitter] = day.sitters;
  if (!sitter) throw new Error("The session has nobody.");
  const support = await callerFor(server, staff.denis);
  const params = { sittingId: sitter.sittingId };
  await support.must(recordArrival, { params });
  await support.must(postponeSitting, { params, body: { reason: "Sans pièce" } });
  const page = await enterAs(browser, server, staff.denis);
  await page.goto("/accueil");
  await page.getByRole("link", { name: say("newdate.link") }).first().click();
  await choice(page, say("newdate.sessions"), say("common.modeInPerson")).check({ force: true });
  await press(page, say("newdate.choose"));
  await expect(page.getByText(say("newdate.toolMissing"))).toBeVisible();
  await expect(page.getByText(say("newdate.reasonMissing"))).toBeVisible();
  await page.getByRole("radio", { name: say("scheduling.handwritten") }).check({ force: true });
  await page.getByLabel(say("newdate.reason")).fill("Convenu à l’accueil");
  await expectAccessible(page, "another date at the Office");
  await press(page, say("newdate.choose"));
  await expect(dialog(page)).toContainText(say("newdate.confirmText"));
  await dialog(page).getByRole("button", { name: say("newdate.choose") }).click();
  await expect(page.getByText(beginning(say("newdate.booked", { when: "…" })))).toBeVisible();
  await page.reload();
  await expect(page.getByText(say("newdate.bookedText"))).toBeVisible();
});

test("[LOCK-9, SIDE-1] the rules of a session are chosen on their page and confirmed in words; the list says who chose", async ({ browser }) => {
  const director = await callerFor(server, staff.director);
  const open = (await director.must(ruledSessions, {})).sessions.find(({ deliveryMode }) => deliveryMode === "ONLINE");
  if (!open) throw new Error("There is no session to come.");
  const page = await enterAs(browser, server, staff.director);
  await page.goto("/regles");
  await page.locator(`a[href="/regles/${open.sessionId}"]`).click();
  await page.waitForURL(/regles\/.+/);
  await expect(page.getByRole("heading", { name: say("lockdown.title") })).toBeVisible();
  await expect(page.getByText(say("lockdown.notChosen"))).toBeVisible();
  await page.getByRole("radio", { name: beginning(say("lockdown.level.STRICT")) }).check({ force: true });
  await page.getByRole("radio", { name: beginning(say("sidecamera.rule.REQUIRED")) }).check({ force: true });
  await press(page, say("lockdown.submit"));
  const asked = dialog(page);
  await expect(asked).toContainText(say("lockdown.confirmTitle", { level: say("lockdown.level.STRICT") }));
  await expect(asked).toContainText(say("sidecamera.now.REQUIRED"));
  await expectAccessible(page, "confirming the rules of a session");
  await asked.getByRole("button", { name: say("common.cancel") }).click();
  await expect(page.getByText(say("lockdown.notChosen"))).toBeVisible();
  await press(page, say("lockdown.submit"));
  await dialog(page).getByRole("button", { name: say("lockdown.submit") }).click();
  await expect(page.getByText(say("lockdown.done"))).toBeVisible();
  await expect(page.getByRole("heading", { name: say("lockdown.now", { level: say("lockdown.level.STRICT") }) })).toBeVisible();
  await expect(page.getByText(say("sidecamera.now.REQUIRED"))).toBeVisible();
  await page.goto("/regles");
  await expect(page.getByRole("row").filter({ has: page.locator(`a[href="/regles/${open.sessionId}"]`) })).toContainText("Catherine Bouchard");
});

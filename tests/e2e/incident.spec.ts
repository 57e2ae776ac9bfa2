import { expect, test, type Page } from "@playwright/test";
import { play } from "#tests/support/day.ts";
import { demonstrationDay, type DemonstrationDay } from "./support/callers.ts";
import { expectAccessible, expectNoSideways } from "./support/look.ts";
import { enterAs, staff } from "./support/people.ts";
import { beginning, say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** An incident of severity 3, from the key that an adviser presses to the decision that the person reads on a telephone. */

// The report is that of the session in which the incident was.
test.describe.configure({ mode: "serial" });

let server: TestServer;
let day: DemonstrationDay;
test.beforeAll(async () => {
  server = await startServer();
  day = await demonstrationDay(server, "ONLINE");
  await play(day, "WRITING");
});
test.afterAll(() => server.stop());

const telephone = { viewport: { width: 390, height: 844 } };
const facts = "Une deuxième voix a été entendue pendant la rédaction.";
const reasons = "La voix venait d’un poste de radio : rien n’a été dicté.";

/** What cannot be undone is asked for, then confirmed. */
async function confirmed(page: Page, label: string): Promise<void> {
  await page.getByRole("button", { name: label, exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: label, exact: true }).click();
}

async function fill(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(text);
}

/** A call is noted with its sound, recorded in the page: nothing of it before the person has agreed, and none is lost. */
async function noteRecordedCall(page: Page): Promise<void> {
  await page.getByRole("button", { name: say("incidents.noteCall") }).click();
  const dialog = page.getByRole("dialog");
  const record = dialog.getByRole("button", { name: say("callsound.record") });
  await expect(record).toBeDisabled();
  await dialog.getByRole("checkbox", { name: say("callsound.agreed") }).check({ force: true });
  await record.click();
  await expect(dialog.getByText(say("callsound.recording"))).toBeVisible();
  await expect(dialog.getByRole("timer")).toHaveText("0:02");
  await dialog.getByRole("button", { name: say("callsound.stop") }).click();
  await expect(dialog.getByLabel(say("callsound.unsent"))).toBeVisible();
  await expectAccessible(page, "call");
  await dialog.getByRole("button", { name: say("common.close") }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: say("callsound.stay") }).click();
  await fill(page, say("incidents.callLabel"), "La personne dit que la radio du voisin jouait.");
  // The line breaks once: the call is noted, and its sound is sent again.
  await page.route("**/recording?*", (route) => route.abort(), { times: 1 });
  await dialog.getByRole("button", { name: say("incidents.callDo") }).click();
  await expect(dialog.getByText(say("callsound.notSent"))).toBeVisible();
  await dialog.getByRole("button", { name: say("common.retry") }).click();
  await expect(dialog).toBeHidden();
}

/** The sound of the call is there, and lasts as long as what was said. */
async function expectHeard(page: Page): Promise<void> {
  await page.getByRole("button", { name: say("callsound.hear") }).click();
  const player = page.getByLabel(beginning(say("callsound.of", { at: "…" })));
  const lasts = () => player.evaluate((sound) => (sound instanceof HTMLAudioElement ? sound.duration : 0));
  await expect.poll(lasts).toBeGreaterThan(1);
  expect(await lasts()).toBeLessThan(60);
}

test("[INC-17, INC-18, INC-21] one key on the board, facts put and answered in a call that is heard by both and in writing, two signatures, and the person reads the decision with its reasons", async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const [person] = day.sitters;
  if (!person) throw new Error("The session has nobody.");

  // The adviser presses O, then 2: another voice is heard. Then I, and an incident rests on that line.
  const board = await enterAs(browser, server, staff.marc);
  await board.goto(`/bureau/${day.sessionId}`);
  await board.getByRole("button", { name: person.name }).click();
  const panel = board.getByRole("region", { name: person.name });
  await board.keyboard.press("o");
  await expect(board.getByRole("dialog")).toBeVisible();
  await board.keyboard.press("2");
  const line = panel.getByText(say("record.category.OTHER_VOICE"));
  await expect(line).toBeVisible();
  // The line may come before the answer that closes the dialog, which keeps the keys of the board to itself.
  await expect(board.getByRole("dialog")).toBeHidden();
  await board.keyboard.press("i");
  const dialog = board.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: new RegExp(say("record.category.OTHER_VOICE")) }).check({ force: true });
  await dialog.getByLabel(say("incidents.chooseCode")).selectOption("AID-3");
  await dialog.getByRole("radio", { name: say("incidents.act_CONTINUED") }).check({ force: true });
  await dialog.getByLabel(say("incidents.summary")).fill("Une deuxième voix est entendue.");
  await dialog.getByRole("button", { name: say("incidents.openDo") }).click();
  await expect(panel.getByText(say("record.kind.INCIDENT_OPENED")).first()).toBeVisible();
  await play(day, "INTERVIEWED", "WRITING");

  // The directorate puts the facts to the person.
  const first = await enterAs(browser, server, staff.director);
  await first.goto("/incidents");
  await first.getByRole("link", { name: say("incidents.openNamed", { name: person.name, code: "AID-3" }) }).click();
  await fill(first, say("incidents.factsLabel"), facts);
  await confirmed(first, say("incidents.sendFactsDo"));
  await expect(first.getByText(say("incidents.statementsNone"))).toBeVisible();

  await noteRecordedCall(first);
  await expectHeard(first);

  // On a telephone, from «Votre parcours».
  const mine = await enterAs(browser, server, person.email, telephone);
  await mine.goto("/parcours");
  await mine.getByRole("link", { name: say("journey.incidentOpen") }).click();
  await expect(mine.getByText(facts)).toBeVisible();
  // The page speaks to its reader, and the lines and facts are those of the staff, word for word.
  for (const heading of ["incidents.mineFacts", "incidents.mineStatements", "incidents.answerTitle"] as const)
    await expect(mine.getByRole("heading", { name: say(heading) })).toBeVisible();
  await expect(mine.getByText(say("incidents.facts"), { exact: true })).toHaveCount(0);
  await expect(mine.getByText(say("record.category.OTHER_VOICE")).first()).toBeVisible();
  await expect(mine.getByText("Une deuxième voix est entendue.")).toBeVisible();
  await expect(first.getByRole("heading", { name: say("incidents.facts") })).toBeVisible();
  await expectHeard(mine);
  await expectNoSideways(mine, "facts");
  await expectAccessible(mine, "facts");
  await fill(mine, say("incidents.answerLabel"), "C’était la radio du voisin.");
  await mine.getByRole("button", { name: say("incidents.answerDo") }).click();
  await expect(mine.getByText(beginning(say("incidents.statement_WRITTEN", { at: "…" })))).toBeVisible();

  // One decides, another one signs.
  await first.reload();
  await first.getByRole("radio", { name: say("incidents.effect_NONE") }).check({ force: true });
  await first.getByRole("group", { name: say("incidents.citeLabel") }).getByRole("checkbox").first().check({ force: true });
  await fill(first, say("incidents.reasonsLabel"), reasons);
  await confirmed(first, say("incidents.proposeDo"));
  await expect(first.getByText(say("incidents.decisionProposed"))).toBeVisible();
  const second = await enterAs(browser, server, staff.yves);
  await second.goto(first.url());
  await confirmed(second, say("incidents.signDo"));
  await expect(second.getByText(say("incidents.state_DECIDED"))).toBeVisible();

  // The person reads it, with who signed and why, in either language.
  await mine.reload();
  await expect(mine.getByRole("heading", { name: say("incidents.effect_NONE") })).toBeVisible();
  await expect(mine.getByText(reasons)).toBeVisible();
  await expect(mine.getByText(beginning(say("incidents.signed", { name: "Yves Caron", at: "…" })))).toBeVisible();
  await expectNoSideways(mine, "decision");
  await expectAccessible(mine, "decision");
});

test("[SREP-4] the report of the session is printed with its facts and without what leads to it", async ({ browser }) => {
  const page = await enterAs(browser, server, staff.marc);
  await page.goto(`/bureau/${day.sessionId}/rapport`);
  const [person] = day.sitters;
  const facts = [page.getByRole("heading", { level: 1 }), page.getByText(say("log.credits")).first(), page.getByText(person?.name ?? "").first(), page.getByText(say("log.signatures"))];
  const ways = [page.getByRole("link", { name: say("lead.backToDesk") }), page.getByRole("button", { name: say("common.print") }), page.getByRole("banner")];
  for (const one of [...facts, ...ways]) await expect(one).toBeVisible();
  await page.emulateMedia({ media: "print" });
  for (const one of facts) await expect(one).toBeVisible();
  for (const one of ways) await expect(one).toBeHidden();
  await page.emulateMedia({ media: null });
});

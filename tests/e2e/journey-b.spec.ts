import { readFile } from "node:fs/promises";
import { expect, test, type Locator, type Page } from "@playwright/test";
import * as brokerage from "#prisma/seed/content/real-estate-brokerage/index.ts";
import { runTool } from "#server/platform/signer/testing/tools.ts";
import { blindScriptView, markingTasks, type BlindScriptView } from "#shared/protocol/marking.ts";
import { dayText, play } from "#tests/support/day.ts";
import { demonstrationDay, type DemonstrationDay } from "./support/callers.ts";
import { giveSameCase, sittingsByCode } from "./support/marking-in-database.ts";
import * as day from "./support/on-the-day.ts";
import { addPage, keyInReading, scansOf } from "./support/on-paper.ts";
import { enterAs, openWindow, staff } from "./support/people.ts";
import { beginning, say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** The exam at the Office: one person at a keyboard, one by hand, the same marking as for anybody at home. */

const wei = "Wei Zhang";
const fatou = "Fatou Diallo";
const people = [wei, fatou] as const;
const advisers = { helene: "Hélène Roy", paul: "Paul Bergeron" };
const markers = [staff.sophie, staff.karim, staff.julie, "mathieu.gagne@examen.test", "linh.nguyen@examen.test"];

/** The same words, as a keyboard types them and as somebody copies them from a sheet. */
const typed = dayText.replaceAll("’", "'");
const copied = `${dayText.replaceAll(". ", ".  ").replaceAll("\n\n", "\n")}\n`;

let server: TestServer | undefined;
let office: DemonstrationDay;
let home: DemonstrationDay;

test.beforeAll(async () => {
  server = await startServer();
  [office, home] = [await demonstrationDay(server, "IN_PERSON"), await demonstrationDay(server, "ONLINE")];
  // Two people at home sit the same case and write the same words: what is compared is the way of writing alone.
  await giveSameCase(server, home.sessionId, office.sessionId);
  await play(home, "INTERVIEWED");
});
test.afterAll(() => server?.stop());

test("[JB-1] [JB-2] [JB-3] [JB-4] [JB-5] [JB-6] [JB-7] [JB-8] [JB-9] [JB-10] two people sit the exam at the Office, and nothing shows it from marking on", async ({
  browser,
}, testInfo) => {
  test.setTimeout(960_000);
  if (!server) throw new Error("The server did not start.");
  const running = server;
  const denis = await enterAs(browser, running, staff.denis);
  const station = await openWindow(browser, running, { permissions: [] });
  const helene = await enterAs(browser, running, staff.helene);
  const paul = await enterAs(browser, running, staff.paul);
  const atDoor = (name: string): Locator => denis.getByRole("region", { name, exact: true });
  const toBoard = (): Promise<unknown> => helene.goto(`/bureau/${office.sessionId}`);
  // The step of the day stands above what can be done for one person, which may have the same name.
  const takeStep = (role: "button" | "link", name: string | RegExp): Promise<void> =>
    helene.getByRole(role, { name }).first().click();

  await test.step("[JB-1] staff note who arrives, look at the document, and give a code for the station", async () => {
    await denis.goto("/accueil");
    for (const name of people) {
      await atDoor(name)
        .getByRole("button", { name: say("inperson.recordArrival") })
        .click();
      await atDoor(name)
        .getByRole("button", { name: say("inperson.checkIdentity") })
        .click();
      await day.recordIdentity(denis);
      await expect(atDoor(name)).toContainText(say("desk.state.IDENTITY_CONFIRMED"));
    }
    await expect(atDoor(fatou).getByRole("button", { name: say("inperson.giveCode") })).toHaveCount(0);
    await atDoor(wei)
      .getByRole("button", { name: say("inperson.giveCode") })
      .click();
    const code = await denis.getByTestId("station-code").innerText();
    await day
      .dialog(denis)
      .getByRole("button", { name: say("common.close") })
      .last()
      .click();
    await station.goto("/poste");
    await station.getByLabel(say("identity.stationCode")).fill(code.toLowerCase());
    await station.getByRole("button", { name: say("identity.stationEnter") }).click();
    await expect(station.getByText(say("exam.identityDone"))).toBeVisible();
  });

  await test.step("[JB-2] the adviser starts and opens the reading: the same screens at the station, a copy for the hand", async () => {
    await toBoard();
    await takeStep("button", say("desk.step.START"));
    await takeStep("button", say("desk.step.OPEN_READING"));
    await station.getByRole("tab", { name: say("exam.yourNotes") }).click();
    await station.getByRole("tabpanel").getByRole("textbox").pressSequentially("Notes de Wei");
    expect(await day.answerReading(station, brokerage.content, brokerage.keys)).toBeGreaterThanOrEqual(4);
    await day.expectSavedLine(station);
    await day.handIn(station, "exam.submitAnswers");
    await expectNoMedia(station);

    await atDoor(fatou)
      .getByRole("link", { name: say("inperson.printReading") })
      .click();
    await expect(denis.getByText(say("inperson.kitName", { name: fatou }))).toBeVisible();
    await expect(denis.getByRole("heading", { name: say("inperson.kitDocument") })).toBeVisible();
    // What is printed is in the language of the exam, whichever the person who prints reads the interface in.
    for (const locale of ["en", "fr"]) {
      await denis.evaluate((chosen) => localStorage.setItem("epreuve.locale", chosen), locale);
      await denis.reload();
      await expect(denis.locator(":root")).toHaveAttribute("lang", new RegExp(`^${locale}`));
      await expect(denis.getByRole("heading", { name: say("inperson.kitDocument") })).toBeVisible();
    }
    await denis.getByRole("main").getByRole("link", { name: say("inperson.back") }).click();
  });

  await test.step("[JB-3] what was answered by hand is keyed in once the copy is handed in, and closed", async () => {
    await collect(denis, atDoor(fatou), say("inperson.collectReading"));
    await atDoor(fatou)
      .getByRole("link", { name: say("inperson.keyReading") })
      .click();
    expect(await keyInReading(denis, brokerage.content, brokerage.keys)).toBeGreaterThanOrEqual(4);
    await denis.getByRole("button", { name: say("inperson.seal") }).click();
    await expect(day.dialog(denis)).toContainText(say("inperson.sealText", { blank: 0 }));
    await day.confirmIn(denis, say("inperson.sealConfirm"));
    await expect(denis.getByText(say("inperson.sealed"))).toBeVisible();
    await denis.reload();
    await expect(denis.getByText(say("inperson.sealed"))).toBeVisible();
    await expectKeyed(denis);
    await denis.getByRole("main").getByRole("link", { name: say("inperson.back") }).click();
    await expect(atDoor(fatou)).toContainText(say("inperson.readingKeyed"));
  });

  await test.step("[JB-4] the discussion is held at a table: prompts, marks of both advisers and the gate, and no media", async () => {
    await toBoard();
    await takeStep("link", say("desk.step.DISCUSSION"));
    await expect(helene.getByText(say("lead.openDiscussionAtTable"))).toBeVisible();
    await helene.getByRole("radio", { name: advisers.paul }).check({ force: true });
    await helene.getByRole("button", { name: say("lead.openDiscussion", { count: 2 }) }).click();
    await paul.goto(`/bureau/${office.sessionId}/discussion`);
    await expect(station.getByRole("heading", { name: say("rooms.atTable") })).toBeVisible();
    await station.getByRole("tab", { name: say("exam.yourNotes") }).click();
    await expect(station.getByRole("tabpanel").getByRole("textbox")).toHaveValue("Notes de Wei");
    await helene.getByRole("button", { name: say("rooms.part.FREE"), exact: true }).click();
    await expect(station.getByText(say("rooms.part.FREE")).first()).toBeVisible();
    const [prompt] = brokerage.content.discussion.prompts;
    await choosePerson(helene, fatou);
    await helene.getByRole("button", { name: prompt?.text ?? "" }).click();
    await expect(helene.getByRole("list", { name: say("lead.promptLog") })).toContainText(prompt?.text ?? "");
    for (const adviser of [helene, paul]) {
      for (const name of people) {
        await choosePerson(adviser, name);
        await day.markAndLock(adviser, 4);
      }
    }
    for (const page of [helene, paul, station]) await expectNoMedia(page);
    await helene
      .getByRole("banner")
      .getByRole("button", { name: say("lead.closeDiscussion") })
      .click();
    await day.confirmIn(helene, say("lead.closeDiscussion"));
    for (const adviser of [helene, paul]) {
      for (const name of people) {
        await choosePerson(adviser, name);
        await day.letContinue(adviser);
      }
    }
    for (const name of people) {
      await choosePerson(paul, name);
      await expect(paul.getByText(say("lead.gate.CONTINUES", { name }))).toBeVisible();
    }
  });

  await test.step("[JB-5] writing: typed at the station, on sheets by hand", async () => {
    await toBoard();
    await takeStep("button", say("desk.step.OPEN_WRITING"));
    await station.getByRole("textbox", { name: say("exam.yourText") }).pressSequentially(typed, { timeout: 60_000 });
    await day.expectSavedLine(station);
    await day.handIn(station, "exam.submitText");
    await expectNoMedia(station);
    await collect(denis, atDoor(fatou), say("inperson.collectWriting"));
  });

  await test.step("[JB-6] the sheets are scanned and copied word for word by somebody of the staff, then checked by another; what is no scan is refused", async () => {
    const ana = await enterAs(browser, running, staff.ana);
    await ana.goto("/accueil");
    await ana
      .getByRole("region", { name: fatou, exact: true })
      .getByRole("link", { name: say("inperson.transcribe") })
      .click();
    await expect(ana.getByText(say("inperson.noPages"))).toBeVisible();
    const scans = await scansOf(browser, dayText);
    await addPage(ana, scans.mislabelled);
    await expect(ana.getByText(say("errors.UPLOAD_MISLABELLED"))).toBeVisible();
    await addPage(ana, scans.oversized);
    await expect(ana.getByText(say("errors.TOO_LARGE"))).toBeVisible();
    await expect(ana.getByText(say("inperson.noPages"))).toBeVisible();
    await addPage(ana, scans.png);
    const image = ana.getByRole("img", { name: say("inperson.scanOf", { page: 1, name: fatou }) });
    await expect
      .poll(() => image.evaluate((element) => (element instanceof HTMLImageElement ? element.naturalWidth : 0)))
      .toBe(620);
    await addPage(ana, scans.pdf);
    await expect(ana.getByRole("button", { name: say("inperson.openPdf") })).toBeVisible();
    await ana.getByRole("textbox", { name: say("inperson.typedText") }).fill(`${copied} de trop`);
    await ana.getByRole("button", { name: say("inperson.finish") }).click();
    await day.confirmIn(ana, say("inperson.finish"));
    await expect(ana.getByText(say("inperson.awaitsCheckText"))).toBeVisible();
    await expect(ana.getByText(say("inperson.typedBy", { name: "Ana Morales" }))).toBeVisible();
    await ana.context().close();
    await denis.goto("/accueil");
    await atDoor(fatou)
      .getByRole("link", { name: say("inperson.check") })
      .click();
    await denis.getByRole("textbox", { name: say("inperson.typedText") }).fill(copied);
    await expect(denis.getByRole("heading", { name: say("inperson.changes", { count: 1 }) })).toBeVisible();
    await denis.getByRole("button", { name: say("inperson.checkCorrect") }).click();
    await day.confirmIn(denis, say("inperson.checkCorrect"));
    await expect(denis.getByText(say("inperson.checkedBy", { name: "Denis Fortin" }))).toBeVisible();
  });

  await test.step("[JB-7] interviews at the table, both marks locked, the session closed", async () => {
    const [element] = brokerage.content.interview.newElements;
    for (const _ of people) {
      await toBoard();
      await takeStep("link", beginning(say("desk.step.INTERVIEW", { name: "…" })));
      await expect(helene.getByText(say("lead.openInterviewAtTable"))).toBeVisible();
      const isAtStation = await helene.getByRole("heading", { name: wei }).first().isVisible();
      await helene.getByRole("button", { name: say("lead.openInterview") }).click();
      await paul.goto(helene.url());
      await helene
        .getByRole("button", { name: say("lead.reveal") })
        .first()
        .click();
      if (isAtStation) await expect(station.getByText(element?.text ?? "")).toBeVisible();
      for (const adviser of [helene, paul]) await day.markAndLock(adviser, 4);
      for (const page of [helene, paul, station]) await expectNoMedia(page);
      await helene
        .getByRole("banner")
        .getByRole("button", { name: say("lead.closeInterview") })
        .click();
      await day.confirmIn(helene, say("lead.closeInterview"));
      await expect(helene.getByText(say("lead.interviewOver"))).toBeVisible();
    }
    await expect(station.getByText(say("exam.finishedTitle"))).toBeVisible();
    await toBoard();
    await takeStep("button", say("desk.step.CLOSE"));
    await day.confirmIn(helene, say("desk.step.CLOSE"));
    await expect(helene.getByText(say("desk.step.DONE"))).toBeVisible();
    for (const page of [denis, station, helene, paul]) await page.context().close();
  });

  const scripts: BlindScriptView[] = [];
  const seen: string[] = [];

  await test.step("[JB-8] two markers mark each text, whoever wrote it and however", async () => {
    await expect.poll(async () => (await sittingsByCode(running)).size).toBe(8);
    for (const marker of markers) {
      const page = await enterAs(browser, running, marker);
      const open = page.getByRole("link", { name: beginning(say("marking.openTaskNamed", { code: "…" })) });
      for (;;) {
        await page.goto("/correction");
        await expect(open.first().or(page.getByText(say("marking.queueEmpty")))).toBeVisible();
        if ((await open.count()) === 0) break;
        seen.push(JSON.stringify(await received(page, markingTasks.path)));
        await open.first().click();
        await expect(page.getByRole("article", { name: say("marking.scriptHeading") })).toBeVisible();
        const script = await received(page, `/api/marking/tasks/${new URL(page.url()).pathname.split("/").at(-1)}`);
        scripts.push(blindScriptView.parse(script));
        seen.push(JSON.stringify(script), await day.markText(page, () => 4));
      }
      await page.context().close();
    }
    const written = await sittingsByCode(running);
    const markedOf = (sittingId: string) =>
      scripts.filter(({ blindCode }) => written.get(blindCode) === sittingId).length;
    expect([...office.sitters, ...home.sitters].map(({ sittingId }) => markedOf(sittingId))).toEqual([2, 2, 2, 2]);
  });

  await test.step("[JB-9] what markers receive of a typed, a copied and an online text is the same but for its code", async () => {
    const [first, ...others] = scripts.map((script) => ({ ...script, blindCode: "" }));
    for (const other of others) expect(other).toEqual(first);
    expect(new Set(scripts.map(({ blindCode }) => blindCode)).size).toBe(scripts.length);
    expect(first?.paragraphs).toHaveLength(3);
    const everybody = [...office.sitters, ...home.sitters];
    const secrets = [
      ...everybody.flatMap(({ name, email, sittingId }) => [name.split(" ").at(-1) ?? "", email, sittingId]),
      office.sessionId,
      home.sessionId,
      "OACIQ",
      "OIIQ",
      "KEYBOARD",
      "HANDWRITTEN",
      "IN_PERSON",
      "ONLINE",
      "Ana Morales",
      say("common.modeOnline"),
      say("common.modeInPerson"),
      say("inperson.byHand"),
      say("inperson.atKeyboard"),
    ];
    // The case names one of its own people as one of these candidates is named.
    const theCase = JSON.stringify(brokerage.content);
    for (const secret of secrets.filter((one) => !theCase.includes(one)))
      for (const text of seen) expect(text).not.toContain(secret);
    // An identifier that holds its moment would tell a text that came hours later, because somebody had to copy it.
    for (const [, id] of seen.join().matchAll(/"taskId":"([^"]+)"/g)) expect(id).toMatch(/^.{14}4/);
  });

  await test.step("[JB-10] a person confirms, and the order downloads an attestation that says nothing of how", async () => {
    const director = await enterAs(browser, running, staff.director);
    await director.goto("/resultats");
    for (const name of people) {
      await director.getByRole("button", { name: say("confirmation.openNamed", { name }) }).click();
      await director.getByRole("button", { name: say("confirmation.confirm"), exact: true }).click();
      await day.confirmIn(director, say("confirmation.confirmDo"));
      await expect(director.getByRole("row").filter({ hasText: name })).toHaveCount(0);
    }
    await director.context().close();

    const clerk = await enterAs(browser, running, staff.brokersClerk);
    await clerk.goto("/ordre");
    const row = clerk.getByRole("row").filter({ hasText: fatou });
    await expect(row).toContainText(say("referrals.status.PASS"));
    const [download] = await Promise.all([
      clerk.waitForEvent("download"),
      row.getByRole("button", { name: say("attestation.download") }).click(),
    ]);
    const pdf = testInfo.outputPath("attestation.pdf");
    await download.saveAs(pdf);
    await clerk.context().close();
    expect((await readFile(pdf)).subarray(0, 5).toString()).toBe("%PDF-");
    const { stdout: printed } = await runTool("pdftotext", ["-layout", pdf, "-"], testInfo.outputDir);
    expect(printed).toContain(fatou);
    for (const secret of [say("common.modeInPerson"), "main", "papier", "transcri"])
      expect(printed.toLowerCase()).not.toMatch(new RegExp(`\\b${secret.toLowerCase()}`));
  });
});

/** At a table people see each other: the page shows nobody, and has never asked for a connection. */
async function expectNoMedia(page: Page): Promise<void> {
  await expect(page.locator("video, audio")).toHaveCount(0);
  expect(await page.evaluate(() => window.epreuvePeers?.length)).toBe(0);
}

async function collect(page: Page, person: Locator, button: string): Promise<void> {
  await person.getByRole("button", { name: button }).click();
  await day.confirmIn(page, say("inperson.collectConfirm"));
  await expect(day.dialog(page)).toHaveCount(0);
}

/** Nothing of what was keyed in is blank when the page is opened again. */
async function expectKeyed(page: Page): Promise<void> {
  const blanks = await page
    .getByRole("combobox")
    .evaluateAll((list) => list.filter((one) => one instanceof HTMLSelectElement && one.value === "-").length);
  expect(blanks).toBe(0);
  const several = brokerage.keys["cim-s10"].options.length;
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(several);
}

async function choosePerson(adviser: Page, name: string): Promise<void> {
  await adviser
    .getByRole("group", { name: say("lead.people") })
    .getByRole("button", { name: beginning(name) })
    .click();
  await expect(adviser.getByRole("heading", { name: say("lead.rubricOf", { name }) })).toBeVisible();
}

/** What the server sends to this very browser, before any page has chosen what to show of it. */
async function received(page: Page, path: string): Promise<unknown> {
  const response = await page.request.get(path);
  expect(response.ok(), path).toBe(true);
  return response.json();
}

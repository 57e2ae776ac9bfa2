import { readFile } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";
import * as nursing from "#prisma/seed/content/nursing/index.ts";
import { runTool } from "#server/platform/signer/testing/tools.ts";
import { callerFor } from "./support/callers.ts";
import { expectMovingPicture, expectSoundFrom } from "./support/media.ts";
import { listeningTasks } from "#shared/protocol/listening.ts";
import { markingTasks } from "#shared/protocol/marking.ts";
import type { Caller } from "#tests/support/caller.ts";
import * as before from "./support/before-the-day.ts";
import * as day from "./support/on-the-day.ts";
import { enterAs, openWindow, staff } from "./support/people.ts";
import { beginning, say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** The whole exam online, from the order's referral to the attestation that a stranger verifies. */

const nadia = { givenName: "Nadia", familyName: "Cherkaoui", email: "nadia.cherkaoui@courriel.test", birthDate: "1992-03-08", fileNumber: "J-2001" };
const tomas = { givenName: "Tomás", familyName: "Rivera", email: "tomas.rivera@courriel.test", birthDate: "1988-10-21", fileNumber: "J-2002" };
const candidates = [nadia, tomas] as const;
const advisers = { marc: "Marc Tremblay", line: "Line Gagnon" };

const file = Buffer.from(
  [
    "prénom;nom;courriel;date de naissance;numéro de dossier;motif;téléphone",
    `${tomas.givenName};${tomas.familyName};${tomas.email};${tomas.birthDate};${tomas.fileNumber};35;`,
    "Olga;Petrova;olga.petrova-sans-arobase;1990-01-31;J-2003;35;",
  ].join("\r\n"),
);

const texts = {
  nadia: "Madame,\n\nÀ la suite de notre discussion, je recommande une ronde à 19 h, parce que les chutes arrivent surtout le soir et que deux collègues peuvent la faire sans heure de plus.",
  tomas: "Madame,\n\nJe propose de déplacer la pause du soir. Cela laisse toujours deux personnes sur l’étage, et la mesure ne coûte rien à l’établissement.",
};

test.use({ serviceWorkers: "allow" });
let server: TestServer | undefined;
const windows: Record<string, Page> = {};
const at = (name: string): Page => {
  const page = windows[name];
  if (!page) throw new Error(`${name} has no window.`);
  return page;
};
const close = async (...names: string[]): Promise<void> => {
  for (const name of names) await at(name).context().close();
};

test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server?.stop());

test("[JA-1] [JA-2] [JA-3] [JA-4] [JA-5] [JA-6] [JA-7] [JA-8] [JA-9] two people are referred, sit the exam at home, and one attestation convinces a stranger", async ({
  browser,
}, testInfo) => {
  test.setTimeout(960_000);
  if (!server) throw new Error("The server did not start.");
  const running = server;
  let sessionId = "";

  await test.step("[JA-1] a clerk refers one person by form and one by file; the bad row is listed with its reason", async () => {
    windows["clerk"] = await openWindow(browser, running);
    const clerk = at("clerk");
    await before.signIn(clerk, staff.clerk);
    await expect(clerk.getByRole("heading", { level: 1, name: say("referrals.title") })).toBeVisible();
    await before.referByForm(clerk, nadia);
    await before.chooseReferralFile(clerk, "personnes.csv", file);
    await expect(clerk.getByText(say("referrals.goodRows", { count: 1 }))).toBeVisible();
    const bad = clerk.getByRole("row").filter({ hasText: "Petrova" });
    await expect(bad.getByRole("rowheader")).toContainText("3");
    await expect(bad).toContainText(say("journey.fault.BAD_EMAIL"));
    await clerk.getByRole("button", { name: say("referrals.confirm", { count: 1 }) }).click();
    await day.confirmIn(clerk, say("referrals.confirm", { count: 1 }));
    await expect(clerk.getByText(say("referrals.doneTitle", { count: 1 }))).toBeVisible();
    await clerk.goto("/ordre");
    for (const person of candidates) await expect(clerk.getByRole("row").filter({ hasText: before.nameOf(person) })).toBeVisible();
    await expect(clerk.getByText("Petrova")).toHaveCount(0);
    await close("clerk");
  });

  await test.step("[JA-2] each person enters by the link they were sent, confirms, consents and books", async () => {
    for (const person of candidates) {
      const page = await openWindow(browser, running);
      windows[person.givenName] = page;
      await before.enterByMail(page, person.email);
      await before.confirmOwnData(page);
      await before.readNoticeAndConsent(page);
      await before.bookOnline(page);
      await expect(page.getByRole("heading", { name: say("journey.hello", { name: person.givenName }) })).toBeVisible();
      await expect(page.getByText(say("journey.doneSteps", { count: 3 })).first()).toBeVisible();
    }
  });

  await test.step("[JA-3] the day: technical check, waiting room, a live call in which a person looks at the document", async () => {
    sessionId = await before.letTheDayCome(running, nadia.email);
    windows["marc"] = await enterAs(browser, running, staff.marc);
    const marc = at("marc");
    await marc.goto(`/bureau/${sessionId}`);
    await marc.getByRole("button", { name: say("desk.step.START") }).first().click();
    for (const person of candidates) {
      const page = at(person.givenName);
      await page.goto("/parcours");
      if (person === nadia) {
        await page.getByRole("link", { name: say("journey.startCheck") }).click();
        await before.passTechnicalCheck(page);
        await page.goto("/parcours");
      }
      await page.getByRole("link", { name: say("journey.dayAction") }).click();
      await page.getByRole("button", { name: say("exam.arrive") }).click();
      await expect(page.getByRole("heading", { name: say("rooms.waitingRoom") })).toBeVisible();
      await expect(page.getByText(say("rooms.adviserNamed", { name: advisers.marc }))).toBeVisible();
    }
    await expect(at("Tomás").getByText(say("rooms.queuePlace", { count: 1 }))).toBeVisible();
    for (const person of candidates) {
      const page = at(person.givenName);
      const name = before.nameOf(person);
      const denied = await page.request.get(`/api/sittings/${new URL(page.url()).pathname.split("/")[2]}/reading`);
      expect([denied.status(), await denied.text()]).toEqual([403, expect.stringContaining("IDENTITY_NOT_CONFIRMED")]);
      await marc.getByRole("link", { name: say("desk.step.CHECK_IDENTITY", { name }) }).first().click();
      await marc.getByRole("button", { name: say("lead.call"), exact: true }).click();
      await day.enterRoom(marc);
      await day.enterRoom(page);
      await expect(page.getByText(say("rooms.checkInNow", { name: advisers.marc }))).toBeVisible();
      await expectMovingPicture(marc, before.roomNameOf(person));
      await expectMovingPicture(page, advisers.marc);
      await expectSoundFrom(marc, 1);
      await expectSoundFrom(page, 1);
      await day.recordIdentity(marc);
      // The person’s own page says so at once, while the call goes on.
      await expect(page.getByText(say("rooms.checkInConfirmed"))).toBeVisible();
      await marc.getByRole("button", { name: say("lead.endCall") }).click();
      // Nobody has looked at the room: that is said first.
      await expect(day.dialog(marc)).toContainText(say("roomlook.callNone"));
      await day.confirmIn(marc, say("lead.endCall"));
      await expect(page.getByText(say("exam.identityDone"))).toBeVisible();
      await marc.getByRole("link", { name: say("lead.backToDesk") }).click();
    }
  });

  await test.step("[JA-4] reading: the situation and one's own document side by side, answers saved as they are given", async () => {
    await at("marc").getByRole("button", { name: say("desk.step.OPEN_READING") }).first().click();
    const documents: string[] = [];
    for (const person of candidates) {
      const page = at(person.givenName);
      await expect(page.getByRole("tab", { name: say("exam.situation") })).toBeVisible();
      await page.getByRole("tab", { name: say("exam.yourDocument") }).click();
      documents.push(await page.getByRole("tabpanel").innerText());
      await page.getByRole("tab", { name: say("exam.yourNotes") }).click();
      await page.getByRole("tabpanel").getByRole("textbox").pressSequentially(`Notes de ${person.givenName}`);
      expect(await day.answerReading(page, nursing.content, nursing.keys)).toBeGreaterThanOrEqual(4);
      await day.expectSavedLine(page);
      await day.handIn(page, "exam.submitAnswers");
    }
    expect(documents[0]).not.toBe(documents[1]);
  });

  await test.step("[JA-5] discussion: four people in one room who see and hear each other; both advisers mark, lock, and open the gate", async () => {
    windows["line"] = await enterAs(browser, running, staff.line);
    const [marc, line] = [at("marc"), at("line")];
    await marc.getByRole("link", { name: say("desk.step.DISCUSSION") }).first().click();
    await marc.getByRole("radio", { name: advisers.line }).check({ force: true });
    await marc.getByRole("button", { name: say("lead.openDiscussion", { count: 2 }) }).click();
    await line.goto(`/bureau/${sessionId}/discussion`);
    const members = { ...windows };
    delete members["clerk"];
    for (const page of Object.values(members)) await day.enterRoom(page);
    for (const [key, page] of Object.entries(members)) {
      // Advisers read whole names, to mark; candidates know each other by their first names.
      const nameFor = key in advisers ? before.nameOf : before.roomNameOf;
      const names = { ...advisers, Nadia: nameFor(nadia), Tomás: nameFor(tomas) };
      for (const [other, name] of Object.entries(names)) if (other !== key) await expectMovingPicture(page, name);
      await expectSoundFrom(page, 3);
    }
    await at("Nadia").getByRole("tab", { name: say("exam.yourNotes") }).click();
    await expect(at("Nadia").getByRole("tabpanel").getByRole("textbox")).toHaveValue("Notes de Nadia");
    await at("Nadia").getByRole("button", { name: say("rooms.raiseHand") }).click();
    await expect(marc.getByRole("figure", { name: before.nameOf(nadia) })).toContainText(say("rooms.handRaised"));
    await marc.getByRole("button", { name: say("rooms.part.FREE"), exact: true }).click();
    await expect(at("Tomás").getByText(say("rooms.part.FREE")).first()).toBeVisible();
    const [prompt] = nursing.content.discussion.prompts;
    await marc.getByRole("button", { name: prompt?.text ?? "" }).click();
    await expect(marc.getByRole("list", { name: say("lead.promptLog") })).toContainText(prompt?.text ?? "");
    for (const adviser of [marc, line]) {
      for (const person of candidates) {
        await choosePerson(adviser, before.nameOf(person));
        await day.markAndLock(adviser, 4);
      }
    }
    await marc.getByRole("banner").getByRole("button", { name: say("lead.closeDiscussion") }).click();
    await day.confirmIn(marc, say("lead.closeDiscussion"));
    for (const adviser of [marc, line]) {
      for (const person of candidates) {
        await choosePerson(adviser, before.nameOf(person));
        await day.letContinue(adviser);
      }
    }
    await expect(line.getByText(say("lead.gate.CONTINUES", { name: before.nameOf(tomas) }))).toBeVisible();
  });

  await test.step("[JA-6] writing: nothing comes in from elsewhere, everything typed is saved", async () => {
    const marc = at("marc");
    await marc.goto(`/bureau/${sessionId}`);
    await marc.getByRole("button", { name: say("desk.step.OPEN_WRITING") }).first().click();
    for (const person of candidates) {
      const page = at(person.givenName);
      const editor = page.getByRole("textbox", { name: say("exam.yourText") });
      await expect(editor).toHaveAttribute("spellcheck", "false");
      if (person === nadia) {
        await page.evaluate(() => navigator.clipboard.writeText("Un texte préparé ailleurs."));
        await editor.focus();
        await page.keyboard.press("ControlOrMeta+V");
        await expect(page.getByText(say("room.refusedInput"))).toBeVisible();
        await expect(editor).toHaveValue("");
      }
      const text = person === nadia ? texts.nadia : texts.tomas;
      await editor.pressSequentially(text);
      await day.expectSavedLine(page);
      await day.handIn(page, "exam.submitText");
    }
    await marc.getByRole("button", { name: before.nameOf(nadia) }).click();
    await expect(marc.getByRole("region", { name: before.nameOf(nadia) }).getByText(say("record.kind.EXTERNAL_PASTE"))).toBeVisible();
  });

  await test.step("[JA-7] interview: one person and two advisers, live, with the frame and the rubric", async () => {
    const [marc, line] = [at("marc"), at("line")];
    for (const person of candidates) {
      const page = at(person.givenName);
      const name = before.nameOf(person);
      await marc.goto(`/bureau/${sessionId}`);
      await marc.getByRole("link", { name: say("desk.step.INTERVIEW", { name }) }).first().click();
      await marc.getByRole("button", { name: say("lead.openInterview") }).click();
      await line.goto(marc.url());
      for (const one of [page, marc, line]) await day.enterRoom(one);
      await expectMovingPicture(marc, name);
      await expectMovingPicture(page, advisers.marc);
      await expectMovingPicture(page, advisers.line);
      await expectSoundFrom(page, 2);
      const [element] = nursing.content.interview.newElements;
      await marc.getByRole("button", { name: say("lead.reveal") }).first().click();
      await expect(page.getByText(element?.text ?? "")).toBeVisible();
      await day.markAndLock(marc, 4);
      // It is recorded: its second mark is given from the sound, by somebody who was not there.
      await expect(line.getByText(say("marking.notEvaluator"))).toBeVisible();
      await marc.getByRole("banner").getByRole("button", { name: say("lead.closeInterview") }).click();
      await day.confirmIn(marc, say("lead.closeInterview"));
      await expect(page.getByText(say("exam.finishedTitle"))).toBeVisible();
    }
    await marc.goto(`/bureau/${sessionId}`);
    // Two people of the demonstration had a seat in this session and never came.
    for (const missing of ["Amina Benali", "Joseph Kouassi"]) {
      await marc.getByRole("button", { name: beginning(missing) }).click();
      await marc.getByRole("button", { name: say("desk.markAbsent") }).click();
      await day.confirmIn(marc, say("desk.markAbsent"));
      await expect(day.dialog(marc)).toHaveCount(0);
    }
    await marc.getByRole("button", { name: say("desk.step.CLOSE") }).first().click();
    await day.confirmIn(marc, say("desk.step.CLOSE"));
    await expect(marc.getByText(say("desk.step.DONE"))).toBeVisible();
    await close("marc", "line", "Tomás");
  });

  await test.step("[JA-8] two markers mark each text blind, a third is asked where they differ, the interviews are heard, a person confirms", async () => {
    const seen: string[] = [];
    const given = new Map<string, number>();
    // The first two to read Tomás disagree widely; whoever comes third settles it.
    const bandFor = (text: string): 2 | 4 | 5 => {
      if (!text.includes("déplacer la pause")) return 4;
      const turn = (given.get("tomas") ?? 0) + 1;
      given.set("tomas", turn);
      return turn === 1 ? 2 : turn === 2 ? 5 : 4;
    };
    while (seen.length < 5) {
      const page = await enterAs(browser, running, await whoHas("TEXT", running));
      await page.goto("/correction");
      await page.getByRole("link", { name: beginning(say("marking.openTaskNamed", { code: "…" })) }).first().click();
      await expect(page.getByRole("article", { name: say("marking.scriptHeading") })).toBeVisible();
      seen.push(await day.markText(page, bandFor));
      await page.context().close();
    }
    expect(given.get("tomas")).toBe(3);
    for (const _ of candidates) {
      const page = await enterAs(browser, running, await whoHas("RECORDING", running));
      await day.markRecording(page, 4);
      await page.context().close();
    }
    const secrets = [...candidates.flatMap(({ familyName, email }) => [familyName, email]), say("common.modeOnline"), say("common.modeInPerson")];
    for (const text of seen) for (const secret of secrets) expect(text).not.toContain(secret);

    const director = await enterAs(browser, running, staff.director);
    await director.goto("/resultats");
    for (const person of candidates) {
      const name = before.nameOf(person);
      await director.getByRole("button", { name: say("confirmation.openNamed", { name }) }).click();
      await director.getByRole("button", { name: say("confirmation.confirm"), exact: true }).click();
      await day.confirmIn(director, say("confirmation.confirmDo"));
      await expect(director.getByRole("row").filter({ hasText: name })).toHaveCount(0);
    }
    await director.context().close();
  });

  await test.step("[JA-9] the person sees the competencies, the order the outcome only; the signature and the code hold", async () => {
    const page = at("Nadia");
    await page.goto("/parcours");
    await page.getByRole("link", { name: say("journey.resultAction") }).click();
    await expect(page.getByText(say("results.passTitle"))).toBeVisible();
    for (const key of ["results.oralComprehension", "results.writtenComprehension", "results.oralExpression", "results.writtenExpression"] as const)
      await expect(page.getByText(say(key)).first()).toBeVisible();
    await expect(page.getByRole("button", { name: say("results.print") })).toBeVisible();
    // RES-22: on paper it is a letter.
    await page.emulateMedia({ media: "print" });
    await expect(page.getByText(say("results.passTitle"))).toBeVisible();
    await expect(page.getByRole("main").getByText(before.nameOf(nadia)).first()).toBeVisible();
    for (const pressed of [page.getByRole("button"), page.getByRole("link", { name: say("results.backToJourney") })])
      await expect(pressed.filter({ visible: true })).toHaveCount(0);
    await close("Nadia");

    const clerk = await enterAs(browser, running, staff.clerk);
    await clerk.goto("/ordre");
    const row = clerk.getByRole("row").filter({ hasText: before.nameOf(nadia) });
    await expect(row).toContainText(say("referrals.status.PASS"));
    await expect(clerk.getByRole("main")).not.toContainText(say("results.writtenExpression"));
    await expect(clerk.getByRole("main")).not.toContainText("sur 100");
    const [download] = await Promise.all([clerk.waitForEvent("download"), row.getByRole("button", { name: say("attestation.download") }).click()]);
    const pdf = testInfo.outputPath("attestation.pdf");
    await download.saveAs(pdf);
    await clerk.context().close();
    expect((await readFile(pdf)).subarray(0, 5).toString()).toBe("%PDF-");
    const signature = await runTool("pdfsig", ["-nocert", pdf], testInfo.outputDir);
    expect(signature.stdout).toContain("Signature is Valid.");
    const printed = (await runTool("pdftotext", ["-layout", pdf, "-"], testInfo.outputDir)).stdout.replaceAll(/\s+/g, " ");
    expect(printed).toContain(before.nameOf(nadia));
    for (const secret of [say("common.modeOnline"), "sur 100"]) expect(printed).not.toContain(secret);
    const code = /\b(?:[0-9A-Z]{4,5}[- ]){3,4}[0-9A-Z]{4,5}\b/.exec(printed)?.[0];
    if (!code) throw new Error(`No verification code is printed:\n${printed}`);

    const stranger = await openWindow(browser, running);
    await stranger.goto("/verifier");
    await stranger.getByLabel(say("attestation.code")).fill(code);
    await stranger.getByRole("button", { name: say("attestation.check") }).click();
    await expect(stranger.getByText(say("attestation.valid"))).toBeVisible();
    await expect(stranger.getByRole("main")).toContainText(before.nameOf(nadia));
    await stranger.context().close();
  });
});

// Entering is counted by the minute: each marker enters once.
const queues = new Map<string, Caller>();

const waiting = { TEXT: markingTasks, RECORDING: listeningTasks } as const;

/** One of the markers to whom a text or a recording was given. Which of them, the lot decides. */
async function whoHas(what: keyof typeof waiting, server: TestServer): Promise<string> {
  let found: string | undefined;
  const look = async (): Promise<boolean> => {
    for (const email of [staff.sophie, staff.karim, staff.julie, staff.mathieu, staff.linh]) {
      const caller = queues.get(email) ?? (await callerFor(server, email));
      queues.set(email, caller);
      const { tasks } = await caller.must(waiting[what], {});
      if (tasks.length > 0) found = email;
    }
    return found !== undefined;
  };
  await expect.poll(look, { message: `a ${what} waits for somebody`, timeout: 120_000 }).toBe(true);
  return found ?? "";
}

async function choosePerson(adviser: Page, name: string): Promise<void> {
  await adviser.getByRole("group", { name: say("lead.people") }).getByRole("button", { name: beginning(name) }).click();
  await expect(adviser.getByRole("heading", { name: say("lead.rubricOf", { name }) })).toBeVisible();
}

import { expect, test, type Page } from "@playwright/test";
import * as nursing from "#prisma/seed/content/nursing/index.ts";
import { formKeys } from "#shared/domain/forms/form-content.ts";
import { pauseSittings, resumeSittings } from "#shared/protocol/conduct.ts";
import { recordIdentityCheck } from "#shared/protocol/identity.ts";
import { closeInterview, openInterview, revealElement } from "#shared/protocol/interview.ts";
import { developmentMailbox } from "#shared/protocol/messages.ts";
import { resultList } from "#shared/protocol/results.ts";
import { closeCheckIn, openCheckIn } from "#shared/protocol/rooms.ts";
import { createCaller } from "#tests/support/caller.ts";
import { joinOnceReady } from "#tests/support/check-in.ts";
import { confirmEveryResult, lockIfAsked, lockMarks, markEverything, play } from "#tests/support/day.ts";
import { letTheDayCome } from "./support/before-the-day.ts";
import { newcomers, refer } from "./support/booked-day.ts";
import { answerByKeyboard } from "./support/by-keyboard.ts";
import { callerFor, demonstrationDay, type DemonstrationDay } from "./support/callers.ts";
import { expectHeard, leaveSeconds, listen, timesHeard } from "./support/heard.ts";
import { arriveTree, discussionTree, expectTree, waitingTree, writingTree } from "./support/trees.ts";
import { checkEquipment, confirmAndBook, handInByKeyboard } from "./support/keyboard-steps.ts";
import { openWindow, staff } from "./support/people.ts";
import { say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";
import {
  countPointer,
  expectAtHeading,
  expectNoPointer,
  expectPlace,
  follow,
  goTo,
  press,
  pressButton,
} from "./support/without-mouse.ts";

/** From the invitation to the result with keys alone; whoever works for the exam acts through its contracts. */

const text = "Madame, je recommande une ronde à 19 h, parce que les chutes arrivent surtout le soir.";
const keys = formKeys.parse(nursing.keys);

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.stop());

test("[KEY-1, KEY-2, KEY-3] the whole journey of a candidate, with the keyboard alone", async ({ browser }) => {
  test.setTimeout(960_000);
  const [newcomer] = newcomers;
  if (!newcomer) throw new Error("Somebody comes.");
  const { email, caller } = await refer(server, newcomer, 0);
  const page = await openWindow(browser, server, { sharesScreen: false });
  await countPointer(page);
  await listen(page);
  let day: DemonstrationDay;

  await test.step("in by the link of the invitation", async () => {
    await page.goto(await invitationOf(email));
    await pressButton(page, say("accounts.enter"));
    await expect(page.getByRole("heading", { name: say("journey.nextStep") })).toBeVisible();
    await expectAtHeading(page, say("journey.hello", { name: newcomer.givenName }));
  });

  await test.step("data confirmed, consent given, a seat booked", () => confirmAndBook(page, newcomer.givenName));
  await test.step("the technical check: nothing that goes away takes the keyboard with it", () =>
    checkEquipment(page, newcomer.givenName));

  await test.step("the day: arriving, waiting, and the call in which a document is looked at", async () => {
    const sessionId = await letTheDayCome(server, email);
    const booked = await demonstrationDay(server, "ONLINE");
    day = { ...booked, sessionId, sitters: booked.sitters.filter((one) => one.email !== email) };
    await play(day, "STARTED");
    await page.reload();
    await follow(page, say("journey.dayAction"));
    await expectAtHeading(page, say("exam.arriveTitle"));
    await expectTree(page, arriveTree());
    await pressButton(page, say("exam.arrive"));
    await expect(page.getByRole("heading", { name: say("rooms.waitingRoom") })).toBeVisible();
    await expectPlace(page, "in the waiting room");
    await expectHeard(page, say("exam.saysWaiting"));
    await expectTree(page, waitingTree());
    await play(day, "IDENTITY", "STARTED");
    const [marc] = day.advisers;
    const params = { sittingId: sittingOf(page) };
    const { roomId } = await marc.must(openCheckIn, { params });
    await expectHeard(page, say("exam.saysCall"));
    await pressButton(page, say("rooms.enter"));
    await joinOnceReady(marc, roomId);
    await expect(page.getByRole("group", { name: say("rooms.ownControls") })).toBeVisible();
    await expectPlace(page, "in the call");
    await pressButton(page, say("rooms.closeMicrophone"));
    await pressButton(page, say("rooms.openMicrophone"));
    await marc.must(recordIdentityCheck, { params, body: { documentType: "PASSPORT", outcome: "CONFIRMED" } });
    await marc.must(closeCheckIn, { params: { roomId } });
    await expect(page.getByText(say("exam.identityDone"))).toBeVisible();
    await expectPlace(page, "after the call");
    await expectHeard(page, say("exam.saysBetween", { activity: say("exam.reading") }));
    expect(await timesHeard(page, say("exam.betweenTitle", { activity: say("exam.reading") }))).toBe(0);
  });

  await test.step("a human is one dialog away, which gives the focus back", async () => {
    const help = page.getByRole("button", { name: say("common.talkToSomeone") });
    await press(page, help);
    await expect(page.getByRole("dialog", { name: say("common.talkToSomeone") })).toBeVisible();
    await expectPlace(page, "in the dialog");
    await page.keyboard.press("Escape");
    await expect(help).toBeFocused();
  });

  await test.step("reading: the screen is shared, every question is answered, the sheet is handed in", async () => {
    await pressButton(page, say("watch.share"));
    await expect(page.getByText(say("watch.screenReady"))).toBeVisible();
    await expectPlace(page, "after sharing the screen");
    await play(day, "READING", "IDENTITY");
    await expect(page.getByRole("tab", { name: say("exam.situation") })).toBeVisible();
    await expectPlace(page, "as the reading opens");
    await expectHeard(page, say("exam.saysOpen", { activity: say("exam.reading") }));
    const { items } = nursing.content;
    const count = await page
      .getByRole("navigation", { name: say("exam.overview") })
      .getByRole("button")
      .count();
    expect(count).toBeGreaterThan(10);
    await page.keyboard.press("Alt+ArrowDown");
    for (let number = 1; number <= count; number += 1) {
      const heading = page.getByRole("heading", { name: new RegExp(`^Question ${number} `) });
      await expect(heading).toBeFocused();
      const question = page.getByRole("article").filter({ has: heading });
      const shown = await question.getAttribute("data-item");
      const item = items.find(({ id }) => id === shown);
      const key = item && keys[item.id];
      if (key) await answerByKeyboard(page, question, item, key);
      if (number < count) await page.keyboard.press("Alt+ArrowRight");
    }
    await handInByKeyboard(page, "exam.submitAnswers");
    await play(day, "READ", "READING");
  });

  await test.step("discussion: in, hand, notes, microphone; and out when it is closed", async () => {
    await play(day, "DISCUSSION", "READ");
    await pressButton(page, say("rooms.enter"));
    await expect(page.getByRole("group", { name: say("rooms.ownControls") })).toBeVisible();
    await expectPlace(page, "in the discussion");
    await page.keyboard.press("m");
    const down = page.getByRole("button", { name: say("rooms.lowerHand") });
    await expect(down).toHaveAttribute("aria-pressed", "true");
    await expectHeard(page, say("rooms.handRaised"));
    await press(page, down, "Space");
    await expect(page.getByRole("button", { name: say("rooms.raiseHand") })).toBeFocused();
    await expectHeard(page, say("rooms.handLowered"));
    await expectTree(page, discussionTree());
    const papers = page.getByRole("tablist", { name: say("rooms.papers") });
    await goTo(page, papers.getByRole("tab", { selected: true }));
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect(papers.getByRole("tab", { name: say("exam.yourNotes") })).toBeFocused();
    await goTo(page, page.getByRole("tabpanel").getByRole("textbox"));
    await page.keyboard.type("Nommer la ronde de 19 h.");
    // A letter in a text is a letter, not the hand.
    await expect(page.getByRole("button", { name: say("rooms.raiseHand") })).toBeVisible();
    await play(
      { ...day, sitters: [...day.sitters, { caller, sittingId: sittingOf(page), email, name: "" }] },
      "GATE",
      "DISCUSSION",
    );
    await expect(
      page.getByRole("heading", { name: say("exam.betweenTitle", { activity: say("exam.writing") }) }),
    ).toBeVisible();
    await expectPlace(page, "after the discussion");
  });

  await test.step("writing, and handing in", async () => {
    await play(day, "WRITING", "GATE");
    const editor = page.getByRole("textbox", { name: say("exam.yourText") });
    await expect(editor).toBeVisible();
    await expectPlace(page, "as the writing opens");
    await page.keyboard.press("Alt+ArrowDown");
    await expect(editor).toBeFocused();
    await expectTree(page, writingTree());
    await page.keyboard.type(text);
    // Hidden and shown again: said both times, and the keyboard is back in the text.
    const {
      sessionId,
      advisers: [marc],
    } = day;
    const sittingIds = [sittingOf(page)];
    await marc.must(pauseSittings, { params: { sessionId }, body: { sittingIds, reason: "Bruit dans le couloir." } });
    await expectHeard(page, say("exam.saysPaused"));
    await expectPlace(page, "while the writing is hidden");
    await marc.must(resumeSittings, { params: { sessionId }, body: { sittingIds } });
    await expectHeard(page, say("exam.saysBack"));
    await expect(editor).toBeFocused();
    // The clock speaks three times, politely; nothing is said of a save that is like the one before.
    for (const minutes of [15, 5, 1]) {
      await leaveSeconds(server, sittingOf(page), "WRITING", minutes * 60 + 4);
      await expectHeard(page, say("exam.minutesLeftSpoken", { count: minutes }));
      expect(await timesHeard(page, say("exam.minutesLeftSpoken", { count: minutes }))).toBe(1);
    }
    await leaveSeconds(server, sittingOf(page), "WRITING", 1_200);
    await handInByKeyboard(page, "exam.submitText");
    await play(day, "WRITTEN", "WRITING");
  });

  await test.step("interview: in, what is new is read, and out", async () => {
    const sittingId = sittingOf(page);
    const [marc, line] = day.advisers;
    const { roomId } = await marc.must(openInterview, { params: { sittingId } });
    await pressButton(page, say("rooms.enter"));
    await expect(page.getByRole("group", { name: say("rooms.ownControls") })).toBeVisible();
    await expectPlace(page, "in the interview");
    const {
      newElements: [element],
    } = nursing.content.interview;
    if (!element) throw new Error("The interview has something new.");
    for (const adviser of [marc, line]) await joinOnceReady(adviser, roomId);
    await marc.must(revealElement, { params: { roomId }, body: { elementId: element.id } });
    await expect(page.getByText(element.text)).toBeVisible();
    await expectHeard(page, `${element.title}${element.text}`);
    await lockMarks(marc, sittingId, "INTERVIEW");
    await marc.must(closeInterview, { params: { roomId } });
    // Two seconds of talk: how much of them was recorded decides whether the other one is asked.
    await lockIfAsked(line, sittingId);
    await expect(page.getByText(say("exam.finishedTitle"))).toBeVisible();
    await expectPlace(page, "after the interview");
    await expectHeard(page, say("exam.saysFinished"));
    await play(day, "INTERVIEWED", "WRITTEN");
  });

  await test.step("the result, its reasons and the record", async () => {
    await sendResults();
    await follow(page, say("exam.backToJourney"));
    await expectAtHeading(page, say("journey.hello", { name: newcomer.givenName }));
    await follow(page, say("journey.resultAction"));
    await expectAtHeading(page, say("results.title"));
    await goTo(page, page.getByRole("button", { name: say("results.reasonsDownload") }));
    await follow(page, say("common.readRecord"));
    await expectPlace(page, "on the record");
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  });

  await expectNoPointer(page);
});

const sittingOf = (page: Page): string => new URL(page.url()).pathname.split("/")[2] ?? "";

async function invitationOf(email: string): Promise<string> {
  let link: string | undefined;
  const look = async (): Promise<boolean> => {
    const { messages } = await createCaller(server.url, "").must(developmentMailbox, {});
    link = messages.flatMap(({ toEmail, body }) =>
      toEmail === email ? (/\/lien#[\w-]{43}/.exec(body) ?? []) : [],
    )[0];
    return link !== undefined;
  };
  await expect.poll(look, { message: "the invitation" }).toBe(true);
  return link ?? "";
}

/** Every text is marked, and the interview if it was recorded; a person confirms what is ready. */
async function sendResults(): Promise<void> {
  const markers = await Promise.all(
    [staff.sophie, staff.karim, staff.julie, staff.mathieu, staff.linh].map((one) => callerFor(server, one)),
  );
  const director = await callerFor(server, staff.director);
  const isReady = async (): Promise<boolean> => {
    await markEverything(markers);
    const { results } = await director.must(resultList, {});
    return results.filter(({ state }) => state === "PENDING_APPROVAL").length >= 3;
  };
  await expect.poll(isReady, { message: "three results are ready", timeout: 120_000 }).toBe(true);
  await confirmEveryResult(director);
}

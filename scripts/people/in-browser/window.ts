import type { Browser, BrowserContext, Locator, Page } from "@playwright/test";
import { discussionDesk } from "#shared/protocol/discussion.ts";
import { mySittings } from "#shared/protocol/sitting.ts";
import { frForClient } from "#shared/i18n/fr/index.ts";
import { createTranslator, type ClientMessageKey } from "#shared/i18n/translator.ts";
import { note } from "../../steps/say.ts";
import type { Person } from "../cast.ts";
import type { Doors } from "../doors.ts";
import { drawCamera, portraitOf } from "./portrait.ts";
import { hum, voiceOf } from "./voice.ts";

/** Somebody at a window of the browser: they press what their page asks them to press, and nothing else. */

const say = createTranslator<ClientMessageKey>("fr", frForClient);
const everyMs = 1_000;
const prompt = { timeout: 3_000 };

/** What a candidate presses as soon as it is there, in the order of the day. */
const doorsOfTheDay = ["exam.arrive", "rooms.enter", "watch.share", "room.continue", "exam.resume"] as const;
const handIns = [
  { press: "exam.submitAnswers", review: "exam.reviewAnswersTitle" },
  { press: "exam.submitText", review: "exam.reviewTextTitle" },
] as const;
type Pressed = (typeof doorsOfTheDay)[number] | (typeof handIns)[number]["press"];
const sentences =
  "Madame, à la suite de notre discussion, voici ce que je recommande. Il faudrait ajouter une ronde à 19 h. L’équipe du soir est d’accord. C’est la mesure la plus simple à mettre en place dès lundi. Je vous prie d’agréer mes salutations. ".split(/(?<=\. )/);

export interface Seat {
  readonly person: Person;
  readonly doors: Doors;
  /** One's number among everybody who comes, and how many they are: whose turn it is to speak. */
  readonly place: number;
  readonly people: number;
}

export async function openSeat(browser: Browser, { doors, place, people }: Seat): Promise<Page> {
  const context = await browser.newContext({
    baseURL: doors.url,
    locale: "fr-CA",
    timezoneId: "America/Toronto",
    viewport: { width: 1366, height: 860 },
    permissions: ["camera", "microphone"],
  });
  await context.addInitScript(drawCamera, portraitOf(place + 1, place % 2 === 0));
  await context.addInitScript(hum, voiceOf(place, people));
  await carry(context, doors);
  return context.newPage();
}

async function carry(context: BrowserContext, { url, cookie }: Doors): Promise<void> {
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url }]);
}

/** Lives the day until the window is closed. */
export async function sitAsCandidate(page: Page, { person, doors }: Seat, minutes: number): Promise<void> {
  const { sittings } = await doors.ask(mySittings, {});
  // The next one comes first.
  const [sitting] = sittings;
  if (!sitting) throw new Error(`${person.name} has no sitting.`);
  await page.goto(`/seance/${sitting.sittingId}`);
  const since = new Map<string, number>();
  await untilClosed(page, person.name, async () => {
    for (const key of doorsOfTheDay) await pressIfShown(button(page, key));
    const editor = page.getByRole("textbox", { name: say("exam.yourText") });
    if (await editor.isVisible()) await writeOn(editor);
    for (const { press, review } of handIns) {
      const isReviewed = await page.getByRole("heading", { name: say(review) }).isVisible();
      if (!isReviewed && !(await button(page, press).first().isVisible())) continue;
      const began = since.get(press) ?? performance.now();
      since.set(press, began);
      if (performance.now() - began < minutes * 60_000) continue;
      // Whoever hands in nothing says that they know it.
      const knows = page.getByRole("checkbox", { name: say("exam.handInEmpty") });
      if (isReviewed && (await knows.isVisible())) await knows.check({ force: true, ...prompt });
      await pressIfShown(button(page, press).last());
    }
  });
}

/** The second adviser: at the board until a discussion is opened, then in it. */
export async function sitAsAdviser(page: Page, { person, doors }: Seat, sessionId: string): Promise<void> {
  await page.goto(`/bureau/${sessionId}`);
  await untilClosed(page, person.name, async () => {
    const { state } = await doors.ask(discussionDesk, { params: { sessionId } });
    const path = state === "OPEN" ? `/bureau/${sessionId}/discussion` : `/bureau/${sessionId}`;
    if (new URL(page.url()).pathname !== path) await page.goto(path);
    await pressIfShown(button(page, "rooms.enter"));
  });
}

const button = (page: Page, key: Pressed): Locator => page.getByRole("button", { name: say(key), exact: true });

async function pressIfShown(found: Locator): Promise<void> {
  const one = found.first();
  if ((await one.isVisible()) && (await one.isEnabled(prompt))) await one.click(prompt);
}

async function writeOn(editor: Locator): Promise<void> {
  const written = (await editor.inputValue(prompt)).length;
  let length = 0;
  const next = sentences.find((sentence) => (length += sentence.length) > written);
  if (next) await editor.pressSequentially(next, { delay: 40 });
}

/** What goes wrong is said once and tried again: a page may have changed between a look and a press. */
async function untilClosed(page: Page, name: string, look: () => Promise<void>): Promise<void> {
  let said = "";
  while (!page.isClosed()) {
    try {
      await look();
      said = "";
    } catch (error) {
      const [line = ""] = String(error instanceof Error ? error.message : error).split("\n");
      if (!page.isClosed() && line !== said) note(`${name}: ${line}`);
      said = line;
    }
    await new Promise((next) => setTimeout(next, everyMs));
  }
}

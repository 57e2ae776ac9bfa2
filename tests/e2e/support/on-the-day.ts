import { expect, type Locator, type Page } from "@playwright/test";
import { formKeys, type FormContent, type FormKeys, type ItemKey, type ReadingItem } from "#shared/domain/forms/form-content.ts";
import { beginning, say } from "./say.ts";

/** What happens on the day of the exam, as people do it on the pages. */

/** Native and modal: one at a time is open, whether it informs or asks. */
export const dialog = (page: Page): Locator => page.locator("dialog[open]");
const press = (where: Page | Locator, name: string | RegExp): Promise<void> => where.getByRole("button", { name, exact: true }).click();

/** Through the door of a live room. */
export const enterRoom = (page: Page): Promise<void> => press(page, say("rooms.enter"));

export async function recordIdentity(page: Page): Promise<void> {
  const form = page.getByRole("form", { name: say("identity.title") });
  // Nobody concludes before the file stands beside the picture.
  await expect(form.getByRole("strong")).toBeVisible();
  await form.getByLabel(say("identity.whatWasSeen")).selectOption("PASSPORT");
  await form.getByRole("radio", { name: say("identity.outcome.CONFIRMED") }).check({ force: true });
  await press(form, say("identity.record"));
  await expect(page.getByText(say("identity.recorded.CONFIRMED")).first()).toBeVisible();
}

/** Answers every question on the screen; `isRight` says which of them as the key does. */
export async function answerReading(page: Page, content: FormContent, keys: FormKeys): Promise<number> {
  await press(page, say("exam.display"));
  await dialog(page).getByRole("radio", { name: say("exam.allQuestions") }).check({ force: true });
  await dialog(page).getByRole("button", { name: say("common.close") }).last().click();
  const questions = page.getByRole("region", { name: say("exam.questions") }).getByRole("article");
  const shown = await questions.evaluateAll((list) => list.map((one) => one.getAttribute("data-item") ?? ""));
  for (const [index, id] of shown.entries()) {
    const item = content.items.find((one) => one.id === id);
    const key = formKeys.parse(keys)[id];
    if (!item || !key) throw new Error(`The form has no item ${id}.`);
    await answer(questions.nth(index), item, key);
  }
  return shown.length;
}

async function answer(question: Locator, item: ReadingItem, key: ItemKey): Promise<void> {
  const choose = (role: "radio" | "checkbox", name: string) => question.getByRole(role, { name, exact: true }).check({ force: true });
  const textOf = (options: readonly { id: string; text: string }[], id: string) => options.find((option) => option.id === id)?.text ?? "";
  if (item.type === "SINGLE_CHOICE" && key.type === item.type) await choose("radio", textOf(item.options, key.option));
  if (item.type === "MULTIPLE_CHOICE" && key.type === item.type)
    for (const option of key.options) await choose("checkbox", textOf(item.options, option));
  if (item.type === "TRUE_FALSE" && key.type === item.type) await choose("radio", say(key.value ? "exam.true" : "exam.false"));
  if (item.type === "TRUE_FALSE_JUSTIFIED" && key.type === item.type) {
    await choose("radio", say(key.value ? "exam.true" : "exam.false"));
    await question.getByLabel(say("exam.evidence")).pressSequentially(key.evidence[0] ?? "");
  }
  if (item.type === "MATCHING" && key.type === item.type)
    for (const { id, text } of item.left) await question.getByLabel(text, { exact: true }).selectOption(key.pairs[id] ?? "");
  if (item.type === "GAP_FILL" && key.type === item.type)
    for (const [gap, fill] of key.fills.entries())
      await question.getByLabel(say("exam.gapLabel", { number: gap + 1 }), { exact: true }).selectOption(fill);
  if (item.type === "SHORT_ANSWER" && key.type === item.type)
    await question.getByLabel(say("exam.yourAnswer")).pressSequentially(key.accepted[0] ?? "");
  // Left as it stands: an order that somebody keeps is an answer, right or not.
  if (item.type === "ORDERING") await press(question, say("exam.confirmOrder"));
}

export async function expectSavedLine(page: Page): Promise<void> {
  await expect(page.getByRole("banner").getByText(beginning(say("exam.savedAt", { time: "…" }))).first()).toBeVisible();
}

/** Reads everything again on a full page, then hands in. */
export async function handIn(page: Page, button: "exam.submitAnswers" | "exam.submitText"): Promise<void> {
  await press(page, say(button));
  const title = say(button === "exam.submitText" ? "exam.reviewTextTitle" : "exam.reviewAnswersTitle");
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await page.getByRole("button", { name: say(button), exact: true }).last().click();
  await expect(page.getByText(say("exam.runHandedIn")).or(page.getByText(say("exam.finishedTitle")))).toBeVisible();
}

/** Gives every criterion on the screen this band, and locks. */
export async function markAndLock(page: Page, band: 0 | 1 | 2 | 3 | 4 | 5): Promise<void> {
  await giveBands(page.locator("body"), band);
  await press(page, say("marking.lock"));
  await press(dialog(page), say("marking.confirmLock"));
  await expect(page.getByText(beginning(say("marking.locked", { time: "…" })))).toBeVisible();
}

async function giveBands(where: Locator, band: number): Promise<void> {
  const criteria = where.getByRole("group").filter({ has: where.page().getByRole("radio", { name: /^0,/ }) });
  await expect(criteria.first()).toBeVisible();
  for (const criterion of await criteria.all()) await criterion.getByRole("radio", { name: new RegExp(`^${band},`) }).check({ force: true });
}

export async function letContinue(page: Page): Promise<void> {
  await page.getByRole("radio", { name: say("lead.gateYes") }).check({ force: true });
  await press(page, say("lead.gateSend"));
}

/** Marks one text that is open, whose band depends on what is read. */
export async function markText(page: Page, bandFor: (text: string) => 0 | 1 | 2 | 3 | 4 | 5): Promise<string> {
  const text = await page.getByRole("main").innerText();
  await giveBands(page.getByRole("complementary", { name: say("marking.rubric") }), bandFor(text));
  await press(page, say("marking.record"));
  const next = dialog(page).getByRole("button", { name: say("marking.recordNext"), exact: true });
  // The last text of a queue has none to go on to.
  await next.or(dialog(page).getByRole("button", { name: say("marking.recordLast"), exact: true })).click();
  await expect(page.getByText(say("marking.recorded")).first()).toBeVisible();
  return text;
}

/** Listens to one recording that waits in this queue, gives every criterion this band, and hands in. */
export async function markRecording(page: Page, band: 0 | 1 | 2 | 3 | 4 | 5): Promise<void> {
  await page.goto("/correction");
  await page.getByRole("link", { name: beginning(say("marking.openRecordingNamed", { code: "…" })) }).first().click();
  await press(page, say("marking.listen"));
  await giveBands(page.getByRole("main"), band);
  await press(page, say("marking.record"));
  await press(dialog(page), say("marking.record"));
  await expect(page.getByText(say("marking.recorded")).first()).toBeVisible();
}

export const confirmIn = (page: Page, name: string): Promise<void> => press(dialog(page), name);

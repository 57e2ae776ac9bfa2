import { expect, type Locator, type Page } from "@playwright/test";
import type { ItemKey, ReadingItem } from "#shared/domain/forms/form-content.ts";
import { say } from "./say.ts";

/** What somebody does who has no mouse: keys only, and the focus that shows where they are. */

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement);

/** Presses Tab until this has the focus, as a person would who looks for it. */
export async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(target).toBeAttached();
  for (let count = 0; count < 120; count += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Nothing in a hundred and twenty steps led to ${String(target)}.`);
}

export async function pressOn(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await tabTo(page, target, key);
  await page.keyboard.press("Enter");
}

/** In a native list: arrows until it says so. */
async function choose(page: Page, list: Locator, value: string): Promise<void> {
  await tabTo(page, list);
  await page.keyboard.press("Home");
  for (let count = 0; count < 12 && (await list.inputValue()) !== value; count += 1) await page.keyboard.press("ArrowDown");
  await expect(list).toHaveValue(value);
}

/** Among radio buttons, of which the first has the focus. */
async function pick(page: Page, radio: Locator, first: Locator): Promise<void> {
  await tabTo(page, first);
  await page.keyboard.press("Space");
  for (let count = 0; count < 8 && !(await radio.isChecked()); count += 1) await page.keyboard.press("ArrowDown");
  await expect(radio).toBeChecked();
}

/** Answers the question that is shown, as the key does. */
export async function answerByKeyboard(page: Page, question: Locator, item: ReadingItem, key: ItemKey): Promise<void> {
  const radios = question.getByRole("radio");
  const textOf = (options: readonly { id: string; text: string }[], id: string): string =>
    options.find((option) => option.id === id)?.text ?? "";
  const pickNamed = (name: string): Promise<void> =>
    pick(page, question.getByRole("radio", { name, exact: true }), radios.first());
  const type = async (words: string): Promise<void> => {
    await tabTo(page, question.getByRole("textbox"));
    await page.keyboard.type(words);
  };
  if (item.type === "SINGLE_CHOICE" && key.type === item.type) await pickNamed(textOf(item.options, key.option));
  if (key.type === "TRUE_FALSE") await pickNamed(say(key.value ? "exam.true" : "exam.false"));
  if (key.type === "TRUE_FALSE_JUSTIFIED") {
    await pickNamed(say(key.value ? "exam.true" : "exam.false"));
    await type(key.evidence[0] ?? "");
  }
  if (item.type === "MULTIPLE_CHOICE" && key.type === item.type)
    for (const { id, text } of item.options)
      if (key.options.includes(id)) {
        await tabTo(page, question.getByRole("checkbox", { name: text, exact: true }));
        await page.keyboard.press("Space");
      }
  if (item.type === "MATCHING" && key.type === item.type)
    for (const { id, text } of item.left)
      await choose(page, question.getByLabel(text, { exact: true }), key.pairs[id] ?? "");
  if (key.type === "GAP_FILL")
    for (const [gap, fill] of key.fills.entries())
      await choose(page, question.getByLabel(say("exam.gapLabel", { number: gap + 1 }), { exact: true }), fill);
  if (key.type === "SHORT_ANSWER") await type(key.accepted[0] ?? "");
  if (item.type === "ORDERING" && key.type === item.type) await order(page, question, item, key.order);
}

/** Each entry is brought up to its place in turn; the button that moves it keeps the focus. */
async function order(
  page: Page,
  question: Locator,
  item: Extract<ReadingItem, { type: "ORDERING" }>,
  wanted: readonly string[],
): Promise<void> {
  const shown = item.entries.map(({ id }) => id);
  const isMoved = wanted.some((id, place) => shown[place] !== id);
  for (const [place, id] of wanted.entries()) {
    const from = shown.indexOf(id);
    const up = question.getByRole("button", {
      name: say("exam.moveUp", { entry: item.entries.find((entry) => entry.id === id)?.text ?? id }),
    });
    if (from === place) continue;
    await tabTo(page, up, (await precedesFocus(up)) ? "Shift+Tab" : "Tab");
    for (let step = from; step > place; step -= 1) await page.keyboard.press("Enter");
    await expect(up, "the button that moved an entry keeps the keyboard").toBeFocused();
    shown.splice(place, 0, ...shown.splice(from, 1));
  }
  if (!isMoved) await pressOn(page, question.getByRole("button", { name: say("exam.confirmOrder") }));
}

const precedesFocus = (target: Locator): Promise<boolean> =>
  target.evaluate(
    (element) =>
      document.activeElement !== null &&
      (document.activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0,
  );

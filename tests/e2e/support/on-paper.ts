import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Browser, type Locator, type Page } from "@playwright/test";
import {
  formKeys,
  type FormContent,
  type FormKeys,
  type ItemKey,
  type ReadingItem,
} from "#shared/domain/forms/form-content.ts";
import { maxScanBytes } from "#shared/domain/paper/scan-type.ts";
import { say } from "./say.ts";

/** What staff do with the papers of somebody who writes by hand. */

/** Keys in every answer of the sheet as the key says; answers how many. */
export async function keyInReading(page: Page, content: FormContent, keys: FormKeys): Promise<number> {
  const entries = page.getByRole("listitem").filter({ hasText: /^Question \d+/ });
  await expect(entries.first()).toBeVisible();
  const shown = await entries.evaluateAll((list) => list.map((one) => one.textContent));
  for (const [index, words] of shown.entries()) {
    const item = content.items.find(({ prompt }) => words.includes(prompt));
    const key = item && formKeys.parse(keys)[item.id];
    if (!item || !key) throw new Error(`No item of the form reads «${words}».`);
    await keyIn(entries.nth(index), item, key);
  }
  return shown.length;
}

async function keyIn(entry: Locator, item: ReadingItem, key: ItemKey): Promise<void> {
  const choices = entry.getByRole("combobox");
  const chooseAll = async (ids: readonly string[]): Promise<void> => {
    for (const [index, id] of ids.entries()) await choices.nth(index).selectOption(id);
  };
  if (key.type === "SINGLE_CHOICE") await choices.selectOption(key.option);
  if (key.type === "TRUE_FALSE") await choices.selectOption(String(key.value));
  if (key.type === "TRUE_FALSE_JUSTIFIED") {
    await choices.selectOption(String(key.value));
    await entry.getByRole("textbox").fill(key.evidence[0] ?? "");
    await entry.getByRole("textbox").blur();
  }
  if (key.type === "ORDERING") await chooseAll(key.order);
  if (key.type === "GAP_FILL") await chooseAll(key.fills);
  if (item.type === "MATCHING" && key.type === item.type)
    await chooseAll(item.left.map(({ id }) => key.pairs[id] ?? ""));
  if (item.type === "MULTIPLE_CHOICE" && key.type === item.type)
    for (const [index, { id }] of item.options.entries())
      if (key.options.includes(id)) await entry.getByRole("checkbox").nth(index).check({ force: true });
  if (key.type === "SHORT_ANSWER") {
    await entry.getByRole("textbox").fill(key.accepted[0] ?? "");
    await entry.getByRole("textbox").blur();
  }
}

interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Two pages as a scanner would give them, and two files that are no scans. */
export async function scansOf(
  browser: Browser,
  text: string,
): Promise<Record<"png" | "pdf" | "mislabelled", ChosenFile> & { readonly oversized: string }> {
  const page = await browser.newPage({ viewport: { width: 620, height: 877 } });
  await page.setContent(`<p style="font: italic 24px serif; white-space: pre-wrap">${text}</p>`);
  const [png, pdf] = [await page.screenshot(), await page.pdf()];
  await page.close();
  // A path: a file of this size does not travel through the browser's control channel.
  const oversized = join(await mkdtemp(join(tmpdir(), "epreuve-scan-")), "copie.png");
  await writeFile(oversized, Buffer.concat([png, Buffer.alloc(maxScanBytes)]));
  return {
    png: { name: "copie-1.png", mimeType: "image/png", buffer: png },
    pdf: { name: "copie-2.pdf", mimeType: "application/pdf", buffer: pdf },
    mislabelled: { name: "copie.png", mimeType: "image/png", buffer: pdf },
    oversized,
  };
}

export const addPage = (page: Page, file: ChosenFile | string): Promise<void> =>
  page.getByLabel(say("inperson.addPage"), { exact: true }).and(page.locator("input")).setInputFiles(file);

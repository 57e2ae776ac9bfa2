import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import config from "../playwright.config.ts";
import { untilLoaded } from "../support/look.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { walk, type Visit } from "../support/walk.ts";
import { palettePng } from "./palette-png.ts";
import { createPeople, type People } from "./people-with-faces.ts";
import { poses } from "./poses.ts";

/**
 * Plays a whole examination and takes pictures of it: the four of README, and with `--all` every page, in both
 * languages, on a computer and on a telephone. `--only=name,name` keeps to some of the pages.
 */

const root = resolve(import.meta.dirname, "../../..");
const readme = join(root, "docs/pictures");
const album = join(root, ".cache/pictures");
const computer = { width: 1280, height: 800 };
const telephone = { width: 390, height: 844 };
const largestPicture = 150 * 1024;

const takesAll = process.argv.includes("--all");
const only = process.argv.find((one) => one.startsWith("--only="))?.slice("--only=".length).split(",");

async function takeForReadme(people: People, visit: Visit): Promise<void> {
  const pose = poses[visit.name];
  if (!pose) return;
  const page = await people.pageOf(visit.email);
  await page.setViewportSize(computer);
  await page.goto(visit.address);
  await untilLoaded(page);
  await visit.prepare?.(page);
  await pose.strike(page, people, visit);
  const path = join(readme, `${pose.file}.png`);
  const shot = await page.screenshot();
  const { width, height, rgba } = await pixelsOf(await people.pageOf(null), shot);
  const picture = palettePng(width, height, rgba);
  await writeFile(path, picture);
  const size = picture.length;
  console.log(`✓ ${pose.file}.png: ${Math.round(size / 1024)} KB`);
  if (size > largestPicture) throw new Error(`${path} has ${size} bytes, more than ${largestPicture}.`);
  await people.everybodyLeaves();
}

/** The browser reads its own picture: no library is needed for it. */
async function pixelsOf(page: Page, shot: Buffer): Promise<{ width: number; height: number; rgba: Uint8Array }> {
  const { width, height, text } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    if (!pen) throw new Error("This browser has no canvas.");
    pen.drawImage(bitmap, 0, 0);
    const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
    let letters = "";
    for (let at = 0; at < data.length; at += 8192) letters += String.fromCharCode(...data.subarray(at, at + 8192));
    return { width: bitmap.width, height: bitmap.height, text: btoa(letters) };
  }, shot.toString("base64"));
  return { width, height, rgba: Buffer.from(text, "base64") };
}

async function takeForAlbum(people: People, visit: Visit): Promise<void> {
  const page = await people.pageOf(visit.email);
  for (const locale of ["fr", "en"] as const) {
    await page.setViewportSize(computer);
    if (locale === "fr") await page.goto(visit.address);
    else await page.evaluate(() => localStorage.setItem("epreuve.locale", "en")).then(() => page.reload());
    await untilLoaded(page);
    await visit.prepare?.(page);
    await shoot(page, visit.name, locale);
    if (visit.needsComputer) continue;
    await page.setViewportSize(telephone);
    await shoot(page, visit.name, locale);
  }
  await page.evaluate(() => localStorage.removeItem("epreuve.locale"));
}

async function shoot(page: Page, name: string, locale: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  await page.waitForTimeout(250);
  await page.screenshot({ path: join(album, `${name}.${locale}.${width}.png`), fullPage: true });
}

async function takePictures(browser: Browser, server: TestServer): Promise<void> {
  const people = createPeople(browser, server);
  for await (const visit of walk(server)) {
    await takeForReadme(people, visit);
    if (takesAll && (only === undefined || only.includes(visit.name))) await takeForAlbum(people, visit);
  }
}

await Promise.all([mkdir(readme, { recursive: true }), mkdir(album, { recursive: true })]);
const server = await startServer();
const browser = await chromium.launch(config.use?.launchOptions ?? {});
try {
  await takePictures(browser, server);
} finally {
  await browser.close();
  await server.stop();
}

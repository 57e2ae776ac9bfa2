import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";
import type { Result, RunOptions, default as Axe } from "axe-core";

/** What must hold of any page, whatever it is about. */

/** Nothing serious for people who use the page otherwise than with eyes and a mouse. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await expectNothingGrave(page, what, {});
}

/** As the other themes change nothing but colours, colours are all that is looked at in them. */
export async function expectReadable(page: Page, what: string): Promise<void> {
  await expectNothingGrave(page, what, { runOnly: ["color-contrast", "link-in-text-block"] });
}

async function expectNothingGrave(page: Page, what: string, options: RunOptions): Promise<void> {
  const grave = (await violationsOf(page, options))
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} (${failureSummary})`).join("; ")}`);
  expect.soft(grave, what).toEqual([]);
}

type Looked = typeof globalThis & { axe?: typeof Axe };
const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** No page of ours has a frame, so one script is enough; it is given once to a document, which takes longer than a look. */
async function violationsOf(page: Page, options: RunOptions): Promise<Result[]> {
  await untilSettled(page);
  if (!(await page.evaluate(() => (globalThis as Looked).axe !== undefined))) await page.evaluate(axe);
  return page.evaluate(async (given) => {
    const { axe: looker } = globalThis as Looked;
    if (!looker) throw new Error("The page went away while it was looked at.");
    return (await looker.run(document, { ...given, resultTypes: ["violations"] })).violations;
  }, options);
}

/** A colour on its way from one to another is neither. Bars of a voice are on their way for ever, and no colour. */
async function untilSettled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const isColour = (one: Animation): boolean => one instanceof CSSTransition && /color|opacity/.test(one.transitionProperty);
    const underWay = () => document.getAnimations().filter((one) => isColour(one) && one.playState === "running");
    // One that was called off has another in its place; an end may begin the next one, as where a colour is inherited.
    for (let found = underWay(); found.length > 0; found = underWay()) await Promise.allSettled(found.map(({ finished }) => finished));
  });
}

/** One heading of the first level, and a window that says where one is. */
export async function expectNamed(page: Page, what: string): Promise<void> {
  await expect.soft(page.getByRole("heading", { level: 1 }), `${what}: one heading`).toHaveCount(1);
  await expect.soft(page, `${what}: title`).toHaveTitle(/.+ – Épreuve$/);
  await expect.soft(page.getByRole("main"), `${what}: one main part`).toHaveCount(1);
}

/** Nothing is reached only by scrolling sideways. */
export async function expectNoSideways(page: Page, what: string): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(excess, `${what}: wider than the screen by`).toBeLessThanOrEqual(0);
}

export async function wearTheme(page: Page, theme: "light" | "cream" | "dark" | "contrast"): Promise<void> {
  await page.evaluate((name) => {
    document.documentElement.dataset["theme"] = name;
  }, theme);
  await untilSettled(page);
}

/** The page stands: its words have come, and it waits for nothing. */
export async function untilLoaded(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(page.locator("[data-loading]:not([data-sample] *)")).toHaveCount(0);
}

/** Every control that the page shows can be brought into view whole enough to be pressed: nothing lies over it. */
export async function expectReachable(page: Page, what: string): Promise<void> {
  const covered = await page.evaluate(() => {
    // Under an open dialog the page waits; the way past the header comes into view with the focus alone.
    const scope = document.querySelector("dialog[open]") ?? document;
    const controls = [
      ...scope.querySelectorAll<HTMLElement>(
        "a[href]:not([href^='#']), button, input, select, textarea, [role=tab], [role=separator]",
      ),
    ];
    const isShown = (one: HTMLElement): boolean => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 2;
    return controls.filter(isShown).flatMap((one) => {
      one.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
      const { left, top, width, height } = one.getBoundingClientRect();
      const found = document.elementFromPoint(left + width / 2, top + height / 2);
      const isPressed = found !== null && (one.contains(found) || found.closest("label")?.contains(one) === true);
      return isPressed ? [] : [`${one.outerHTML.slice(0, 120)} under ${found?.outerHTML.slice(0, 80) ?? "nothing"}`];
    });
  });
  expect.soft(covered, `${what}: controls that cannot be reached`).toEqual([]);
}

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What must hold of any page, whatever it is about. */

/** Nothing serious for people who use the page otherwise than with eyes and a mouse. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await expectNothingGrave(axeOf(page), what);
}

/** As the other themes change nothing but colours, colours are all that is looked at in them. */
export async function expectReadable(page: Page, what: string): Promise<void> {
  await expectNothingGrave(axeOf(page).withRules(["color-contrast", "link-in-text-block"]), what);
}

/** No page of ours has a frame: without them nothing is gathered in a page of its own, which takes longer than the looking. */
const axeOf = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode();

async function expectNothingGrave(builder: AxeBuilder, what: string): Promise<void> {
  const { violations } = await builder.analyze();
  const grave = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} (${failureSummary})`).join("; ")}`);
  expect.soft(grave, what).toEqual([]);
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

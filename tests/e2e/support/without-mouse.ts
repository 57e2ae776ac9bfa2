import { expect, type Locator, type Page } from "@playwright/test";
import { tabTo } from "./by-keyboard.ts";

/** A window of somebody who has keys only: whatever a pointer does in it is counted, and the focus is always somewhere. */

const counted = "epreuve.pointer-acts";

/** Runs in the page before its own code: the count outlives a reload. */
export async function countPointer(page: Page): Promise<void> {
  await page.addInitScript((key) => {
    // A page that moves beneath a pointer that rests is told so as if the pointer had moved.
    const isAtRest = (event: Event): boolean =>
      event instanceof MouseEvent && event.type.endsWith("move") && event.movementX === 0 && event.movementY === 0;
    const count = (event: Event): void => {
      if (event.isTrusted && !isAtRest(event)) sessionStorage.setItem(key, String(Number(sessionStorage.getItem(key) ?? 0) + 1));
    };
    for (const act of ["pointerdown", "pointermove", "mousedown", "mousemove", "touchstart", "wheel"])
      addEventListener(act, count, true);
  }, counted);
}

export async function expectNoPointer(page: Page): Promise<void> {
  expect(await page.evaluate((key) => sessionStorage.getItem(key), counted), "acts of a mouse").toBeNull();
}

/** Where the keyboard is: in words for whoever reads a failure. */
const placeOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || focused === document.body) return "nowhere";
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
    const isRinged = (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
    const { top, bottom, width, height } = focused.getBoundingClientRect();
    const isInView = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
    // A heading or a part that was given the focus says where one is; it does nothing, and has no ring.
    const isPlace = focused.tabIndex < 0;
    if (!isInView) return `out of view: ${focused.outerHTML.slice(0, 120)}`;
    return isRinged || isPlace ? "seen" : `without a ring: ${focused.outerHTML.slice(0, 120)}`;
  });

/** After whatever happened to the page, one goes on from a place that can be seen. */
export async function expectPlace(page: Page, after: string): Promise<void> {
  await expect.poll(() => placeOf(page), { message: `the focus, ${after}` }).toBe("seen");
}

/** Another page or another part of the day: it begins at its heading. */
export async function expectAtHeading(page: Page, name: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name })).toBeFocused();
}

export async function goTo(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await expectPlace(page, `on ${String(target)}`);
}

export async function press(page: Page, target: Locator, key: "Enter" | "Space" = "Enter"): Promise<void> {
  await goTo(page, target);
  await page.keyboard.press(key);
}

export const pressButton = (page: Page, name: string): Promise<void> =>
  press(page, page.getByRole("button", { name, exact: true }));

export const follow = (page: Page, name: string): Promise<void> =>
  press(page, page.getByRole("link", { name, exact: true }).first());

import type { Page } from "@playwright/test";
import { say } from "./say.ts";

/** Shares the screen wherever the exam asks for it, as people do; what a test is about then comes into view. */
export const shareWhenAsked = (page: Page): Promise<void> =>
  page.addLocatorHandler(page.getByRole("button", { name: say("watch.share"), exact: true }), (button) => button.click());

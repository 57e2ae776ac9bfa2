import { expect, type Page } from "@playwright/test";
import { Client } from "pg";
import type { TestServer } from "./server.ts";

/** What a screen reader would say by itself: every change of a live region, in order. */

declare global {
  interface Window {
    epreuveHeard?: { readonly how: "politely" | "at once"; readonly text: string }[];
  }
}

/** Runs in the page before its own code. A region is heard when it changes, and when it comes filled: Orca says both. */
export async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: NonNullable<Window["epreuveHeard"]> = [];
    window.epreuveHeard = heard;
    const regions = "[role=status], [role=alert], [role=log], [aria-live=polite], [aria-live=assertive]";
    const known = new WeakMap<Element, string>();
    const wordsOf = (region: Element): string => (region.textContent ?? "").replaceAll(/\s+/g, " ").trim();
    const howOf = (region: Element): "politely" | "at once" =>
      region.matches("[role=alert], [aria-live=assertive]") ? "at once" : "politely";
    const note = (region: Element): void => {
      const text = wordsOf(region);
      if (known.get(region) === text) return;
      known.set(region, text);
      if (text !== "") heard.push({ how: howOf(region), text });
    };
    new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        const around = element?.closest(regions);
        if (around) note(around);
        for (const node of addedNodes)
          if (node instanceof Element)
            for (const region of [...(node.matches(regions) ? [node] : []), ...node.querySelectorAll(regions)])
              note(region);
      }
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
}

const plain = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

export async function expectHeard(page: Page, text: string, how: "politely" | "at once" = "politely"): Promise<void> {
  const said = () => page.evaluate(() => window.epreuveHeard ?? []);
  await expect.poll(said, { message: `«${text}» is said` }).toContainEqual({ how, text: plain(text) });
}

/** How often this was said since the page was opened. */
export const timesHeard = (page: Page, text: string): Promise<number> =>
  page.evaluate((wanted) => (window.epreuveHeard ?? []).filter((one) => one.text === wanted).length, plain(text));

/** As if time had passed: so many seconds of an open run are left, once its clock runs. */
export async function leaveSeconds(
  server: TestServer,
  sittingId: string,
  activity: "READING" | "WRITING",
  seconds: number,
): Promise<void> {
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    const leave = () =>
      client.query(
        `UPDATE "ActivityRun" SET "startedAt" = "startedAt" + (now() + make_interval(secs => $3) - "endsAt"), "endsAt" = now() + make_interval(secs => $3)
         WHERE "sittingId" = $1 AND activity = $2::"Activity" AND "endsAt" IS NOT NULL`,
        [sittingId, activity, seconds],
      );
    // A clock that stands still, as it may for a moment after a reload, has no end to move.
    await expect.poll(async () => (await leave()).rowCount, { message: "the clock runs" }).toBe(1);
  } finally {
    await client.end();
  }
}

import { expect, type Browser } from "@playwright/test";
import { startBareRoom } from "#tests/e2e/bare-room/server.ts";
import { inSeconds, median, type Figure } from "./figures.ts";

const rounds = 10;

/**
 * Somebody is in the room; another person enters, ten times, each in a browser context of their own: from the moment
 * the page begins to enter until it shows the first decoded frame of the one who waits.
 */
export async function measureFirstFrame(browser: Browser): Promise<Figure[]> {
  const server = await startBareRoom();
  try {
    const waiting = await browser.newContext({ permissions: ["camera", "microphone"] });
    const host = await waiting.newPage();
    await host.goto(`${server.url}/?room=bench&peer=host`);
    await expect(host.locator("#state")).toContainText("live 1");
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const context = await browser.newContext({ permissions: ["camera", "microphone"] });
      const page = await context.newPage();
      await page.goto(`${server.url}/?room=bench&peer=guest-${round}`);
      const video = page.getByTestId("remote-video").and(page.locator("[data-first-frame-ms]"));
      times.push(Number(await video.getAttribute("data-first-frame-ms")));
      await context.close();
    }
    await waiting.close();
    const spread = `${inSeconds(Math.min(...times))} to ${inSeconds(Math.max(...times))}`;
    return [
      {
        name: "Joining a room to the first decoded remote frame",
        value: `${(median(times) / 1000).toFixed(2)} s`,
        target: "< 1.5 s",
        how: `median of ${rounds} (${spread}), headless Chromium on loopback, ticket, transports and camera included`,
      },
    ];
  } finally {
    await server.stop();
  }
}

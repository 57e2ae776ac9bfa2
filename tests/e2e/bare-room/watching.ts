import { expect, type Browser, type Page } from "@playwright/test";
import type { BareRoomServer } from "./server.ts";

/** A person in a browser of their own; `more` completes the page's address. */
export async function enterRoom(browser: Browser, server: BareRoomServer, room: string, peer: string, more = ""): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.url}/?room=${room}&peer=${peer}${more}`);
  return page;
}

export const remoteVideo = (page: Page) => page.getByTestId("remote-video");

/** Frames that the browser has decoded and shown so far. */
const framesOf = (page: Page): Promise<number> =>
  remoteVideo(page)
    .first()
    .evaluate((video) => (video instanceof HTMLVideoElement ? video.getVideoPlaybackQuality().totalVideoFrames : -1));

async function expectPicture(page: Page): Promise<void> {
  await expect(remoteVideo(page)).toHaveCount(1);
  const before = await framesOf(page);
  await expect.poll(() => framesOf(page)).toBeGreaterThan(before + 3);
  const width = await remoteVideo(page).evaluate((video) => (video instanceof HTMLVideoElement ? video.videoWidth : 0));
  expect(width).toBeGreaterThan(0);
}

/** What this page has received of each voice, as its browser tells it. */
const soundsAt = (page: Page): Promise<readonly { readonly ssrc: number; readonly packets: number }[]> =>
  page.evaluate(async () => {
    const held = window as unknown as {
      session: { stats(): Promise<readonly (RTCStats & Record<string, unknown>)[]> };
    };
    const stats = await held.session.stats();
    return stats
      .filter((entry) => entry.type === "inbound-rtp" && entry["kind"] === "audio")
      .map((entry) => ({ ssrc: Number(entry["ssrc"]), packets: Number(entry["packetsReceived"] ?? 0) }));
  });

/** Each time that a voice is received it has another number. */
export const voicesAt = async (page: Page): Promise<readonly number[]> => (await soundsAt(page)).map(({ ssrc }) => ssrc);

const soundPackets = async (page: Page): Promise<number> => (await soundsAt(page)).reduce((sum, { packets }) => sum + packets, 0);

async function expectSound(page: Page): Promise<void> {
  const before = await soundPackets(page);
  await expect.poll(() => soundPackets(page)).toBeGreaterThan(before + 20);
}

/** New pictures are decoded and new sound arrives on each of the pages. */
export async function expectBoth(...pages: readonly Page[]): Promise<void> {
  for (const page of pages) {
    await expectPicture(page);
    await expectSound(page);
  }
}

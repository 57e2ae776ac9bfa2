import { expect, type Page } from "@playwright/test";

/** Proof that people see and hear each other: pictures that are decoded, sound that arrives. */

const patience = 120_000;

declare global {
  interface Window {
    /** Every connection that this page has made, kept by `watchConnections`. */
    epreuvePeers?: RTCPeerConnection[];
  }
}

/** Runs in the page before its own code: the browser tells only whoever made a connection how it fares. */
export function watchConnections(): void {
  const peers: RTCPeerConnection[] = [];
  window.epreuvePeers = peers;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      peers.push(this);
    }
  };
}

/** The tile of this person shows a picture that moves: frames have been decoded, and more of them come. */
export async function expectMovingPicture(page: Page, name: string): Promise<void> {
  const video = page.getByRole("figure", { name, exact: true }).locator("video");
  // Nobody has come yet, or no picture: no frame. Four browsers and a server on two cores need a while.
  const frames = () =>
    video.evaluateAll(([element]) =>
      element instanceof HTMLVideoElement && element.videoWidth > 0 ? element.getVideoPlaybackQuality().totalVideoFrames : 0,
    );
  await expect.poll(frames, { message: `${name} is seen`, timeout: patience }).toBeGreaterThan(0);
  const first = await frames();
  await expect.poll(frames, { message: `${name} moves`, timeout: patience }).toBeGreaterThan(first);
}

/** Sound of at least so many people arrives. */
export async function expectSoundFrom(page: Page, people: number): Promise<void> {
  const poll = expect.poll(() => inboundWithPackets(page, "audio"), { message: `sound of ${people} people`, timeout: patience });
  await poll.toBeGreaterThanOrEqual(people).catch(async (error: unknown) => {
    // What the person saw then says more than a number.
    const tiles = (await page.getByRole("figure").allInnerTexts()).map((text) => text.replaceAll("\n", " "));
    throw new Error(`${page.url()} shows ${tiles.join(" | ")}`, { cause: error });
  });
}

/** Incoming streams of this kind that have received packets. */
function inboundWithPackets(page: Page, kind: "audio" | "video"): Promise<number> {
  return page.evaluate(async (wanted) => {
    const sources = new Set<number>();
    for (const peer of window.epreuvePeers ?? []) {
      if (peer.connectionState === "closed") continue;
      for (const report of (await peer.getStats()).values()) {
        if (report.type === "inbound-rtp" && report.kind === wanted && report.packetsReceived > 0) sources.add(report.ssrc);
      }
    }
    return sources.size;
  }, kind);
}

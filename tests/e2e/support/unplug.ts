import type { Page } from "@playwright/test";

/** Devices that are pulled out, forbidden and put back: what a browser does then, since nobody pulls a fake one's plug. */

type Kind = "camera" | "microphone";
/** Gone, forbidden in the browser, or gone with another in its place, as when a headset is switched off. */
export type Loss = "UNPLUGGED" | "REFUSED" | "REPLACED";

declare global {
  interface Window {
    epreuveLose?: (kind: Kind, loss: Loss) => void;
    epreuveRestore?: (kind: Kind) => void;
    /** How many devices were opened so far. */
    epreuveOpened?: number;
  }
}

/** Before the page's own code, and after whatever else replaces its devices. */
export async function keepDevices(page: Page): Promise<void> {
  await page.addInitScript(keep);
}

export const lose = (page: Page, kind: Kind, loss: Loss): Promise<void> =>
  page.evaluate(([which, how]) => window.epreuveLose?.(which, how), [kind, loss] as const);
/** Plugged in again, or allowed again: the browser announces the one and not the other. */
export const restore = (page: Page, kind: Kind): Promise<void> => page.evaluate((which) => window.epreuveRestore?.(which), kind);

function keep(): void {
  const { mediaDevices, permissions } = navigator;
  if (!mediaDevices) return;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  const query = permissions.query.bind(permissions);
  const tracks = new Map<string, MediaStreamTrack>();
  const lost = new Map<string, Loss>();
  mediaDevices.getUserMedia = async (wanted) => {
    for (const [kind, isWanted] of [["camera", wanted?.video], ["microphone", wanted?.audio]] as const) {
      if (!isWanted) continue;
      if (lost.get(kind) === "UNPLUGGED") throw new DOMException("There is no such device.", "NotFoundError");
      if (lost.get(kind) === "REFUSED") throw new DOMException("The person said no.", "NotAllowedError");
    }
    const stream = await open(wanted);
    window.epreuveOpened = (window.epreuveOpened ?? 0) + 1;
    for (const track of stream.getTracks()) tracks.set(track.kind === "video" ? "camera" : "microphone", track);
    return stream;
  };
  permissions.query = async (asked) => {
    const status = await query(asked);
    if (lost.get(asked.name) === "REFUSED") Object.defineProperty(status, "state", { value: "denied" });
    return status;
  };
  window.epreuveLose = (kind, loss) => {
    if (loss !== "REPLACED") lost.set(kind, loss);
    const track = tracks.get(kind);
    track?.stop();
    // What the browser says of a device that goes; of a stop of our own it says nothing.
    track?.dispatchEvent(new Event("ended"));
    if (loss !== "REFUSED") mediaDevices.dispatchEvent(new Event("devicechange"));
  };
  window.epreuveRestore = (kind) => {
    const was = lost.get(kind);
    lost.delete(kind);
    if (was === "UNPLUGGED") mediaDevices.dispatchEvent(new Event("devicechange"));
  };
}

import type { Page } from "@playwright/test";

/** Devices that are pulled out, forbidden and put back: what a browser does then, since nobody pulls a fake one's plug. */

type Kind = "camera" | "microphone";
/**
 * Gone, forbidden in the browser, closed by its own button, gone with another in its place, as when a headset is switched
 * off, or closed by a button of which the browser learns nothing: the device gives zeros.
 */
export type Loss = "UNPLUGGED" | "REFUSED" | "SILENCED" | "REPLACED" | "SOUNDLESS";

declare global {
  interface Window {
    epreuveLose?: (kind: Kind, loss: Loss) => void;
    epreuveRestore?: (kind: Kind) => void;
    /** Plugs in one microphone more. */
    epreuvePlug?: (label: string) => void;
    /** Which devices were asked for by their own id. */
    epreuveAsked?: string[];
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

/** A headset that is put on. */
export const plug = (page: Page, label: string): Promise<void> => page.evaluate((name) => window.epreuvePlug?.(name), label);
export const askedFor = (page: Page): Promise<readonly string[]> => page.evaluate(() => window.epreuveAsked ?? []);

function keep(): void {
  const { mediaDevices, permissions } = navigator;
  if (!mediaDevices) return;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  const query = permissions.query.bind(permissions);
  const tracks = new Map<string, MediaStreamTrack>();
  const lost = new Map<string, Loss>();
  const plugged: MediaDeviceInfo[] = [];
  const list = mediaDevices.enumerateDevices.bind(mediaDevices);
  mediaDevices.enumerateDevices = async () => [...(await list()), ...plugged];
  window.epreuvePlug = (label) => {
    const deviceId = `plugged-${plugged.length}`;
    plugged.push({ deviceId, groupId: deviceId, kind: "audioinput", label, toJSON: () => label });
    mediaDevices.dispatchEvent(new Event("devicechange"));
  };
  mediaDevices.getUserMedia = async (wanted) => {
    const id = typeof wanted?.audio === "object" && typeof wanted.audio.deviceId === "object" && "exact" in wanted.audio.deviceId ? wanted.audio.deviceId.exact : undefined;
    if (id !== undefined) window.epreuveAsked = [...(window.epreuveAsked ?? []), String(id)];
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
  const silence = (track: MediaStreamTrack | undefined, isMuted: boolean): void => {
    if (!track) return;
    Object.defineProperty(track, "muted", { configurable: true, value: isMuted });
    track.dispatchEvent(new Event(isMuted ? "mute" : "unmute"));
  };
  // A track that its own page has disabled gives zeros, and says so to nobody.
  const hush = (track: MediaStreamTrack | undefined, isHushed: boolean): void => {
    if (track) track.enabled = !isHushed;
  };
  window.epreuveLose = (kind, loss) => {
    if (loss === "SILENCED") return silence(tracks.get(kind), true);
    if (loss === "SOUNDLESS") return hush(tracks.get(kind), true);
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
    if (was === undefined) {
      silence(tracks.get(kind), false);
      hush(tracks.get(kind), false);
    }
    if (was === "UNPLUGGED") mediaDevices.dispatchEvent(new Event("devicechange"));
  };
}

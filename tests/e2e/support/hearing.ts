import type { Page } from "@playwright/test";

/** The energy of all the sound that this page has received so far; the browser's own measure. */
export function energyHeard(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let energy = 0;
    for (const peer of window.epreuvePeers ?? []) {
      if (peer.connectionState === "closed") continue;
      for (const report of (await peer.getStats()).values())
        if (report.type === "inbound-rtp" && report.kind === "audio") energy += report.totalAudioEnergy ?? 0;
    }
    return energy;
  });
}

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { provisionMediaWorker } from "#scripts/media-worker/provision.ts";
import { startMediaService } from "#server/media/service.ts";
import { createLocalBus } from "#server/platform/bus.ts";
import type { Deps } from "#server/platform/deps.ts";
import { createLog } from "#server/platform/log.ts";
import type { MediaOffice } from "#server/platform/media-office.ts";

/** An office that keeps nothing of what it is told. */
const quietOffice: MediaOffice = {
  report: async () => ({ closed: [], moved: [] }),
  leave: async () => undefined,
  openTrack: async () => undefined,
  noteSpeech: async () => undefined,
  enterSegment: async () => undefined,
  endTrack: async () => undefined,
  note: async () => undefined,
  unfinishedTracks: async () => [],
};

/** A media node of its own, which takes the tickets of a test's application. */
export async function startMediaNode({ config: of, clock }: Pick<Deps, "config" | "clock">): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const workerBin = await provisionMediaWorker({ log: () => undefined });
  const config = { ...of, media: { ...of.media, node: "test", workerBin } };
  const http = createServer();
  const service = await startMediaService({ config, bus: createLocalBus(), clock, log: createLog(config), office: quietOffice }, http);
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    stop: async () => {
      await service.stop();
      http.close();
    },
  };
}

import * as mediasoup from "mediasoup";
import type { types } from "mediasoup";
import { routerCodecs } from "#server/media/codecs.ts";
import type { RtpParameters } from "#shared/protocol/media-rtp.ts";
import type { MediaSource } from "#shared/protocol/media.ts";

/** Routers of this process, whoever made them, with what is sent into each. Loaded before the service makes its own. */
const producersOf = new Map<types.Router, Set<types.Producer>>();
const workerOf = new Map<types.Router, types.Worker>();
const watchers = new Set<types.Transport>();
let waiting: { left: number; done: () => void } | undefined;

/** Until so many more sources have had their first packet recorded: nothing but a recorder takes packets into this process. */
export const recordedAgain = (count: number): Promise<void> => new Promise((done) => (waiting = { left: count, done }));

function noteFirstPacket(): void {
  if (!waiting) return;
  waiting.left -= 1;
  if (waiting.left === 0) waiting.done();
}

mediasoup.observer.on("newworker", (worker) => {
  worker.observer.on("newrouter", (router) => {
    const producers = new Set<types.Producer>();
    producersOf.set(router, producers);
    workerOf.set(router, worker);
    router.observer.once("close", () => {
      producersOf.delete(router);
      workerOf.delete(router);
    });
    router.observer.on("newtransport", (transport) => {
      transport.observer.on("newconsumer", (consumer) => void consumer.once("rtp", noteFirstPacket));
      transport.observer.on("newproducer", (producer) => {
        producers.add(producer);
        producer.observer.once("close", () => producers.delete(producer));
      });
    });
  });
});

export interface Sent {
  readonly source: MediaSource;
  readonly rtpParameters: RtpParameters;
}

/** The same people as the service lets in, by mediasoup's own calls alone; answers a port for each. */
export async function sendBare(worker: types.Worker, people: readonly (readonly Sent[])[], isRecorded = false): Promise<number[]> {
  const router = await worker.createRouter({ mediaCodecs: routerCodecs });
  const direct = isRecorded ? await router.createDirectTransport() : undefined;
  const ports: number[] = [];
  for (const sources of people) {
    const transport = await router.createPlainTransport({ listenInfo: { protocol: "udp", ip: "127.0.0.1" }, rtcpMux: true, comedia: true });
    for (const { source, rtpParameters } of sources) {
      const { id } = await transport.produce({ kind: source === "microphone" ? "audio" : "video", rtpParameters });
      await direct?.consume({ producerId: id, rtpCapabilities: router.rtpCapabilities });
    }
    ports.push(transport.tuple.localPort);
  }
  return ports;
}

/** So many people receive everything that is sent on this worker; what they receive goes to one port. */
export async function watchAll(isOfWorker: (worker: types.Worker) => boolean, count: number, port: number): Promise<void> {
  for (const [router, producers] of producersOf) {
    const worker = workerOf.get(router);
    if (producers.size === 0 || !worker || !isOfWorker(worker)) continue;
    for (let watcher = 0; watcher < count; watcher += 1) {
      const transport = await router.createPlainTransport({ listenInfo: { protocol: "udp", ip: "127.0.0.1" }, rtcpMux: true });
      watchers.add(transport);
      await transport.connect({ ip: "127.0.0.1", port });
      for (const { id } of producers) await transport.consume({ producerId: id, rtpCapabilities: router.rtpCapabilities });
    }
  }
}

export function stopWatching(worker: types.Worker): void {
  for (const transport of watchers) transport.close();
  watchers.clear();
  for (const [router, of] of workerOf) if (of === worker) router.close();
}

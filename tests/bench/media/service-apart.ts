import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as mediasoup from "mediasoup";
import type { types } from "mediasoup";
import { readConfig } from "#server/config.ts";
import { routerCodecs } from "#server/media/codecs.ts";
import { startMediaService } from "#server/media/service.ts";
import { createLocalBus } from "#server/platform/bus.ts";
import { systemClock } from "#server/platform/clock.ts";
import { createLog } from "#server/platform/log.ts";
import type { Ask, Side, Usage } from "./apart.ts";
import { recordedAgain, sendBare, stopWatching, watchAll, type Sent } from "./bare-rooms.ts";
import { sources, sourceParameters } from "./joining.ts";

/** A media node as a process of its own, or the same calls to bare mediasoup without a node: what `joins` compares. */

const config = readConfig({ ...process.env, NODE_ENV: "test", DATABASE_URL: "postgres://nowhere/none", MEDIA_NODE: "bench" }, []);
const folder = mkdtempSync(join(tmpdir(), "epreuve-bench-joins-"));
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const http = createServer();
const media = await startMediaService(
  {
    config,
    bus: createLocalBus(),
    clock: systemClock,
    log: createLog(config),
    office: {
      report: async () => ({ closed: [], moved: [] }),
      leave: async () => undefined,
      openTrack: async () => {
        const trackId = randomUUID();
        return { trackId, folder: join(folder, trackId), key: randomBytes(32) };
      },
      enterSegment: async () => undefined,
      endTrack: async () => undefined,
      noteSpeech: async () => undefined,
      note: async () => undefined,
      unfinishedTracks: async () => [],
    },
  },
  http,
);
const startBare = async () => {
  const worker = await mediasoup.createWorker({ logLevel: "error", workerBin: config.media.workerBin ?? "" });
  return { worker, server: await worker.createWebRtcServer({ listenInfos: [{ protocol: "udp", ip: "127.0.0.1" }, { protocol: "tcp", ip: "127.0.0.1" }] }) };
};
let bareOne = await startBare();

/** From the kernel's own account of each thread, in nanoseconds. */
const cpuOf = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`).reduce(
    (sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]) / 1e6,
    0,
  );
const residentOf = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1_024;

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const nodeMs = (user + system) / 1_000;
  const ours = media.workerPids().reduce((sum, pid) => sum + cpuOf(pid), 0);
  const workerResident = media.workerPids().reduce((sum, pid) => sum + residentOf(pid), 0);
  const bare = cpuOf(bareOne.worker.pid);
  return {
    cpuMs: nodeMs + ours + bare,
    nodeMs,
    workerMs: { ours, bare },
    resident: residentOf(process.pid) + workerResident,
    workerResident,
    heap: process.memoryUsage().heapUsed,
  };
}

let joined: types.Router | undefined;

/** One group that comes, sends, is heard and recorded, and receives from whoever was there before: each call that the node makes for it. */
async function joinBare(people: number): Promise<void> {
  const router = await bareOne.worker.createRouter({ mediaCodecs: routerCodecs });
  joined = router;
  const direct = await router.createDirectTransport();
  const levels = await router.createAudioLevelObserver({ maxEntries: 16, threshold: -60, interval: 250 });
  let earlier: readonly types.Producer[] = [];
  for (let person = 0; person < people; person += 1) {
    const [sending, receiving] = await Promise.all([transport(router), transport(router)]);
    await sending.setMaxIncomingBitrate(1_500_000);
    const sent = await Promise.all(
      sources.map(async (source, index) => {
        const kind = source === "microphone" ? "audio" : "video";
        const producer = await sending.produce({ kind, rtpParameters: sourceParameters(source, person * 10 + index) });
        const recording = await direct.consume({ producerId: producer.id, rtpCapabilities: router.rtpCapabilities, paused: true });
        const measured = source === "microphone" ? levels.addProducer({ producerId: producer.id }) : undefined;
        await Promise.all([recording.resume(), producer.enableTraceEvent(["sr"]), measured]);
        return producer;
      }),
    );
    await Promise.all(earlier.map(({ id }) => receiving.consume({ producerId: id, rtpCapabilities: router.rtpCapabilities, paused: true })));
    earlier = sent;
  }
}

const transport = (router: types.Router): Promise<types.WebRtcTransport> =>
  router.createWebRtcTransport({ webRtcServer: bareOne.server, enableUdp: true, enableTcp: true, preferUdp: true, initialAvailableOutgoingBitrate: 1_000_000 });

const isOf = (side: Side) => (worker: types.Worker): boolean => (worker === bareOne.worker) === (side === "bare");

async function recover(side: Side, people: readonly (readonly Sent[])[]): Promise<number> {
  const began = performance.now();
  const recorded = recordedAgain(people.length);
  if (side === "ours") for (const pid of media.workerPids()) process.kill(pid, "SIGKILL");
  else {
    const died = once(bareOne.worker, "died");
    process.kill(bareOne.worker.pid, "SIGKILL");
    await died;
    bareOne = await startBare();
    process.send?.({ newPorts: await sendBare(bareOne.worker, people, true) });
  }
  await recorded;
  return performance.now() - began;
}

async function answer(ask: Ask): Promise<Partial<Usage>> {
  switch (ask.kind) {
    case "usage":
      return {};
    case "memory":
      collectGarbage();
      return {};
    case "bare":
      await joinBare(ask.people);
      return {};
    case "bare-leaves":
      joined?.close();
      return {};
    case "send-bare":
      return { ports: await sendBare(bareOne.worker, ask.people) };
    case "watch":
      await watchAll(isOf(ask.side), ask.watchers, ask.port);
      return {};
    case "kill":
      return { recoveredMs: await recover(ask.side, ask.people) };
    case "stop-watching":
      stopWatching(bareOne.worker);
      return {};
  }
}

process.on("message", (ask: Ask) => void answer(ask).then((more) => process.send?.({ ...usage(), ...more })));
process.once("disconnect", () => process.exit(0));
http.listen(0, "127.0.0.1", () => process.send?.({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }));

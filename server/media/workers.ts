import { availableParallelism } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import * as mediasoup from "mediasoup";
import type { types } from "mediasoup";
import type { Config } from "../config.ts";
import type { Log } from "../platform/log.ts";

/** One worker process, its own port, and the rooms that live on it. */
export interface MediaWorker {
  readonly index: number;
  readonly worker: types.Worker;
  readonly webRtcServer: types.WebRtcServer;
  readonly rooms: Set<string>;
  /** Processor time used so far, and when that was asked. */
  usage: { readonly cpuMs: number; readonly atMs: number };
}

// A host on which workers die like this needs somebody to look at it.
const deathsAllowed = 3;
const deathsWithinMs = 10 * 60_000;
const socketBufferBytes = 4 * 1024 * 1024;

const respawnMs = 1_000;
/** How long somebody who enters waits for the worker that is on its way. */
const respawnPatienceMs = 2_000;

/**
 * As many workers as cores, less one for Node's own loop, unless the deployment has fewer ports. One more stands by, on no
 * port: a worker that dies is replaced by it at once, on the same port, without waiting for a process to begin. Its rooms
 * are told: a browser would need seconds to notice by itself.
 */
export class WorkerPool {
  readonly #config: Config["media"];
  readonly #log: Log;
  readonly #onDied: (rooms: ReadonlySet<string>) => void;
  readonly #workers = new Map<number, MediaWorker>();
  readonly #coming = new Set<Promise<void>>();
  #standby: Promise<types.Worker> | undefined;
  #deathsAtMs: readonly number[] = [];
  #isClosing = false;

  constructor(config: Config["media"], log: Log, onDied: (rooms: ReadonlySet<string>) => void) {
    this.#config = config;
    this.#log = log;
    this.#onDied = onDied;
  }

  async start(count = this.#config.workers ?? Math.max(1, availableParallelism() - 1)): Promise<void> {
    await Promise.all(Array.from({ length: count }, (_, index) => this.#spawn(index)));
    this.#standBy();
  }

  /** The worker with the fewest rooms; between a death and the next worker, the next one. Undefined if none comes. */
  async leastLoaded(): Promise<MediaWorker | undefined> {
    if (this.#workers.size === 0 && this.#coming.size > 0)
      await Promise.race([...this.#coming, pause(respawnPatienceMs, undefined, { ref: false })]);
    return [...this.#workers.values()].toSorted((a, b) => a.rooms.size - b.rooms.size)[0];
  }

  get pids(): readonly number[] {
    return [...this.#workers.values()].map(({ worker }) => worker.pid);
  }

  /** More workers died in the last minutes than a chance would explain: rooms are better off elsewhere. */
  get isUnwell(): boolean {
    return this.#deathsAtMs.filter((at) => performance.now() - at < deathsWithinMs).length > deathsAllowed;
  }

  get size(): number {
    return this.#workers.size;
  }

  /** A worker is one thread: its processor time over the time that passed is how busy it is. */
  async load(): Promise<number> {
    const shares = await Promise.all([...this.#workers.values()].map((entry) => busyShare(entry).catch(() => 0)));
    return Math.max(0, ...shares);
  }

  close(): void {
    this.#isClosing = true;
    for (const { worker } of this.#workers.values()) worker.close();
    this.#workers.clear();
    this.#standby?.then((worker) => worker.close(), () => undefined);
    this.#standby = undefined;
  }

  #begin(): Promise<types.Worker> {
    const { workerBin } = this.#config;
    return withoutSignals(() => mediasoup.createWorker({ logLevel: "warn", ...(workerBin ? { workerBin } : {}) }));
  }

  /** One that could not begin, or that died waiting, is not missed before it is needed. */
  #standBy(): void {
    if (this.#isClosing || this.#standby) return;
    const standby = this.#begin();
    this.#standby = standby;
    const forget = (error: unknown): void => {
      if (this.#standby !== standby) return;
      this.#standby = undefined;
      this.#log.warn({ err: error }, "media: no worker stands by");
    };
    standby.then((worker) => worker.once("died", forget), forget);
  }

  async #spawn(index: number): Promise<void> {
    const standby = this.#standby;
    this.#standby = undefined;
    const worker = await (standby ?? this.#begin());
    const webRtcServer = await worker
      .createWebRtcServer({ listenInfos: (["udp", "tcp"] as const).map((protocol) => this.#listenInfo(protocol, index)) })
      .catch((error: unknown) => {
        // Its port is taken: the next try begins another, and this one would stay for nothing.
        worker.close();
        throw error;
      });
    if (this.#isClosing) return worker.close();
    const entry: MediaWorker = { index, worker, webRtcServer, rooms: new Set(), usage: { cpuMs: 0, atMs: performance.now() } };
    this.#workers.set(index, entry);
    worker.on("died", (error) => {
      this.#log.error({ err: error, index, rooms: entry.rooms.size }, "media: a worker died");
      this.#workers.delete(index);
      this.#deathsAtMs = [...this.#deathsAtMs.slice(-deathsAllowed), performance.now()];
      this.#onDied(entry.rooms);
      const coming = this.#replace(index);
      this.#coming.add(coming);
      void coming.finally(() => this.#coming.delete(coming));
    });
  }

  /** Until another is up on the same port. */
  async #replace(index: number): Promise<void> {
    while (!this.#isClosing) {
      try {
        await this.#spawn(index);
        this.#log.info({ index }, "media: a worker was replaced");
        this.#standBy();
        return;
      } catch (error) {
        this.#log.error({ err: error, index }, "media: a worker could not be replaced");
        await pause(respawnMs, undefined, { ref: false });
      }
    }
  }

  #listenInfo(protocol: "udp" | "tcp", index: number): types.TransportListenInfo {
    const { listenIp, announcedAddress, port } = this.#config;
    return {
      protocol,
      ip: listenIp,
      ...(announcedAddress ? { announcedAddress } : {}),
      // Without a port the system's free ones are used.
      ...(port > 0 ? { port: port + index } : {}),
      sendBufferSize: socketBufferBytes,
      recvBufferSize: socketBufferBytes,
    };
  }
}

async function busyShare(entry: MediaWorker): Promise<number> {
  const { ru_utime, ru_stime } = await entry.worker.getResourceUsage();
  const before = entry.usage;
  entry.usage = { cpuMs: ru_utime + ru_stime, atMs: performance.now() };
  return Math.min(1, (entry.usage.cpuMs - before.cpuMs) / Math.max(1, entry.usage.atMs - before.atMs));
}

/**
 * The library ends each worker at the first SIGTERM by itself. Here the node decides when: its people are to be elsewhere
 * before.
 */
function withoutSignals<T>(make: () => T): T {
  const signals = ["SIGINT", "SIGTERM"] as const;
  const known = signals.map((signal) => new Set(process.listeners(signal)));
  const made = make();
  for (const [index, signal] of signals.entries())
    for (const listener of process.listeners(signal))
      if (!known[index]?.has(listener)) process.removeListener(signal, listener);
  return made;
}

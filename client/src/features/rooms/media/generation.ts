import type { types } from "mediasoup-client";
import {
  mediaConsume,
  mediaProduce,
  mediaProducerState,
  mediaSetView,
  type MediaSource,
  type mediaJoin,
  type ProducerInfo,
  type ViewSize,
} from "#shared/protocol/media.ts";
import type { CommandOutput } from "#shared/protocol/define.ts";
import { rtpCapabilities } from "#shared/protocol/media-rtp.ts";
import { Paths } from "./paths.ts";
import { producerOptions, type Published } from "./sending.ts";
import type { Entry, RemoteSource } from "./session-state.ts";
import type { Signal } from "./signal.ts";
import { packetsIn } from "./packets-in.ts";

type Joined = CommandOutput<typeof mediaJoin>;

export interface GenerationEvents {
  onRemotes(remotes: readonly RemoteSource[]): void;
  /** This generation cannot be saved: enter the room anew. */
  onBroken(): void;
}

/** One epoch of one person in one room: two transports and what flows through them. Survives a lost socket. */
export class Generation {
  readonly epoch: number;
  readonly #device: Promise<types.Device>;
  readonly #events: GenerationEvents;
  readonly entry: Entry;
  /** What is sent; others only read it. */
  readonly producers = new Map<MediaSource, types.Producer>();
  readonly #consumers = new Map<string, types.Consumer>();
  readonly #streams = new Map<string, MediaStream>();
  /** Let go here to be received anew, while the server may still hold on to what it sent. */
  readonly #letGo = new Set<string>();
  readonly #paths: Paths;
  #signal: Signal;
  #infos = new Map<string, ProducerInfo>();
  #viewSeq = 0;
  #isClosed = false;
  #isTorn = false; // A transport was left half made: the browser's side of it would contradict the next attempt.
  #work: Promise<void> = Promise.resolve();

  /** The device may still be loading: what the room offers meanwhile is kept, since it is not said twice. */
  constructor(joined: Pick<Joined, "epoch" | "transports">, device: Promise<types.Device>, entry: Entry, signal: Signal, events: GenerationEvents) {
    this.epoch = joined.epoch;
    const paths = { epoch: joined.epoch, device, signal: () => this.#signal, onBroken: () => events.onBroken() };
    this.#paths = new Paths(paths, joined.transports);
    this.#device = device;
    this.entry = entry;
    this.#signal = signal;
    this.#events = events;
  }

  get isBroken(): boolean {
    return this.#isTorn || this.#paths.made.some(({ connectionState, closed }) => connectionState === "failed" || closed);
  }

  /** A new socket took up this generation: what the server still has lives on, the rest is made again. */
  async resume(signal: Signal, alive: readonly MediaSource[], entry: Entry): Promise<void> {
    this.#signal = signal;
    // The credentials of a relay expire; what was given with the new ticket is good for the rest of the day.
    const iceServers = entry.iceServers.map((server) => ({ ...server }));
    for (const transport of this.#paths.made)
      if (iceServers.length > 0 && !transport.closed) await transport.updateIceServers({ iceServers });
    for (const [source, producer] of this.producers) {
      if (alive.includes(source)) continue;
      producer.close();
      this.producers.delete(source);
    }
    for (const transport of this.#paths.made)
      if (transport.connectionState !== "connected") await this.#paths.restartIce(transport);
  }

  /** Makes what is sent agree with what the page publishes. */
  async publish(published: ReadonlyMap<MediaSource, Published>): Promise<void> {
    for (const [source, producer] of this.producers) {
      if (published.has(source)) continue;
      this.producers.delete(source);
      producer.close();
      await this.#signal.send(mediaProducerState, { epoch: this.epoch, source, state: "ended" });
    }
    const wanted = [...published].filter(([source]) => this.entry.canPublish.includes(source));
    const begun = wanted.filter(([source]) => !this.producers.has(source));
    if (begun.length > 0) await this.#produce(begun);
    for (const [source, entry] of wanted) await this.#update(source, entry);
  }

  offer(infos: readonly ProducerInfo[], isWhole: boolean): void {
    if (isWhole) {
      const left = new Set(infos.map(({ producerId }) => producerId));
      this.withdraw([...this.#infos.keys()].filter((producerId) => !left.has(producerId)));
    }
    for (const info of infos) this.#infos.set(info.producerId, info);
    this.#tell();
  }

  withdraw(producerIds: readonly string[]): void {
    for (const producerId of producerIds) {
      this.#consumers.get(producerId)?.close();
      this.#consumers.delete(producerId);
      this.#streams.delete(producerId);
      this.#infos.delete(producerId);
    }
    this.#tell();
  }

  /** Receives what is offered and not received yet, then says how large each thing is looked at. */
  receive(sizeOf: (info: ProducerInfo) => ViewSize, focus?: string): Promise<void> {
    this.#work = this.#work.catch(() => undefined).then(() => this.#receiveNow(sizeOf, focus));
    return this.#work;
  }

  /** What is received and does not arrive is let go, and received anew. */
  receiveAgain(
    producerIds: readonly string[],
    sizeOf: (info: ProducerInfo) => ViewSize,
    focus?: string,
  ): Promise<void> {
    this.#work = this.#work
      .catch(() => undefined)
      .then(async () => {
        for (const producerId of producerIds) {
          this.#letGo.add(producerId);
          this.#consumers.get(producerId)?.close();
          this.#consumers.delete(producerId);
          this.#streams.delete(producerId);
        }
        await this.#receiveNow(sizeOf, focus);
      });
    return this.#work;
  }

  /** Packets of a source that have arrived here; undefined while it is not received. */
  async packetsOf(producerId: string): Promise<number | undefined> {
    return packetsIn(await this.#consumers.get(producerId)?.getStats());
  }

  /** What the browser says of the path that sends; undefined while there is none. */
  async sendReport(): Promise<RTCStatsReport | undefined> {
    return this.#paths.open("send")?.getStats();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#paths.close();
    this.#infos.clear();
    this.#streams.clear();
  }

  /** For those who measure: what the browser says of its connections. */
  async stats(): Promise<readonly RTCStats[]> {
    const reports = await Promise.all(this.#paths.made.map((transport) => transport.getStats()));
    return reports.flatMap((report): RTCStats[] => [...report.values()]);
  }

  /** The browser describes them one after another; the node is told of all of them in one message. */
  async #produce(begun: readonly (readonly [MediaSource, Published])[]): Promise<void> {
    const transport = await this.#paths.get("send", this.entry);
    try {
      const producers = await Promise.all(
        begun.map(async ([source, published]) => {
          const producer = await transport.produce(producerOptions(source, published, this.entry.part));
          if (published.isPaused) producer.pause();
          return [source, producer] as const;
        }),
      );
      const told = { epoch: this.epoch, transportId: transport.id, dtlsParameters: this.#paths.takeDtls(transport) };
      await this.#signal.send(mediaProduce, { ...told, sources: this.#paths.takeSources() });
      for (const [source, producer] of producers) this.producers.set(source, producer);
    } catch (error) {
      this.#isTorn = true;
      throw error;
    }
  }

  async #update(source: MediaSource, { track, isPaused }: Published): Promise<void> {
    const producer = this.producers.get(source);
    if (!producer) return;
    if (producer.track !== track) await producer.replaceTrack({ track });
    if (producer.paused === isPaused) return;
    if (isPaused) producer.pause();
    else producer.resume();
    const told = { epoch: this.epoch, source, state: isPaused ? "paused" : "live" } as const;
    await this.#signal.send(mediaProducerState, told);
  }

  async #receiveNow(sizeOf: (info: ProducerInfo) => ViewSize, focus: string | undefined): Promise<void> {
    if (this.#isClosed) return;
    // A voice that is not listened to costs nothing at all; a picture is ready for the moment when it comes into view.
    const missing = [...this.#infos.values()]
      .filter((info) => !this.#consumers.has(info.producerId) && (info.kind === "video" || sizeOf(info) !== "off"))
      .map(({ producerId }) => producerId);
    if (missing.length > 0) await this.#consume(missing);
    const view = [...this.#infos.values()]
      .filter(({ producerId }) => this.#consumers.has(producerId))
      .map((info) => ({ producerId: info.producerId, size: sizeOf(info) }));
    const transport = this.#paths.open("receive");
    const dtlsParameters = transport && this.#paths.takeDtls(transport);
    const connect = dtlsParameters && { transportId: transport.id, dtlsParameters };
    if (view.length === 0 && !connect) return;
    this.#viewSeq += 1;
    const said = this.#signal.send(mediaSetView, { epoch: this.epoch, viewSeq: this.#viewSeq, focus, view, connect });
    if (connect) said.catch(() => (this.#isTorn = true));
    await said;
    this.#tell();
  }

  async #consume(producerIds: string[]): Promise<void> {
    const transport = await this.#paths.get("receive", this.entry);
    const { consumers } = await this.#signal.send(mediaConsume, {
      epoch: this.epoch,
      transportId: transport.id,
      producerIds,
      capabilities: rtpCapabilities.parse((await this.#device).recvRtpCapabilities),
      isAgain: producerIds.some((producerId) => this.#letGo.has(producerId)),
    });
    for (const producerId of producerIds) this.#letGo.delete(producerId);
    // All at once: the browser makes one renegotiation of it.
    await Promise.all(
      consumers.map(async ({ consumerId, producerId, kind, rtpParameters }) => {
        const peer = this.#infos.get(producerId)?.peer;
        if (peer === undefined) return;
        // One stream id per person keeps their voice and their lips together.
        const consumer = await transport.consume({ id: consumerId, producerId, kind, rtpParameters, streamId: peer });
        if (!this.#infos.has(producerId)) return consumer.close();
        this.#consumers.set(producerId, consumer);
        this.#streams.set(producerId, new MediaStream([consumer.track]));
      }),
    );
  }

  #tell(): void {
    const remotes = [...this.#infos.values()].flatMap((info) => {
      const stream = this.#streams.get(info.producerId);
      return stream ? [{ ...info, stream }] : [];
    });
    this.#events.onRemotes(remotes);
  }
}

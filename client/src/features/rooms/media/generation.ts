import type { types } from "mediasoup-client";
import {
  mediaConnect,
  mediaConsume,
  mediaProduce,
  mediaProducerState,
  mediaRestartIce,
  mediaSetView,
  mediaTransport,
  type MediaSource,
  type ProducerInfo,
  type ViewSize,
} from "#shared/protocol/media.ts";
import { rtpCapabilities } from "#shared/protocol/media-rtp.ts";
import { producerOptions, type Published } from "./sending.ts";
import type { Entry, RemoteSource } from "./session-state.ts";
import { isOffline, type Signal } from "./signal.ts";
import { packetsIn } from "./packets-in.ts";

// A path that is lost for longer than this is looked for again; a shorter loss mends itself.
const restartIceAfterMs = 3_000;

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
  #signal: Signal;
  #infos = new Map<string, ProducerInfo>();
  #send: types.Transport | undefined;
  #receive: types.Transport | undefined;
  #viewSeq = 0;
  #isClosed = false;
  #isTorn = false; // A transport was left half made: the browser's side of it would contradict the next attempt.
  #work: Promise<void> = Promise.resolve();
  readonly #timers = new Map<types.Transport, ReturnType<typeof setTimeout>>();

  /** The device may still be loading: what the room offers meanwhile is kept, since it is not said twice. */
  constructor(epoch: number, device: Promise<types.Device>, entry: Entry, signal: Signal, events: GenerationEvents) {
    this.epoch = epoch;
    this.#device = device;
    this.entry = entry;
    this.#signal = signal;
    this.#events = events;
  }

  get isBroken(): boolean {
    const made = [this.#send, this.#receive];
    return this.#isTorn || made.some((transport) => transport?.connectionState === "failed" || transport?.closed);
  }

  /** A new socket took up this generation: what the server still has lives on, the rest is made again. */
  async resume(signal: Signal, alive: readonly string[], entry: Entry): Promise<void> {
    this.#signal = signal;
    // The credentials of a relay expire; what was given with the new ticket is good for the rest of the day.
    const iceServers = entry.iceServers.map((server) => ({ ...server }));
    for (const transport of [this.#send, this.#receive])
      if (iceServers.length > 0 && transport && !transport.closed) await transport.updateIceServers({ iceServers });
    for (const [source, producer] of this.producers) {
      if (alive.includes(producer.id)) continue;
      producer.close();
      this.producers.delete(source);
    }
    for (const transport of [this.#send, this.#receive])
      if (transport && transport.connectionState !== "connected") await this.#restartIce(transport);
  }

  /** Makes what is sent agree with what the page publishes. */
  async publish(published: ReadonlyMap<MediaSource, Published>): Promise<void> {
    for (const [source, producer] of this.producers) {
      if (published.has(source)) continue;
      this.producers.delete(source);
      producer.close();
      await this.#signal.send(mediaProducerState, { epoch: this.epoch, producerId: producer.id, state: "ended" });
    }
    for (const [source, entry] of published) {
      if (!this.entry.canPublish.includes(source)) continue;
      const producer = this.producers.get(source);
      if (!producer) await this.#produce(source, entry);
      else await this.#update(producer, entry);
    }
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
    return this.#send?.closed === false ? this.#send.getStats() : undefined;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#send?.close();
    this.#receive?.close();
    this.#infos.clear();
    this.#streams.clear();
  }

  /** For those who measure: what the browser says of its connections. */
  async stats(): Promise<readonly RTCStats[]> {
    const open = [this.#send, this.#receive].filter((transport) => transport !== undefined);
    const reports = await Promise.all(open.map((transport) => transport.getStats()));
    return reports.flatMap((report): RTCStats[] => [...report.values()]);
  }

  async #produce(source: MediaSource, published: Published): Promise<void> {
    const transport = await this.#sendTransport();
    const producer = await transport.produce(producerOptions(source, published, this.entry.part));
    this.producers.set(source, producer);
    if (published.isPaused) producer.pause();
  }

  async #update(producer: types.Producer, { track, isPaused }: Published): Promise<void> {
    if (producer.track !== track) await producer.replaceTrack({ track });
    if (producer.paused === isPaused) return;
    if (isPaused) producer.pause();
    else producer.resume();
    const told = { epoch: this.epoch, producerId: producer.id, state: isPaused ? "paused" : "live" } as const;
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
    if (view.length === 0) return;
    this.#viewSeq += 1;
    await this.#signal.send(mediaSetView, { epoch: this.epoch, viewSeq: this.#viewSeq, focus, view });
    this.#tell();
  }

  async #consume(producerIds: string[]): Promise<void> {
    const transport = await this.#receiveTransport();
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

  async #sendTransport(): Promise<types.Transport> {
    if (this.#send && !this.#send.closed) return this.#send;
    const transport = await this.#transport("send");
    transport.on("produce", ({ kind, rtpParameters, appData }, done, failed) => {
      const { source, isPaused } = appData as { source: MediaSource; isPaused: boolean };
      const transportId = transport.id;
      this.#signal
        .send(mediaProduce, {
          epoch: this.epoch,
          transportId,
          source,
          kind,
          rtpParameters: mediaProduce.input.shape.rtpParameters.parse(rtpParameters),
          isPaused,
        })
        .then(({ producerId }) => done({ id: producerId }), this.#tear(failed));
    });
    this.#send = transport;
    return transport;
  }

  async #receiveTransport(): Promise<types.Transport> {
    if (!this.#receive || this.#receive.closed) this.#receive = await this.#transport("receive");
    return this.#receive;
  }

  async #transport(direction: "send" | "receive"): Promise<types.Transport> {
    const { transportId, ...parameters } = await this.#signal.send(mediaTransport, { epoch: this.epoch, direction });
    const [device, iceServers] = [await this.#device, this.entry.iceServers.map((server) => ({ ...server }))];
    const options = { id: transportId, ...parameters, iceServers };
    const transport = direction === "send" ? device.createSendTransport(options) : device.createRecvTransport(options);
    transport.on("connect", ({ dtlsParameters }, done, failed) => {
      this.#signal.send(mediaConnect, { epoch: this.epoch, transportId, dtlsParameters }).then(() => done(), this.#tear(failed));
    });
    transport.on("connectionstatechange", (state) => this.#watch(transport, state));
    return transport;
  }

  readonly #tear = (failed: (error: Error) => void) => (error: Error) => {
    this.#isTorn = true;
    failed(error);
  };

  /** `disconnected` is not the end: after a while the path is looked for again. Only `failed` ends a generation. */
  #watch(transport: types.Transport, state: types.ConnectionState): void {
    clearTimeout(this.#timers.get(transport));
    if (this.#isClosed) return;
    if (state === "failed") this.#events.onBroken();
    if (state !== "disconnected") return;
    const timer = setTimeout(() => {
      if (!this.#signal.isOpen) return;
      this.#restartIce(transport).catch((error: unknown) => {
        // Whoever takes this generation up when the node answers looks for the path again.
        if (!isOffline(error)) this.#events.onBroken();
      });
    }, restartIceAfterMs);
    this.#timers.set(transport, timer);
  }

  async #restartIce(transport: types.Transport): Promise<void> {
    const { iceParameters } = await this.#signal.send(mediaRestartIce, {
      epoch: this.epoch,
      transportId: transport.id,
    });
    await transport.restartIce({ iceParameters });
  }

  #tell(): void {
    const remotes = [...this.#infos.values()].flatMap((info) => {
      const stream = this.#streams.get(info.producerId);
      return stream ? [{ ...info, stream }] : [];
    });
    this.#events.onRemotes(remotes);
  }
}

import type { types } from "mediasoup";
import type { Socket } from "socket.io";
import type { EventDefinition, EventPayload } from "#shared/protocol/define.ts";
import type { MediaSource, Member, ProducerInfo, RoomPart } from "#shared/protocol/media.ts";
import type { Ticket } from "../platform/ticket.ts";
import type { Heard } from "./voice-score.ts";

export interface ProducerData extends Record<string, unknown> {
  readonly source: MediaSource;
  /** What the browser asked for, so that asking again can be told from asking for something else. */
  readonly asked: string;
  /** What arrived of a voice in the last seconds. */
  heard: Heard;
}
export type PeerProducer = types.Producer<ProducerData>;

/** One person in one room, through one generation of connections. See CLOSURES.md. */
export class Peer {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly part: RoomPart;
  /** Whose sources these are: of a device at somebody's side, that person's. */
  readonly of: string;
  readonly canPublish: readonly MediaSource[];
  /** What of this person is to be recorded, and what is recorded now. */
  readonly recorded: readonly MediaSource[];
  readonly recording = new Set<MediaSource>();
  /** What of this person is remembered for a while, and forgotten. */
  readonly remembered: readonly MediaSource[];
  /** Open sources of which nothing arrives, and when something last did. */
  readonly stalled = new Map<MediaSource, number>();
  readonly epoch: number;
  readonly producers = new Map<MediaSource, PeerProducer>();
  /** By producer: a source is received once. */
  readonly consumers = new Map<string, types.Consumer>();
  readonly transports = new Map<"send" | "receive", types.WebRtcTransport>();
  /** What this person's browser says of the others' sound. */
  hearing: { readonly hears: readonly string[]; readonly misses: readonly string[] } = { hears: [], misses: [] };
  /** What gives way of their pictures, as their page says. */
  eased: Member["eased"] = [];
  /** Their open microphone gives nothing but digital silence, as their page says. */
  isSoundless = false;
  /** What a simulated person sends through, instead of a browser's transport. */
  simulated: types.PlainTransport | undefined;
  viewSeq = 0;
  /** Whom this person looks at in full. */
  focus: string | undefined;
  /** Whom this person was last told of; undefined until their entry is answered. */
  toldMembers: string | undefined;
  /** What this person was last told of being looked at. */
  isWatched = false;
  #socket: Socket | undefined;
  #graceTimer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(ticket: Ticket, epoch: number) {
    this.id = ticket.peer;
    this.name = ticket.name;
    this.role = ticket.role;
    this.part = ticket.part ?? "CIRCLE";
    this.of = ticket.of ?? ticket.peer;
    this.canPublish = ticket.canPublish;
    this.recorded = ticket.recorded;
    this.remembered = ticket.remembered ?? [];
    this.epoch = epoch;
  }

  get socket(): Socket | undefined {
    return this.#socket;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get member(): Member {
    const { id: peer, name, role, part } = this;
    const isConnected = this.#socket !== undefined;
    const isRecorded = [...this.recording].some((source) => !this.stalled.has(source));
    const isFilmed = this.recording.has("camera") && !this.stalled.has("camera");
    const { hears, misses } = this.hearing;
    const stalled = [...this.stalled.keys()];
    const { eased, isSoundless } = this;
    return { peer, name, role, part, isConnected, isRecorded, isFilmed, stalled, isSoundless, eased, hears: [...hears], misses: [...misses] };
  }

  get producerInfos(): ProducerInfo[] {
    return [...this.producers.values()].map((producer) => this.infoOf(producer));
  }

  infoOf({ id, kind, paused, appData }: PeerProducer): ProducerInfo {
    return { producerId: id, peer: this.of, source: appData.source, kind, isPaused: paused };
  }

  attach(socket: Socket): void {
    clearTimeout(this.#graceTimer);
    this.#socket = socket;
  }

  /** The socket is gone; media may well still flow. `onGraceOver` is called if nobody comes back in time. */
  detach(graceMs: number, onGraceOver: () => void): void {
    this.#socket = undefined;
    this.#graceTimer = setTimeout(onGraceOver, graceMs);
    this.#graceTimer.unref();
  }

  send<const E extends EventDefinition>(event: E, payload: EventPayload<E>): void {
    this.#socket?.emit(event.name, payload);
  }

  /** For what is worth nothing a second later. */
  sendVolatile<const E extends EventDefinition>(event: E, payload: EventPayload<E>): void {
    this.#socket?.volatile.emit(event.name, payload);
  }

  /** Commands of one person run one after another: two at once could create the same thing twice. */
  enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  transportById(transportId: string): types.WebRtcTransport | undefined {
    return [...this.transports.values()].find(({ id, closed }) => id === transportId && !closed);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#graceTimer);
    for (const transport of this.transports.values()) transport.close();
    this.transports.clear();
    this.simulated?.close();
    this.producers.clear();
    this.consumers.clear();
    this.#socket = undefined;
  }
}

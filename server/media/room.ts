import { setTimeout as pause } from "node:timers/promises";
import type { types } from "mediasoup";
import {
  mediaEnded,
  mediaGone,
  mediaMembers,
  mediaMigrate,
  mediaProducers,
  mediaReset,
  mediaSpeaking,
} from "#shared/protocol/media.ts";
import type { EventDefinition, EventPayload } from "#shared/protocol/define.ts";
import type { ProducerInfo } from "#shared/protocol/media.ts";
import { speechRules } from "#shared/speech/detect-speech.ts";
import type { ClipAsked } from "../platform/media-office.ts";
import { routerCodecs } from "./codecs.ts";
import { watchFlow } from "./flow-watch.ts";
import type { Peer, PeerProducer } from "./peer.ts";
import { RoomRecorder, type RecorderDeps } from "./recorder.ts";
import { SpeechWatch } from "./speech-watch.ts";
import type { MediaDeps } from "./service.ts";
import type { MediaWorker } from "./workers.ts";

/** How long a person whose connection is lost keeps their place, with everything they were sending. */
export const graceMs = 90_000;

const loudestAtOnce = 16;
const recorderPatienceMs = 1_500;
// People of one room spread their return over this time when its worker died.
const resetJitterMs = 500;
/** How long people have to enter elsewhere and see one another there; whoever is still here then is cut off and enters anew. */
export const migrationMs = 20_000;

/** One router and the people in it. */
export class MediaRoom {
  readonly id: string;
  readonly worker: MediaWorker;
  readonly router: types.Router;
  readonly peers = new Map<string, Peer>();
  readonly #levels: types.AudioLevelObserver;
  readonly #onEmpty: () => void;
  readonly #recorder: RoomRecorder;
  readonly #flow: { stop(): void };
  readonly #speech: SpeechWatch;
  #speaking: readonly string[] = [];
  #isClosed = false;
  #migration: NodeJS.Timeout | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  static async open(
    deps: RecorderDeps & Pick<MediaDeps, "clock">,
    id: string,
    worker: MediaWorker,
    onEmpty: () => void,
  ): Promise<MediaRoom> {
    const router = await worker.worker.createRouter({ mediaCodecs: routerCodecs });
    const levels = await router.createAudioLevelObserver({
      maxEntries: loudestAtOnce,
      threshold: speechRules.thresholdDbov,
      interval: speechRules.intervalMs,
    });
    return new MediaRoom(deps, id, worker, router, levels, onEmpty);
  }

  constructor(
    deps: RecorderDeps & Pick<MediaDeps, "clock">,
    id: string,
    worker: MediaWorker,
    router: types.Router,
    levels: types.AudioLevelObserver,
    onEmpty: () => void,
  ) {
    this.id = id;
    this.worker = worker;
    this.router = router;
    this.#levels = levels;
    this.#onEmpty = onEmpty;
    this.#recorder = new RoomRecorder(deps, id, router, () => this.tellMembers());
    this.#flow = watchFlow(() => this.peers.values(), () => this.tellMembers());
    worker.rooms.add(id);
    this.#speech = new SpeechWatch(deps, id, levels, (producerId) => this.#ownerOf(producerId));
    levels.on("volumes", (volumes) => {
      const heard = volumes.filter(({ volume }) => volume > speechRules.onAboveDbov);
      this.#tellSpeaking(heard.map(({ producer }) => this.#ownerOf(producer.id)));
    });
    levels.on("silence", () => this.#tellSpeaking([]));
  }

  /** Entries and returns, one after another. */
  enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  add(peer: Peer): void {
    this.peers.set(peer.id, peer);
  }

  /** Idempotent; the room closes with its last person. */
  remove(peer: Peer): void {
    peer.close();
    if (this.peers.get(peer.id) === peer) this.peers.delete(peer.id);
    this.tellMembers();
    if (this.peers.size === 0) this.#onEmpty();
  }

  tell<const E extends EventDefinition>(event: E, payload: EventPayload<E>, except?: Peer): void {
    for (const peer of this.peers.values()) if (peer !== except) peer.send(event, payload);
  }

  tellMembers(): void {
    this.tell(mediaMembers, { members: [...this.peers.values()].map(({ member }) => member) });
  }

  producersFor(peer: Peer): ProducerInfo[] {
    return [...this.peers.values()].filter((other) => other !== peer).flatMap((other) => other.producerInfos);
  }

  /** Watches over a new producer: who hears of it, and of its end, whichever way it ends. */
  async admit(peer: Peer, producer: PeerProducer): Promise<void> {
    const { source } = producer.appData;
    peer.producers.set(source, producer);
    producer.observer.once("close", () => {
      if (peer.producers.get(source) === producer) {
        peer.producers.delete(source);
        peer.stalled.delete(source);
      }
      this.tell(mediaGone, { producerIds: [producer.id] }, peer);
    });
    // What is to be kept is kept from the first word that anybody hears, unless the books answer too slowly for that.
    await Promise.race([this.#recorder.keep(peer, producer), pause(recorderPatienceMs)]);
    if (producer.closed) return;
    this.tell(mediaProducers, { producers: [peer.infoOf(producer)] }, peer);
    if (source === "microphone") await this.#levels.addProducer({ producerId: producer.id });
  }

  /** Keeps an extract of what was remembered of a person; answers whether there was anything. */
  clip(asked: ClipAsked): Promise<boolean> {
    return this.#recorder.clip(asked);
  }

  /** The application closed the room. */
  close(): void {
    this.#end((peer) => {
      peer.send(mediaEnded, { reason: "CLOSED" });
      peer.socket?.disconnect();
    });
  }

  /** The worker died, or the room lives elsewhere now: the router is gone, the sockets are not. */
  reset(reason: "WORKER_DIED" | "MOVED"): void {
    this.#end((peer) => peer.send(mediaReset, { epoch: peer.epoch, reason, jitterMs: resetJitterMs }));
  }

  /** The room is to live elsewhere: everything flows on here until its people are there. Idempotent. */
  migrate(onOver: () => void): void {
    if (this.#migration || this.#isClosed) return;
    for (const peer of this.peers.values()) 
      peer.send(mediaMigrate, { epoch: peer.epoch, jitterMs: resetJitterMs, withinMs: migrationMs - 2_000 });
    this.#migration = setTimeout(() => {
      onOver();
      this.reset("MOVED");
    }, migrationMs);
    this.#migration.unref();
  }

  #end(tell: (peer: Peer) => void): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#migration);
    this.#flow.stop();
    this.#speech.stop();
    this.worker.rooms.delete(this.id);
    for (const peer of this.peers.values()) {
      tell(peer);
      peer.close();
    }
    this.peers.clear();
    this.router.close();
  }

  #ownerOf(producerId: string): string | undefined {
    return [...this.peers.values()].find((peer) => peer.producers.get("microphone")?.id === producerId)?.id;
  }

  #tellSpeaking(owners: readonly (string | undefined)[]): void {
    const peers = owners.filter((owner) => owner !== undefined);
    if (peers.join() === this.#speaking.join()) return;
    this.#speaking = peers;
    for (const peer of this.peers.values()) peer.sendVolatile(mediaSpeaking, { peers });
  }
}

import { setTimeout as pause } from "node:timers/promises";
import type { types } from "mediasoup";
import {
  mediaChanged,
  mediaEnded,
  mediaMigrate,
  mediaReset,
  mediaSpeaking,
  mediaTalking,
  mediaWatched,
} from "#shared/protocol/media.ts";
import type { Member, ProducerInfo } from "#shared/protocol/media.ts";
import { speechRules } from "#shared/speech/detect-speech.ts";
import type { ClipAsked } from "../platform/media-office.ts";
import { routerCodecs } from "./codecs.ts";
import { watchFlow } from "./flow-watch.ts";
import { News } from "./news.ts";
import { NoteQueue } from "./note-queue.ts";
import { isOffered, membersKnown } from "./offering.ts";
import type { Peer, PeerProducer } from "./peer.ts";
import { RoomRecorder, type RecorderDeps } from "./recorder.ts";
import { SpeechWatch } from "./speech-watch.ts";
import type { MediaDeps } from "./media-deps.ts";
import { SourceWatch } from "./source-watch.ts";
import { Talks, type Talk, type TalkEnd } from "./talks.ts";
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
  readonly talks = new Talks({
    begun: (talk) => this.#talkBegun(talk),
    ended: (talk, why) => this.#talkEnded(talk, why),
  });
  readonly news = new News(this.peers, (peer) => this.talks.partnerOf(peer));
  /** What of whoever is watched is missing. */
  readonly sources: SourceWatch;
  readonly #levels: types.AudioLevelObserver;
  readonly #onEmpty: () => void;
  readonly #recorder: RoomRecorder;
  readonly #flow: { stop(): void };
  readonly #speech: SpeechWatch;
  #speaking: readonly string[] = [];
  #isClosed = false;
  #migration: NodeJS.Timeout | undefined;
  readonly #notes: NoteQueue;
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
    this.#notes = new NoteQueue(id, deps.office, deps.log);
    this.worker = worker;
    this.router = router;
    this.#levels = levels;
    this.#onEmpty = onEmpty;
    this.#recorder = new RoomRecorder(deps, id, router, () => this.news.members());
    const nowMs = (): number => deps.clock.now().getTime();
    this.sources = new SourceWatch(nowMs, (peer, source, lost) =>
      this.#notes.add(lost ? { kind: "SOURCE_LOST", peer, source, ...lost } : { kind: "SOURCE_BACK", peer, source }),
    );
    this.#flow = watchFlow(
      () => this.peers.values(),
      nowMs,
      (hasChanged) => {
        if (hasChanged) this.news.members();
        this.sources.look(this.peers.values());
      },
    );
    worker.rooms.add(id);
    this.#speech = new SpeechWatch(deps, id, levels, (producerId) => this.#ownerOf(producerId));
    levels.on("volumes", (volumes) => {
      const heard = volumes.map(({ producer, volume }) => ({ peer: this.#ownerOf(producer.id), volume }));
      this.#tellSpeaking(heard.map(({ peer, volume }) => (peer !== undefined && this.#speech.isLoud(peer, volume) ? peer : undefined)));
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
    this.talks.end(peer, "LEFT");
    peer.close();
    if (this.peers.get(peer.id) === peer) {
      this.peers.delete(peer.id);
      this.sources.forget(peer);
    }
    this.news.members();
    this.tellWatched();
    if (this.peers.size === 0) this.#onEmpty();
  }

  membersFor(peer: Peer): Member[] {
    return membersKnown([...this.peers.values()], peer, this.#partnerOf);
  }

  producersFor(peer: Peer): ProducerInfo[] {
    return [...this.peers.values()].flatMap((other) =>
      other.producerInfos.filter(({ source }) => isOffered(other, source, peer, this.#partnerOf)),
    );
  }

  /** Says to each person who is watched whether somebody looks at them in full: nobody is looked at in secret. */
  tellWatched(): void {
    const inFull = new Set([...this.peers.values()].map(({ focus, socket }) => (socket ? focus : undefined)));
    for (const peer of this.peers.values()) {
      if (peer.part !== "WATCHED" || peer.isWatched === inFull.has(peer.id)) continue;
      peer.isWatched = inFull.has(peer.id);
      peer.send(mediaWatched, { isWatched: peer.isWatched });
    }
  }

  readonly #partnerOf = (peer: Peer): Peer | undefined => this.talks.partnerOf(peer);

  /** Watches over a new producer: who hears of it, and of its end, whichever way it ends. */
  async admit(peer: Peer, producer: PeerProducer): Promise<void> {
    const { source } = producer.appData;
    peer.producers.set(source, producer);
    producer.observer.once("close", () => {
      if (peer.producers.get(source) === producer) {
        peer.producers.delete(source);
        peer.stalled.delete(source);
        this.sources.ended(peer.id, source);
      }
      this.news.ended(peer, source, producer.id);
    });
    // What is to be kept is kept from the first word that anybody hears, unless the books answer too slowly for that.
    await Promise.race([this.#recorder.keep(peer, producer), pause(recorderPatienceMs)]);
    if (producer.closed) return;
    this.news.source(peer, producer);
    // Longer packets hold too few levels for the observer; who works alone is not measured anyway.
    if (source === "microphone" && peer.part === "CIRCLE") await this.#levels.addProducer({ producerId: producer.id });
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
    this.news.stop();
    this.#flow.stop();
    this.#speech.stop();
    for (const peer of this.peers.values()) this.talks.end(peer, "LOST");
    this.worker.rooms.delete(this.id);
    for (const peer of this.peers.values()) {
      tell(peer);
      peer.close();
    }
    this.peers.clear();
    this.router.close();
  }

  #talkBegun({ watcher, watched }: Talk): void {
    this.news.members();
    for (const [one, other] of [[watcher, watched], [watched, watcher]] as const)
      one.send(mediaTalking, { partner: { peer: other.id, name: other.name } });
    for (const producer of watcher.producers.values()) this.news.source(watcher, producer);
    this.#notes.add({ kind: "TALK_BEGUN", peer: watched.id, by: watcher.id });
  }

  /** Whatever ended it, nothing of the watcher flows to the other one from here on. */
  #talkEnded({ watcher, watched }: Talk, why: TalkEnd): void {
    const producerIds = watcher.producerInfos.map(({ producerId }) => producerId);
    for (const producerId of producerIds) watched.consumers.get(producerId)?.close();
    watched.send(mediaChanged, { gone: producerIds });
    for (const one of [watcher, watched]) one.send(mediaTalking, { partner: null });
    this.news.members();
    this.#notes.add({ kind: "TALK_ENDED", peer: watched.id, by: watcher.id, why });
  }

  #ownerOf(producerId: string): string | undefined {
    return [...this.peers.values()].find((peer) => peer.producers.get("microphone")?.id === producerId)?.id;
  }

  #tellSpeaking(owners: readonly (string | undefined)[]): void {
    const peers = owners.filter((owner) => owner !== undefined);
    if (peers.join() === this.#speaking.join()) return;
    this.#speaking = peers;
    for (const peer of this.peers.values()) if (peer.part !== "WATCHED") peer.sendVolatile(mediaSpeaking, { peers });
  }
}

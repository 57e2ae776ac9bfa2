import {
  mediaChanged,
  mediaEnded,
  mediaJoin,
  mediaMigrate,
  mediaQuality,
  mediaReset,
  mediaSpeaking,
  mediaTalk,
  mediaTalking,
  mediaWatched,
  type MediaSource,
  type ProducerInfo,
  type ViewSize,
} from "#shared/protocol/media.ts";
import type { EventPayload } from "#shared/protocol/define.ts";
import { afterFailure, delayBefore, refusalCode } from "./after-failure.ts";
import { Generation } from "./generation.ts";
import { LineWatch } from "./line-watch.ts";
import { loadDevice } from "./load-device.ts";
import { leave, Passage } from "./passage.ts";
import { transportsWanted, type Published } from "./sending.ts";
import { initialState, type Entry, type SessionState } from "./session-state.ts";
import { isOffline, Signal, SignalError } from "./signal.ts";
import { Viewing } from "./viewing.ts";
import { VoiceWatch, type Presence } from "./voice-watch.ts";

const lingerMs = 2_000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A person's presence in a live room. It keeps itself alive: after a lost connection it first resumes what the server
 * has kept, and else enters anew. Its state is a value that changes as a whole, for `useSyncExternalStore`.
 */
export class MediaSession {
  readonly #getEntry: () => Promise<Entry>;
  readonly #published = new Map<MediaSource, Published>();
  readonly #viewing = new Viewing(() => this.#receiveSoon());
  readonly #listeners = new Set<() => void>();
  #state: SessionState = initialState;
  #signal: Signal | undefined;
  #generation: Generation | undefined;
  #isStopped = false;
  #isBroken = false;
  #isMigrating = false;
  #interrupt: () => void = () => undefined;
  #publishing: Promise<void> = Promise.resolve();
  readonly #voices = new VoiceWatch(() => this.#presence(), (error) => this.#onTrouble(error));
  readonly #line = new LineWatch(() => this.#presence(), (change) => this.#update(change));

  constructor(getEntry: () => Promise<Entry>) {
    this.#getEntry = getEntry;
    void this.#run();
  }

  get state(): SessionState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(source: MediaSource, track: MediaStreamTrack, isPaused = false): void {
    this.#published.set(source, { track, isPaused });
    this.#publishSoon();
  }

  unpublish(source: MediaSource): void {
    if (this.#published.delete(source)) this.#publishSoon();
  }

  /** How large a source is looked at, so that nothing larger is sent; sound always flows. */
  setSize(producerId: string, size: ViewSize): void {
    this.#viewing.setSize(producerId, size);
  }

  /** The one person who is looked at in full: they come before the others, are heard, and are told so. */
  setFocus(peer: string | undefined): void {
    this.#viewing.setFocus(peer);
  }

  /** Speaks to one person alone, or to nobody any more. @throws SignalError */
  async talk(peer: string | null): Promise<void> {
    const epoch = this.#generation?.epoch;
    if (epoch === undefined || !this.#signal) throw new SignalError("OFFLINE");
    await this.#signal.send(mediaTalk, { epoch, peer });
  }

  /** False while the browser refuses to play: then nobody is heard, whatever arrives. */
  setPlaying(isPlaying: boolean): void {
    this.#voices.isPlaying = isPlaying;
  }

  /** What was written waits for the line: pictures give way to it. */
  setWritingWaiting(isWaiting: boolean): void {
    this.#line.isWritingWaiting = isWaiting;
  }

  stats(): Promise<readonly RTCStats[]> {
    return this.#generation?.stats() ?? Promise.resolve([]);
  }

  /** The person goes on here after all; what was published is sent again. Only where another page took over, or the room closed. */
  enterAgain(): void {
    if (!["superseded", "closed"].includes(this.#state.connection)) return;
    this.#generation = undefined;
    this.#update({ connection: "connecting" });
    void this.#run();
  }

  /** Leaves for good. */
  stop(): void {
    this.#isStopped = true;
    this.#viewing.stop();
    this.#voices.stop();
    this.#line.stop();
    leave(this.#signal, this.#generation);
    this.#interrupt();
  }

  async #run(): Promise<void> {
    let attempt = 0;
    while (!this.#isStopped) {
      const lost = new Promise<void>((resolve) => {
        this.#interrupt = resolve;
      });
      try {
        await this.#establish();
        attempt = 0;
        await lost;
      } catch (error) {
        const next = afterFailure(error);
        if (next === "unsupported" || next === "closed") return this.#end(next, refusalCode(error));
        this.#isBroken ||= next === "anew";
      }
      if (this.#isStopped || this.#state.connection === "superseded" || this.#state.connection === "closed") return;
      // A second attempt in vain is said, whether or not one has been in the room: nobody waits for what does not come.
      const connection = this.#state.connection === "connecting" && attempt === 0 ? "connecting" : "reconnecting";
      this.#update({ connection, speaking: [] });
      this.#signal?.close();
      await wait(delayBefore(attempt));
      attempt += 1;
    }
  }

  async #establish(): Promise<void> {
    const entry = await this.#getEntry();
    const signal = await Signal.open(entry.mediaUrl, entry.ticket);
    if (this.#isStopped) return signal.close();
    this.#signal = signal;
    this.#viewing.part = entry.part;
    // Said anew when one enters.
    this.#setPartner(null);
    this.#update({ isWatched: false });
    this.#listen(signal);
    const kept = this.#generation;
    const canResume = kept !== undefined && !this.#isBroken && !kept.isBroken;
    const joined = await signal.send(mediaJoin, {
      room: entry.room,
      ...(canResume ? { resume: { epoch: kept.epoch } } : {}),
      wants: transportsWanted(entry, this.#published),
    });
    this.#isBroken = false;
    // Nothing is awaited before the answer is taken in: what the room says next is said once, and builds on it.
    this.#update({ me: entry.me, members: joined.members });
    const isKept = joined.isResumed && kept !== undefined;
    const device = isKept ? undefined : loadDevice(joined.routerCapabilities);
    const generation = device
      ? new Generation(joined, device, entry, signal, {
          onRemotes: (remotes) => this.#update({ remotes }),
          onBroken: () => this.#breakOff(),
        })
      : kept;
    if (!generation) return;
    if (!isKept) {
      kept?.close();
      this.#generation = generation;
      this.#update({ remotes: [], quality: {} });
    }
    generation.offer(joined.producers, true);
    await device;
    if (isKept) await generation.resume(signal, joined.alive, entry);
    await Promise.all([generation.publish(this.#published), generation.receive(this.#viewing.sizeOf, this.#viewing.focus)]);
    this.#update({ connection: "live", putOut: undefined });
    this.#voices.sayAnew();
    this.#line.beginAnew();
    // What the page changed while this was under way.
    this.#publishSoon();
    this.#receiveSoon();
  }

  #listen(signal: Signal): void {
    signal.onLost(() => this.#interrupt());
    signal.on(mediaChanged, ({ members, producers, gone }) => {
      if (members) this.#update({ members });
      // Whoever went ahead to another node stays in the picture until they are seen there.
      if (gone && !this.#isMigrating) this.#generation?.withdraw(gone);
      if (!producers) return;
      this.#generation?.offer(producers, false);
      this.#receiveSoon();
    });
    signal.on(mediaSpeaking, ({ peers }) => this.#update({ speaking: peers }));
    signal.on(mediaQuality, ({ source, score }) => this.#update({ quality: { ...this.#state.quality, [source]: score } }));
    signal.on(mediaWatched, ({ isWatched }) => this.#update({ isWatched }));
    signal.on(mediaTalking, ({ partner }) => this.#setPartner(partner));
    signal.on(mediaMigrate, (given) => void this.#migrate(signal, given));
    signal.on(mediaReset, ({ jitterMs }) => void wait(Math.random() * jitterMs).then(() => this.#breakOff()));
    signal.on(mediaEnded, ({ reason }) => this.#end(reason === "SUPERSEDED" ? "superseded" : "closed"));
  }

  /** Enters where the room lives next while all flows on here. Where that fails, the node lets go and one enters anew. */
  async #migrate(left: Signal, { jitterMs, withinMs }: EventPayload<typeof mediaMigrate>): Promise<void> {
    const end = performance.now() + withinMs;
    await wait(Math.random() * jitterMs);
    const isStillHere = (): boolean => this.#signal === left && left.isOpen && !this.#isStopped;
    const before = this.#generation;
    if (!isStillHere() || this.#isMigrating || !before) return;
    this.#isMigrating = true;
    const passage = await Passage.open(this.#getEntry, this.#published, this.#sizeElsewhere).catch(() => undefined);
    const playing = this.#state.remotes.filter((remote) => !remote.isPaused && this.#viewing.sizeOf(remote) !== "off");
    const hasArrived = (await passage?.arrive(playing, end - performance.now())) ?? false;
    this.#isMigrating = false;
    if (!passage) return;
    if (!hasArrived || !isStillHere()) return leave(passage.signal, passage.generation);
    passage.handOver({ onRemotes: (remotes) => this.#update({ remotes }), onBroken: () => this.#breakOff() });
    this.#signal = passage.signal;
    this.#generation = passage.generation;
    this.#listen(passage.signal);
    for (const remote of passage.remotes) this.#viewing.setSize(remote.producerId, this.#sizeElsewhere(remote));
    this.#setPartner(null);
    this.#line.beginAnew();
    this.#update({ members: passage.members, remotes: passage.remotes, speaking: [], quality: {} });
    left.forget();
    // Others may need longer to see this person there.
    void wait(lingerMs).then(() => leave(left, before));
    this.#publishSoon();
    this.#receiveSoon();
  }

  /** On another node the same source has another name; it is looked at as it is here. */
  readonly #sizeElsewhere = (info: ProducerInfo): ViewSize => {
    const here = this.#state.remotes.find(({ peer, source }) => peer === info.peer && source === info.source);
    return this.#viewing.sizeOf(here ?? info);
  };

  /** Whoever one talks with is heard. */
  #setPartner(partner: NonNullable<SessionState["partner"]> | null): void {
    this.#viewing.partner = partner?.peer;
    this.#viewing.soon();
    this.#update({ partner: partner ?? undefined });
  }

  #publishSoon(): void {
    // One change after another, each with the latest wish; while the connection is down, entering anew publishes all.
    this.#publishing = this.#publishing.then(async () => {
      if (this.#state.connection !== "live") return;
      await this.#generation?.publish(this.#published).catch((error: unknown) => this.#onTrouble(error));
    });
  }

  #receiveSoon(): void {
    // While one enters, the generation still holds the lost signal; entering ends with a look of its own.
    if (this.#state.connection !== "live") return;
    this.#generation?.receive(this.#viewing.sizeOf, this.#viewing.focus).catch((error: unknown) => this.#onTrouble(error));
  }

  #presence(): Presence | undefined {
    const [generation, signal] = [this.#generation, this.#signal];
    if (this.#state.connection !== "live" || !generation || !signal) return undefined;
    return { generation, signal, state: this.#state, sizeOf: this.#viewing.sizeOf, focus: this.#viewing.focus };
  }

  /** Offline mends itself when the socket is found lost; any other refusal means that this generation is over. */
  #onTrouble(error: unknown): void {
    if (isOffline(error)) this.#interrupt();
    else this.#breakOff();
  }

  #breakOff(): void {
    this.#isBroken = true;
    this.#interrupt();
  }

  #end(connection: "superseded" | "closed" | "unsupported", refusal?: string): void {
    this.#generation?.close();
    this.#signal?.close();
    const putOut = connection === "unsupported" ? undefined : { by: connection, refusal };
    this.#update({ connection, putOut, remotes: [], members: [], speaking: [] });
    this.#interrupt();
  }

  #update(change: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

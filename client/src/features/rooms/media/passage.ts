import {
  mediaChanged,
  mediaEnded,
  mediaJoin,
  mediaLeave,
  type MediaSource,
  type Member,
  type ProducerInfo,
  type ViewSize,
} from "#shared/protocol/media.ts";
import type { CommandOutput } from "#shared/protocol/define.ts";
import { Generation, type GenerationEvents } from "./generation.ts";
import { loadDevice } from "./load-device.ts";
import { transportsWanted, type Published } from "./sending.ts";
import type { Entry, RemoteSource } from "./session-state.ts";
import { Signal } from "./signal.ts";

const lookEveryMs = 100;

/** A second presence in a room, on the node where it lives next, beside the one that still plays. */
export class Passage {
  readonly signal: Signal;
  readonly generation: Generation;
  members: readonly Member[];
  remotes: readonly RemoteSource[] = [];
  #events: GenerationEvents | undefined;
  #isOver = false;

  /** @throws SignalError, or what asking for the entry throws: then everything stays where it is. */
  static async open(
    getEntry: () => Promise<Entry>,
    published: ReadonlyMap<MediaSource, Published>,
    sizeOf: (info: ProducerInfo) => ViewSize,
  ): Promise<Passage> {
    const entry = await getEntry();
    const signal = await Signal.open(entry.mediaUrl, entry.ticket);
    try {
      const joined = await signal.send(mediaJoin, { room: entry.room, wants: transportsWanted(entry, published) });
      const device = loadDevice(joined.routerCapabilities);
      const passage = new Passage(entry, signal, joined, device);
      passage.#listen(sizeOf);
      passage.generation.offer(joined.producers, true);
      await device;
      await Promise.all([passage.generation.publish(published), passage.generation.receive(sizeOf)]);
      return passage;
    } catch (error) {
      signal.close();
      throw error;
    }
  }

  private constructor(
    entry: Entry,
    signal: Signal,
    joined: CommandOutput<typeof mediaJoin>,
    device: ReturnType<typeof loadDevice>,
  ) {
    this.signal = signal;
    this.members = joined.members;
    this.generation = new Generation(joined, device, entry, signal, {
      onRemotes: (remotes) => {
        this.remotes = remotes;
        this.#events?.onRemotes(remotes);
      },
      onBroken: () => {
        this.#isOver = true;
        this.#events?.onBroken();
      },
    });
  }

  /** Resolves once everything that plays there plays here too, or nobody should wait longer; false when it failed. */
  async arrive(playing: readonly RemoteSource[], withinMs: number): Promise<boolean> {
    const end = performance.now() + withinMs;
    while (!this.#isOver && performance.now() < end && !(await this.#hasAll(playing)))
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    return !this.#isOver;
  }

  /** What plays there arrives here: its packets, not only its name. */
  async #hasAll(playing: readonly RemoteSource[]): Promise<boolean> {
    for (const there of playing) {
      const here = this.remotes.find((one) => one.peer === there.peer && one.source === there.source);
      if (!here) return false;
      const packets = here.isPaused ? 1 : await this.generation.packetsOf(here.producerId).catch(() => 0);
      if (!packets) return false;
    }
    return true;
  }

  /** From here on whoever takes it over hears what happens. */
  handOver(events: GenerationEvents): void {
    this.signal.forget();
    this.#events = events;
  }

  #listen(sizeOf: (info: ProducerInfo) => ViewSize): void {
    const { signal, generation } = this;
    signal.on(mediaChanged, ({ members, producers, gone }) => {
      if (members) this.members = members;
      if (gone) generation.withdraw(gone);
      if (!producers) return;
      generation.offer(producers, false);
      // What cannot be received yet is asked for again by whoever takes over.
      generation.receive(sizeOf).catch(() => undefined);
    });
    signal.on(mediaEnded, () => (this.#isOver = true));
    signal.onLost(() => (this.#isOver = true));
  }
}

/** For good: nothing is kept for a return. */
export function leave(signal: Signal | undefined, generation: Generation | undefined): void {
  generation?.close();
  if (!signal || !generation) return signal?.close();
  signal
    .send(mediaLeave, { epoch: generation.epoch })
    .catch(() => undefined)
    .finally(() => signal.close());
}

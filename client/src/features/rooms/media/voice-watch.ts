import { mediaHears, type ProducerInfo, type ViewSize } from "#shared/protocol/media.ts";
import type { Generation } from "./generation.ts";
import { lookAtVoices, type HearingMemory } from "./hearing.ts";
import type { SessionState } from "./session-state.ts";
import type { Signal } from "./signal.ts";

const everyMs = 1_000;

/** What a look needs: the connection of this moment, and how sources are looked at. */
export interface Presence {
  readonly generation: Generation;
  readonly signal: Signal;
  readonly state: SessionState;
  readonly sizeOf: (info: ProducerInfo) => ViewSize;
  readonly focus: string | undefined;
}

/** Whose open microphone arrives here, looked at each second: said when it changes, mended when it does not. */
export class VoiceWatch {
  readonly #presence: () => Presence | undefined;
  readonly #onTrouble: (error: unknown) => void;
  readonly #timer: ReturnType<typeof setInterval>;
  #memory: HearingMemory = new Map();
  #said = "";
  /** False while the browser refuses to play: then nobody is heard, whatever arrives. */
  isPlaying = true;

  constructor(presence: () => Presence | undefined, onTrouble: (error: unknown) => void) {
    this.#presence = presence;
    this.#onTrouble = onTrouble;
    this.#timer = setInterval(() => void this.#look(), everyMs);
  }

  /** Another connection knows nothing of what was said. */
  sayAnew(): void {
    this.#said = "";
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const presence = this.#presence();
    if (!presence) return;
    const { generation, signal, state, sizeOf, focus } = presence;
    const due = state.remotes.filter((remote) => {
      const { peer, source, isPaused } = remote;
      if (sizeOf(remote) === "off") return false;
      const member = state.members.find((present) => present.peer === peer);
      return source === "microphone" && !isPaused && member?.isConnected && !member.stalled.includes("microphone");
    });
    const voices = await Promise.all(
      due.map(async ({ producerId, peer }) => ({
        producerId,
        peer,
        packets: await generation.packetsOf(producerId).catch(() => undefined),
      })),
    );
    if (generation !== this.#presence()?.generation) return;
    const { memory, heard, again } = lookAtVoices(this.#memory, voices);
    this.#memory = memory;
    if (again.length > 0) generation.receiveAgain(again, sizeOf, focus).catch(this.#onTrouble);
    const { hears, misses } = this.isPlaying
      ? heard
      : { hears: [], misses: [...heard.hears, ...heard.misses].toSorted() };
    const said = JSON.stringify([hears, misses]);
    if (said === this.#said) return;
    this.#said = said;
    signal
      .send(mediaHears, { epoch: generation.epoch, hears: [...hears], misses: [...misses] })
      .catch(() => this.sayAnew());
  }
}

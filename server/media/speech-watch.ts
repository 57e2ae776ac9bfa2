import type { types } from "mediasoup";
import { cutSpeech, endSpeech, hearLevels, isLoud, speechRules, type SpeechPiece, type Voices } from "#shared/speech/detect-speech.ts";
import type { MediaDeps } from "./media-deps.ts";

type SpeechDeps = Pick<MediaDeps, "office" | "log" | "clock">;

const flushEveryMs = 5_000;

/**
 * Who spoke from when to when, out of a room's levels. What is known is handed to the application every five seconds
 * and at the end; while the application does not answer, it waits here.
 */
export class SpeechWatch {
  readonly #deps: SpeechDeps;
  readonly #room: string;
  readonly #ownerOf: (producerId: string) => string | undefined;
  readonly #timers: readonly NodeJS.Timeout[];
  #voices: Voices = new Map();
  #waiting: SpeechPiece[] = [];
  #lastLookMs = 0;
  #flushing: Promise<void> = Promise.resolve();

  constructor(
    deps: SpeechDeps,
    room: string,
    levels: types.AudioLevelObserver,
    ownerOf: (producerId: string) => string | undefined,
  ) {
    this.#deps = deps;
    this.#room = room;
    this.#ownerOf = ownerOf;
    levels.on("volumes", (volumes) => this.#look(volumes));
    // Where every microphone is closed the observer says nothing any more: time passes all the same.
    const silence = setInterval(() => {
      if (deps.clock.now().getTime() - this.#lastLookMs > 1.6 * speechRules.intervalMs) this.#look([]);
    }, speechRules.intervalMs);
    const flush = setInterval(() => this.#flushNow(), flushEveryMs);
    this.#timers = [silence, flush];
    for (const timer of this.#timers) timer.unref();
  }

  /** Louder than this person's room is while nobody speaks in it. */
  isLoud(peer: string, dbov: number): boolean {
    return isLoud(this.#voices, peer, dbov);
  }

  /** The room is over: so is whatever was being said in it. */
  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#waiting.push(...endSpeech(this.#voices));
    this.#voices = new Map();
    this.#flush();
  }

  #look(volumes: readonly types.AudioLevelObserverVolume[]): void {
    const atMs = this.#deps.clock.now().getTime();
    this.#lastLookMs = atMs;
    const levels = new Map<string, number>();
    for (const { producer, volume } of volumes) {
      const peer = this.#ownerOf(producer.id);
      if (peer !== undefined) levels.set(peer, volume);
    }
    const { voices, ended } = hearLevels(this.#voices, { atMs, levels });
    this.#voices = voices;
    this.#waiting.push(...ended);
  }

  #flushNow(): void {
    const { voices, pieces } = cutSpeech(this.#voices);
    this.#voices = voices;
    this.#waiting.push(...pieces);
    this.#flush();
  }

  /** One after another; what could not be written is written with the next. */
  #flush(): void {
    this.#flushing = this.#flushing.then(async () => {
      const pieces = this.#waiting;
      if (pieces.length === 0) return;
      this.#waiting = [];
      await this.#deps.office.noteSpeech(this.#room, pieces).catch((error: unknown) => {
        this.#deps.log.error({ err: error, room: this.#room }, "media: speech waits to be written");
        this.#waiting = [...pieces, ...this.#waiting];
      });
    });
    pending.add(this.#flushing);
    const done = this.#flushing;
    void done.finally(() => pending.delete(done));
  }
}

const pending = new Set<Promise<void>>();
/** Until what was said last is written. */
export const speechWritten = async (): Promise<void> => void (await Promise.all(pending));

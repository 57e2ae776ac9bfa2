import { easeLine, easingOf, newLine, type EasingStep, type LineMemory } from "#shared/domain/rooms/easing.ts";
import { mediaEased, type MediaSource } from "#shared/protocol/media.ts";
import { easeProducer } from "./sending.ts";
import type { SessionState } from "./session-state.ts";
import { SoundWatch } from "./sound-watch.ts";
import type { Presence } from "./voice-watch.ts";

const everyMs = 1_000;
/** Looks in a row without one byte from the media node before one's own line is said to be silent. */
const silentAfter = 2;

type Update = (change: Partial<Pick<SessionState, "eased" | "isSilent" | "isSoundless">>) => void;

/**
 * One's own line, looked at each second. A line from which nothing comes back is noticed before any socket is missed; a
 * line that is too weak makes one's pictures give way, by the rules that came with the entry. The same report tells whether
 * one's own microphone gives any sound.
 */
export class LineWatch {
  readonly #presence: () => Presence | undefined;
  readonly #update: Update;
  readonly #timer: ReturnType<typeof setInterval>;
  /** What each producer is sent by; another one begins with everything. */
  readonly #applied = new WeakMap<object, EasingStep | undefined>();
  readonly #sound: SoundWatch;
  #line: LineMemory | undefined;
  #bytes = 0;
  #quiet = 0;
  #said = "[]";
  /** What was written waits on the device: whatever else the line carries gives way to it. */
  isWritingWaiting = false;

  constructor(presence: () => Presence | undefined, update: Update) {
    this.#presence = presence;
    this.#update = update;
    this.#sound = new SoundWatch(update);
    this.#timer = setInterval(() => void this.#look().catch(() => undefined), everyMs);
  }

  /** Another connection: it knows nothing of what was said, and counts from the beginning. */
  beginAnew(): void {
    this.#said = "[]";
    this.#quiet = 0;
    this.#sound.sayAnew();
    this.#update({ isSilent: false });
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const presence = this.#presence();
    const report = await presence?.generation.sendReport();
    // Entered anew meanwhile: this look was at something that is no more.
    if (!presence || !report || presence.generation !== this.#presence()?.generation) return;
    const { bytes, isHeldBack } = readLine(report);
    const { producers, entry } = presence.generation;
    // Of pictures the node tells each second what arrived; of a voice alone it may be silent for longer.
    const hasPicture = producers.has("camera") || producers.has("screen");
    this.#quiet = bytes === this.#bytes && hasPicture ? this.#quiet + 1 : 0;
    this.#bytes = bytes;
    const isSilent = this.#quiet >= silentAfter;
    if (isSilent !== presence.state.isSilent) this.#update({ isSilent });
    this.#sound.look(presence, report);
    const { easing } = entry;
    if (!easing) return;

    const { quality } = presence.state;
    const isScoreLow = [...producers].some(
      ([source, producer]) => !producer.paused && (quality[source] ?? 10) < easing.weakBelow,
    );
    const nowMs = performance.now();
    const isWeak = isSilent || isHeldBack || isScoreLow || this.isWritingWaiting;
    this.#line = easeLine(this.#line ?? newLine(easing, nowMs), isWeak, nowMs, easing);
    const taken = easing.steps.slice(0, this.#line.taken);
    for (const [source, producer] of producers) await this.#apply(source, producer, taken);
    await this.#say(presence, taken);
  }

  async #apply(
    source: MediaSource,
    producer: Parameters<typeof easeProducer>[1],
    taken: readonly EasingStep[],
  ): Promise<void> {
    const step = easingOf(taken, source);
    if (this.#applied.get(producer) === step) return;
    await easeProducer(source, producer, step);
    this.#applied.set(producer, step);
  }

  async #say({ generation, signal }: Presence, taken: readonly EasingStep[]): Promise<void> {
    const eased = taken.map(({ act }) => act);
    const said = JSON.stringify(eased);
    if (said === this.#said) return;
    this.#update({ eased });
    await signal.send(mediaEased, { epoch: generation.epoch, eased });
    this.#said = said;
  }
}

/** What came back by the path that sends, and whether a picture is held back because the line carries no more. */
function readLine(report: RTCStatsReport): { readonly bytes: number; readonly isHeldBack: boolean } {
  let bytes = 0;
  let isHeldBack = false;
  report.forEach((entry: RTCStats & { bytesReceived?: number; qualityLimitationReason?: string }) => {
    if (entry.type === "transport") bytes += entry.bytesReceived ?? 0;
    if (entry.type === "outbound-rtp" && entry.qualityLimitationReason === "bandwidth") isHeldBack = true;
  });
  return { bytes, isHeldBack };
}

import { closeSounding, hearSounding, isSoundless, unheard, type Sounding } from "#shared/domain/rooms/soundless.ts";
import { mediaSoundless } from "#shared/protocol/media.ts";
import type { SessionState } from "./session-state.ts";
import type { Presence } from "./voice-watch.ts";

/** What the browser has counted of a microphone's sound so far. */
interface Counted {
  readonly track: string;
  /** Of all that it gave, in no unit: what matters is whether it has grown. */
  readonly energy: number;
  readonly seconds: number;
}

/**
 * Whether one's own open microphone gives any sound, looked at as it leaves the browser's own cleaning: digital silence
 * goes through it as digital silence. Where a browser does not tell (Firefox), nothing is concluded.
 */
export class SoundWatch {
  readonly #update: (change: Pick<SessionState, "isSoundless">) => void;
  #counted: Counted | undefined;
  /** Of one device, however often its room is entered anew. */
  #track = "";
  #sounding: Sounding = unheard;
  #said = false;

  constructor(update: (change: Pick<SessionState, "isSoundless">) => void) {
    this.#update = update;
  }

  /** Another connection: whoever enters is believed to be heard. */
  sayAnew(): void {
    this.#said = false;
  }

  look({ generation, signal, state }: Presence, report: RTCStatsReport): void {
    const producer = generation.producers.get("microphone");
    const before = this.#counted;
    this.#counted = producer && !producer.paused ? countedIn(report) : undefined;
    if (!this.#counted) this.#sounding = closeSounding(this.#sounding);
    else this.#hear(this.#counted, before);
    const is = isSoundless(this.#sounding);
    if (is !== state.isSoundless) this.#update({ isSoundless: is });
    if (is === this.#said) return;
    this.#said = is;
    signal.send(mediaSoundless, { epoch: generation.epoch, isSoundless: is }).catch(() => {
      // Said anew at the next look, whichever of the two it was.
      this.#said = !is;
    });
  }

  #hear(now: Counted, before: Counted | undefined): void {
    // Another device: what this one gives is not known yet.
    if (now.track !== this.#track) this.#sounding = unheard;
    this.#track = now.track;
    if (before?.track !== now.track) return;
    const seconds = now.seconds - before.seconds;
    // A source that gives no samples at all sends nothing, which others notice.
    if (seconds > 0) this.#sounding = hearSounding(this.#sounding, now.energy !== before.energy, seconds * 1_000);
  }
}

type SourceStats = RTCStats & { kind?: string; trackIdentifier?: string; totalAudioEnergy?: number; totalSamplesDuration?: number };

function countedIn(report: RTCStatsReport): Counted | undefined {
  let counted: Counted | undefined;
  report.forEach(({ type, kind, trackIdentifier = "", totalAudioEnergy, totalSamplesDuration }: SourceStats) => {
    if (type !== "media-source" || kind !== "audio" || totalAudioEnergy === undefined || totalSamplesDuration === undefined) return;
    counted = { track: trackIdentifier, energy: totalAudioEnergy, seconds: totalSamplesDuration };
  });
  return counted;
}

import type { MediaSource } from "#shared/protocol/media.ts";
import type { Peer, PeerProducer } from "./peer.ts";
import { forgetVoice, hearVoice } from "./quality.ts";

const everyMs = 1_000;
/** Looks in a row without one new byte before a source is said to stand still. */
const patience: Readonly<Record<MediaSource, number>> = { microphone: 2, camera: 2, screen: 2, side: 3 };
/** A screen on which nothing moves is sent all the same, once a second and in one packet: several in a row may be lost. */
const screenPatienceOnBadLine = 6;
/** The same where nothing else of that person arrives either: their line stands still, and nobody took a screen away. */
const screenPatienceOnStillLine = 15;
/** So long after the last lost packet of any of their sources somebody's line is good again. */
const lossIsRecentMs = 10_000;
const slowScreen: Peer["eased"] = ["SCREEN_SLOW", "SCREEN_LIGHT"];

/** In looks. `sinceLossMs`: since the last packet of this person that was lost, of whatever source. */
export const patienceWith = (source: MediaSource, eased: Peer["eased"], sinceLossMs: number): number =>
  source === "screen" && (sinceLossMs < lossIsRecentMs || eased.some((act) => slowScreen.includes(act)))
    ? screenPatienceOnBadLine
    : patience[source];

/** Looks in a row without one new byte of a source, and how many of the last of them brought something else of that person. */
interface Quiet {
  readonly quiet: number;
  readonly quietBeside: number;
}

export const standsStill = (source: MediaSource, eased: Peer["eased"], sinceLossMs: number, { quiet, quietBeside }: Quiet): boolean =>
  source === "screen"
    ? quietBeside >= patienceWith(source, eased, sinceLossMs) || quiet >= screenPatienceOnStillLine
    : quiet >= patienceWith(source, eased, sinceLossMs);

interface Counted extends Quiet {
  readonly bytes: number;
  readonly lost: number;
  readonly movedAtMs: number;
}

/**
 * Looks each second whether every open source still arrives, since nothing else would say so for long: a lost path is
 * found by the browser after seconds, a silent device never; and how well each voice arrives. Tells after each look whether
 * anything changed.
 */
export function watchFlow(
  peers: () => Iterable<Peer>,
  nowMs: () => number,
  onLooked: (hasChanged: boolean) => void,
): { stop(): void } {
  const counted = new WeakMap<PeerProducer, Counted>();
  const lostAtMs = new WeakMap<Peer, number>();

  /** Has anything of this source arrived since the last look? Undefined of one that is paused, or of which nothing is known. */
  const hasMoved = async (peer: Peer, producer: PeerProducer): Promise<boolean | undefined> => {
    if (producer.paused) {
      counted.delete(producer);
      forgetVoice(producer);
      return undefined;
    }
    const stats = await producer.getStats();
    hearVoice(peer, producer, stats);
    const bytes = stats.reduce((sum, { byteCount }) => sum + byteCount, 0);
    const lost = stats.reduce((sum, { packetsLost }) => sum + packetsLost, 0);
    const before = counted.get(producer);
    if (before && lost > before.lost) lostAtMs.set(peer, nowMs());
    const isStill = before?.bytes === bytes;
    if (isStill) counted.set(producer, { ...before, lost });
    else counted.set(producer, { bytes, lost, quiet: 0, quietBeside: 0, movedAtMs: nowMs() });
    return !isStill;
  };

  /** When something last arrived of what stands still; undefined while it flows. */
  const stillSinceMs = (peer: Peer, producer: PeerProducer, moved: boolean | undefined, isBeside: boolean): number | undefined => {
    const now = counted.get(producer);
    if (moved !== false || !now) return undefined;
    const { quiet, quietBeside } = now;
    const later = { ...now, quiet: quiet + 1, quietBeside: isBeside ? quietBeside + 1 : 0 };
    counted.set(producer, later);
    const sinceLossMs = nowMs() - (lostAtMs.get(peer) ?? -Infinity);
    return standsStill(producer.appData.source, peer.eased, sinceLossMs, later) ? now.movedAtMs : undefined;
  };

  const lookAt = async (peer: Peer): Promise<boolean> => {
    // A source that ends meanwhile stands for nothing any more.
    const looks = [...peer.producers.values()].map(async (producer) => {
      const moved = await hasMoved(peer, producer).catch(() => undefined);
      return { producer, moved };
    });
    const looked = await Promise.all(looks);
    let hasChanged = false;
    for (const { producer, moved } of looked) {
      const { source } = producer.appData;
      const sinceMs = stillSinceMs(peer, producer, moved, looked.some((other) => other.producer !== producer && other.moved === true));
      if ((sinceMs !== undefined) === peer.stalled.has(source)) continue;
      if (sinceMs === undefined) peer.stalled.delete(source);
      else peer.stalled.set(source, sinceMs);
      hasChanged = true;
    }
    return hasChanged;
  };

  // A worker that is slow to answer would answer several looks at once: between two of those nothing moves.
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    const changes = await Promise.all([...peers()].map(lookAt)).finally(() => (isLooking = false));
    onLooked(changes.includes(true));
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

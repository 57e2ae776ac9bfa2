import type { MediaSource } from "#shared/protocol/media.ts";
import type { Peer, PeerProducer } from "./peer.ts";
import { forgetVoice, hearVoice } from "./quality.ts";

const everyMs = 1_000;
/** Looks in a row without one new byte before a source is said to stand still. */
const patience: Readonly<Record<MediaSource, number>> = { microphone: 2, camera: 2, screen: 2, side: 3 };
/** A screen on which nothing moves is sent all the same, once a second and in one packet: several in a row may be lost. */
const screenPatienceOnBadLine = 6;
/** So long after the last lost packet of any of their sources somebody's line is good again. */
const lossIsRecentMs = 10_000;
const slowScreen: Peer["eased"] = ["SCREEN_SLOW", "SCREEN_LIGHT"];

/** In looks. `sinceLossMs`: since the last packet of this person that was lost, of whatever source. */
export const patienceWith = (source: MediaSource, eased: Peer["eased"], sinceLossMs: number): number =>
  source === "screen" && (sinceLossMs < lossIsRecentMs || eased.some((act) => slowScreen.includes(act)))
    ? screenPatienceOnBadLine
    : patience[source];

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
  const counted = new WeakMap<PeerProducer, { bytes: number; lost: number; quiet: number; movedAtMs: number }>();
  const lostAtMs = new WeakMap<Peer, number>();

  /** When something last arrived of what stands still; undefined while it flows. */
  const stillSinceMs = async (peer: Peer, producer: PeerProducer): Promise<number | undefined> => {
    const before = counted.get(producer);
    if (producer.paused) {
      counted.delete(producer);
      forgetVoice(producer);
      return undefined;
    }
    const stats = await producer.getStats();
    hearVoice(peer, producer, stats);
    const bytes = stats.reduce((sum, { byteCount }) => sum + byteCount, 0);
    const lost = stats.reduce((sum, { packetsLost }) => sum + packetsLost, 0);
    if (before && lost > before.lost) lostAtMs.set(peer, nowMs());
    const now =
      before && before.bytes === bytes ? { ...before, lost, quiet: before.quiet + 1 } : { bytes, lost, quiet: 0, movedAtMs: nowMs() };
    counted.set(producer, now);
    const sinceLossMs = nowMs() - (lostAtMs.get(peer) ?? -Infinity);
    return now.quiet >= patienceWith(producer.appData.source, peer.eased, sinceLossMs) ? now.movedAtMs : undefined;
  };

  const look = async (): Promise<void> => {
    let hasChanged = false;
    const looks = [...peers()].flatMap((peer) => [...peer.producers.values()].map((producer) => ({ peer, producer })));
    await Promise.all(
      looks.map(async ({ peer, producer }) => {
        const { source } = producer.appData;
        // A source that ends meanwhile stands for nothing any more.
        const sinceMs = await stillSinceMs(peer, producer).catch(() => undefined);
        if ((sinceMs !== undefined) === peer.stalled.has(source)) return;
        if (sinceMs === undefined) peer.stalled.delete(source);
        else peer.stalled.set(source, sinceMs);
        hasChanged = true;
      }),
    );
    onLooked(hasChanged);
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

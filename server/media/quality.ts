import type { types } from "mediasoup";
import { mediaQuality } from "#shared/protocol/media.ts";
import type { Peer, PeerProducer } from "./peer.ts";
import { hear, nothingHeard, voiceScore } from "./voice-score.ts";

/** The sender alone is told how well they arrive: «on vous entend bien» must be a truth. */
export function tellQuality(peer: Peer, producer: PeerProducer): void {
  const quality = qualityOf(producer);
  if (quality) peer.send(mediaQuality, quality);
}

/** Undefined while nothing is known. Of a picture with two layers the better one counts: the other may be off on purpose. */
function qualityOf({ kind, score, appData }: PeerProducer) {
  const known = kind === "audio" ? voiceScore(appData.heard) : Math.max(0, ...score.map((entry) => entry.score));
  return known === undefined ? undefined : { source: appData.source, score: known };
}

/** What arrived of a voice by now, each second; whoever sends it is told when that changes its score. */
export function hearVoice(peer: Peer, producer: PeerProducer, stats: readonly types.ProducerStat[]): void {
  const [stream] = stats;
  if (producer.kind !== "audio" || !stream) return;
  const before = qualityOf(producer)?.score;
  producer.appData.heard = hear(producer.appData.heard, { received: stream.packetCount, lost: stream.packetsLost });
  if (qualityOf(producer)?.score !== before) tellQuality(peer, producer);
}

/** Nothing is sent for a while: what arrives afterwards is judged by itself. */
export function forgetVoice(producer: PeerProducer): void {
  producer.appData.heard = nothingHeard;
}

import { canonicalJson } from "#shared/kernel/canonical-json.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { CommandInput } from "#shared/protocol/define.ts";
import { mediaProducers, mediaQuality, type mediaProduce, type mediaProducerState } from "#shared/protocol/media.ts";
import type { Peer, PeerProducer, ProducerData } from "./peer.ts";
import type { MediaRoom } from "./room.ts";

// Thirty tiles that resume together ask each source for one key frame, not thirty.
const keyFrameRequestDelayMs = 1_000;

export async function produce(
  room: MediaRoom,
  peer: Peer,
  input: CommandInput<typeof mediaProduce>,
): Promise<Result<{ producerId: string }, "NOT_FOUND" | "FORBIDDEN">> {
  if (!peer.canPublish.includes(input.source)) return err("FORBIDDEN");
  if ((input.source === "microphone") !== (input.kind === "audio")) return err("FORBIDDEN");
  const transport = peer.simulated ?? peer.transports.get("send");
  if (!transport || transport.closed || transport.id !== input.transportId) return err("NOT_FOUND");

  const asked = canonicalJson([input.transportId, input.rtpParameters]);
  const known = peer.producers.get(input.source);
  if (known && !known.closed && known.appData.asked === asked) return ok({ producerId: known.id });
  known?.close();

  const producer: PeerProducer = await transport.produce<ProducerData>({
    kind: input.kind,
    rtpParameters: input.rtpParameters,
    paused: input.isPaused,
    ...(input.kind === "video" ? { keyFrameRequestDelay: keyFrameRequestDelayMs } : {}),
    appData: { source: input.source, asked },
  });
  tellQuality(peer, producer);
  await room.admit(peer, producer);
  return ok({ producerId: producer.id });
}

export async function setProducerState(
  room: MediaRoom,
  peer: Peer,
  input: CommandInput<typeof mediaProducerState>,
): Promise<Result<Record<string, never>, "NOT_FOUND">> {
  const producer = [...peer.producers.values()].find(({ id }) => id === input.producerId);
  if (!producer) return input.state === "ended" ? ok({}) : err("NOT_FOUND");
  if (input.state === "ended") {
    producer.close();
    room.sources.endedByPage(peer, producer.appData.source);
    return ok({});
  }
  if (input.state === "paused") await producer.pause();
  else await producer.resume();
  room.tellOf(peer, producer.appData.source, mediaProducers, { producers: [peer.infoOf(producer)] });
  return ok({});
}

/** The sender alone is told how well they arrive: «on vous entend bien» must be a truth. */
function tellQuality(peer: Peer, producer: PeerProducer): void {
  producer.on("score", () => peer.send(mediaQuality, qualityOf(producer)));
}

/** With two layers the better one counts: the other may be off on purpose. */
export const qualityOf = ({ score, appData }: PeerProducer) => ({
  source: appData.source,
  score: Math.max(0, ...score.map((entry) => entry.score)),
});

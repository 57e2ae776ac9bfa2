import type { types } from "mediasoup";
import { canonicalJson } from "#shared/kernel/canonical-json.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { CommandInput } from "#shared/protocol/define.ts";
import type { mediaProduce, mediaProducerState } from "#shared/protocol/media.ts";
import type { Peer, PeerProducer, ProducerData } from "./peer.ts";
import { tellQuality } from "./quality.ts";
import type { MediaRoom } from "./room.ts";
import { connectTransport } from "./transports.ts";
import { nothingHeard } from "./voice-score.ts";

// Thirty tiles that resume together ask each source for one key frame, not thirty.
const keyFrameRequestDelayMs = 1_000;

type Source = CommandInput<typeof mediaProduce>["sources"][number];
type Transport = types.WebRtcTransport | types.PlainTransport;

export async function produce(
  room: MediaRoom,
  peer: Peer,
  { transportId, dtlsParameters, sources }: CommandInput<typeof mediaProduce>,
): Promise<Result<{ producerIds: string[] }, "NOT_FOUND" | "FORBIDDEN">> {
  const isAllowed = ({ source, kind }: Source): boolean =>
    peer.canPublish.includes(source) && (source === "microphone") === (kind === "audio");
  if (!sources.every(isAllowed)) return err("FORBIDDEN");
  const transport = peer.simulated ?? peer.transports.get("send");
  if (!transport || transport.closed || transport.id !== transportId) return err("NOT_FOUND");
  const [, ...producerIds] = await Promise.all([
    dtlsParameters ? connectTransport(peer, transportId, dtlsParameters) : undefined,
    ...sources.map((source) => produceOne(room, peer, transport, source)),
  ]);
  return ok({ producerIds });
}

async function produceOne(room: MediaRoom, peer: Peer, transport: Transport, given: Source): Promise<string> {
  const { source, kind, rtpParameters, isPaused } = given;
  const asked = canonicalJson([transport.id, rtpParameters]);
  const known = peer.producers.get(source);
  if (known && !known.closed && known.appData.asked === asked) return known.id;
  known?.close();

  const producer: PeerProducer = await transport.produce<ProducerData>({
    kind,
    rtpParameters,
    paused: isPaused,
    ...(kind === "video" ? { keyFrameRequestDelay: keyFrameRequestDelayMs } : {}),
    appData: { source, asked, heard: nothingHeard },
  });
  // A voice is judged by what arrived of it lately; of pictures the worker's score is as fresh.
  if (kind === "video") producer.on("score", () => tellQuality(peer, producer));
  await room.admit(peer, producer);
  return producer.id;
}

export async function setProducerState(
  room: MediaRoom,
  peer: Peer,
  { source, state }: CommandInput<typeof mediaProducerState>,
): Promise<Result<Record<string, never>, "NOT_FOUND">> {
  const producer = peer.producers.get(source);
  if (!producer) return state === "ended" ? ok({}) : err("NOT_FOUND");
  if (state === "ended") {
    producer.close();
    room.sources.endedByPage(peer, producer.appData.source);
    return ok({});
  }
  if (state === "paused") await producer.pause();
  else await producer.resume();
  room.news.source(peer, producer);
  return ok({});
}

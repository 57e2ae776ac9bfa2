import type { types } from "mediasoup";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { CommandInput, CommandOutput } from "#shared/protocol/define.ts";
import type { mediaConsume, mediaSetView, ViewSize } from "#shared/protocol/media.ts";
import { rtpParameters } from "#shared/protocol/media-rtp.ts";
import type { Peer } from "./peer.ts";
import type { MediaRoom } from "./room.ts";

const tileBitrate = 400_000;
const focusBitrate = 1_000_000;
// The one person in full comes before every small picture when the line is narrow.
const focusPriority = 255;

type Consumers = CommandOutput<typeof mediaConsume>["consumers"];

/** All at once, and paused: the browser makes one renegotiation of it, then says what it looks at. */
export async function consume(
  room: MediaRoom,
  peer: Peer,
  input: CommandInput<typeof mediaConsume>,
): Promise<Result<{ consumers: Consumers }, "NOT_FOUND">> {
  const transport = peer.transports.get("receive");
  if (!transport || transport.closed || transport.id !== input.transportId) return err("NOT_FOUND");
  const offered = new Set(room.producersFor(peer).map(({ producerId }) => producerId));
  const wanted = [...new Set(input.producerIds)].filter((producerId) => offered.has(producerId));
  if (input.isAgain) for (const producerId of wanted) peer.consumers.get(producerId)?.close();
  const consumers = await Promise.all(
    wanted.map((producerId) => consumeOne(room, peer, transport, producerId, input.capabilities)),
  );
  // Room for a wall of small pictures and one large one; what a line cannot carry is still found out by itself.
  if (peer.part === "WATCHER") await transport.setMaxOutgoingBitrate(peer.consumers.size * tileBitrate + focusBitrate);
  return ok({ consumers: consumers.filter((consumer) => consumer !== undefined) });
}

async function consumeOne(
  room: MediaRoom,
  peer: Peer,
  transport: types.WebRtcTransport,
  producerId: string,
  rtpCapabilities: types.RtpCapabilities,
): Promise<Consumers[number] | undefined> {
  const known = peer.consumers.get(producerId);
  if (known && !known.closed) return describe(known);
  if (!room.router.canConsume({ producerId, rtpCapabilities })) return undefined;
  try {
    const consumer = await transport.consume({ producerId, rtpCapabilities, paused: true });
    peer.consumers.set(producerId, consumer);
    consumer.observer.once("close", () => {
      if (peer.consumers.get(producerId) === consumer) peer.consumers.delete(producerId);
    });
    return describe(consumer);
  } catch (error) {
    // The source ended meanwhile: whoever asked is told so by an event.
    if (!room.producersFor(peer).some((offered) => offered.producerId === producerId)) return undefined;
    throw error;
  }
}

const describe = (consumer: types.Consumer): Consumers[number] => ({
  consumerId: consumer.id,
  producerId: consumer.producerId,
  kind: consumer.kind,
  rtpParameters: rtpParameters.parse(consumer.rtpParameters),
  isProducerPaused: consumer.producerPaused,
});

/** The server alone decides what flows, from the last wish; a source that is not in the wish stands still. */
export async function setView(
  room: MediaRoom,
  peer: Peer,
  { viewSeq, view, focus }: CommandInput<typeof mediaSetView>,
): Promise<Result<{ applied: number }, never>> {
  if (viewSeq <= peer.viewSeq) return ok({ applied: peer.viewSeq });
  peer.viewSeq = viewSeq;
  peer.focus = peer.part === "WATCHER" ? focus : undefined;
  room.tellWatched();
  const sizes = new Map(view.map(({ producerId, size }) => [producerId, size]));
  await Promise.all(
    [...peer.consumers.values()].map((consumer) => show(consumer, sizes.get(consumer.producerId) ?? "off")),
  );
  return ok({ applied: viewSeq });
}

async function show(consumer: types.Consumer, size: ViewSize): Promise<void> {
  try {
    if (size === "off") return await consumer.pause();
    // The temporal layer is said each time: left out, it would be capped at the one preferred before.
    if (consumer.kind === "video") await consumer.setPriority(size === "full" ? focusPriority : 1);
    if (consumer.type === "simulcast")
      await consumer.setPreferredLayers({ spatialLayer: size === "full" ? 1 : 0, temporalLayer: 1 });
    await consumer.resume();
  } catch (error) {
    if (!consumer.closed) throw error;
  }
}

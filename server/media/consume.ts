import type { types } from "mediasoup";
import { UnsupportedError } from "mediasoup/errors";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { CommandInput, CommandOutput } from "#shared/protocol/define.ts";
import type { mediaConsume, mediaSetView, ViewSize } from "#shared/protocol/media.ts";
import type { RtpParameters } from "#shared/protocol/media-rtp.ts";
import { capabilitiesOfKind } from "./codecs.ts";
import type { Peer } from "./peer.ts";
import type { MediaRoom } from "./room.ts";
import { connectTransport } from "./transports.ts";

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
  const asked = new Set(input.producerIds);
  const wanted = room.producersFor(peer).filter(({ producerId }) => asked.has(producerId));
  if (input.isAgain) for (const { producerId } of wanted) peer.consumers.get(producerId)?.close();
  const capabilities = {
    audio: capabilitiesOfKind(input.capabilities, "audio"),
    video: capabilitiesOfKind(input.capabilities, "video"),
  };
  const consumers = await Promise.all(
    wanted.map(({ producerId, kind }) => consumeOne(room, peer, transport, producerId, capabilities[kind])),
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
  try {
    const consumer = await transport.consume({ producerId, rtpCapabilities, paused: true, preferredLayers: layersOf("thumb") });
    peer.consumers.set(producerId, consumer);
    consumer.observer.once("close", () => {
      if (peer.consumers.get(producerId) === consumer) peer.consumers.delete(producerId);
    });
    return describe(consumer);
  } catch (error) {
    // This browser cannot decode it.
    if (error instanceof UnsupportedError) return undefined;
    // The source ended meanwhile: whoever asked is told so by an event.
    if (!room.producersFor(peer).some((offered) => offered.producerId === producerId)) return undefined;
    throw error;
  }
}

const describe = (consumer: types.Consumer): Consumers[number] => ({
  consumerId: consumer.id,
  producerId: consumer.producerId,
  kind: consumer.kind,
  // Parsed to the last field when it leaves.
  rtpParameters: consumer.rtpParameters as RtpParameters,
  isProducerPaused: consumer.producerPaused,
});

/** The server alone decides what flows, from the last wish; a source that is not in the wish stands still. */
export async function setView(
  room: MediaRoom,
  peer: Peer,
  { viewSeq, view, focus, connect }: CommandInput<typeof mediaSetView>,
): Promise<Result<{ applied: number }, "NOT_FOUND">> {
  if (connect && !(await connectTransport(peer, connect.transportId, connect.dtlsParameters))) return err("NOT_FOUND");
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

/** The temporal layer is said each time: left out, it would be capped at the one preferred before. */
const layersOf = (size: ViewSize): types.ConsumerLayers => ({ spatialLayer: size === "full" ? 1 : 0, temporalLayer: 1 });

async function show(consumer: types.Consumer, size: ViewSize): Promise<void> {
  try {
    if (size === "off") return consumer.paused ? undefined : await consumer.pause();
    const priority = size === "full" ? focusPriority : 1;
    const layers = layersOf(size);
    // What a worker knows already is not said to it again: most of a view is as it was.
    await Promise.all([
      consumer.kind === "video" && consumer.priority !== priority ? consumer.setPriority(priority) : undefined,
      consumer.type === "simulcast" && consumer.preferredLayers?.spatialLayer !== layers.spatialLayer
        ? consumer.setPreferredLayers(layers)
        : undefined,
      consumer.paused ? consumer.resume() : undefined,
    ]);
  } catch (error) {
    if (!consumer.closed) throw error;
  }
}

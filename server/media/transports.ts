import type { types } from "mediasoup";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { CommandOutput } from "#shared/protocol/define.ts";
import type { mediaJoin, TransportDirection } from "#shared/protocol/media.ts";
import type { TransportParameters } from "#shared/protocol/media-rtp.ts";
import type { Peer } from "./peer.ts";
import { graceMs, type MediaRoom } from "./room.ts";

// Camera, screen and microphone together: one limit per transport.
const maxIncomingBitrate = 1_500_000;
const iceConsentSeconds = 20;

type Transports = CommandOutput<typeof mediaJoin>["transports"];

export async function createTransport(
  room: MediaRoom,
  peer: Peer,
  direction: TransportDirection,
): Promise<Result<TransportParameters, "FORBIDDEN">> {
  if (direction === "send" && peer.canPublish.length === 0) return err("FORBIDDEN");
  // A second one replaces the first: the browser has lost what it knew of it.
  peer.transports.get(direction)?.close();
  const transport = await room.router.createWebRtcTransport({
    webRtcServer: room.worker.webRtcServer,
    enableUdp: true,
    enableTcp: true,
    preferUdp: true,
    iceConsentTimeout: iceConsentSeconds,
    initialAvailableOutgoingBitrate: 1_000_000,
  });
  if (direction === "send") await transport.setMaxIncomingBitrate(maxIncomingBitrate);
  if (peer.isClosed) {
    transport.close();
    throw new Error("The person left while a transport was being made.");
  }
  peer.transports.set(direction, transport);
  watch(transport);
  return ok({
    transportId: transport.id,
    iceParameters: transport.iceParameters,
    iceCandidates: transport.iceCandidates.map((candidate) => ({ ...candidate })),
    dtlsParameters: transport.dtlsParameters,
  });
}

/** What somebody who enters will need at once; what they may not have is not there. */
export async function createTransports(room: MediaRoom, peer: Peer, wants: readonly TransportDirection[]): Promise<Transports> {
  const made = await Promise.all(
    [...new Set(wants)].map(async (direction) => {
      const created = await createTransport(room, peer, direction);
      return created.ok ? { [direction]: created.value } : {};
    }),
  );
  return Object.assign({}, ...made);
}

const connected = new WeakSet<types.WebRtcTransport>();

/** Answers whether there is such a transport. Asking again after a lost reply is not an error. */
export async function connectTransport(peer: Peer, transportId: string, dtlsParameters: types.DtlsParameters): Promise<boolean> {
  const transport = peer.transportById(transportId);
  if (!transport) return false;
  // Its own state says so only once the browser's first packet is here.
  if (connected.has(transport)) return true;
  connected.add(transport);
  await transport.connect({ dtlsParameters });
  return true;
}

/** For simulated people of this machine: nothing is encrypted, so nothing leaves it. */
export async function simulateTransport(
  room: MediaRoom,
  peer: Peer,
): Promise<Result<{ transportId: string; port: number }, never>> {
  peer.simulated?.close();
  const transport = await room.router.createPlainTransport({
    listenInfo: { protocol: "udp", ip: "127.0.0.1" },
    rtcpMux: true,
    comedia: true,
  });
  peer.simulated = transport;
  return ok({ transportId: transport.id, port: transport.tuple.localPort });
}

/**
 * A reload closes DTLS at once: that is an end. A lost path is not one: after a freeze of many seconds it comes back by
 * itself, without any signalling, so it is given the same grace as a lost socket.
 */
function watch(transport: types.WebRtcTransport): void {
  let graceTimer: NodeJS.Timeout | undefined;
  transport.on("icestatechange", (state) => {
    clearTimeout(graceTimer);
    if (state !== "disconnected") return;
    graceTimer = setTimeout(() => transport.close(), graceMs);
    graceTimer.unref();
  });
  transport.on("dtlsstatechange", (state) => {
    if (state === "closed" || state === "failed") transport.close();
  });
  transport.observer.once("close", () => clearTimeout(graceTimer));
}

import type { types } from "mediasoup";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { TransportParameters } from "#shared/protocol/media-rtp.ts";
import type { Peer } from "./peer.ts";
import { graceMs, type MediaRoom } from "./room.ts";

// Camera, screen and microphone together: one limit per transport.
const maxIncomingBitrate = 1_500_000;
const iceConsentSeconds = 20;

export async function createTransport(
  room: MediaRoom,
  peer: Peer,
  direction: "send" | "receive",
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

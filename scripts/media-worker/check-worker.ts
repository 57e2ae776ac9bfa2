import * as mediasoup from "mediasoup";
import { runCommand } from "./run-command.ts";

/** What the worker answers when it is not started by mediasoup. mediasoup's install script relies on it too. */
const STARTED_BY_A_STRANGER = 41;

/** A quick look: does the binary load on this system at all? A cached one may have lost a library to an upgrade. */
export async function runsHere(binary: string): Promise<boolean> {
  const { status } = await runCommand(binary, [], { env: {} });
  return status === STARTED_BY_A_STRANGER;
}

/** Drives a new worker through mediasoup, as the server will: if this passes, the two understand each other. */
export async function checkWorker(binary: string): Promise<void> {
  const worker = await mediasoup.createWorker({ workerBin: binary, logLevel: "error" });
  try {
    const mediaCodecs: mediasoup.types.RouterRtpCodecCapability[] = [
      { kind: "audio", mimeType: "audio/opus", clockRate: 48_000, channels: 2 },
      { kind: "video", mimeType: "video/VP8", clockRate: 90_000 },
    ];
    const listenInfo: mediasoup.types.TransportListenInfo = { protocol: "udp", ip: "127.0.0.1" };
    const listenInfos = [listenInfo];
    const router = await worker.createRouter({ mediaCodecs });
    const webRtcServer = await worker.createWebRtcServer({ listenInfos });
    await router.createWebRtcTransport({ webRtcServer });
    await router.createWebRtcTransport({ listenInfos, enableSctp: true });
    // A pipe transport with SRTP creates a session at once, so the libsrtp shim is part of the check.
    await router.createPipeTransport({ listenInfo, enableSrtp: true });
  } finally {
    worker.close();
  }
}

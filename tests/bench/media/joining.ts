import type { MediaSource } from "#shared/protocol/media.ts";
import type { RtpParameters } from "#shared/protocol/media-rtp.ts";

export const sources = ["microphone", "camera", "screen"] as const satisfies readonly MediaSource[];

/** What a browser says of a source that it is about to send. */
export function sourceParameters(source: MediaSource, number: number): RtpParameters {
  const ssrc = 10_000 + number * 10;
  const isSound = source === "microphone";
  const mid = String(number);
  return {
    mid,
    codecs: [
      isSound
        ? { mimeType: "audio/opus", payloadType: 111, clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1 }, rtcpFeedback: [] }
        : { mimeType: "video/VP8", payloadType: 96, clockRate: 90_000, parameters: {}, rtcpFeedback: [{ type: "nack" }, { type: "nack", parameter: "pli" }, { type: "goog-remb" }] },
    ],
    headerExtensions: [{ uri: "urn:ietf:params:rtp-hdrext:sdes:mid", id: 4 }],
    encodings: source === "camera" ? [{ ssrc, scalabilityMode: "L1T2" }, { ssrc: ssrc + 1, scalabilityMode: "L1T2" }] : [{ ssrc }],
    rtcp: { cname: `c${ssrc}` },
  };
}

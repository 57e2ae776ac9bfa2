import { z } from "zod";

/**
 * RTP, ICE and DTLS as they cross the wire. A media worker trusts what it is given, so every shape that a browser sends
 * is checked here to the last field: an empty list of fingerprints alone has been enough to kill one.
 */

const token = z.string().min(1).max(120);
const smallInteger = z.number().int().min(0).max(0xffff_ffff);
const codecParameters = z.record(z.string().max(60), z.union([z.string().max(200), z.number(), z.boolean(), z.null()]));

export const mediaKind = z.enum(["audio", "video"]);
export type MediaKind = z.infer<typeof mediaKind>;

const headerExtensionUri = z.enum([
  "urn:ietf:params:rtp-hdrext:sdes:mid",
  "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
  "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
  "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
  "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
  "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
  "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension",
  "urn:3gpp:video-orientation",
  "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time",
  "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay",
  "urn:mediasoup:params:rtp-hdrext:packet-id",
]);

const rtcpFeedback = z.object({ type: token, parameter: z.string().max(60).optional() });
const mimeType = z.string().regex(/^(audio|video)\/[\w.+-]{1,40}$/);

export const rtpCapabilities = z.object({
  codecs: z
    .array(
      z.object({
        kind: mediaKind,
        mimeType,
        preferredPayloadType: z.number().int().min(0).max(127),
        clockRate: z.number().int().positive(),
        channels: z.number().int().min(1).max(8).optional(),
        parameters: codecParameters.optional(),
        rtcpFeedback: z.array(rtcpFeedback).max(20).optional(),
      }),
    )
    .min(1)
    .max(40),
  headerExtensions: z
    .array(
      z.object({
        kind: mediaKind,
        uri: headerExtensionUri,
        preferredId: z.number().int().min(1).max(255),
        preferredEncrypt: z.boolean().optional(),
        direction: z.enum(["sendrecv", "sendonly", "recvonly", "inactive"]).optional(),
      }),
    )
    .max(40),
});
export type RtpCapabilities = z.infer<typeof rtpCapabilities>;

export const rtpParameters = z.object({
  mid: z.string().max(40).optional(),
  codecs: z
    .array(
      z.object({
        mimeType,
        payloadType: z.number().int().min(0).max(127),
        clockRate: z.number().int().positive(),
        channels: z.number().int().min(1).max(8).optional(),
        parameters: codecParameters.optional(),
        rtcpFeedback: z.array(rtcpFeedback).max(20).optional(),
      }),
    )
    .min(1)
    .max(10),
  headerExtensions: z
    .array(
      z.object({
        uri: headerExtensionUri,
        id: z.number().int().min(1).max(255),
        encrypt: z.boolean().optional(),
        parameters: codecParameters.optional(),
      }),
    )
    .max(40)
    .optional(),
  encodings: z
    .array(
      z.object({
        ssrc: smallInteger.optional(),
        rid: z.string().max(16).optional(),
        codecPayloadType: z.number().int().min(0).max(127).optional(),
        rtx: z.object({ ssrc: smallInteger }).optional(),
        dtx: z.boolean().optional(),
        scalabilityMode: z.string().max(16).optional(),
        maxBitrate: smallInteger.optional(),
      }),
    )
    .min(1)
    .max(4),
  rtcp: z.object({ cname: z.string().max(255).optional(), reducedSize: z.boolean().optional() }).optional(),
  msid: z.string().max(255).optional(),
});
export type RtpParameters = z.infer<typeof rtpParameters>;

export const dtlsParameters = z.object({
  role: z.enum(["auto", "client", "server"]).optional(),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(["sha-1", "sha-224", "sha-256", "sha-384", "sha-512"]),
        value: z.string().regex(/^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){19,63}$/),
      }),
    )
    .min(1)
    .max(8),
});

export const iceParameters = z.object({
  usernameFragment: token,
  password: token,
  iceLite: z.boolean().optional(),
});

export const transportParameters = z.object({
  transportId: z.uuid(),
  iceParameters,
  iceCandidates: z.array(
    z.object({
      foundation: token,
      priority: smallInteger,
      ip: token,
      address: token,
      protocol: z.enum(["udp", "tcp"]),
      port: z.number().int().min(0).max(65_535),
      type: z.literal("host"),
      tcpType: z.literal("passive").optional(),
    }),
  ),
  dtlsParameters,
});
export type TransportParameters = z.infer<typeof transportParameters>;

import { randomInt } from "node:crypto";
import type { MediaKind, RtpParameters } from "#shared/protocol/media-rtp.ts";
import type { MediaSource } from "#shared/protocol/media.ts";

/** RTP as a browser would send it, from frames that were encoded beforehand. */

export type SentSource = MediaSource;

const maxPayload = 1_100;
const video = { payloadType: 101, clockRate: 90_000, step: 18_000 };
const audio = { payloadType: 111, clockRate: 48_000, step: 2_880 };

/** Twenty milliseconds of silence in Opus, three times: one packet of sixty. */
export const silence = Buffer.from([0xfb, 0x03, 0xff, 0xfe, 0xff, 0xfe, 0xff, 0xfe]);

export interface Stream {
  readonly kind: MediaKind;
  readonly ssrc: number;
  sequence: number;
  timestamp: number;
}

export function rtpOf(source: SentSource): { kind: MediaKind; rtpParameters: RtpParameters; stream: Stream } {
  const ssrc = randomInt(1, 0x7fff_ffff);
  const kind = source === "microphone" ? "audio" : "video";
  const stream = { kind, ssrc, sequence: randomInt(0xffff), timestamp: randomInt(0x7fff_ffff) } as const;
  const common = { headerExtensions: [], encodings: [{ ssrc }], rtcp: { cname: `simulated-${ssrc}` } };
  const rtpParameters: RtpParameters =
    kind === "audio"
      ? {
          ...common,
          mid: String(ssrc),
          codecs: [{ mimeType: "audio/opus", payloadType: audio.payloadType, clockRate: audio.clockRate, channels: 2, parameters: { usedtx: 1 }, rtcpFeedback: [] }],
        }
      : {
          ...common,
          mid: String(ssrc),
          codecs: [{ mimeType: "video/VP8", payloadType: video.payloadType, clockRate: video.clockRate, parameters: {}, rtcpFeedback: [{ type: "nack", parameter: "pli" }] }],
        };
  return { kind, rtpParameters, stream };
}

/** One frame in as many packets as it needs; the last one carries the marker. */
export function packetsOf(stream: Stream, frame: Buffer): Buffer[] {
  const { payloadType, step } = stream.kind === "video" ? video : audio;
  stream.timestamp = (stream.timestamp + step) >>> 0;
  const packets: Buffer[] = [];
  for (let start = 0; start < frame.length; start += maxPayload) {
    const isLast = start + maxPayload >= frame.length;
    const header = Buffer.alloc(12);
    header[0] = 0x80;
    header[1] = payloadType | (isLast ? 0x80 : 0);
    header.writeUInt16BE(stream.sequence, 2);
    header.writeUInt32BE(stream.timestamp, 4);
    header.writeUInt32BE(stream.ssrc, 8);
    stream.sequence = (stream.sequence + 1) & 0xffff;
    // VP8's own octet: the beginning of the first partition.
    const descriptor = stream.kind === "video" ? Buffer.from([start === 0 ? 0x10 : 0x00]) : Buffer.alloc(0);
    packets.push(Buffer.concat([header, descriptor, frame.subarray(start, start + maxPayload)]));
  }
  return packets;
}

/** The frames of an IVF file; each of ours is a key frame. */
export function readIvf(file: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let offset = file.readUInt16LE(6); offset + 12 <= file.length; ) {
    const size = file.readUInt32LE(offset);
    frames.push(file.subarray(offset + 12, offset + 12 + size));
    offset += 12 + size;
  }
  return frames;
}

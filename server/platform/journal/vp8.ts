import type { PlacedPacket } from "./packet-clock.ts";

/** One picture of a VP8 stream, whole. */
export interface Frame {
  readonly atMs: number;
  readonly bytes: Buffer;
  readonly isKey: boolean;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

interface Part {
  /** First packet of a picture. */
  readonly isStart: boolean;
  readonly data: Buffer;
}

/** Takes off the descriptor that precedes VP8 in each packet (RFC 7741, 4.2); undefined where nothing follows it. */
function readPart(payload: Buffer): Part | undefined {
  const first = payload.at(0);
  if (first === undefined) return undefined;
  let at = 1;
  if (first & 0x80) {
    const extensions = payload.at(at) ?? 0;
    at += 1;
    // Picture numbers of seven or fifteen bits, then the number of the base layer, then layer and key index.
    if (extensions & 0x80) at += (payload.at(at) ?? 0) & 0x80 ? 2 : 1;
    if (extensions & 0x40) at += 1;
    if (extensions & 0x30) at += 1;
  }
  if (at >= payload.length) return undefined;
  return { isStart: (first & 0x10) !== 0 && (first & 0x07) === 0, data: payload.subarray(at) };
}

const startCode = Buffer.from([0x9d, 0x01, 0x2a]);
const isKeyData = (data: Buffer): boolean => ((data.at(0) ?? 1) & 1) === 0;

/** Does a picture that needs no other one begin in this payload? */
export function beginsKeyFrame(payload: Buffer): boolean {
  const part = readPart(payload);
  return part !== undefined && part.isStart && isKeyData(part.data);
}

/** As a key frame says it of itself (RFC 6386, 9.1). */
export function sizeOf(bytes: Buffer): PictureSize | undefined {
  if (bytes.length < 10 || !isKeyData(bytes) || !bytes.subarray(3, 6).equals(startCode)) return undefined;
  return { width: bytes.readUInt16LE(6) & 0x3fff, height: bytes.readUInt16LE(8) & 0x3fff };
}

/**
 * The whole pictures of packets that are given in the order in which they were sent. Behind a missing packet nothing is
 * shown until the next picture that needs no other: a decoder would show smears instead of the person.
 */
export function wholeFrames(packets: readonly PlacedPacket[]): Frame[] {
  const frames: Frame[] = [];
  let parts: Buffer[] = [];
  let isBroken = true;
  let expected: number | undefined;
  for (const { sequence, isLast, payload, atMs } of packets) {
    if (expected !== undefined && sequence !== expected) {
      isBroken = true;
      parts = [];
    }
    expected = sequence + 1;
    const part = readPart(payload);
    // A probe of the line carries nothing; its number is in the row all the same.
    if (!part) continue;
    if (part.isStart) {
      // The picture before it never ended.
      if (parts.length > 0) isBroken = true;
      parts = [];
      if (isKeyData(part.data)) isBroken = false;
    }
    if (!part.isStart && parts.length === 0) isBroken = true;
    if (isBroken) continue;
    parts.push(part.data);
    if (!isLast) continue;
    const bytes = Buffer.concat(parts);
    parts = [];
    const isKey = isKeyData(bytes);
    // Damaged where it says its size: nothing after it can be decoded.
    if (isKey && !sizeOf(bytes)) isBroken = true;
    else frames.push({ atMs, bytes, isKey });
  }
  return frames;
}

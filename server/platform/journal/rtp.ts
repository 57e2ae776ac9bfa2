/** What is needed of an RTP packet (RFC 3550, RFC 6464, RFC 8285). */
export interface Packet {
  readonly atMs: number;
  readonly ssrc: number;
  readonly sequence: number;
  readonly timestamp: number;
  /** Marked by its sender: the last one of a picture. */
  readonly isLast: boolean;
  /** Empty in what only probes the line. */
  readonly payload: Buffer;
  /** Loudness in dBov, 0 being the loudest; undefined when the browser does not say. */
  readonly level: number | undefined;
}
export type SoundPacket = Packet;

const fixedHead = 12;
const oneByteProfile = 0xbede;

/** The packet, or undefined for what is not one. `levelId` is the number of the loudness extension, if there is one. */
export function readPacket(bytes: Buffer, atMs: number, levelId: number | undefined): Packet | undefined {
  if (bytes.length < fixedHead || bytes.readUInt8(0) >> 6 !== 2) return undefined;
  const first = bytes.readUInt8(0);
  let start = fixedHead + (first & 0x0f) * 4;
  let level: number | undefined;
  if (first & 0x10) {
    if (bytes.length < start + 4) return undefined;
    const end = start + 4 + bytes.readUInt16BE(start + 2) * 4;
    if (bytes.length < end) return undefined;
    if (levelId !== undefined) level = levelOf(bytes.subarray(start + 4, end), bytes.readUInt16BE(start), levelId);
    start = end;
  }
  const padding = first & 0x20 ? bytes.readUInt8(bytes.length - 1) : 0;
  const payload = bytes.subarray(start, Math.max(start, bytes.length - padding));
  return {
    atMs,
    ssrc: bytes.readUInt32BE(8),
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    isLast: (bytes.readUInt8(1) & 0x80) !== 0,
    payload,
    level,
  };
}

/** The same, where only what can be heard counts. */
export function readSoundPacket(bytes: Buffer, atMs: number, levelId: number | undefined): SoundPacket | undefined {
  const packet = readPacket(bytes, atMs, levelId);
  return packet && packet.payload.length > 0 ? packet : undefined;
}

function levelOf(extensions: Buffer, profile: number, levelId: number): number | undefined {
  const isOneByte = profile === oneByteProfile;
  let at = 0;
  while (at < extensions.length) {
    const byte = extensions.readUInt8(at);
    if (byte === 0) {
      at += 1;
      continue;
    }
    if (!isOneByte && at + 1 >= extensions.length) return undefined;
    const id = isOneByte ? byte >> 4 : byte;
    const length = isOneByte ? (byte & 0x0f) + 1 : extensions.readUInt8(at + 1);
    const value = at + (isOneByte ? 1 : 2);
    if (id === levelId && value < extensions.length) return -(extensions.readUInt8(value) & 0x7f);
    at = value + length;
  }
  return undefined;
}

/** Samples at 48 kHz that an Opus packet stands for (RFC 6716, 3.1). */
export function opusSamples(packet: Buffer): number {
  const toc = packet.readUInt8(0);
  const config = toc >> 3;
  const frame =
    config < 12 ? [480, 960, 1920, 2880][config & 3] : config < 16 ? [480, 960][config & 1] : [120, 240, 480, 960][config & 3];
  const code = toc & 3;
  const count = code === 0 ? 1 : code < 3 ? 2 : packet.length > 1 ? packet.readUInt8(1) & 0x3f : 0;
  return (frame ?? 960) * count;
}

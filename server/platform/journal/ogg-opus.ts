/** Writes Ogg Opus (RFC 3533, RFC 7845): the smallest container that every browser plays and every tool reads. */

const preSkip = 312;
const packetsPerPage = 50;
const serial = 0x45707275;

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

function crcOf(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) crc = ((crc << 8) ^ (crcTable[((crc >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0;
  return crc;
}

const pageFlags = { none: 0, first: 2, last: 4 } as const;

function page(sequence: number, flags: number, granule: number, packets: readonly Buffer[]): Buffer {
  const laces = packets.flatMap((packet) => [
    ...Array.from({ length: Math.floor(packet.length / 255) }, () => 255),
    packet.length % 255,
  ]);
  const head = Buffer.alloc(27);
  head.write("OggS");
  head.writeUInt8(flags, 5);
  head.writeBigInt64LE(BigInt(granule), 6);
  head.writeUInt32LE(serial, 14);
  head.writeUInt32LE(sequence, 18);
  head.writeUInt8(laces.length, 26);
  const bytes = Buffer.concat([head, Buffer.from(laces), ...packets]);
  bytes.writeUInt32LE(crcOf(bytes), 22);
  return bytes;
}

export interface OpusFrame {
  readonly payload: Buffer;
  readonly samples: number;
}

/** `gainDb` is applied by whoever decodes: voices of different people come out equally loud, without encoding anew. */
export function writeOggOpus(frames: readonly OpusFrame[], channels: 1 | 2, gainDb: number): Buffer {
  const head = Buffer.alloc(19);
  head.write("OpusHead");
  head.writeUInt8(1, 8);
  head.writeUInt8(channels, 9);
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(48_000, 12);
  head.writeInt16LE(Math.round(gainDb * 256), 16);
  const vendor = Buffer.from("Epreuve");
  const tags = Buffer.alloc(8 + 4 + vendor.length + 4);
  tags.write("OpusTags");
  tags.writeUInt32LE(vendor.length, 8);
  vendor.copy(tags, 12);
  const pages = [page(0, pageFlags.first, 0, [head]), page(1, pageFlags.none, 0, [tags])];
  let granule = 0;
  for (let start = 0; start < frames.length; ) {
    const chosen = fitting(frames, start);
    granule += chosen.reduce((sum, { samples }) => sum + samples, 0);
    start += chosen.length;
    const flags = start >= frames.length ? pageFlags.last : pageFlags.none;
    pages.push(page(pages.length, flags, granule, chosen.map(({ payload }) => payload)));
  }
  return Buffer.concat(pages);
}

/** As many frames as one page holds: it has 255 laces, and a long frame takes several. */
function fitting(frames: readonly OpusFrame[], start: number): OpusFrame[] {
  const chosen: OpusFrame[] = [];
  let laces = 0;
  for (const frame of frames.slice(start, start + packetsPerPage)) {
    laces += Math.floor(frame.payload.length / 255) + 1;
    if (laces > 255) break;
    chosen.push(frame);
  }
  return chosen;
}

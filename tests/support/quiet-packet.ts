/** A fiftieth of a second of a voice that says nothing, as a browser sends it: RTP with its level beside it. */
export function quietPacket(index: number): Buffer {
  const bytes = Buffer.alloc(20 + 3);
  bytes.writeUInt8(0x90, 0);
  bytes.writeUInt16BE(index, 2);
  bytes.writeUInt32BE(index * 960, 4);
  bytes.writeUInt32BE(7, 8);
  bytes.writeUInt32BE(0xbede0001, 12);
  bytes.writeUInt32BE(0xa01e0000, 16);
  Buffer.from([0xf8, 0xff, 0xfe]).copy(bytes, 20);
  return bytes;
}

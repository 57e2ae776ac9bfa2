import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";

/**
 * The journal of one track: a folder of segments, each a header and encrypted blocks. A block is written in one piece
 * and carries its own seal, so a file that was cut anywhere is read up to its last whole block.
 *
 *   header  magic 4 · version 4 · track 16 · segment 4 · hash of the segment before 32
 *   block   length 4 · AES-256-GCM of records · tag 16      nonce: segment 4 · block 4 · 0; the header is bound to it
 *   record  type 1 · length 2 · moment 8 (ms since 1970, from a clock that never goes back) · payload
 *
 * The key of a track is derived from that of the sitting, so that no nonce is ever used twice under one key.
 */
const magic = Buffer.from("EPRJ");
const version = 1;
export const headerBytes = 60;
const lengthBytes = 4;
const tagBytes = 16;
const recordHead = 11;
/** Larger than any block that is written: a length beyond it is not one. */
const maxBlockBytes = 1 << 22;

export const recordTypes = { meta: 1, rtp: 2, event: 3, senderReport: 4 } as const;
export type RecordType = (typeof recordTypes)[keyof typeof recordTypes];
export interface JournalRecord {
  readonly type: RecordType;
  readonly atMs: number;
  readonly payload: Buffer;
}
export interface SegmentHeader {
  readonly trackId: string;
  readonly segment: number;
  readonly previousHash: string;
}

export const firstPreviousHash = "0".repeat(64);
const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll("-", ""), "hex");

/** A key that is made ready once: given as bytes, it would be so for every block. */
export const trackKey = (key: Uint8Array, trackId: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync("sha256", createSecretKey(key), idBytes(trackId), "epreuve journal", 32)));

export function encodeHeader({ trackId, segment, previousHash }: SegmentHeader): Buffer {
  const header = Buffer.alloc(headerBytes);
  magic.copy(header);
  header.writeUInt32BE(version, 4);
  idBytes(trackId).copy(header, 8);
  header.writeUInt32BE(segment, 24);
  Buffer.from(previousHash, "hex").copy(header, 28);
  return header;
}

export function decodeHeader(bytes: Buffer): SegmentHeader | undefined {
  if (bytes.length < headerBytes || !bytes.subarray(0, 4).equals(magic) || bytes.readUInt32BE(4) !== version) return undefined;
  const hex = bytes.toString("hex", 8, 24);
  const trackId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  return { trackId, segment: bytes.readUInt32BE(24), previousHash: bytes.toString("hex", 28, 60) };
}

export function encodeRecord({ type, atMs, payload }: JournalRecord): Buffer {
  const record = Buffer.allocUnsafe(recordHead + payload.length);
  writeRecord(record, 0, { type, atMs, payload });
  return record;
}

/** Bytes of a record with this payload. */
export const recordLength = (payload: Buffer): number => recordHead + payload.length;

/** Into a buffer that has room for it; answers where the next one begins. */
export function writeRecord(into: Buffer, at: number, { type, atMs, payload }: JournalRecord): number {
  into.writeUInt8(type, at);
  into.writeUInt16BE(payload.length, at + 1);
  into.writeDoubleBE(atMs, at + 3);
  payload.copy(into, at + recordHead);
  return at + recordHead + payload.length;
}

function nonceOf(segment: number, block: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(segment, 0);
  nonce.writeUInt32BE(block, 4);
  return nonce;
}

export function encodeBlock(key: KeyObject, header: Buffer, block: number, records: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonceOf(header.readUInt32BE(24), block));
  cipher.setAAD(header);
  const length = Buffer.alloc(lengthBytes);
  // This cipher changes no length, and nothing is left for its end.
  length.writeUInt32BE(records.length + tagBytes);
  const body = cipher.update(records);
  cipher.final();
  return Buffer.concat([length, body, cipher.getAuthTag()]);
}

/** Where the last whole block ends; 0 when there is not even a header. Needs no key. */
export function wholeLength(bytes: Buffer): number {
  if (!decodeHeader(bytes)) return 0;
  let end = headerBytes;
  for (const block of blocksOf(bytes)) end = block.end;
  return end;
}

function* blocksOf(bytes: Buffer): Generator<{ readonly sealed: Buffer; readonly end: number }> {
  let start = headerBytes;
  while (start + lengthBytes <= bytes.length) {
    const length = bytes.readUInt32BE(start);
    const end = start + lengthBytes + length;
    if (length < tagBytes || length > maxBlockBytes || end > bytes.length) return;
    yield { sealed: bytes.subarray(start + lengthBytes, end), end };
    start = end;
  }
}

/** The records of a segment, up to the first block that is torn or was altered. */
export function readSegment(key: KeyObject, bytes: Buffer): { readonly records: JournalRecord[]; readonly isWhole: boolean } {
  const header = decodeHeader(bytes);
  if (!header) return { records: [], isWhole: false };
  const records: JournalRecord[] = [];
  let block = 0;
  let read = headerBytes;
  for (const { sealed, end } of blocksOf(bytes)) {
    const opened = openBlock(key, bytes.subarray(0, headerBytes), header.segment, block, sealed);
    if (!opened) break;
    records.push(...recordsOf(opened));
    block += 1;
    read = end;
  }
  return { records, isWhole: read === bytes.length };
}

function openBlock(key: KeyObject, header: Buffer, segment: number, block: number, sealed: Buffer): Buffer | undefined {
  const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(segment, block));
  decipher.setAAD(header);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()]);
  } catch {
    // Altered, or of another key: nothing of it may be used.
    return undefined;
  }
}

function* recordsOf(bytes: Buffer): Generator<JournalRecord> {
  let start = 0;
  while (start + recordHead <= bytes.length) {
    const end = start + recordHead + bytes.readUInt16BE(start + 1);
    const type = Object.values(recordTypes).find((known) => known === bytes.readUInt8(start));
    // A type of a later version is passed over.
    if (type) yield { type, atMs: bytes.readDoubleBE(start + 3), payload: bytes.subarray(start + recordHead, end) };
    start = end;
  }
}

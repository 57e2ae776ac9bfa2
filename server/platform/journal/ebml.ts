/** Elements of EBML (RFC 8794): a number that names it, a length, and what it holds. */

const unknownWidth = 8;

function idBytes(id: number): Buffer {
  const hex = id.toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, "hex");
}

/** Lengths always take eight bytes, so that positions can be reckoned before they are known. */
function lengthBytes(length: number): Buffer {
  const bytes = Buffer.alloc(unknownWidth);
  bytes.writeBigUInt64BE(BigInt(length));
  bytes.writeUInt8(0x01, 0);
  return bytes;
}

export const element = (id: number, ...parts: readonly Buffer[]): Buffer =>
  Buffer.concat([headOf(id, parts.reduce((sum, part) => sum + part.length, 0)), ...parts]);

/** What stands before the content of an element. */
export const headOf = (id: number, length: number): Buffer => Buffer.concat([idBytes(id), lengthBytes(length)]);

/** Eight bytes, whatever the number. */
export function unsigned(id: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return element(id, bytes);
}

export function float(id: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return element(id, bytes);
}

export const text = (id: number, value: string): Buffer => element(id, Buffer.from(value));

export const raw = (id: number): Buffer => idBytes(id);

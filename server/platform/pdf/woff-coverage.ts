import { inflateSync } from "node:zlib";

const WOFF_HEADER_BYTES = 44;
const WOFF_ENTRY_BYTES = 20;

function readTable(woff: Buffer, name: string): Buffer {
  const count = woff.readUInt16BE(12);
  for (let index = 0; index < count; index += 1) {
    const at = WOFF_HEADER_BYTES + index * WOFF_ENTRY_BYTES;
    if (woff.toString("latin1", at, at + 4) !== name) continue;
    const [offset, packed, length] = [woff.readUInt32BE(at + 4), woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)];
    const data = woff.subarray(offset, offset + packed);
    // WOFF keeps a table as it is when compression would not make it smaller.
    return packed < length ? inflateSync(data) : data;
  }
  throw new Error(`This WOFF file has no ${name} table.`);
}

/**
 * The characters that a WOFF font draws, from its cmap (format 4, the basic plane). The ranges that a web font
 * publishes are not enough: they announce characters, ǎ for one, for which the file has no drawing.
 */
export function readCoverage(woff: Buffer): ReadonlySet<number> {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("Not a WOFF font.");
  const cmap = readTable(woff, "cmap");
  const covered = new Set<number>();
  for (let record = 0; record < cmap.readUInt16BE(2); record += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + record * 8 + 4));
    if (table.readUInt16BE(0) === 4) readFormat4(table, covered);
  }
  return covered;
}

function readFormat4(table: Buffer, covered: Set<number>): void {
  const bytes = table.readUInt16BE(6);
  for (let at = 0; at < bytes; at += 2) {
    const end = table.readUInt16BE(14 + at);
    const start = table.readUInt16BE(16 + bytes + at);
    const delta = table.readUInt16BE(16 + bytes * 2 + at);
    const rangeAt = 16 + bytes * 3 + at;
    const range = table.readUInt16BE(rangeAt);
    for (let code = start; code <= end && code !== 0xffff; code += 1) {
      const raw = range === 0 ? code : table.readUInt16BE(rangeAt + range + (code - start) * 2);
      if (raw !== 0 && ((raw + delta) & 0xffff) !== 0) covered.add(code);
    }
  }
}

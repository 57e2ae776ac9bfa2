import { promisify } from "node:util";
import { crc32, inflateRaw } from "node:zlib";
import { err, ok, type Result } from "#shared/kernel/result.ts";

/** Files of a ZIP archive, unpacked one by one when they are asked for. */
export interface Archive {
  readonly names: readonly string[];
  /** The bytes of a file; `undefined` when there is no such file, `DAMAGED` or `TOO_BIG` when it cannot be had. */
  read(name: string): Promise<Uint8Array | "DAMAGED" | "TOO_BIG" | undefined>;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly at: number;
}

const inflate = promisify(inflateRaw);
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const longestComment = 0xffff;

/**
 * Reads the directory of an archive that somebody sent. `files` and `unpackedBytes` bound what it may hold: the second
 * is checked against what the archive claims and, while inflating, against what it does.
 * @returns `NOT_A_ZIP` (also: damaged, encrypted, split), `TOO_BIG`, or `UNSAFE` for a name that leaves the archive or
 *   stands in it twice.
 */
export function openArchive(
  given: Uint8Array,
  limits: { readonly files: number; readonly unpackedBytes: number },
): Result<Archive, "NOT_A_ZIP" | "TOO_BIG" | "UNSAFE"> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const entries = directoryOf(bytes, limits.files);
  if (typeof entries === "string") return err(entries);
  const claimed = entries.reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (claimed > limits.unpackedBytes) return err("TOO_BIG");
  const files = new Map(entries.map((entry) => [entry.name, entry]));
  if (files.size < entries.length || entries.some(({ name }) => isUnsafe(name))) return err("UNSAFE");
  let left = limits.unpackedBytes;
  return ok({
    names: [...files.keys()].filter((name) => !name.endsWith("/")),
    read: async (name) => {
      const entry = files.get(name);
      if (!entry) return undefined;
      const found = await unpacked(bytes, entry, left);
      if (typeof found !== "string") left -= found.length;
      return found;
    },
  });
}

/** Nothing is ever written under these names, but whoever sends one means harm. */
const isUnsafe = (name: string): boolean =>
  name === "" || /^\/|^[a-z]:|\\|\p{Cc}/iu.test(name) || name.split("/").some((part) => part === ".." || part === ".");

function directoryOf(bytes: Buffer, most: number): Entry[] | "NOT_A_ZIP" | "TOO_BIG" {
  const end = endOf(bytes);
  if (end === undefined) return "NOT_A_ZIP";
  const count = bytes.readUInt16LE(end + 10);
  if (count > most) return "TOO_BIG";
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entrySignature) return "NOT_A_ZIP";
    const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) === 1;
    if (isEncrypted) return "NOT_A_ZIP";
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
      name: bytes.toString("utf8", at + 46, at + 46 + nameLength),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** Where the end record stands: last, before a comment. */
function endOf(bytes: Buffer): number | undefined {
  const first = Math.max(0, bytes.length - endLength - longestComment);
  for (let at = bytes.length - endLength; at >= first; at -= 1) if (bytes.readUInt32LE(at) === endSignature) return at;
  return undefined;
}

async function unpacked(bytes: Buffer, entry: Entry, most: number): Promise<Uint8Array | "DAMAGED" | "TOO_BIG"> {
  const { at } = entry;
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== localSignature) return "DAMAGED";
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const packed = bytes.subarray(from, from + entry.packed);
  if (packed.length < entry.packed) return "DAMAGED";
  const found = await contentOf(packed, entry.method, most);
  if (typeof found === "string") return found;
  return found.length === entry.unpacked && crc32(found) === entry.crc ? found : "DAMAGED";
}

async function contentOf(packed: Buffer, method: number, most: number): Promise<Buffer | "DAMAGED" | "TOO_BIG"> {
  if (method === 0) return packed.length > most ? "TOO_BIG" : packed;
  if (method !== 8) return "DAMAGED";
  try {
    // Stops as soon as more comes out than may: what the directory claims is only a claim.
    return await inflate(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    const isTooBig = error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return isTooBig ? "TOO_BIG" : "DAMAGED";
  }
}

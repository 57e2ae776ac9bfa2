/** What the recording of a call may be, and what its first bytes must then say. */
export const soundMimes = ["audio/webm", "audio/ogg", "audio/mpeg", "audio/mp4", "audio/wav"] as const;
export type SoundMime = (typeof soundMimes)[number];

export const maxSoundBytes = 40 * 1024 * 1024;

const isAscii = (bytes: Uint8Array, at: number, text: string): boolean =>
  Array.from(text).every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

/** Without a tag in front, MP3 begins with a frame: eleven bits set, a version, and the third layer, which AAC and a text in UTF-16 have not. */
const isMpegFrame = ([first = 0, second = 0]: Uint8Array): boolean =>
  first === 0xff && second >= 0xe0 && (second & 0x18) !== 0x08 && (second & 0x06) === 0x02;

/** Pictures, and films of a camera, begin as M4A does but for their brand. */
const otherBrands = ["heic", "heix", "mif1", "msf1", "avif", "avis", "qt  "];

/** What these bytes begin as; browsers call the same file by several names, so the name is never asked. */
export function soundTypeOf(bytes: Uint8Array): SoundMime | undefined {
  if ([0x1a, 0x45, 0xdf, 0xa3].every((byte, index) => bytes[index] === byte)) return "audio/webm";
  if (isAscii(bytes, 0, "OggS")) return "audio/ogg";
  if (isAscii(bytes, 0, "RIFF") && isAscii(bytes, 8, "WAVE")) return "audio/wav";
  if (isAscii(bytes, 4, "ftyp")) return otherBrands.some((brand) => isAscii(bytes, 8, brand)) ? undefined : "audio/mp4";
  return isAscii(bytes, 0, "ID3") || isMpegFrame(bytes) ? "audio/mpeg" : undefined;
}

const extensions: Readonly<Record<string, string>> = {
  "audio/webm": "webm",
  "audio/ogg": "ogg",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/wav": "wav",
} satisfies Record<SoundMime, string>;

export const extensionOf = (mime: string): string => extensions[mime] ?? "bin";

/** The name under which it leaves the server. */
export const soundFileName = (mime: string, sha256: string): string =>
  `appel-${sha256.slice(0, 12)}.${extensionOf(mime)}`;

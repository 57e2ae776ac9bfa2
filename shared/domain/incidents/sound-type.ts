/** What the recording of a call may be, and what its first bytes must then say. */
export const soundMimes = ["audio/webm", "audio/ogg", "audio/mpeg", "audio/mp4", "audio/wav"] as const;
export type SoundMime = (typeof soundMimes)[number];

export const maxSoundBytes = 40 * 1024 * 1024;

const isAscii = (bytes: Uint8Array, at: number, text: string): boolean =>
  Array.from(text).every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

/** Without a tag in front, MPEG audio begins with a frame: eleven bits set, and a layer, which AAC has not. */
const isMpegFrame = ([first = 0, second = 0]: Uint8Array): boolean => first === 0xff && second >= 0xe0 && (second & 0x06) !== 0;

/** What these bytes begin as; browsers call the same file by several names, so the name is never asked. */
export function soundTypeOf(bytes: Uint8Array): SoundMime | undefined {
  if ([0x1a, 0x45, 0xdf, 0xa3].every((byte, index) => bytes[index] === byte)) return "audio/webm";
  if (isAscii(bytes, 0, "OggS")) return "audio/ogg";
  if (isAscii(bytes, 0, "RIFF") && isAscii(bytes, 8, "WAVE")) return "audio/wav";
  if (isAscii(bytes, 4, "ftyp")) return "audio/mp4";
  return isAscii(bytes, 0, "ID3") || isMpegFrame(bytes) ? "audio/mpeg" : undefined;
}

const extensions: Readonly<Record<string, string>> = {
  "audio/webm": "webm",
  "audio/ogg": "ogg",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/wav": "wav",
} satisfies Record<SoundMime, string>;

/** The name under which it leaves the server. */
export const soundFileName = (mime: string, sha256: string): string =>
  `appel-${sha256.slice(0, 12)}.${extensions[mime] ?? "bin"}`;

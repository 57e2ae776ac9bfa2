/** What a scan may be, and what its first bytes must then say. */
export const scanMimes = ["application/pdf", "image/jpeg", "image/png"] as const;
export type ScanMime = (typeof scanMimes)[number];

export const maxScanBytes = 10 * 1024 * 1024;
export const maxScanPages = 20;

const signatures: Readonly<Record<ScanMime, readonly number[]>> = {
  "application/pdf": [0x25, 0x50, 0x44, 0x46, 0x2d],
  "image/jpeg": [0xff, 0xd8, 0xff],
  "image/png": [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
};

export const isScanMime = (mime: string): mime is ScanMime => (scanMimes as readonly string[]).includes(mime);

/** True when the bytes begin as a file of this type does. */
export function beginsAs(mime: ScanMime, bytes: Uint8Array): boolean {
  return signatures[mime].every((byte, index) => bytes[index] === byte);
}

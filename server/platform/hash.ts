import { createHash, randomBytes } from "node:crypto";

export const sha256Hex = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");
/** 256 bits, safe in an address. */
export const randomToken = (): string => randomBytes(32).toString("base64url");

import { hash, randomBytes } from "node:crypto";

export const sha256Hex = (data: string | Uint8Array): string => hash("sha256", data);
/** 256 bits, safe in an address. */
export const randomToken = (): string => randomBytes(32).toString("base64url");

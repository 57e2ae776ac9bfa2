import { createHmac, hash, randomBytes } from "node:crypto";

export const sha256Hex = (data: string | Uint8Array): string => hash("sha256", data);
/** 256 bits, safe in an address. */
export const randomToken = (): string => randomBytes(32).toString("base64url");

/** Tells whether two values are the same to whoever holds the key, and nothing of them; `use` keeps its uses apart. */
export const keyedDigest = (secret: string, use: string, value: string): string =>
  createHmac("sha256", secret).update(`${use}\n${value}`).digest("hex");

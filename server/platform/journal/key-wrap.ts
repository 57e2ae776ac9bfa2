import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** A recording's key, wrapped by the master key of the configuration and bound to its row. */

const nonceBytes = 12;
const tagBytes = 16;

export const newKey = (): Buffer => randomBytes(32);

export function wrapKey(masterKey: Uint8Array, id: string, key: Uint8Array): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", masterKey, nonce).setAAD(Buffer.from(id));
  return new Uint8Array(Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]));
}

/** @throws when it was wrapped by another master key, or for another row. */
export function unwrapKey(masterKey: Uint8Array, id: string, wrapped: Uint8Array): Buffer {
  const bytes = Buffer.from(wrapped);
  const decipher = createDecipheriv("aes-256-gcm", masterKey, bytes.subarray(0, nonceBytes)).setAAD(Buffer.from(id));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, bytes.length - tagBytes)), decipher.final()]);
}

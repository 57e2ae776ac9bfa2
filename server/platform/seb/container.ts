import { createCipheriv, createDecipheriv, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";

/** The file that the client opens: what it is, four letters, then the settings, all of it compressed. */

const rounds = 10_000;
const keyLength = 32;
const head = Uint8Array.of(0x02, 0x01);

interface Salts {
  readonly encryption: Uint8Array;
  readonly authentication: Uint8Array;
  readonly iv: Uint8Array;
}

const freshSalts = (): Salts => ({ encryption: randomBytes(8), authentication: randomBytes(8), iv: randomBytes(16) });

const keyFrom = (password: string, salt: Uint8Array): Buffer => pbkdf2Sync(password, salt, rounds, keyLength, "sha1");

/** RNCryptor as the Windows client reads it: the seal covers the header too. */
export function encrypt(plain: Uint8Array, password: string, salts: Salts = freshSalts()): Buffer {
  const cipher = createCipheriv("aes-256-cbc", keyFrom(password, salts.encryption), salts.iv);
  const sealed = Buffer.concat([head, salts.encryption, salts.authentication, salts.iv, cipher.update(plain), cipher.final()]);
  return Buffer.concat([sealed, sealOf(sealed, password, salts.authentication)]);
}

const sealOf = (sealed: Uint8Array, password: string, salt: Uint8Array): Buffer =>
  createHmac("sha256", keyFrom(password, salt)).update(sealed).digest();

const headerLength = 2 + 8 + 8 + 16;
const sealLength = 32;

/** Undefined when the password is another one, or anything was altered. */
export function decrypt(box: Uint8Array, password: string): Buffer | undefined {
  if (box.length < headerLength + sealLength || box[0] !== head[0] || box[1] !== head[1]) return undefined;
  const bytes = Buffer.from(box);
  const sealed = bytes.subarray(0, -sealLength);
  if (!timingSafeEqual(bytes.subarray(-sealLength), sealOf(sealed, password, sealed.subarray(10, 18)))) return undefined;
  const decipher = createDecipheriv("aes-256-cbc", keyFrom(password, sealed.subarray(2, 10)), sealed.subarray(18, headerLength));
  return Buffer.concat([decipher.update(sealed.subarray(headerLength)), decipher.final()]);
}

/** Plain, or for whoever is told the password at their check-in. */
export function sebFile(plist: string, password: string | null): Buffer {
  const settings = gzipSync(plist);
  return password === null
    ? gzipSync(Buffer.concat([Buffer.from("plnd"), settings]))
    : gzipSync(Buffer.concat([Buffer.from("pswd"), encrypt(settings, password)]));
}

/** Reads such a file back; undefined when it is none, or the password is another one. */
export function readSebFile(file: Uint8Array, password: string | null): string | undefined {
  const opened = gunzipSync(file);
  const kind = opened.subarray(0, 4).toString("latin1");
  const payload = opened.subarray(4);
  if (kind === "plnd") return gunzipSync(payload).toString("utf8");
  const settings = kind === "pswd" && password !== null ? decrypt(payload, password) : undefined;
  return settings && gunzipSync(settings).toString("utf8");
}

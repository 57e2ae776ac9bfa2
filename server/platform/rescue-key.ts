import { createDecipheriv, createECDH, hkdfSync } from "node:crypto";
import { openPart, rescuePurpose, type RescueFile } from "#shared/domain/rescue/rescue-file.ts";

/**
 * The key for which rescue files are sealed. It is derived from the installation's secret, so that every node has the
 * same one and nothing more has to be kept; whoever changes the secret can no longer open files made before.
 */
export interface RescueKey {
  /** Uncompressed point, base64url: what WebCrypto imports as `raw`. */
  readonly publicKey: string;
  /** The content, or undefined when the file was altered or sealed for another installation. */
  open(file: RescueFile): Uint8Array | undefined;
}

// The order of P-256's group: a private key is a number below it.
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const tagBytes = 16;
const bytesOf = (text: string): Buffer => Buffer.from(text, "base64url");

export function createRescueKey(secret: string): RescueKey {
  // Sixteen bytes more than needed: the remainder is as good as uniform.
  const wide = Buffer.from(hkdfSync("sha256", secret, "", `${rescuePurpose} private key`, 48));
  const scalar = (BigInt(`0x${wide.toString("hex")}`) % (order - 1n)) + 1n;
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(Buffer.from(scalar.toString(16).padStart(64, "0"), "hex"));
  const publicKey = pair.getPublicKey("base64url", "uncompressed");
  return {
    publicKey,
    open: (file) => {
      try {
        const shared = pair.computeSecret(bytesOf(file.key));
        const key = Buffer.from(hkdfSync("sha256", shared, bytesOf(publicKey), rescuePurpose, 32));
        const sealed = bytesOf(file.sealed);
        const decipher = createDecipheriv("aes-256-gcm", key, bytesOf(file.iv));
        decipher.setAAD(Buffer.from(openPart(file)));
        decipher.setAuthTag(sealed.subarray(-tagBytes));
        return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
}

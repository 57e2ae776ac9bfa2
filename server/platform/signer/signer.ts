import { createPrivateKey, createPublicKey, sign as signWithKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";

/**
 * What signs a document, and all that the rest of the platform knows of it. A security module stands behind the same
 * two members: nothing else ever sees a private key.
 */
export interface DocumentSigner {
  /** DER certificates; the signing certificate first, then each issuer. */
  readonly certificateChain: readonly Uint8Array[];
  /** Signs with SHA-256, and answers the bytes as CMS wants them: PKCS #1 v1.5 for RSA, a DER sequence for ECDSA. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export type SignerPaths = { readonly keyPath: string; readonly certificatePath: string };

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** A key in a file, for development and for small installations. The certificate file may hold its issuers after it. */
export async function loadSoftwareSigner({ keyPath, certificatePath }: SignerPaths): Promise<DocumentSigner> {
  const [keyPem, certificatePem] = await Promise.all([readFile(keyPath), readFile(certificatePath, "utf8")]);
  const key = createPrivateKey(keyPem);
  const chain = (certificatePem.match(PEM_CERTIFICATE) ?? []).map((pem) => new X509Certificate(pem));
  const [leaf] = chain;
  if (leaf === undefined) throw new Error(`No certificate in ${certificatePath}.`);
  if (!leaf.publicKey.equals(createPublicKey(key))) {
    // Without this check every signature would be made, and every one would be refused.
    throw new Error(`The first certificate in ${certificatePath} is not that of the key in ${keyPath}.`);
  }
  return {
    certificateChain: chain.map((certificate) => new Uint8Array(certificate.raw)),
    sign: async (bytes) => new Uint8Array(signWithKey("sha256", bytes, key)),
  };
}

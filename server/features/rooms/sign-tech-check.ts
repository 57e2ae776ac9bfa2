import { verify, X509Certificate } from "node:crypto";
import { canonicalJson, type Json } from "#shared/kernel/canonical-json.ts";
import type { TechCheckResults } from "#shared/domain/rooms/tech-check.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { DocumentSigner } from "../../platform/signer/signer.ts";

/** What is signed: what was measured, for whom, when, and the verdict. */
export interface CheckContent {
  readonly registrationId: string;
  readonly isPassed: boolean;
  readonly results: TechCheckResults;
  readonly createdAt: Date;
}

export const hashOfCheck = ({ createdAt, ...content }: Omit<CheckContent, "results"> & { results: Json }): string =>
  sha256Hex(canonicalJson({ ...content, createdAt: createdAt.toISOString() }));

/** A result of the device's own page is only worth what this installation has put its name to. */
export async function signCheck(
  signer: DocumentSigner,
  content: CheckContent,
): Promise<{ contentHash: string; signature: string }> {
  const contentHash = hashOfCheck(content);
  const signature = Buffer.from(await signer.sign(Buffer.from(contentHash))).toString("base64");
  return { contentHash, signature };
}

/** Is the row what was signed, and by this installation? A key that has been replaced since says no. */
export function isCheckSigned(
  signer: Pick<DocumentSigner, "certificateChain">,
  row: Omit<CheckContent, "results"> & { results: Json; contentHash: string; signature: string },
): boolean {
  const { contentHash, signature, ...content } = row;
  const [certificate] = signer.certificateChain;
  if (!certificate || signature === "" || hashOfCheck(content) !== contentHash) return false;
  const { publicKey } = new X509Certificate(certificate);
  return verify("sha256", Buffer.from(contentHash), publicKey, Buffer.from(signature, "base64"));
}

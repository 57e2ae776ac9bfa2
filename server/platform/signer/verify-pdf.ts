import { verify, X509Certificate } from "node:crypto";
import { fromBER } from "asn1js";
import { ContentInfo, SignedData } from "pkijs";
import { sha256, signedAttributes, signedAttributesDer } from "./cades.ts";

export type PdfSignatureState =
  | { readonly state: "UNSIGNED" }
  /** Signed once, and not this: a byte changed, or something was added after the signature. */
  | { readonly state: "ALTERED" }
  /** Every byte is as signed by the holder of this certificate; whether to trust it is the caller's question. */
  | { readonly state: "INTACT"; readonly signerCertificate: Uint8Array };

type SignedParts = { readonly content: Uint8Array; readonly cms: Uint8Array<ArrayBuffer> };

const RANGE = /\/ByteRange\s*\[\s*0 (\d+) (\d+) (\d+)\s*\]/g;

function split(pdf: Uint8Array): SignedParts | "UNSIGNED" | "ALTERED" {
  const file = Buffer.from(pdf);
  const ranges = [...file.toString("latin1").matchAll(RANGE)];
  const [match] = ranges;
  if (match === undefined) return "UNSIGNED";
  const [from, to, rest] = [Number(match[1]), Number(match[2]), Number(match[3])];
  // An attestation is signed once, to its last byte: what is outside the range is /Contents and nothing else.
  const hex = file.toString("latin1", from, to);
  if (ranges.length > 1 || to + rest !== file.length || !/^<[0-9a-fA-F]+>$/.test(hex)) return "ALTERED";
  return {
    content: Buffer.concat([file.subarray(0, from), file.subarray(to)]),
    cms: new Uint8Array(Buffer.from(hex.slice(1, -1), "hex")),
  };
}

/**
 * The attributes are made again rather than read: the signature holds over these, or it is not one of ours. That is the
 * digest of the content, the certificate's identity and the encoding in one comparison.
 */
function isSignedBy(certificate: Uint8Array, signature: Uint8Array, content: Uint8Array): boolean {
  const attributes = signedAttributesDer(signedAttributes(sha256(content), certificate));
  return verify("sha256", attributes, new X509Certificate(certificate).publicKey, signature);
}

/** Reads back what `signPdf` made, without any tool; a PDF signed elsewhere is for a PDF reader to judge. */
export function verifyPdfSignature(pdf: Uint8Array): PdfSignatureState {
  const parts = split(pdf);
  if (parts === "UNSIGNED" || parts === "ALTERED") return { state: parts };
  try {
    const message = new ContentInfo({ schema: fromBER(parts.cms.buffer).result });
    const signedData = new SignedData({ schema: message.content });
    const [signerInfo] = signedData.signerInfos;
    if (signerInfo === undefined) return { state: "ALTERED" };
    const signature = new Uint8Array(signerInfo.signature.valueBlock.valueHexView);
    const signerCertificate = (signedData.certificates ?? [])
      .map((entry) => new Uint8Array(entry.toSchema().toBER()))
      .find((der) => isSignedBy(der, signature, parts.content));
    return signerCertificate === undefined ? { state: "ALTERED" } : { state: "INTACT", signerCertificate };
  } catch {
    // A message that no longer parses is a message that was changed.
    return { state: "ALTERED" };
  }
}

import { X509Certificate } from "node:crypto";
import { sha256, signDetached } from "./cades.ts";
import { addToDictionary, pdfDate, pdfText, readDictionary, readPdf, readReference } from "./pdf-file.ts";
import type { PdfFile } from "./pdf-file.ts";
import { appendRevision } from "./pdf-update.ts";
import type { PdfObject } from "./pdf-update.ts";
import type { DocumentSigner } from "./signer.ts";

export type SignatureFacts = {
  readonly signingTime: Date;
  /** Why, in words that a PDF reader shows. */
  readonly reason: string;
  /** Who, in words that a PDF reader shows. */
  readonly name: string;
};

/** Room in /Contents beside the certificates: attributes, the largest RSA signature, ASN.1. */
const ROOM_BYTES = 4096;
const RANGE_PLACEHOLDER = `[0 ${"*".repeat(10)} ${"*".repeat(10)} ${"*".repeat(10)}]`;

function signatureDictionary(facts: SignatureFacts, contentsBytes: number): string {
  return [
    "<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached",
    `/ByteRange ${RANGE_PLACEHOLDER}`,
    `/Contents <${"0".repeat(contentsBytes * 2)}>`,
    `/M ${pdfDate(facts.signingTime)}`,
    `/Name ${pdfText(facts.name)}`,
    `/Reason ${pdfText(facts.reason)}\n>>`,
  ].join("\n");
}

/** A signature field that takes no room on the page (locked, printable, no size). */
function field(pageId: number, signatureId: number): string {
  return [
    "<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (Signature1)",
    `/TU ${pdfText("Signature électronique de l’attestation")}`,
    `/F 132\n/Rect [0 0 0 0]\n/P ${pageId} 0 R\n/V ${signatureId} 0 R\n>>`,
  ].join("\n");
}

function withAnnotation(page: string, fieldId: number): string {
  if (/\/Annots\s*\d/.test(page)) throw new Error("A page whose /Annots is a reference is not supported.");
  const list = /\/Annots\s*\[/;
  return list.test(page)
    ? page.replace(list, (start) => `${start}${fieldId} 0 R `)
    : addToDictionary(page, `/Annots [${fieldId} 0 R]`);
}

function signatureObjects(file: PdfFile, facts: SignatureFacts, contentsBytes: number): PdfObject[] {
  const catalog = readDictionary(file, file.root);
  if (catalog.includes("/AcroForm")) throw new Error("A document that already has a form is not signed here.");
  const pages = readDictionary(file, readReference(catalog, /\/Pages (\d+) 0 R/, "/Pages"));
  const pageId = readReference(pages, /\/Kids\s*\[\s*(\d+) 0 R/, "/Kids");
  const [signatureId, fieldId] = [file.size, file.size + 1];
  return [
    { id: file.root, body: addToDictionary(catalog, `/AcroForm << /SigFlags 3 /Fields [${fieldId} 0 R] >>`) },
    { id: pageId, body: withAnnotation(readDictionary(file, pageId), fieldId) },
    { id: signatureId, body: signatureDictionary(facts, contentsBytes) },
    { id: fieldId, body: field(pageId, signatureId) },
  ];
}

function assertWithinValidity(certificate: Uint8Array | undefined, signingTime: Date): void {
  if (certificate === undefined) throw new Error("A signer has at least its own certificate.");
  const { validFrom, validTo } = new X509Certificate(certificate);
  if (signingTime < new Date(validFrom) || signingTime > new Date(validTo)) {
    throw new Error(`The signing certificate is valid from ${validFrom} to ${validTo} only.`);
  }
}

/** Signs a PDF at level PAdES B-B, over every byte of it (ATT-13). */
export async function signPdf(
  pdf: Uint8Array,
  signer: DocumentSigner,
  facts: SignatureFacts,
): Promise<Uint8Array<ArrayBuffer>> {
  assertWithinValidity(signer.certificateChain[0], facts.signingTime);
  const file = readPdf(pdf);
  const contentsBytes = signer.certificateChain.reduce((sum, der) => sum + der.length, ROOM_BYTES);
  const changingId = Buffer.from(sha256(Buffer.concat([pdf, Buffer.from(facts.signingTime.toISOString())])));
  const draft = appendRevision(
    file,
    signatureObjects(file, facts, contentsBytes),
    changingId.subarray(0, 16).toString("hex"),
  );

  const rangeAt = draft.indexOf(RANGE_PLACEHOLDER, pdf.length, "latin1");
  const from = draft.indexOf("/Contents <", rangeAt, "latin1") + "/Contents ".length;
  const to = from + contentsBytes * 2 + 2;
  const range = `[0 ${from} ${to} ${draft.length - to}]`;
  draft.write(range.padEnd(RANGE_PLACEHOLDER.length), rangeAt, "latin1");

  const cms = await signDetached(Buffer.concat([draft.subarray(0, from), draft.subarray(to)]), signer);
  if (cms.length > contentsBytes) throw new Error("The signature does not fit in the room kept for it.");
  draft.write(Buffer.from(cms).toString("hex"), from + 1, "latin1");
  return new Uint8Array(draft);
}

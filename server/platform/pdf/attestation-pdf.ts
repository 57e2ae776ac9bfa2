import PDFDocument from "pdfkit";
import type { AttestationContent } from "#shared/attestation/content.ts";
import { attestationTitle } from "#shared/attestation/wording.ts";
import { drawAttestationPage } from "./attestation-page.ts";
import type { AttestationPdfOptions } from "./attestation-page.ts";
import { PageWriter } from "./page-writer.ts";

export type { AttestationPdfOptions };

/**
 * Makes the attestation, unsigned. The same content gives the same bytes, to the last one: the date in the file is that
 * of the result, and its identifier comes from its title (ATT-9).
 */
export async function buildAttestationPdf(
  content: AttestationContent,
  options: AttestationPdfOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const document = new PDFDocument({
    size: "LETTER",
    margin: 0,
    pdfVersion: "1.7",
    tagged: true,
    lang: "fr-CA",
    displayTitle: true,
    info: {
      Title: `${attestationTitle} – ${content.number}`,
      Author: content.issuer,
      Creator: "Épreuve",
      Producer: "Épreuve",
      // Noon in Québec, so that hardly any time zone shows another day.
      CreationDate: new Date(`${content.date}T17:00:00Z`),
    },
  });
  drawAttestationPage(document, new PageWriter(document), content, options);
  document.end();
  return collect(document);
}

async function collect(document: AsyncIterable<unknown>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of document) {
    if (chunk instanceof Uint8Array) chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

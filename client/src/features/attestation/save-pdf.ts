import { attestationPdf } from "#shared/protocol/attestation.ts";
import { call } from "#client/net/http.ts";
import { saveFile } from "#client/net/save-file.ts";

/** Fetches the signed file and hands it to the browser under its number. */
export async function savePdf(attestationId: string, number: string): Promise<void> {
  saveFile(await call(attestationPdf, { params: { attestationId } }), `attestation-${number}.pdf`);
}

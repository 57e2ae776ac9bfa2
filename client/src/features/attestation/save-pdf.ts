import { attestationPdf } from "#shared/protocol/attestation.ts";
import { call } from "#client/net/http.ts";
import { saveFile } from "#client/net/save-file.ts";

/** Fetches the signed file and hands it to the browser under a name that says what it is. */
export async function savePdf(attestationId: string, fileName: string): Promise<void> {
  saveFile(await call(attestationPdf, { params: { attestationId } }), `${fileName}.pdf`);
}

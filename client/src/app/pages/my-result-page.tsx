import type { ReactNode } from "react";
import { AttestationDownload } from "#client/features/attestation/attestation-download.tsx";
import { ResultPage } from "#client/features/results/result-page.tsx";

/** The candidate's result with the download of their attestation. */
export function MyResultPage(): ReactNode {
  return <ResultPage attestation={(given) => <AttestationDownload variant="primary" {...given} />} />;
}

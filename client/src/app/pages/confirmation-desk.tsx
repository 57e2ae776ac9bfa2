import type { ReactNode } from "react";
import { AttestationControls } from "#client/features/attestation/attestation-controls.tsx";
import { ConfirmationPage } from "#client/features/results/confirmation-page.tsx";

/** The confirmation desk with the attestations of a sent result. */
export function ConfirmationDesk(): ReactNode {
  return <ConfirmationPage attestations={(sittingId) => <AttestationControls sittingId={sittingId} />} />;
}

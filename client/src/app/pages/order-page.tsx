import type { ReactNode } from "react";
import { AttestationDownload } from "#client/features/attestation/attestation-download.tsx";
import { OrderPage } from "#client/features/referrals/order-page.tsx";

/** The order's list with the download of each attestation. */
export function OrderListPage(): ReactNode {
  return (
    <OrderPage
      attestation={(attestationId, fileName) => (
        <AttestationDownload size="small" attestationId={attestationId} fileName={fileName} />
      )}
    />
  );
}

import { useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, Notice } from "#client/ui/index.ts";
import { savePdf } from "./save-pdf.ts";

export interface AttestationDownloadProps {
  readonly attestationId: string;
  /** Known to the person; a clerk's list only says that there is one. */
  readonly number?: string;
  /** Without «.pdf»; by default its number. */
  readonly fileName?: string;
  readonly size?: "small" | "medium";
  readonly variant?: "primary" | "secondary";
}

/** The signed PDF, for the person and for their order. */
export function AttestationDownload({
  attestationId,
  number,
  fileName,
  size = "medium",
  variant = "secondary",
}: AttestationDownloadProps): ReactNode {
  const t = useT();
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const download = (): void => {
    setState("busy");
    savePdf(attestationId, fileName ?? ["attestation", number].filter(Boolean).join("-")).then(
      () => setState("idle"),
      () => setState("failed"),
    );
  };
  return (
    <>
      <Button size={size} variant={variant} isBusy={state === "busy"} onClick={download}>
        {number === undefined ? t("attestation.download") : t("attestation.downloadNumber", { number })}
      </Button>
      {state === "failed" && <Notice tone="danger">{t("attestation.downloadFailed")}</Notice>}
    </>
  );
}

import { useState, type ReactNode } from "react";
import { replaceAttestation, revokeAttestation, sittingAttestations } from "#shared/protocol/attestation.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, StateTag, TextAreaField, TextField, useToast } from "#client/ui/index.ts";
import { AttestationDownload } from "./attestation-download.tsx";

type Attestation = RouteAnswer<typeof sittingAttestations>["attestations"][number];

const looks = {
  ISSUED: { tone: "success", shape: "full" },
  REPLACED: { tone: "neutral", shape: "square" },
  REVOKED: { tone: "danger", shape: "square" },
} as const;

/** The directorate's hand on the attestations of one sitting: read, correct the name, revoke. */
export function AttestationControls({ sittingId }: { readonly sittingId: string }): ReactNode {
  const t = useT();
  const attestations = useRoute(sittingAttestations, { params: { sittingId } }, { pollMs: 5_000 });
  return (
    <section className="stack">
      <h3>{t("confirmation.attestation")}</h3>
      <Fetched query={attestations} look="text">
        {({ attestations: all }) =>
          all.length === 0 ? (
            <p className="quiet">{t("confirmation.attestationNone")}</p>
          ) : (
            all.map((one) => <Entry key={one.attestationId} attestation={one} />)
          )
        }
      </Fetched>
    </section>
  );
}

function Entry({ attestation }: { readonly attestation: Attestation }): ReactNode {
  const t = useT();
  const [asking, setAsking] = useState<"revoke" | "replace">();
  const { attestationId, number, state, candidateFullName, reason } = attestation;
  return (
    <div className="stack">
      <p className="row">
        <strong className="numbers">{number}</strong>
        <span>{candidateFullName}</span>
        <StateTag {...looks[state]}>{t(`confirmation.attestation_${state}`)}</StateTag>
      </p>
      {reason !== null && <p className="quiet small">{reason}</p>}
      <div className="row">
        <AttestationDownload attestationId={attestationId} size="small" />
        {state === "ISSUED" && (
          <>
            <Button size="small" onClick={() => setAsking("replace")}>
              {t("confirmation.replace")}
            </Button>
            <Button size="small" onClick={() => setAsking("revoke")}>
              {t("confirmation.revoke")}
            </Button>
          </>
        )}
      </div>
      {asking === "revoke" && <RevokeDialog attestation={attestation} onClose={() => setAsking(undefined)} />}
      {asking === "replace" && <ReplaceDialog attestation={attestation} onClose={() => setAsking(undefined)} />}
    </div>
  );
}

type DialogProps = { readonly attestation: Attestation; readonly onClose: () => void };

function RevokeDialog({ attestation: { attestationId, number }, onClose }: DialogProps): ReactNode {
  const t = useT();
  const toast = useToast();
  const [reason, setReason] = useState("");
  const revoke = useChange(revokeAttestation, [sittingAttestations]);
  const act = (): void =>
    revoke.mutate(
      { params: { attestationId }, body: { reason } },
      { onSuccess: () => (toast(t("confirmation.revokedDone")), onClose()) },
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("confirmation.revokeTitle", { number })}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="danger" isBusy={revoke.isPending} onClick={act}>
            {t("confirmation.revoke")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("confirmation.revokeMeans")}</p>
        <TextAreaField
          label={t("confirmation.reason")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <RefusalNotice error={revoke.error} />
      </div>
    </Dialog>
  );
}

function ReplaceDialog({ attestation, onClose }: DialogProps): ReactNode {
  const t = useT();
  const toast = useToast();
  const [candidateFullName, setName] = useState(attestation.candidateFullName);
  const [reason, setReason] = useState("");
  const replace = useChange(replaceAttestation, [sittingAttestations]);
  const act = (): void =>
    replace.mutate(
      { params: { attestationId: attestation.attestationId }, body: { candidateFullName, reason } },
      { onSuccess: ({ number }) => (toast(t("confirmation.replacedDone", { number }), "success"), onClose()) },
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("confirmation.replaceTitle", { number: attestation.number })}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={replace.isPending} onClick={act}>
            {t("confirmation.replace")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("confirmation.replaceMeans")}</p>
        <TextField
          label={t("confirmation.fullName")}
          value={candidateFullName}
          onChange={(event) => setName(event.target.value)}
        />
        <TextAreaField
          label={t("confirmation.reason")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <RefusalNotice error={replace.error} />
      </div>
    </Dialog>
  );
}

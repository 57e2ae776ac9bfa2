import * as contract from "#shared/protocol/attestation.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { replaceAttestation, revokeAttestation } from "./change-attestation.ts";
import { attestationPdf, sittingAttestations, verifyAttestation } from "./read-attestation.ts";

export const attestationRoutes: readonly BoundRoute[] = [
  serve(contract.verifyAttestation, verifyAttestation),
  serve(contract.attestationPdf, attestationPdf),
  serve(contract.sittingAttestations, sittingAttestations),
  serve(contract.revokeAttestation, revokeAttestation),
  serve(contract.replaceAttestation, replaceAttestation),
];

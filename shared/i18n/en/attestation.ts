import type { attestation as french } from "../fr/attestation.ts";

export const attestation: Readonly<Record<keyof typeof french, string>> = {
  "attestation.verify": "Verify an attestation",
  "attestation.code": "Verification code",
  "attestation.valid": "This attestation is valid.",
  "attestation.unknown": "No attestation has this code.",
  "attestation.download": "Download the attestation",
};

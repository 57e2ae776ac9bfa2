/** The attestation and its public verification. */
export const attestation = {
  "attestation.verify": "Vérifier une attestation",
  "attestation.code": "Code de vérification",
  "attestation.valid": "Cette attestation est valide.",
  "attestation.unknown": "Aucune attestation ne porte ce code.",
  "attestation.download": "Télécharger l’attestation",
} as const;

import { canonicalJson } from "#shared/kernel/canonical-json.ts";

/**
 * What an attestation says, and nothing else. There is deliberately no score, no level and no delivery mode: an
 * attestation earned at home cannot be told from one earned in a room (ATT-1).
 */
export type AttestationContent = {
  readonly version: 1;
  /** As printed: `A-2026-000123`. */
  readonly number: string;
  /** Twenty characters, ungrouped: the form that `verification-code.ts` makes. */
  readonly verificationCode: string;
  /** Given names then family names, as the person is registered. */
  readonly candidateFullName: string;
  /** In lower case and without an article, as it reads after «profession de»: `infirmière ou infirmier`. */
  readonly profession: string;
  /** Civil date of the exam result in Québec, `2026-11-22`. */
  readonly date: string;
  /** Without its article: `Office québécois de la langue française`. */
  readonly issuer: string;
  /** What the sentence puts between parentheses: `Charte de la langue française, art. 35`. */
  readonly legalBasis: string;
};

/** Separates these hashes from every other hash the platform makes, whatever the fields hold. */
const FORMAT = "epreuve/attestation";

/**
 * The exact text that is hashed and signed. The fields are listed one by one, so that an object which carries more (a
 * row with a mode, say) has the same form as one that does not (ATT-2); accents typed in two ways are one text (ATT-3).
 */
export function canonicalAttestation(content: AttestationContent): string {
  return canonicalJson({
    format: FORMAT,
    version: content.version,
    number: content.number,
    verificationCode: content.verificationCode,
    candidateFullName: content.candidateFullName.normalize("NFC"),
    profession: content.profession.normalize("NFC"),
    date: content.date,
    issuer: content.issuer.normalize("NFC"),
    legalBasis: content.legalBasis.normalize("NFC"),
  });
}

/** The hash function is passed in: it answers at once in Node and later in a browser, and this module need not know. */
export function attestationHash<Digest>(content: AttestationContent, sha256: (text: string) => Digest): Digest {
  return sha256(canonicalAttestation(content));
}

import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { attestationHash, canonicalAttestation } from "./content.ts";
import type { AttestationContent } from "./content.ts";

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

const content: AttestationContent = {
  version: 1,
  number: "A-2026-000123",
  verificationCode: "07T06QG5SR3NHHRAHM6N",
  candidateFullName: "Aïssatou Ndiaye-Tremblay",
  profession: "infirmière ou infirmier",
  date: "2026-11-22",
  issuer: "Office québécois de la langue française",
  legalBasis: "Charte de la langue française, art. 35",
};

describe("the content of an attestation", () => {
  test("[ATT-1] says these facts, and no score, level or delivery mode", () => {
    expect(JSON.parse(canonicalAttestation(content))).toEqual({ format: "epreuve/attestation", ...content });
  });

  test("[ATT-2] has the same hash when the object carries a mode and a score", () => {
    const row = { ...content, deliveryMode: "ONLINE", score: 82 };
    expect(canonicalAttestation(row)).toBe(canonicalAttestation(content));
    expect(attestationHash(row, sha256)).toBe(attestationHash(content, sha256));
  });

  test("[ATT-2] has a hash that does not move from one release to the next", () => {
    expect(attestationHash(content, sha256)).toMatchInlineSnapshot(
      `"7cdc8d12c9cdf3161ed559d7b0244c30482fde237a90c3689fb4708b457d119c"`,
    );
  });

  test("[ATT-3] has the same hash however accents were typed", () => {
    const decomposed = { ...content, candidateFullName: content.candidateFullName.normalize("NFD") };
    expect(decomposed.candidateFullName).not.toBe(content.candidateFullName);
    expect(attestationHash(decomposed, sha256)).toBe(attestationHash(content, sha256));
  });

  test.for([
    { number: "A-2026-000124" },
    { verificationCode: "07T06QG5SR3NHHRAHM6P" },
    { candidateFullName: "Aissatou Ndiaye-Tremblay" },
    { profession: "infirmière" },
    { date: "2026-11-23" },
    { issuer: "Office" },
    { legalBasis: "Charte de la langue française, art. 36" },
  ])("[ATT-3] has another hash with %o", (change) => {
    expect(attestationHash({ ...content, ...change }, sha256)).not.toBe(attestationHash(content, sha256));
  });
});

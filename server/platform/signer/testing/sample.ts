import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AttestationContent } from "#shared/attestation/content.ts";

/** Well in the past: pdfsig judges a certificate by the clock of the machine that runs the tests. */
export const ISSUING_TIME = new Date("2024-06-01T12:00:00Z");
/** A moment at which the sample is signed; the day after its result. */
export const SIGNING_TIME = new Date("2026-11-23T15:30:00Z");

export const sampleContent: AttestationContent = {
  version: 1,
  number: "A-2026-000123",
  verificationCode: "07T06QG5SR3NHHRAHM6N",
  candidateFullName: "Aïssatou Ndiaye-Tremblay",
  profession: "infirmière ou infirmier",
  date: "2026-11-22",
  issuer: "Office québécois de la langue française",
  legalBasis: "Charte de la langue française, art. 35",
};

export const sampleOptions = { publicUrl: "https://epreuve.example.org", isDemonstration: true };

export const sampleFacts = {
  signingTime: SIGNING_TIME,
  reason: "Délivrance de l’attestation",
  name: "Office québécois de la langue française",
};

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), "epreuve-attestation-"));

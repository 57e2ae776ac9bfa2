import { z } from "zod";
import { day, id, instant } from "../kernel/wire.ts";
import { attestationStates } from "../domain/attestation/attestation-machine.ts";
import { defineRoute, file } from "./define.ts";

const attestationParams = z.object({ attestationId: id });
const reason = z.string().trim().max(1_000);

/** What anybody is told about a code: no score, no mode, and about what is no longer valid its number only. */
export const verificationView = z.discriminatedUnion("status", [
  z.object({ status: z.literal("valid"), name: z.string(), profession: z.string(), date: day, number: z.string() }),
  z.object({ status: z.literal("replaced"), number: z.string() }),
  z.object({ status: z.literal("revoked"), number: z.string() }),
  z.object({ status: z.literal("unknown") }),
  /** Not a code: something was mistyped, which says nothing about any attestation. */
  z.object({ status: z.literal("mistyped") }),
]);
export type VerificationView = z.infer<typeof verificationView>;

export const verifyAttestation = defineRoute({
  name: "verifyAttestation",
  method: "GET",
  path: "/api/verify/:code",
  summary: "Is the attestation that bears this code valid?",
  allow: "PUBLIC",
  params: z.object({ code: z.string().min(1).max(80) }),
  output: verificationView,
  errors: [],
  perMinute: 30,
});

export const attestationPdf = defineRoute({
  name: "attestationPdf",
  method: "GET",
  path: "/api/attestations/:attestationId/pdf",
  summary: "The signed attestation, for the person, for their order and for the directorate.",
  allow: ["CANDIDATE", "CLERK", "DIRECTOR"],
  params: attestationParams,
  output: file("application/pdf"),
  errors: [],
});

export const attestationView = z.object({
  attestationId: id,
  number: z.string(),
  state: z.enum(attestationStates),
  candidateFullName: z.string(),
  issuedAt: instant,
  stateChangedAt: instant,
  reason: z.string().nullable(),
});

export const sittingAttestations = defineRoute({
  name: "sittingAttestations",
  method: "GET",
  path: "/api/sittings/:sittingId/attestations",
  summary: "Every attestation of one sitting, the latest first.",
  allow: ["DIRECTOR"],
  params: z.object({ sittingId: id }),
  output: z.object({ attestations: z.array(attestationView) }),
  errors: [],
});

export const revokeAttestation = defineRoute({
  name: "revokeAttestation",
  method: "POST",
  path: "/api/attestations/:attestationId/revoke",
  summary: "Says from now on that this attestation is not valid, with a reason.",
  allow: ["DIRECTOR"],
  params: attestationParams,
  body: z.object({ reason }),
  output: z.object({}),
  errors: ["REASON_REQUIRED", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const replaceAttestation = defineRoute({
  name: "replaceAttestation",
  method: "POST",
  path: "/api/attestations/:attestationId/replace",
  summary: "Issues a new attestation under the corrected name; the old one says that it was replaced.",
  allow: ["DIRECTOR"],
  params: attestationParams,
  body: z.object({ candidateFullName: z.string().trim().min(3).max(200), reason }),
  output: z.object({ attestationId: id, number: z.string() }),
  errors: ["REASON_REQUIRED", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

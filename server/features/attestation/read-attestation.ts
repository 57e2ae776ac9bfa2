import { z } from "zod";
import { err, ok } from "#shared/kernel/result.ts";
import { parseVerificationCode } from "#shared/attestation/verification-code.ts";
import type * as contract from "#shared/protocol/attestation.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import type { Prisma } from "../../platform/db.ts";

/** Of a stored content, what anybody may be told. */
const publicContent = z.object({ candidateFullName: z.string(), profession: z.string(), date: z.string() });

/** Anybody may ask about a code; the answer says no more than the paper in their hand does. */
export const verifyAttestation: RouteHandler<typeof contract.verifyAttestation> = async (
  { db },
  _actor,
  { params },
) => {
  const code = parseVerificationCode(params.code);
  if (!code.ok) return ok({ status: "mistyped" as const });
  const found = await db.attestation.findUnique({
    where: { code: code.value },
    select: { state: true, number: true, content: true },
  });
  if (!found) return ok({ status: "unknown" as const });
  if (found.state === "REPLACED") return ok({ status: "replaced" as const, number: found.number });
  if (found.state === "REVOKED") return ok({ status: "revoked" as const, number: found.number });
  const { candidateFullName, profession, date } = publicContent.parse(found.content);
  return ok({ status: "valid" as const, name: candidateFullName, profession, date, number: found.number });
};

/** The person, the order that referred them, the directorate: for everybody else it does not exist. */
function readableBy(actor: AccountActor): Prisma.AttestationWhereInput {
  if (actor.roles.includes("DIRECTOR")) return {};
  const valid = { state: "ISSUED" as const };
  const own = { ...valid, sitting: { accountId: actor.accountId } };
  const referred = { ...valid, sitting: { registration: { bodyId: actor.bodyId ?? undefined } } };
  const isClerk = actor.roles.includes("CLERK") && actor.bodyId !== null;
  return { OR: isClerk ? [own, referred] : [own] };
}

export const attestationPdf: RouteHandler<typeof contract.attestationPdf> = async ({ db }, actor, { params }) => {
  const found = await db.attestation.findFirst({
    where: { AND: [{ id: params.attestationId }, readableBy(actor)] },
    select: { pdf: true, number: true },
  });
  if (!found) return err("NOT_FOUND");
  return ok({ bytes: new Uint8Array(found.pdf), mime: "application/pdf", fileName: `attestation-${found.number}.pdf` });
};

export const sittingAttestations: RouteHandler<typeof contract.sittingAttestations> = async (
  { db },
  _actor,
  { params },
) => {
  if ((await db.sitting.count({ where: { id: params.sittingId } })) === 0) return err("NOT_FOUND");
  const rows = await db.attestation.findMany({
    where: { sittingId: params.sittingId },
    select: {
      id: true,
      number: true,
      state: true,
      content: true,
      issuedAt: true,
      stateChangedAt: true,
      revokedReason: true,
    },
    orderBy: [{ issuedAt: "desc" }, { number: "desc" }],
  });
  return ok({
    attestations: rows.map((row) => ({
      attestationId: row.id,
      number: row.number,
      state: row.state,
      candidateFullName: publicContent.parse(row.content).candidateFullName,
      issuedAt: row.issuedAt.toISOString(),
      stateChangedAt: row.stateChangedAt.toISOString(),
      reason: row.revokedReason,
    })),
  });
};

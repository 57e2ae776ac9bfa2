import { z } from "zod";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { attestationMachine, type AttestationEvent } from "#shared/domain/attestation/attestation-machine.ts";
import type * as contract from "#shared/protocol/attestation.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { makeAttestation } from "./issue-attestation.ts";
import { lockAttestations, moveAttestation, nameReplacement } from "./store.ts";

/** Of a stored content, what a replacement keeps. */
const kept = z.object({ profession: z.string(), date: z.string() });

async function move(
  uow: UnitOfWork,
  attestationId: string,
  event: AttestationEvent,
  reason: string,
  actorId: string,
): Promise<Result<{ sittingId: string; content: unknown }, "NOT_FOUND" | "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  const found = await uow.tx.attestation.findUnique({
    where: { id: attestationId },
    select: { state: true, sittingId: true, content: true },
  });
  if (!found) return err("NOT_FOUND");
  await lockAttestations(uow.tx, found.sittingId);
  const moved = await transition(uow, {
    machine: attestationMachine,
    subjectType: "attestation",
    subjectId: attestationId,
    from: found.state,
    event,
    actorId,
    data: { reason },
    update: (from, to) => moveAttestation(uow.tx, attestationId, from, to, reason, uow.now),
  });
  return moved.ok ? ok(found) : moved;
}

export const revokeAttestation: RouteHandler<typeof contract.revokeAttestation> = async (
  deps,
  actor,
  { params, body },
) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  return commit(deps, async (uow) => {
    const moved = await move(uow, params.attestationId, "revoke", body.reason, actor.accountId);
    return moved.ok ? ok({}) : moved;
  });
};

/** A corrected name is a new attestation with its own number and code; whoever holds the old one is told. */
export const replaceAttestation: RouteHandler<typeof contract.replaceAttestation> = async (
  deps,
  actor,
  { params, body },
) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  return commit(deps, async (uow) => {
    const moved = await move(uow, params.attestationId, "replace", body.reason, actor.accountId);
    if (!moved.ok) return moved;
    const facts = { ...kept.parse(moved.value.content), candidateFullName: body.candidateFullName };
    const made = await makeAttestation(deps, uow, moved.value.sittingId, facts, actor.accountId);
    await nameReplacement(uow.tx, params.attestationId, made.id);
    return ok({ attestationId: made.id, number: made.number });
  });
};

import { fullName } from "#shared/domain/rooms/entry.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/transcription-policy.ts";
import { randomToken } from "../../platform/hash.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { addTranscriptionPolicy, lockNumbers } from "./store.ts";

/** Which transcriptions a second person checks. The seeds of the draws are shown to nobody while they decide. */

export const transcriptionPolicies: RouteHandler<typeof contract.transcriptionPolicies> = async ({ db }) => {
  const versions = await db.transcriptionPolicy.findMany({
    orderBy: { version: "desc" },
    select: {
      version: true,
      firstChecked: true,
      sharePercent: true,
      approvedBy: true,
      reason: true,
      effectiveFrom: true,
    },
  });
  return ok({
    versions: versions.map(({ effectiveFrom, ...version }) => ({
      ...version,
      effectiveFrom: effectiveFrom.toISOString(),
    })),
    typed: await db.typedText.count(),
    checked: await db.typedText.count({ where: { needsCheck: true } }),
  });
};

export const setTranscriptionPolicy: RouteHandler<typeof contract.setTranscriptionPolicy> = async (
  deps,
  actor,
  { body },
) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  return commit(deps, async (uow) => {
    // Nobody types under one version what another would have drawn.
    await lockNumbers(uow.tx);
    const newest = await uow.tx.transcriptionPolicy.findFirst({
      orderBy: { version: "desc" },
      select: { version: true },
    });
    const version = (newest?.version ?? 0) + 1;
    const person = await uow.tx.account.findUniqueOrThrow({
      where: { id: actor.accountId },
      select: { givenName: true, familyName: true },
    });
    await addTranscriptionPolicy(uow.tx, {
      ...body,
      version,
      seed: randomToken(),
      approvedBy: fullName(person),
      setById: actor.accountId,
      effectiveFrom: uow.now,
    });
    uow.audit({
      actorId: actor.accountId,
      type: "transcriptionPolicy.set",
      subjectType: "transcriptionPolicy",
      subjectId: String(version),
      data: { ...body },
    });
    return ok({ version });
  });
};

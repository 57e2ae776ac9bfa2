import { z } from "zod";
import { currentLockdownVersion } from "#shared/domain/integrity/lockdown-policy.ts";
import { namedDevicesOf, techCheckResults, techFailuresOf } from "#shared/domain/rooms/tech-check.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/rooms.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { advisesSitting } from "../sitting/queries.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { isCheckSigned, signCheck } from "./sign-tech-check.ts";
import { addTechCheck } from "./store.ts";

export const ownsRegistration = async (db: Db | Tx, accountId: string, registrationId: string): Promise<boolean> =>
  (await db.registration.count({ where: { id: registrationId, accountId } })) === 1;

/** The page shows a verdict; the one that is kept is the server's, from the same measures and the same rule. */
export const sendTechCheck: RouteHandler<typeof contract.sendTechCheck> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    if (!(await ownsRegistration(uow.tx, actor.accountId, params.registrationId))) return err("NOT_FOUND");
    const failures = techFailuresOf(body);
    const isPassed = failures.length === 0;
    const { registrationId } = params;
    const content = { registrationId, isPassed, results: body, createdAt: uow.now };
    await addTechCheck(uow.tx, { ...content, ...(await signCheck(deps.signer, content)) });
    uow.hint(topicOf.account(actor.accountId));
    uow.audit({
      actorId: actor.accountId,
      type: "techCheck.recorded",
      subjectType: "registration",
      subjectId: registrationId,
      data: { isPassed, failures: failures.map(({ failure }) => failure) },
    });
    return ok({ isPassed, failures, checkedAt: uow.now.toISOString() });
  });

export const lastTechCheck: RouteHandler<typeof contract.lastTechCheck> = async ({ db }, actor, { params }) => {
  if (!(await ownsRegistration(db, actor.accountId, params.registrationId))) return err("NOT_FOUND");
  const row = await db.techCheck.findFirst({
    where: { registrationId: params.registrationId },
    select: { results: true, createdAt: true },
    orderBy: { createdAt: "desc" },
  });
  return ok({ check: row && verdictOf(row) });
};

/** A check that knew less than today's has to be done again. */
function verdictOf(row: { readonly results: unknown; readonly createdAt: Date }) {
  const known = techCheckResults.safeParse(row.results);
  const failures = known.success ? techFailuresOf(known.data) : [];
  return { isPassed: known.success && failures.length === 0, failures, checkedAt: row.createdAt.toISOString() };
}

export const techCheckOf: RouteHandler<typeof contract.techCheckOf> = async ({ db, signer }, actor, { params }) => {
  if (!(await advisesSitting(db, actor.accountId, params.sittingId))) return err("NOT_FOUND");
  const row = await db.techCheck.findFirst({
    where: { registration: { sittings: { some: { id: params.sittingId } } } },
    select: {
      registrationId: true,
      isPassed: true,
      results: true,
      contentHash: true,
      signature: true,
      createdAt: true,
    },
    orderBy: { createdAt: "desc" },
  });
  if (!row) return ok({ check: null });
  const isSignatureValid = isCheckSigned(signer, { ...row, results: z.json().parse(row.results) });
  const known = techCheckResults.safeParse(row.results);
  const named = known.success ? namedDevicesOf(currentLockdownVersion, known.data) : [];
  return ok({ check: { ...verdictOf(row), contentHash: row.contentHash, isSignatureValid, named } });
};

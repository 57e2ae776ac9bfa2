import { techCheckResults, techFailuresOf } from "#shared/domain/rooms/tech-check.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/rooms.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { addTechCheck } from "./store.ts";

const ownsRegistration = async (db: Db | Tx, accountId: string, registrationId: string): Promise<boolean> =>
  (await db.registration.count({ where: { id: registrationId, accountId } })) === 1;

/** The page shows a verdict; the one that is kept is the server's, from the same measures and the same rule. */
export const sendTechCheck: RouteHandler<typeof contract.sendTechCheck> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    if (!(await ownsRegistration(uow.tx, actor.accountId, params.registrationId))) return err("NOT_FOUND");
    const failures = techFailuresOf(body);
    const isPassed = failures.length === 0;
    const { registrationId } = params;
    await addTechCheck(uow.tx, { registrationId, isPassed, results: body, createdAt: uow.now });
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
  if (!row) return ok({ check: null });
  const failures = techFailuresOf(techCheckResults.parse(row.results));
  return ok({ check: { isPassed: failures.length === 0, failures, checkedAt: row.createdAt.toISOString() } });
};

import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/exam-browser.ts";
import type { Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { validKeys } from "./queries.ts";
import { addBrowserKey, endBrowserKey } from "./store.ts";

/**
 * The keys of the releases that are allowed. Every request is judged by those of that moment, so that none comes or goes while
 * a session runs in them: everybody on another release would be stopped at their next request.
 */

export const addKey: RouteHandler<typeof contract.addExamBrowserKey> = (deps, actor, { params: { campaignId }, body }) =>
  commit(deps, async (uow) => {
    if ((await uow.tx.sebCampaign.count({ where: { id: campaignId } })) === 0) return err("NOT_FOUND");
    const key = body.key.toLowerCase();
    // It looks the same and stands beside it in the program: as a key of a release it would match nothing, ever.
    if ((await uow.tx.sebCampaign.count({ where: { configKey: key } })) > 0) return err("BAD_INPUT");
    if (await isRunning(uow.tx, campaignId)) return err("NOT_ALLOWED_NOW");
    const { label } = body;
    const isAdded = await addBrowserKey(uow.tx, { campaignId, key, label, validFrom: uow.now, addedById: actor.accountId, createdAt: uow.now });
    if (!isAdded) return err("STATE_CHANGED");
    uow.audit({
      actorId: actor.accountId,
      type: "examBrowser.keyAdded",
      subjectType: "examBrowserCampaign",
      subjectId: campaignId,
      data: { key, label },
    });
    return ok({});
  });

/** Whoever is on that release is not recognised any more; after the last one the configuration alone is asked for. */
export const endKey: RouteHandler<typeof contract.endExamBrowserKey> = (deps, actor, { params: { campaignId, keyId } }) =>
  commit(deps, async (uow) => {
    const found = await uow.tx.sebBrowserKey.findFirst({ where: { id: keyId, campaignId }, select: { key: true, label: true } });
    if (!found) return err("NOT_FOUND");
    const runs = await isRunning(uow.tx, campaignId);
    const valid = await uow.tx.sebBrowserKey.findMany({ where: { campaignId, ...validKeys(uow.now) }, select: { id: true } });
    // The end of the only one stops nobody, and is how people are freed from a key that was copied wrong.
    if (runs && valid.some(({ id }) => id !== keyId)) return err("NOT_ALLOWED_NOW");
    if (!(await endBrowserKey(uow.tx, keyId, uow.now))) return err("STATE_CHANGED");
    uow.audit({ actorId: actor.accountId, type: "examBrowser.keyEnded", subjectType: "examBrowserCampaign", subjectId: campaignId, data: found });
    return ok({});
  });

/** Its sessions are held as they are until the key is written: none starts at the same moment. */
async function isRunning(tx: Tx, campaignId: string): Promise<boolean> {
  const sessions = await tx.$queryRaw<{ state: string }[]>`
    SELECT session.state::text AS state FROM "Session" AS session
    JOIN "SebSession" AS chosen ON chosen."sessionId" = session.id AND chosen."campaignId" = ${campaignId}::uuid
    ORDER BY session.id FOR SHARE OF session`;
  return sessions.some(({ state }) => state === "IN_PROGRESS");
}

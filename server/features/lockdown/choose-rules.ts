import { currentLockdownVersion } from "#shared/domain/integrity/lockdown-policy.ts";
import { currentDisconnectionVersion } from "#shared/domain/sitting/disconnection-policy.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { chooseRules as contract } from "#shared/protocol/lockdown.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { mayRuleSession, rulesViewOf } from "./queries.ts";
import { addChoice } from "./store.ts";

/** Chosen before the day: nobody comes under other rules in the middle of an exam. */
export const chooseRules: RouteHandler<typeof contract> = (deps, actor, { params: { sessionId }, body: { level, sideCamera } }) =>
  commit(deps, async (uow) => {
    if (!(await mayRuleSession(uow.tx, actor, sessionId))) return err("NOT_FOUND");
    // A session that starts at the same moment starts before this, or after it.
    const [session] = await uow.tx.$queryRaw<{ state: string }[]>`
      SELECT state::text AS state FROM "Session" WHERE id = ${sessionId}::uuid FOR NO KEY UPDATE`;
    if (session?.state !== "OPEN") return err("NOT_ALLOWED_NOW");
    const versions = { lockdownVersion: currentLockdownVersion, disconnectionVersion: currentDisconnectionVersion };
    await addChoice(uow.tx, { sessionId, level, sideCamera, ...versions, chosenById: actor.accountId, createdAt: uow.now });
    uow.hint(topicOf.session(sessionId));
    uow.audit({
      actorId: actor.accountId,
      type: "session.rulesChosen",
      subjectType: "session",
      subjectId: sessionId,
      data: { level, sideCamera, ...versions },
    });
    return ok(await rulesViewOf(uow.tx, sessionId));
  });

import { err, ok } from "#shared/kernel/result.ts";
import * as contract from "#shared/protocol/lockdown.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { chooseRules } from "./choose-rules.ts";
import { ruledSessions } from "./list-sessions.ts";
import { mayRuleSession, rulesViewOf } from "./queries.ts";

export const lockdownRoutes: readonly BoundRoute[] = [
  serve(contract.sessionRules, async ({ db }, actor, { params: { sessionId } }) => {
    if (!(await mayRuleSession(db, actor, sessionId))) return err("NOT_FOUND");
    return ok(await rulesViewOf(db, sessionId));
  }),
  serve(contract.chooseRules, chooseRules),
  serve(contract.ruledSessions, ruledSessions),
];

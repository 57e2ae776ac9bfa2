import { err, ok } from "#shared/kernel/result.ts";
import type { startSession as contract } from "#shared/protocol/conduct.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { moveSessionStep } from "../scheduling/steps.ts";
import { advisesSession } from "../sitting/queries.ts";

export const startSession: RouteHandler<typeof contract> = (deps, actor, { params: { sessionId } }) =>
  commit(deps, async (uow) => {
    if (!(await advisesSession(uow.tx, actor.accountId, sessionId))) return err("NOT_FOUND");
    const moved = await moveSessionStep(uow, sessionId, "start", actor.accountId);
    return moved.ok ? ok({}) : err(moved.error);
  });

import { err, ok } from "#shared/kernel/result.ts";
import type { continuePractice as contract } from "#shared/protocol/practice.ts";
import { isTerminal } from "#shared/domain/sitting/run-states.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { latestPractice } from "../sitting/queries.ts";
import { moveRunStep, seenStep } from "../sitting/steps.ts";

/** Writing opens once reading has ended. Opening what is open already is a success. */
export const continuePractice: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId } }) =>
  commit(deps, async (uow) => {
    const practice = await latestPractice(uow.tx, actor.accountId);
    if (practice?.id !== sittingId) return err("NOT_FOUND");
    const stateOf = new Map(practice.runs.map(({ activity, state }) => [activity, state]));
    if (stateOf.get("WRITING") === "OPEN") return ok({});
    if (!isTerminal(stateOf.get("READING") ?? "PENDING") || stateOf.get("WRITING") !== "PENDING")
      return err("NOT_ALLOWED_NOW");
    await seenStep(uow, sittingId);
    const opened = await moveRunStep(uow, sittingId, "WRITING", "open", actor.accountId);
    return opened.ok ? ok({}) : err("NOT_ALLOWED_NOW");
  });

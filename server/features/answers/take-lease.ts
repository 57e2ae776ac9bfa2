import { err, ok } from "#shared/kernel/result.ts";
import type { takeLease as contract } from "#shared/protocol/answers.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { runViewOf } from "../sitting/queries.ts";
import { claimSeatStep, leaseRunStep, lockRunStep } from "../sitting/steps.ts";
import { headsOfRun, savedAnswers } from "./queries.ts";
import { findOwnRun, isSavedFromPage } from "./policy.ts";

/** A newer lease wins: the older page is fenced off by its epoch. Asking twice for the same page changes nothing. */
export const takeLease: RouteHandler<typeof contract> = (deps, actor, { params: { runId }, body: { clientId } }) =>
  commit(deps, async (uow) => {
    const own = await findOwnRun(uow.tx, actor.accountId, runId);
    if (!own) return err("NOT_FOUND");
    if (!isSavedFromPage(own)) return err("RUN_NOT_OPEN");
    // One seat at a time; between two tabs of the browser that holds it, the newer lease wins.
    const seat = await claimSeatStep(uow, actor, own.sittingId);
    if (!seat.ok) return err(seat.error);
    const run = await lockRunStep(uow, runId);
    const isOpen = run.state === "OPEN" || run.state === "INTERRUPTED";
    if (!isOpen) return err("RUN_NOT_OPEN");
    const leaseEpoch = await leaseRunStep(uow, run, clientId);
    const heads = await headsOfRun(uow.tx, runId);
    return ok({
      leaseEpoch,
      head: heads[clientId] ?? 0,
      heads,
      answers: await savedAnswers(uow.tx, runId),
      serverNow: uow.now.toISOString(),
      run: await runViewOf(uow.tx, runId),
    });
  });

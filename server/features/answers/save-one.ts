import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { RunView } from "#shared/protocol/sitting.ts";
import type { Deps } from "../../platform/deps.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { runViewOf } from "../sitting/queries.ts";
import { doesSessionStand } from "../accounts/queries.ts";
import { continueStep, lockRunStep, seenStep } from "../sitting/steps.ts";
import { appendStep, type Sent } from "./append-step.ts";
import type { Lane } from "./lane.ts";
import { findOwnRun, isSavedFromPage, isWrittenInSilence } from "./policy.ts";

export interface SaveRequest extends Sent {
  readonly accountId: string;
  /** It is looked at again where it is written: who asks may have been known from a moment ago. */
  readonly authSessionId: string;
}

export type SaveRefusal =
  | "NOT_SIGNED_IN"
  | "NOT_FOUND"
  | "BAD_INPUT"
  | "RUN_NOT_OPEN"
  | "LEASE_LOST"
  | "SEQUENCE_GAP"
  | "SEQUENCE_CONFLICT";

export interface Saved {
  readonly lane: "MAIN" | "LATE";
  readonly head: number;
  readonly serverNow: string;
  readonly run: RunView;
}

/** One save in a transaction of its own: every rule, in the only place where they are all spelled out. */
export async function saveOne(deps: Deps, request: SaveRequest): Promise<Result<Saved, SaveRefusal>> {
  const kept = await commit(
    deps,
    async (
      uow,
    ): Promise<
      Result<(Omit<Saved, "lane"> & { readonly lane: Lane }) | "CONFLICT", Exclude<SaveRefusal, "LEASE_LOST">>
    > => {
      if (!(await doesSessionStand(uow.tx, request.authSessionId, uow.now))) return err("NOT_SIGNED_IN");
      const own = await findOwnRun(uow.tx, request.accountId, request.runId);
      if (!own) return err("NOT_FOUND");
      if (!isSavedFromPage(own)) return err("RUN_NOT_OPEN");
      // Before the run's lock: whoever needs both takes them in this order.
      if (isWrittenInSilence(own, request)) await continueStep(uow, request, own.sittingId);
      // What an earlier activity left on the device is sent by a page that may still wait for «Continuer».
      else await seenStep(uow, own.sittingId, { isFrozen: own.state !== "OPEN" && own.state !== "INTERRUPTED" });
      const run = await lockRunStep(uow, request.runId);
      const appended = await appendStep(uow, own, run, request);
      if (!appended.ok) return appended;
      if (appended.value.kind === "conflict") return ok("CONFLICT");
      const { lane, head } = appended.value;
      return ok({ lane, head, serverNow: uow.now.toISOString(), run: await runViewOf(uow.tx, request.runId) });
    },
  );
  if (!kept.ok) return kept;
  // Said after the commit: what conflicts and what an old page sent are kept, and do not count.
  if (kept.value === "CONFLICT") return err("SEQUENCE_CONFLICT");
  const { lane, ...answer } = kept.value;
  return lane === "SUPERSEDED" ? err("LEASE_LOST") : ok({ ...answer, lane });
}

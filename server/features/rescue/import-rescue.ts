import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { RouteAnswer, RouteErrors } from "#shared/protocol/define.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { importRescue as contract } from "#shared/protocol/rescue.ts";
import { createRescueKey } from "../../platform/rescue-key.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { importOpsStep, type ImportedLog, type ImportedPart } from "../answers/steps.ts";
import { recordedSitting } from "../integrity/queries.ts";
import { observeStep } from "../integrity/steps.ts";
import { mayImportFor } from "./policy.ts";
import { readRescue, type OpenedRescue } from "./read-rescue.ts";
import { addImport } from "./store.ts";

type Refusal = RouteErrors<typeof contract> | "NOT_FOUND";

/** Brought by hand, the operations are judged as if the page had sent them now. */
export const importRescue: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow): Promise<Result<RouteAnswer<typeof contract>, Refusal>> => {
    const sitting = await recordedSitting(uow.tx, sittingId);
    if (!sitting || !mayImportFor(actor, sitting)) return err("NOT_FOUND");
    const opened = readRescue(createRescueKey(deps.config.secret), body.bytes, sittingId);
    if (!opened.ok) return opened;
    const { runId, fileHash, entries } = opened.value;
    const run = await uow.tx.activityRun.findFirst({ where: { id: runId, sittingId }, select: { activity: true } });
    if (!run) return err("RESCUE_OTHER_PERSON");
    const imported = { runId, fileHash, operations: entries.length, importedById: actor.accountId, importedAt: uow.now };
    if (!(await addImport(uow.tx, imported))) return err("RESCUE_ALREADY_IMPORTED");
    const parts = await importOpsStep(uow, runId, logsOf(entries));
    if (!parts.ok) return parts;
    // Nothing fitted: the file stays good for another time.
    if (parts.value.every(({ refusal }) => refusal !== null)) return err("RESCUE_NOT_TAKEN");
    const taken = (lane: keyof ImportedPart["taken"]): number => parts.value.reduce((sum, part) => sum + part.taken[lane], 0);
    const [counted, keptAside, superseded] = [taken("MAIN"), taken("LATE"), taken("SUPERSEDED")];
    const refused = parts.value.filter(({ refusal }) => refusal !== null).length;
    await observeStep(uow, sittingId, "RESCUE_IMPORTED", { activity: run.activity }, actor.accountId);
    uow.audit({
      actorId: actor.accountId,
      type: "rescue.imported",
      subjectType: "run",
      subjectId: runId,
      data: { sittingId, fileHash, operations: entries.length, counted, keptAside, superseded, refusedPages: refused },
    });
    uow.hint(topicOf.sitting(sittingId));
    const known = entries.length - counted - keptAside - superseded;
    return ok({ activity: run.activity, counted, keptAside, superseded, known });
  });

/** One log for each page and lease, as the answers' feature takes them. */
function logsOf(entries: OpenedRescue["entries"]): ImportedLog[] {
  const logs = Map.groupBy(entries, ({ clientId, leaseEpoch }) => `${clientId} ${leaseEpoch}`);
  return [...logs.values()].flatMap((ops) => {
    const [first] = ops;
    if (!first) return [];
    return [{ clientId: first.clientId, leaseEpoch: first.leaseEpoch, ops: ops.map(({ clientId: _page, leaseEpoch: _lease, ...op }) => op) }];
  });
}

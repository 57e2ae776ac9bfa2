import { canonicalContent, textKey } from "#shared/domain/answers/answer-value.ts";
import { isTerminal } from "#shared/domain/sitting/run-states.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { RouteErrors } from "#shared/protocol/define.ts";
import type { decideLate as contract } from "#shared/protocol/late-answers.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { answersOfRun } from "../answers/queries.ts";
import { countLateStep } from "../answers/steps.ts";
import { observeStep } from "../integrity/steps.ts";
import { takeTextBackStep } from "../marking/steps.ts";
import { answersChangedStep, judgeTextAgainStep, lateTextWayStep } from "../results/steps.ts";
import { tookPart } from "../sitting/queries.ts";
import { lockRunStep } from "../sitting/steps.ts";
import { waitingLate } from "./queries.ts";
import { addLateDecision } from "./store.ts";

type Refusal = RouteErrors<typeof contract> | "NOT_FOUND";

/**
 * A person decides on everything of a run that arrived late and that they have read. Whoever took part in the session
 * does not. What counts then counts by the rule of the log; the seal stays what it was, and the decision holds the new
 * hash beside it.
 */
export const decideLate: RouteHandler<typeof contract> = async (deps, actor, { params: { runId }, body }) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  return commit(deps, async (uow): Promise<Result<Record<string, never>, Refusal>> => {
    const run = await uow.tx.activityRun.findUnique({
      where: { id: runId },
      select: { id: true, sittingId: true, activity: true, state: true, sitting: { select: { session: { select: { isPractice: true } } } } },
    });
    if (!run || run.sitting.session.isPractice) return err("NOT_FOUND");
    if (await tookPart(uow.tx, actor.accountId, run.sittingId)) return err("NOT_ALLOWED_NOW");
    // Nothing more arrives while it is decided.
    await lockRunStep(uow, runId);
    if (!isTerminal(run.state)) return err("NOT_ALLOWED_NOW");
    const late = await waitingLate(uow.tx, run);
    if (!late || late.version !== body.version) return err("STATE_CHANGED");
    let markedText: string | null = null;
    if (body.isCounted && late.isDecisive) {
      const free = await freeToCount(uow, run);
      if (!free.ok) return free;
      markedText = free.value;
    }
    if (body.isCounted) await countLateStep(uow, runId, late.changes);
    const contentHash = sha256Hex(canonicalContent(await answersOfRun(uow.tx, runId)));
    const { id: decisionId } = await addLateDecision(uow.tx, {
      runId,
      isCounted: body.isCounted,
      reason: body.reason,
      through: late.reach,
      contentHash,
      deciderId: actor.accountId,
      decidedAt: uow.now,
    });
    const details = { activity: run.activity, reason: body.reason };
    await observeStep(uow, run.sittingId, body.isCounted ? "LATE_COUNTED" : "LATE_NOT_COUNTED", details, actor.accountId);
    uow.audit({
      actorId: actor.accountId,
      type: body.isCounted ? "lateAnswers.counted" : "lateAnswers.setAside",
      subjectType: "run",
      subjectId: runId,
      data: { sittingId: run.sittingId, decisionId, contentHash, operations: late.ops.length, keys: late.changes.map(({ key }) => key) },
    });
    if (markedText !== null) {
      const again = await judgeTextAgainStep(uow, { sittingId: run.sittingId, decisionId, markedText, actorId: actor.accountId });
      if (!again.ok) return again;
    }
    // The text goes to its markers, or to others, only now that it is known which text it is.
    uow.outbox("run.sealed", { sittingId: run.sittingId, runId, activity: run.activity });
    uow.hint(topicOf.sitting(run.sittingId));
    return ok({});
  });
};

/**
 * A text that somebody has marked is never exchanged under the mark: it is kept as it was marked, and the new one is judged
 * again. Answers the text as it was marked; null where nobody has.
 */
async function freeToCount(
  uow: UnitOfWork,
  run: { readonly id: string; readonly sittingId: string; readonly activity: string },
): Promise<Result<string | null, Refusal>> {
  if (run.activity === "WRITING") {
    const taken = await takeTextBackStep(uow, run.sittingId);
    if (!taken.ok) return taken;
    const way = await lateTextWayStep(uow, run.sittingId, taken.value.isMarked);
    if (way === "TEXT_MARKED") return err("TEXT_ALREADY_MARKED");
    if (way === "RESULT_SENT") return err("RESULT_ALREADY_SENT");
    if (way === "REVIEW") return ok(await textOf(uow, run.id));
  }
  const changed = await answersChangedStep(uow, run.sittingId);
  return changed.ok ? ok(null) : changed;
}

async function textOf(uow: UnitOfWork, runId: string): Promise<string> {
  const text = (await answersOfRun(uow.tx, runId)).find(({ key }) => key === textKey)?.value;
  return typeof text === "string" ? text : "";
}

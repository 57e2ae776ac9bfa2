import { err, ok } from "#shared/kernel/result.ts";
import { periodOf } from "#shared/domain/equity/period.ts";
import { asksForAnswer } from "#shared/domain/equity/standing.ts";
import { statisticsOf } from "#shared/equity/mode-report.ts";
import type { answerFinding as contract } from "#shared/protocol/equity.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { reportOf } from "./read-report.ts";
import { addAnswer } from "./store.ts";

/** What was decided is kept with the statistic as it was: a later result that changes it changes no decision. */
export const answerFinding: RouteHandler<typeof contract> = async (deps, actor, { body }) => {
  const { from, to, statisticId, remedy, words } = body;
  if (words === "") return err("REASON_REQUIRED");
  const report = await reportOf(deps.db, periodOf({ from, to }));
  const statistic = statisticsOf(report).find(({ id }) => id === statisticId);
  if (!statistic) return err("NOT_FOUND");
  if (!asksForAnswer(statistic.standing)) return err("NOT_ALLOWED_NOW");
  return commit(deps, async (uow) => {
    const { id } = await addAnswer(uow.tx, {
      statisticId,
      periodFrom: new Date(from),
      periodTo: new Date(to),
      remedy,
      words,
      seen: statistic,
      authorId: actor.accountId,
      answeredAt: uow.now,
    });
    uow.audit({
      actorId: actor.accountId,
      type: "equityFinding.answered",
      subjectType: "equityAnswer",
      subjectId: id,
      data: { statisticId, from, to, standing: statistic.standing, remedy, words },
    });
    return ok({ answerId: id });
  });
};

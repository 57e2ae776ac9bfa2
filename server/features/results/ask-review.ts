import { err, ok } from "#shared/kernel/result.ts";
import { oralActivities, type OralActivity } from "#shared/domain/marking/units.ts";
import { resultMachine, type ResultEvent, type ResultState } from "#shared/domain/results/result-machine.ts";
import { offeredReviews, reviewAnswerDays, reviewEndsAt, type Reviewable } from "#shared/domain/results/review.ts";
import { dueAt } from "#shared/domain/marking/deadlines.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { askReview as contract } from "#shared/protocol/results.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, transition } from "../../platform/unit-of-work.ts";
import { rulesOfVersion } from "../policies/queries.ts";
import { hasRecording } from "../rooms/queries.ts";
import { lateReview, requestedReview, sentResult } from "./queries.ts";
import { addReviewRequest, lockResult, startReview } from "./store.ts";

/** What this person may have judged again now; empty when nothing, or when they have asked already. */
export async function offeredTo(db: Db | Tx, sittingId: string, now: Date): Promise<Reviewable[]> {
  const sent = await sentResult(db, sittingId);
  if (!sent || now > reviewEndsAt(sent.sentAt) || (await requestedReview(db, sittingId))) return [];
  const { state } = await db.result.findUniqueOrThrow({ where: { sittingId }, select: { state: true } });
  if (state !== "RESULT_SENT") return [];
  const recorded = new Set<OralActivity>();
  for (const activity of oralActivities) if (await hasRecording(db, sittingId, activity)) recorded.add(activity);
  const { outcome, report } = sent;
  const scores = report.competencies;
  const { cut } = await rulesOfVersion(db, sent.policyVersion);
  const offered = offeredReviews({ outcome, scores, cut, recorded });
  const again = (await lateReview(db, sittingId))?.competencies ?? [];
  return offered.filter((competency) => !again.includes(competency));
}

/** «Demander une révision»: two new markers judge again, and what was told stands until they have. */
export const askReview: RouteHandler<typeof contract> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const { sittingId } = params;
    const sitting = await uow.tx.sitting.findFirst({
      where: { id: sittingId, accountId: actor.accountId },
      select: { id: true },
    });
    if (!sitting || !(await sentResult(uow.tx, sittingId))) return err("NOT_FOUND");
    await lockResult(uow.tx, sittingId);
    const offered = await offeredTo(uow.tx, sittingId, uow.now);
    if (!body.competencies.every((competency) => offered.includes(competency))) return err("REVIEW_NOT_OFFERED");
    const { currentReportId } = await uow.tx.result.findUniqueOrThrow({
      where: { sittingId },
      select: { currentReportId: true },
    });
    if (!currentReportId) throw new Error(`The result of ${sittingId} was sent without a report.`);
    const moved = await transition<ResultState, ResultEvent>(uow, {
      machine: resultMachine,
      subjectType: "result",
      subjectId: sittingId,
      from: "RESULT_SENT",
      event: "askReview",
      actorId: actor.accountId,
      data: { reportId: currentReportId, competencies: body.competencies },
      update: (from, to) => startReview(uow.tx, sittingId, from, to),
    });
    if (!moved.ok) return err("STATE_CHANGED");
    await addReviewRequest(uow.tx, {
      sittingId,
      reportId: currentReportId,
      competencies: [...body.competencies],
      reason: body.reason,
      requestedAt: uow.now,
      dueAt: dueAt(uow.now, reviewAnswerDays),
    });
    uow.outbox("marks.needed", { sittingId });
    uow.outbox("review.asked", { sittingId });
    uow.hint(topicOf.sitting(sittingId));
    return ok({});
  });

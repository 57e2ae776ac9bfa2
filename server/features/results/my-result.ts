import { err, ok } from "#shared/kernel/result.ts";
import { formContent } from "#shared/domain/forms/form-content.ts";
import { levelOf } from "#shared/domain/results/level.ts";
import { oralActivities, oralActivityOf } from "#shared/domain/marking/units.ts";
import { reviewEndsAt, unitsOfCompetency, type Reviewable } from "#shared/domain/results/review.ts";
import { scoringInput } from "#shared/scoring/input.ts";
import { creditsIn } from "#shared/domain/results/stored-combination.ts";
import type { CandidateResultView, myResult as contract } from "#shared/protocol/results.ts";
import type { Db } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { rulesOfVersion } from "../policies/queries.ts";
import { offeredTo } from "./ask-review.ts";
import { creditsOf } from "./attempts.ts";
import { lateReview, requestedReview, sentResult, type SentResult } from "./queries.ts";

/** One's own result in the words of the grid. Before it was sent there is nothing to see, and nothing says so. */
export const myResult: RouteHandler<typeof contract> = async ({ db, clock, config }, actor, { params }) => {
  const sitting = await db.sitting.findFirst({
    where: { id: params.sittingId, accountId: actor.accountId },
    select: {
      writingTool: true,
      session: { select: { startsAt: true, timeZone: true } },
      form: { select: { content: true } },
      registration: {
        select: { givenName: true, familyName: true, bodyId: true },
      },
      attestations: { where: { state: "ISSUED" }, select: { id: true, number: true } },
    },
  });
  const sent = sitting && (await sentResult(db, params.sittingId));
  if (!sent || sent.outcome === "PENDING") return err("NOT_FOUND");
  const rules = await rulesOfVersion(db, sent.policyVersion);
  const shown = (score: number | null) => {
    if (score === null) return null;
    const level = levelOf(score, rules);
    return { score, level, words: rules.rubric.levels[level] };
  };
  const { CE, CO, EE, EO } = sent.report.competencies;
  const [attestation] = sitting.attestations;
  return ok({
    sittingId: params.sittingId,
    sentAt: sent.sentAt.toISOString(),
    outcome: sent.outcome,
    competencies: { CE: shown(CE), CO: shown(CO), EE: shown(EE), EO: shown(EO) },
    credits: creditsIn(sent.combined),
    standing:
      sent.outcome === "PASS"
        ? []
        : await creditsOf(db, { accountId: actor.accountId, bodyId: sitting.registration.bodyId }, clock.now()),
    cut: rules.cut,
    policyVersion: sent.policyVersion,
    name: `${sitting.registration.givenName} ${sitting.registration.familyName}`,
    satAt: sitting.session.startsAt.toISOString(),
    timeZone: sitting.session.timeZone,
    professionName: formContent.parse(sitting.form.content).profession,
    contact: config.officeContact,
    wasTyped: sitting.writingTool === "KEYBOARD",
    attestation: attestation ? { attestationId: attestation.id, number: attestation.number } : null,
    review: await reviewView(db, params.sittingId, sent, clock.now()),
  });
};

async function reviewView(
  db: Db,
  sittingId: string,
  sent: SentResult,
  now: Date,
): Promise<CandidateResultView["review"]> {
  const request = await requestedReview(db, sittingId);
  const { sentReport } = await db.result.findUniqueOrThrow({
    where: { sittingId },
    select: { sentReport: { select: { input: true } } },
  });
  // The marks of a review are in the input of the report that it gave, and in no earlier one.
  const again = sentReport ? scoringInput.parse(sentReport.input).review : undefined;
  const outcomeOf = (competencies: readonly Reviewable[]): "KEPT" | "RAISED" | null => {
    if (!competencies.every((competency) => again?.[competency] !== undefined)) return null;
    const { flags } = sent.report;
    return competencies.some((competency) => flags.includes(`RAISED_ON_REVIEW:${competency}`)) ? "RAISED" : "KEPT";
  };
  /** A unit that has no marks in it was heard by nobody. */
  const askedOutcome = (competencies: readonly Reviewable[]): Pick<NonNullable<CandidateResultView["review"]["asked"]>, "outcome" | "notHeard"> => {
    const outcome = outcomeOf(competencies);
    const units = competencies.flatMap(unitsOfCompetency);
    const judged = new Set(competencies.flatMap((competency) => Object.keys(again?.[competency] ?? {})));
    if (outcome === null) return { outcome, notHeard: [] };
    const notHeard = oralActivities.filter((activity) => units.some((unit) => oralActivityOf(unit) === activity && !judged.has(unit)));
    return { outcome: judged.size === 0 ? "NOT_HEARD" : outcome, notHeard };
  };
  const late = await lateReview(db, sittingId);
  return {
    offered: await offeredTo(db, sittingId, now),
    endsAt: reviewEndsAt(sent.sentAt).toISOString(),
    asked: request && {
      competencies: [...request.competencies],
      requestedAt: request.requestedAt.toISOString(),
      dueAt: request.dueAt.toISOString(),
      ...askedOutcome(request.competencies),
    },
    late: late && {
      openedAt: late.requestedAt.toISOString(),
      dueAt: late.dueAt.toISOString(),
      outcome: outcomeOf(late.competencies),
    },
  };
}

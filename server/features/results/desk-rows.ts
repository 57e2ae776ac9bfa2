import { formatDate } from "#shared/i18n/dates.ts";
import { ageInDays, dueAt, legalDays, officeDay } from "#shared/domain/marking/deadlines.ts";
import { reviewable, reviewAnswerDays, unitsOfCompetency } from "#shared/domain/results/review.ts";
import { creditsIn, storedCombination } from "#shared/domain/results/stored-combination.ts";
import { storedReport } from "#shared/domain/results/stored-report.ts";
import { unusualIn } from "#shared/domain/results/unusual.ts";
import { oralActivityOf } from "#shared/domain/marking/units.ts";
import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import { waitOf, type OralWay } from "#shared/domain/results/waiting.ts";
import type { ResultRow } from "#shared/protocol/results.ts";
import { numbersOf } from "#shared/domain/policies/stored-rules.ts";
import type { Report } from "#shared/scoring/types.ts";
import { holdsResult, incidentCodes } from "#shared/domain/incidents/incident-rules.ts";
import type { Prisma } from "../../platform/db.ts";

/** What the confirmation desk reads of a result. The mode and the writing tool are not selected. */
export const deskSelect = {
  sittingId: true,
  state: true,
  sentAt: true,
  isReadingChecked: true,
  currentReport: {
    select: { id: true, report: true, inputHash: true, policyVersion: true, policy: { select: { policy: true } } },
  },
  currentCombination: { select: { id: true, combined: true } },
  sitting: {
    select: {
      formId: true,
      registration: { select: { givenName: true, familyName: true, body: { select: { name: true } } } },
      session: { select: { startsAt: true, timeZone: true, advisers: { select: { accountId: true } } } },
      reviewRequest: { select: { competencies: true, requestedAt: true, dueAt: true } },
      lateReview: { select: { openedAt: true, dueAt: true } },
      unusableRecordings: { select: { activity: true } },
      runs: { select: { activity: true, state: true, seal: { select: { runId: true } } } },
      incidents: { select: { id: true, code: true, severity: true, state: true } },
      // Of a reference text, what markers give to it as an anchor is no mark of this result.
      marks: { where: { supersedesId: { not: null }, round: { not: "ANCHOR" } }, take: 1, select: { id: true } },
      markingTasks: { where: { state: { not: "WITHDRAWN" } }, select: { unit: true, state: true, round: true, raterId: true } },
    },
  },
} as const satisfies Prisma.ResultSelect;

export type DeskResult = Prisma.ResultGetPayload<{ select: typeof deskSelect }>;

export function waitFacts({ sitting }: DeskResult, late: readonly Activity[]) {
  const writing = sitting.runs.find(({ activity }) => activity === "WRITING");
  const reading = sitting.runs.find(({ activity }) => activity === "READING");
  return {
    isTextReady: writing?.state === "COMPLETED" && writing.seal !== null,
    isTextUndecided: late.includes("WRITING"),
    isReadingReady: reading?.state === "COMPLETED" && reading.seal !== null,
    tasks: sitting.markingTasks
      .filter(({ round }) => round === "ORIGINAL")
      .map(({ unit, state, raterId }) => ({ unit, state, isHeard: sitting.session.advisers.every(({ accountId }) => accountId !== raterId) })),
  };
}

/** A review that waits for two markers of each unit has not found them all. */
function lacksReviewer({ state, sitting: { reviewRequest, lateReview, unusableRecordings, markingTasks } }: DeskResult): boolean {
  const isOpen = state === "UNDER_REVIEW" || (lateReview !== null && (state === "MARKING" || state === "ON_HOLD"));
  if (!isOpen) return false;
  const units = reviewable
    .filter((one) => reviewRequest?.competencies.includes(one) || (lateReview !== null && one === "EE"))
    .flatMap(unitsOfCompetency)
    // Nobody is asked to hear what cannot be heard.
    .filter((unit) => unusableRecordings.every(({ activity }) => oralActivityOf(unit) !== activity));
  return units.some((unit) => markingTasks.filter((task) => task.round === "REVIEW" && task.unit === unit).length < 2);
}

/** By when the person has an answer: a review that is opened after the result was sent has days of its own. */
function answerDue({ sentAt, sitting: { session, reviewRequest, lateReview } }: DeskResult, now: Date) {
  const opened = reviewRequest ? { from: reviewRequest.requestedAt, by: reviewRequest.dueAt } : lateReview && { from: lateReview.openedAt, by: lateReview.dueAt };
  const review = opened && sentAt && sentAt <= opened.from ? { ...opened, dueDays: reviewAnswerDays } : null;
  const { from, by, dueDays } = review ?? { from: session.startsAt, by: dueAt(session.startsAt, legalDays), dueDays: legalDays };
  return { isAwaited: sentAt === null || review !== null, ageDays: ageInDays(from, now), dueDays, sendBy: officeDay(by) };
}

/** Those that keep the result back. */
export const openIncidents = ({ sitting }: DeskResult) =>
  sitting.incidents.filter(holdsResult).flatMap(({ id, code, severity }) => {
    const known = incidentCodes.find((one) => one === code);
    return known ? [{ incidentId: id, code: known, severity }] : [];
  });

export interface DeskFacts {
  readonly oralWays: ReadonlyMap<string, OralWay>;
  /** Activities of which something arrived late that nobody has decided on. */
  readonly late: readonly Activity[];
  /** Whoever judged an open answer of this person judged it again. */
  readonly hasCorrectedAnswers: boolean;
  /** One of the directorate proposes that the exam counts as nothing. */
  readonly isAnnulmentProposed: boolean;
}

/** A row of the desk; null while no report has been computed. */
export function deskRow(
  result: DeskResult,
  now: Date,
  { oralWays, late, hasCorrectedAnswers, isAnnulmentProposed }: DeskFacts,
): { row: ResultRow; report: Report } | null {
  if (!result.currentReport) return null;
  const { registration, session } = result.sitting;
  const report = storedReport.parse(result.currentReport.report);
  const combination = result.currentCombination && storedCombination.parse(result.currentCombination.combined);
  const { cut, sem } = numbersOf(result.currentReport.policy.policy);
  const { isAwaited, sendBy, ...days } = answerDue(result, now);
  const waits = report.needs.map((need) => waitOf(need, { ...waitFacts(result, late), oralWays }));
  const isOpen = result.state !== "RESULT_SENT" && result.state !== "ANNULLED";
  const isJudgedAgain = result.sitting.reviewRequest !== null || result.sitting.lateReview !== null;
  const row: ResultRow = {
    sittingId: result.sittingId,
    candidateName: `${registration.givenName} ${registration.familyName}`,
    bodyName: registration.body.name,
    sessionDay: formatDate("fr", session.startsAt, session.timeZone, "short"),
    ...days,
    sendBy,
    state: result.state,
    reportId: result.currentReport.id,
    outcome: combination?.outcome ?? report.outcome,
    combined:
      result.currentCombination && combination
        ? {
            combinationId: result.currentCombination.id,
            ownOutcome: report.outcome,
            credits: creditsIn(combination),
          }
        : null,
    scores: report.competencies,
    cut,
    unusual: unusualIn(
      report,
      { cut, sem },
      {
        ...days,
        isAwaited: isOpen && isAwaited,
        lacksRater: waits.includes("NO_RATER") || lacksReviewer(result),
        hasLateAnswers: isOpen && late.length > 0,
        isAnnulmentProposed,
        isStuck: isOpen && waits.includes("NOBODY_LEFT"),
        hasIncident: openIncidents(result).length > 0,
        isRevised: result.sentAt !== null && result.state !== "RESULT_SENT" && !isJudgedAgain,
        hasCredits: creditsIn(combination).length > 0,
        isCorrected: result.sitting.marks.length > 0 || hasCorrectedAnswers,
        isReview: isJudgedAgain && result.state !== "RESULT_SENT",
      },
    ),
  };
  return { row, report };
}

import { countingRounds } from "#shared/domain/marking/rounds.ts";
import { isReviewed } from "#shared/domain/results/scoring-facts.ts";
import { lateTextWay, reviewable, type LateTextWay, type Reviewable, type ReviewCause } from "#shared/domain/results/review.ts";
import type { ResultState } from "#shared/domain/results/result-machine.ts";
import { storedReport } from "#shared/domain/results/stored-report.ts";
import { storedCombination, toldOutcome } from "#shared/domain/results/stored-combination.ts";
import type { CombinedResult } from "#shared/scoring/combine-attempts.ts";
import type { Need, Outcome, Report } from "#shared/scoring/types.ts";
import type { Db, Prisma, Tx } from "../../platform/db.ts";
import { countedMarks } from "../marking/queries.ts";
import { unusableRecordings } from "../rooms/queries.ts";
import { oralWays } from "./oral-ways.ts";

/** Reads of results, for other features. */

export { creditsOf } from "./attempts.ts";
export { reportsOfForm } from "./form-reports.ts";
export { resultStandings } from "./told-marks.ts";

/** By sitting, what the current report still asks for; nothing while there is no report. */
export async function needsOf(db: Db | Tx, sittingIds: readonly string[]): Promise<Map<string, readonly Need[]>> {
  const results = await db.result.findMany({
    where: { sittingId: { in: [...sittingIds] }, currentReportId: { not: null } },
    select: { sittingId: true, currentReport: { select: { report: true } } },
  });
  return new Map(
    results.map(({ sittingId, currentReport }) => [
      sittingId,
      currentReport ? storedReport.parse(currentReport.report).needs : [],
    ]),
  );
}

export const currentNeeds = async (db: Db | Tx, sittingId: string): Promise<readonly Need[]> =>
  (await needsOf(db, [sittingId])).get(sittingId) ?? [];

/** Of these sittings, those whose result no date can be given for: a mark is missing that nobody can give any more. */
export async function sittingsWithoutWay(db: Db | Tx, sittingIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.result.findMany({
    where: { sittingId: { in: [...sittingIds] }, state: { in: ["MARKING", "ON_HOLD"] } },
    select: { sittingId: true, currentReport: { select: { report: true } } },
  });
  const stuck = new Set<string>();
  for (const { sittingId, currentReport } of rows) {
    if (!currentReport) continue;
    const { needs } = storedReport.parse(currentReport.report);
    const asked = await db.markingTask.findMany({ where: { sittingId, round: { in: [...countingRounds] }, state: { in: ["ALLOTTED", "REFERRED"] } }, select: { unit: true } });
    const ways = await oralWays(db, sittingId, needs);
    if ([...ways].some(([unit, way]) => way === "NOBODY" && !asked.some((task) => task.unit === unit)))
      stuck.add(sittingId);
  }
  return stuck;
}

/** The person was told a result, or that there is none: an incident comes too late to change it. */
export async function isResultTold(db: Db | Tx, sittingId: string): Promise<boolean> {
  const result = await db.result.findUnique({ where: { sittingId }, select: { state: true, sentAt: true } });
  return result !== null && (result.sentAt !== null || result.state === "ANNULLED");
}

interface Review {
  readonly competencies: readonly Reviewable[];
  readonly cause: ReviewCause;
  readonly reason: string;
  readonly requestedAt: Date;
  readonly dueAt: Date;
}

/** By sitting, what new markers have to judge; nothing where there is none, or once a person has confirmed it. */
export async function openReviews(
  db: Db | Tx,
  sittingIds: readonly string[],
): Promise<Map<string, Pick<Review, "competencies" | "requestedAt">>> {
  const requests = await requestedReviews(db, sittingIds, { result: { state: "UNDER_REVIEW" } });
  const late = await lateReviews(db, sittingIds, { result: { state: { notIn: ["RESULT_SENT", "ANNULLED"] } } });
  return new Map(
    [...new Set([...requests.keys(), ...late.keys()])].map((sittingId) => {
      const both = [requests.get(sittingId), late.get(sittingId)].filter((one) => one !== undefined);
      const requestedAt = both[0]?.requestedAt ?? new Date(0);
      return [sittingId, { competencies: both.flatMap(({ competencies }) => competencies), requestedAt }];
    }),
  );
}

export const openReview = async (db: Db | Tx, sittingId: string) =>
  (await openReviews(db, [sittingId])).get(sittingId) ?? null;

/** By sitting, what a person asked to have judged again, open or decided. */
async function requestedReviews(
  db: Db | Tx,
  sittingIds: readonly string[],
  sitting: Prisma.SittingWhereInput = {},
): Promise<Map<string, Review>> {
  const requests = await db.reviewRequest.findMany({
    where: { sittingId: { in: [...sittingIds] }, sitting },
    select: { sittingId: true, competencies: true, reason: true, requestedAt: true, dueAt: true },
  });
  return new Map(
    requests.map(({ sittingId, competencies, ...request }) => [
      sittingId,
      { ...request, cause: "PERSON", competencies: reviewable.filter((one) => competencies.includes(one)) },
    ]),
  );
}

export const requestedReview = async (db: Db | Tx, sittingId: string) =>
  (await requestedReviews(db, [sittingId])).get(sittingId) ?? null;

/** By sitting, the text that is judged again because words that came late count, and why they do. */
async function lateReviews(
  db: Db | Tx,
  sittingIds: readonly string[],
  sitting: Prisma.SittingWhereInput = {},
): Promise<Map<string, Review>> {
  const rows = await db.lateReview.findMany({
    where: { sittingId: { in: [...sittingIds] }, sitting },
    select: { sittingId: true, openedAt: true, dueAt: true, decision: { select: { reason: true } } },
  });
  return new Map(
    rows.map(({ sittingId, openedAt, dueAt, decision: { reason } }) => [
      sittingId,
      { competencies: ["EE"], cause: "LATE_TEXT", reason, requestedAt: openedAt, dueAt },
    ]),
  );
}

export const lateReview = async (db: Db | Tx, sittingId: string) =>
  (await lateReviews(db, [sittingId])).get(sittingId) ?? null;

/** By sitting, everything that was ever to be judged again, whoever asked. */
export async function allReviews(db: Db | Tx, sittingIds: readonly string[]): Promise<Map<string, readonly Review[]>> {
  const reviews = new Map<string, readonly Review[]>();
  for (const found of [await lateReviews(db, sittingIds), await requestedReviews(db, sittingIds)])
    for (const [sittingId, review] of found) reviews.set(sittingId, [...(reviews.get(sittingId) ?? []), review]);
  return reviews;
}

/** A result of which a review lacks a mark is not decided, whatever its report says. */
export async function isReviewOpen(db: Db | Tx, sittingId: string): Promise<boolean> {
  const reviews = (await allReviews(db, [sittingId])).get(sittingId) ?? [];
  if (reviews.length === 0) return false;
  const marks = (await countedMarks(db, [sittingId])).get(sittingId)?.filter(({ round }) => round === "REVIEW") ?? [];
  const unusable = (await unusableRecordings(db, [sittingId])).get(sittingId) ?? [];
  return !reviews.every(({ competencies }) => isReviewed({ competencies, marks, unusable }));
}

/** The text that the first round is on, where it is not the one that counts now. */
export async function formerText(db: Db | Tx, sittingId: string): Promise<string | null> {
  const review = await db.lateReview.findUnique({ where: { sittingId }, select: { markedText: true } });
  return review?.markedText ?? null;
}

/** What becomes of the text of this sitting, should words that came late count. */
export async function lateTextWayOf(db: Db | Tx, sittingId: string, isMarked: boolean): Promise<LateTextWay> {
  const result = await db.result.findUnique({
    where: { sittingId },
    select: {
      state: true,
      sentAt: true,
      sentReport: { select: { report: true } },
      sentCombination: { select: { combined: true } },
    },
  });
  const request = await requestedReview(db, sittingId);
  const isJudgedAgain = (await lateReview(db, sittingId)) !== null || (request?.competencies.includes("EE") ?? false);
  if (result?.state === "ANNULLED") return "RESULT_SENT";
  const told = result?.sentAt && result.sentReport ? toldOutcome(result.sentReport, result.sentCombination) : null;
  return lateTextWay({ isMarked, isJudgedAgain, told });
}

export interface WantedMarks {
  readonly sittingId: string;
  readonly isText: boolean;
  readonly isOral: boolean;
}

/** Sittings whose report or review asks for a mark of a text or of an oral activity, held ones included. */
export async function sittingsWantingMarks(db: Db | Tx): Promise<WantedMarks[]> {
  const rows = await db.result.findMany({
    where: { state: { notIn: ["RESULT_SENT", "ANNULLED"] } },
    orderBy: { sittingId: "asc" },
    select: {
      sittingId: true,
      state: true,
      currentReport: { select: { report: true } },
      sitting: { select: { lateReview: { select: { sittingId: true } } } },
    },
  });
  return rows
    .map(({ sittingId, state, currentReport, sitting }) => {
      const units = currentReport ? storedReport.parse(currentReport.report).needs.map(({ unit }) => unit) : [];
      const isReview = state === "UNDER_REVIEW";
      return {
        sittingId,
        isText: isReview || sitting.lateReview !== null || units.includes("writing.EE"),
        isOral: isReview || units.some((unit) => unit !== "writing.EE" && unit !== "reading.CE"),
      };
    })
    .filter(({ isText, isOral }) => isText || isOral);
}

/** Where the results of these sittings stand; nothing for those that have none yet. */
export async function resultStates(
  db: Db | Tx,
  sittingIds: readonly string[],
): Promise<ReadonlyMap<string, ResultState>> {
  const rows = await db.result.findMany({
    where: { sittingId: { in: [...sittingIds] } },
    select: { sittingId: true, state: true },
  });
  return new Map(rows.map(({ sittingId, state }) => [sittingId, state]));
}

export interface SentResult {
  readonly report: Report;
  /** What the person was told: of the report, unless earlier exams count. */
  readonly outcome: Outcome;
  readonly combined: CombinedResult | null;
  readonly policyVersion: number;
  readonly sentAt: Date;
}

/** What a person confirmed last; null before, for everybody. A better report that waits changes nothing yet. */
export async function sentResult(db: Db | Tx, sittingId: string): Promise<SentResult | null> {
  const result = await db.result.findUnique({
    where: { sittingId },
    select: {
      state: true,
      sentAt: true,
      sentReport: { select: { report: true, policyVersion: true } },
      sentCombination: { select: { combined: true } },
    },
  });
  if (!result || result.state === "ANNULLED" || !result.sentAt || !result.sentReport) return null;
  const { sentReport, sentCombination, sentAt } = result;
  return {
    report: storedReport.parse(sentReport.report),
    outcome: toldOutcome(sentReport, sentCombination),
    combined: sentCombination && storedCombination.parse(sentCombination.combined),
    policyVersion: sentReport.policyVersion,
    sentAt,
  };
}

/** What an order may know. An exam that is to be sat again in part has no outcome yet, so the order is told nothing. */
export interface BodyOutcome {
  readonly registrationId: string;
  readonly outcome: "PASS" | "FAIL" | "NOT_COMPLETED";
  /** The first time: that a review was asked for and kept it is not for the order to know. */
  readonly sentAt: Date;
  /** The attestation that is valid now, for downloading. */
  readonly attestationId: string | null;
  readonly attestationNumber: string | null;
}

/** Outcomes, and never a mark, of these registrations, the newest last: for the list that an order sees. */
export async function outcomeForBody(db: Db | Tx, registrationIds: readonly string[]): Promise<BodyOutcome[]> {
  const sittings = await db.sitting.findMany({
    where: {
      registrationId: { in: [...registrationIds] },
      result: { state: { not: "ANNULLED" }, sentReportId: { not: null } },
    },
    orderBy: { result: { outcomeSentAt: "asc" } },
    select: {
      registrationId: true,
      result: {
        select: {
          outcomeSentAt: true,
          sentReport: { select: { report: true } },
          sentCombination: { select: { combined: true } },
        },
      },
      attestations: { where: { state: "ISSUED" }, select: { id: true, number: true } },
    },
  });
  return sittings.flatMap(({ registrationId, result, attestations }) => {
    if (!result?.outcomeSentAt || !result.sentReport) return [];
    const outcome = toldOutcome(result.sentReport, result.sentCombination);
    if (outcome === "PENDING" || outcome === "ON_HOLD") return [];
    const [attestation] = attestations;
    return [
      {
        registrationId,
        outcome,
        sentAt: result.outcomeSentAt,
        attestationId: attestation?.id ?? null,
        attestationNumber: attestation?.number ?? null,
      },
    ];
  });
}

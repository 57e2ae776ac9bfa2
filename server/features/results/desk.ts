import { err, ok } from "#shared/kernel/result.ts";
import { roundHalfUp, toNumber } from "#shared/kernel/rational.ts";
import { languageOf } from "#shared/domain/forms/language.ts";
import { unitIds, type UnitId } from "#shared/domain/marking/units.ts";
import { decisionKind } from "#shared/domain/results/decision-kind.ts";
import { notHeardAgain } from "#shared/domain/results/scoring-facts.ts";
import { storedReport } from "#shared/domain/results/stored-report.ts";
import { waitOf, type OralWay } from "#shared/domain/results/waiting.ts";
import type { ResultState } from "#shared/domain/results/result-machine.ts";
import type * as contract from "#shared/protocol/results.ts";
import type { ResultDetail, ResultRow } from "#shared/protocol/results.ts";
import { numbersOf, scoringPolicyOf } from "#shared/domain/policies/stored-rules.ts";
import { readMark } from "#shared/scoring/mark.ts";
import { weightsOf, type Weights } from "#shared/scoring/policy.ts";
import { reviewScore } from "#shared/scoring/review.ts";
import type { Need } from "#shared/scoring/types.ts";
import type { Db } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { gateWithoutNames } from "../discussion/queries.ts";
import { undecidedLate } from "../late-answers/queries.ts";
import { contentOfForm } from "../reading/queries.ts";
import { formerMarks, owesOralMark, sittingsOfCorrectedAnswers, standingMarks, type FormerMark, type StandingMark } from "../marking/queries.ts";
import { unusableRecordings } from "../rooms/queries.ts";
import { annulmentView, proposedAnnulments } from "./annul-result.ts";
import { deskRow, deskSelect, openIncidents, waitFacts, type DeskResult } from "./desk-rows.ts";
import { freeAdvisers, oralWays } from "./oral-ways.ts";
import { allReviews } from "./queries.ts";
import { correctedAnswers, readingReview } from "./reading-review.ts";

/** What waits for a person comes first, then what is held, then what is still being marked; the oldest first. */
const order: readonly ResultState[] = [
  "PENDING_APPROVAL",
  "ON_HOLD",
  "UNDER_REVIEW",
  "MARKING",
  "RESULT_SENT",
  "ANNULLED",
];
const closedStates: ResultState[] = ["RESULT_SENT", "ANNULLED"];
/** Of closed results, more than a season of sittings; older ones are found by their file. What is open is always listed. */
const closedLength = 500;

export const resultList: RouteHandler<typeof contract.resultList> = async ({ db, clock }) => {
  const newestFirst = { sitting: { session: { startsAt: "desc" } } } as const;
  const open = await db.result.findMany({ select: deskSelect, where: { state: { notIn: closedStates } }, orderBy: newestFirst });
  const closed = await db.result.findMany({
    select: deskSelect,
    where: { state: { in: closedStates } },
    orderBy: newestFirst,
    take: closedLength,
  });
  return ok({ results: await deskRows(db, [...open, ...closed], clock.now()) });
};

/** Those of which a report was computed, in the order of the desk. */
export async function deskRows(db: Db, results: readonly DeskResult[], now: Date): Promise<ResultRow[]> {
  const ids = (some: readonly DeskResult[]): string[] => some.map(({ sittingId }) => sittingId);
  const late = await undecidedLate(
    db,
    ids(results.filter(({ state }) => !closedStates.includes(state))),
  );
  const corrected = await sittingsOfCorrectedAnswers(db, ids(results));
  const proposals = await proposedAnnulments(db);
  const rows: ResultRow[] = [];
  for (const result of results) {
    const { sittingId } = result;
    const desk = deskRow(result, now, {
      oralWays: await waysOf(db, result),
      late: late.get(sittingId) ?? [],
      hasCorrectedAnswers: corrected.has(sittingId),
      isAnnulmentProposed: proposals.has(sittingId),
    });
    if (desk) rows.push(desk.row);
  }
  const isStuck = ({ unusual }: ResultRow): number =>
    Number(unusual.includes("DECISION_NEEDED") || unusual.includes("ANNULMENT_PROPOSED"));
  return rows.toSorted(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || isStuck(b) - isStuck(a) || b.ageDays - a.ageDays,
  );
}

/** Asked only for what is still open and lacks an oral mark: few of them. */
async function waysOf(db: Db, { sittingId, state, currentReport }: DeskResult): Promise<ReadonlyMap<string, OralWay>> {
  if (state === "RESULT_SENT" || state === "UNDER_REVIEW" || state === "ANNULLED" || !currentReport) return new Map();
  return oralWays(db, sittingId, storedReport.parse(currentReport.report).needs);
}

export const resultOf: RouteHandler<typeof contract.resultOf> = async ({ db, clock }, { accountId }, { params }) => {
  const result = await db.result.findUnique({ where: { sittingId: params.sittingId }, select: deskSelect });
  const ways = result ? await waysOf(db, result) : new Map<string, OralWay>();
  const late = (await undecidedLate(db, [params.sittingId])).get(params.sittingId) ?? [];
  const hasCorrectedAnswers = (await sittingsOfCorrectedAnswers(db, [params.sittingId])).has(params.sittingId);
  const proposal = (await proposedAnnulments(db, params.sittingId)).get(params.sittingId);
  const facts = { oralWays: ways, late, hasCorrectedAnswers, isAnnulmentProposed: proposal !== undefined };
  const desk = result && deskRow(result, clock.now(), facts);
  if (!result?.currentReport || !desk) return err("NOT_FOUND");
  if (await owesOralMark(db, { sittingId: params.sittingId, adviserId: accountId })) return err("OWN_MARK_DUE");
  const marks = await standingMarks(db, params.sittingId);
  const reviewMarks = await standingMarks(db, params.sittingId, "REVIEW");
  const former = await formerMarks(db, [params.sittingId]);
  const reviews = (await allReviews(db, [params.sittingId])).get(params.sittingId) ?? [];
  const unusable = (await unusableRecordings(db, [params.sittingId])).get(params.sittingId) ?? [];
  const { report } = desk;
  return ok({
    ...desk.row,
    language: languageOf(await contentOfForm(db, result.sitting.formId)),
    activities: result.sitting.runs.map(({ activity, state }) => ({ activity, state })),
    gate: isStoppedAtGate(result) ? await gateWithoutNames(db, params.sittingId) : null,
    units: unitViews({ marks, reviewMarks, former }, report.units, weightsOf(scoringPolicyOf(result.currentReport.policy.policy))),
    reviews: reviews.map(({ competencies, cause, reason, requestedAt, dueAt }) => ({
      competencies: [...competencies],
      cause,
      reason,
      requestedAt: requestedAt.toISOString(),
      dueAt: dueAt.toISOString(),
      notHeard: notHeardAgain({ competencies, marks: reviewMarks, unusable }),
    })),
    needs: report.needs.map((need) => ({
      unit: need.unit,
      why: need.why,
      waitsFor: waitOf(need, { ...waitFacts(result, late), oralWays: ways }),
    })),
    advisersToAsk: await advisersToAsk(db, params.sittingId, report.needs),
    reading: report.needs.some(({ unit, why }) => unit === "reading.CE" && why === "BORDERLINE")
      ? await readingReview(db, params.sittingId)
      : null,
    isReadingChecked: result.isReadingChecked,
    correctedAnswers: await correctedAnswers(db, params.sittingId),
    incidents: openIncidents(result),
    decisions: await decisionsOf(db, params.sittingId),
    annulment: await annulmentView(db, proposal, { sittingId: params.sittingId, readerId: accountId }),
    policyVersion: result.currentReport.policyVersion,
    ...gapsOf(result.currentReport.policy.policy),
    inputHash: result.currentReport.inputHash,
    sentAt: result.sentAt?.toISOString() ?? null,
  });
};

const isStoppedAtGate = ({ sitting }: DeskResult): boolean => sitting.runs.some(({ state }) => state === "GATE_STOPPED");

/** What of two marks asks for a third, by the report's own rules. */
function gapsOf(policy: unknown): Pick<ResultDetail, "scoreGap" | "bandGap"> {
  const { scoreGap, bandGap } = numbersOf(policy);
  return { scoreGap, bandGap };
}

/** Markers are numbered through the whole result, so that one who marked two units is recognised and not known. */
function unitViews(
  given: {
    readonly marks: readonly StandingMark[];
    readonly reviewMarks: readonly StandingMark[];
    readonly former: ReadonlyMap<string, readonly FormerMark[]>;
  },
  units: Record<string, { readonly score: number | null }>,
  weights: Weights,
): ResultDetail["units"] {
  const { marks, reviewMarks, former } = given;
  const scoreOf = (unit: UnitId, bands: readonly number[]): number =>
    toNumber(roundHalfUp(readMark(unit, { rater: "", bands }, weights).score));
  const viewOf = (unit: UnitId, mark: Omit<FormerMark, "id" | "reason">) => ({
    score: scoreOf(unit, mark.bands),
    bands: [...mark.bands],
    comments: mark.comments,
    criterionComments: [...mark.criterionComments],
    annotations: [...mark.annotations],
    moments: [...mark.moments],
    lockedAt: mark.lockedAt.toISOString(),
  });
  const markers = [...new Set([...marks, ...reviewMarks].map(({ raterId }) => raterId))];
  const shown = (some: readonly StandingMark[], unit: UnitId) =>
    some
      .filter((mark) => mark.unit === unit)
      .map((mark) => ({
        ordinal: mark.ordinal,
        marker: String(markers.indexOf(mark.raterId) + 1),
        ...viewOf(unit, mark),
        former: (former.get(mark.id) ?? []).map((before) => ({ ...viewOf(unit, before), reason: before.reason })),
      }));
  const reviewScoreOf = (unit: UnitId): number | null => {
    const again = reviewMarks
      .filter((mark) => mark.unit === unit)
      .map(({ raterId, bands }) => ({ rater: raterId, bands }));
    const score = reviewScore(unit, again, weights);
    return score && toNumber(roundHalfUp(score));
  };
  return unitIds.map((unit) => ({
    unit,
    score: units[unit]?.score ?? null,
    reviewScore: reviewScoreOf(unit),
    marks: shown(marks, unit),
    reviewMarks: shown(reviewMarks, unit),
  }));
}

/** For oral units that lack a third mark: advisers who were there and have not marked them. */
async function advisersToAsk(
  db: Db,
  sittingId: string,
  needs: readonly Need[],
): Promise<ResultDetail["advisersToAsk"]> {
  const free = await freeAdvisers(db, sittingId, needs);
  const people = await db.account.findMany({
    where: { id: { in: [...free.values()].flat() } },
    select: { id: true, givenName: true, familyName: true },
  });
  return [...free].flatMap(([unit, advisers]) =>
    people
      .filter(({ id }) => advisers.includes(id))
      .map(({ id, givenName, familyName }) => ({ unit, adviserId: id, name: `${givenName} ${familyName}` })),
  );
}

async function decisionsOf(db: Db, sittingId: string): Promise<ResultDetail["decisions"]> {
  const rows = await db.resultDecision.findMany({
    where: { report: { sittingId } },
    select: { kind: true, reason: true, createdAt: true, decider: { select: { givenName: true, familyName: true } } },
    orderBy: { createdAt: "asc" },
  });
  return rows.map(({ kind, reason, createdAt, decider }) => ({
    kind: decisionKind.parse(kind),
    reason,
    createdAt: createdAt.toISOString(),
    deciderName: `${decider.givenName} ${decider.familyName}`,
  }));
}

/** The very input of the report, for the score command: anybody entitled to it computes the result again by hand. */
export const scoringInputFile: RouteHandler<typeof contract.scoringInputFile> = async ({ db }, { accountId }, { params }) => {
  const result = await db.result.findUnique({
    where: { sittingId: params.sittingId },
    select: { currentReport: { select: { input: true, inputHash: true } } },
  });
  if (!result?.currentReport) return err("NOT_FOUND");
  if (await owesOralMark(db, { sittingId: params.sittingId, adviserId: accountId })) return err("OWN_MARK_DUE");
  const bytes = new TextEncoder().encode(`${JSON.stringify(result.currentReport.input, null, 2)}\n`);
  return ok({
    bytes,
    mime: "application/json",
    fileName: `evaluation-${result.currentReport.inputHash.slice(0, 12)}.json`,
  });
};

import { unitIds, type UnitId } from "#shared/domain/marking/units.ts";
import type { Period } from "#shared/domain/equity/period.ts";
import type { FormSpread, ItemCell } from "#shared/equity/item-comparison.ts";
import type { Count, MarkedUnit } from "#shared/equity/marking-comparison.ts";
import type { Mode, SentScores, Tool } from "#shared/equity/mode-comparison.ts";
import type { ModeFacts } from "#shared/equity/mode-report.ts";
import { toNumber } from "#shared/kernel/rational.ts";
import { scoringPolicyOf } from "#shared/domain/policies/stored-rules.ts";
import { populationVariance } from "#shared/equity/reliability.ts";
import { readMark } from "#shared/scoring/mark.ts";
import { DEFAULT_POLICY, weightsOf } from "#shared/scoring/policy.ts";
import { Prisma, type Db, type Tx } from "../../platform/db.ts";
import { policyVersions } from "../policies/queries.ts";

/**
 * What the comparison of modes is made of: a few statements for a whole period. It reads beside the scoring, which never
 * learns of a mode, and no row of it says whose.
 */
export async function modeFacts(db: Db | Tx, period: Period): Promise<ModeFacts> {
  const answers = await itemAnswers(db, period);
  return {
    scores: await sentScores(db, period),
    marks: await markedUnits(db, period),
    items: itemCells(answers),
    forms: formSpreads(answers),
    reviews: await decidedReviews(db, period),
    completion: await completedExams(db, period),
  };
}

const inPeriod = ({ since, until }: Period): Prisma.Sql =>
  Prisma.sql`NOT "Session"."isPractice" AND "Session"."startsAt" >= ${since} AND "Session"."startsAt" < ${until}`;

/** Results as people were told them; what was annulled counts for nothing. */
const sent = (period: Period): Prisma.Sql => Prisma.sql`
  sent AS (
    SELECT s.id, s."formId", s."sessionId", s."writingTool"::text AS tool, "Session"."deliveryMode"::text AS mode,
      rep."policyVersion", r.state, rep.input, rep.report
    FROM "Result" r
    JOIN "Report" rep ON rep.id = r."sentReportId"
    JOIN "Sitting" s ON s.id = r."sittingId"
    JOIN "Session" ON "Session".id = s."sessionId"
    WHERE r.state <> 'ANNULLED' AND r."sentAt" IS NOT NULL AND ${inPeriod(period)}
  )`;

async function sentScores(db: Db | Tx, period: Period): Promise<SentScores[]> {
  const rows = await db.$queryRaw<
    { mode: Mode; tool: Tool; ce: number | null; co: number | null; ee: number | null; eo: number | null; cut: number; outcome: string }[]
  >`
    WITH ${sent(period)}
    SELECT mode, tool, report->>'outcome' AS outcome,
      (report#>>'{competencies,CE}')::float8 AS ce, (report#>>'{competencies,CO}')::float8 AS co,
      (report#>>'{competencies,EE}')::float8 AS ee, (report#>>'{competencies,EO}')::float8 AS eo,
      coalesce((input#>>'{policy,cut}')::float8, ${DEFAULT_POLICY.cut}::float8) AS cut
    FROM sent ORDER BY id`;
  return rows.map(({ mode, tool, ce, co, ee, eo, cut, outcome }) => ({
    mode,
    tool,
    competencies: { CE: ce, CO: co, EE: ee, EO: eo },
    cut,
    outcome,
  }));
}

const isUnit = (unit: string): unit is UnitId => unitIds.some((one) => one === unit);

/**
 * First and second marks that stand, of the first round, and beside them what was given to a discussion that was heard again;
 * equal ones are one row. Who advises the session was there; who does not heard it. One pass over the marks: what joins them
 * to each other depends on what the planner knows of the tables, and costs seconds on a morning when it knows nothing.
 */
async function markedUnits(db: Db | Tx, period: Period): Promise<MarkedUnit[]> {
  const rows = await db.$queryRaw<
    { unit: string; mode: Mode; version: number; first: string; second: string; live1: boolean; live2: boolean; third: boolean; heard: string | null; times: number }[]
  >`
    WITH ${sent(period)}, standing AS (
      SELECT sent.mode, sent."policyVersion", m."sittingId", m.unit, array_to_string(m.bands, '') AS bands,
        CASE m.round WHEN 'SOUND' THEN 0 ELSE m.ordinal END AS place,
        EXISTS (SELECT 1 FROM "SessionAdviser" a WHERE a."sessionId" = sent."sessionId" AND a."accountId" = m."raterId") AS live
      FROM sent JOIN "Mark" m ON m."sittingId" = sent.id
      WHERE m.round IN ('ORIGINAL', 'SOUND') AND NOT EXISTS (SELECT 1 FROM "Mark" later WHERE later."supersedesId" = m.id)
    ), marked AS (
      SELECT unit, mode, "policyVersion" AS version,
        min(bands) FILTER (WHERE place = 1) AS first, min(bands) FILTER (WHERE place = 2) AS second,
        bool_or(live) FILTER (WHERE place = 1) AS live1, bool_or(live) FILTER (WHERE place = 2) AS live2,
        bool_or(place >= 3) AS third, min(bands) FILTER (WHERE place = 0) AS heard
      FROM standing
      GROUP BY "sittingId", unit, mode, "policyVersion"
      HAVING bool_or(place = 1) AND bool_or(place = 2)
    )
    SELECT *, count(*)::int AS times FROM marked
    GROUP BY unit, mode, version, first, second, live1, live2, third, heard
    ORDER BY unit, mode, version, first, second, live1, live2, third, heard`;
  const weights = new Map((await policyVersions(db)).map(({ version, policy }) => [version, weightsOf(scoringPolicyOf(policy))]));
  return rows.flatMap(({ unit, mode, version, first, second, live1, live2, third, heard, times }) => {
    if (!isUnit(unit)) return [];
    const bands = [bandsOf(first), bandsOf(second)] as const;
    const scoreOf = (given: readonly number[]): number =>
      toNumber(readMark(unit, { rater: "", bands: given }, weights.get(version)).score);
    const marked: MarkedUnit = {
      unit,
      mode,
      bands,
      scores: [scoreOf(bands[0]), scoreOf(bands[1])],
      isLive: [live1, live2],
      hasThird: third,
      heard: heard === null ? null : scoreOf(bandsOf(heard)),
    };
    return Array.from({ length: times }, () => marked);
  });
}

/** A band is one digit. */
const bandsOf = (digits: string): number[] => Array.from(digits, Number);

/** People of a mode who had the same points for a question, and for the whole reading. */
interface ItemAnswers {
  readonly formId: string;
  readonly itemId: string;
  readonly place: number;
  readonly mode: Mode;
  readonly points: number;
  readonly most: number;
  readonly total: number;
  readonly totalMost: number;
  readonly people: number;
}

/** The readings of sent results, question by question; one that is void by now counts for nobody here, whenever they were told. */
const itemAnswers = (db: Db | Tx, period: Period): Promise<ItemAnswers[]> =>
  db.$queryRaw<ItemAnswers[]>`
    WITH ${sent(period)}, answers AS (
      SELECT sent."formId", sent.mode, place::int AS place, item->>'id' AS "itemId",
        (item->>'points')::float8 AS points, (item->>'max')::float8 AS most,
        sum((item->>'points')::float8) OVER own AS total, sum((item->>'max')::float8) OVER own AS "totalMost"
      FROM sent CROSS JOIN LATERAL jsonb_array_elements(sent.input#>'{reading,items}') WITH ORDINALITY AS items(item, place)
      WHERE NOT EXISTS (
        SELECT 1 FROM "VoidedItem" AS voided WHERE voided."formId" = sent."formId" AND voided."itemId" = item->>'id'
      )
      WINDOW own AS (PARTITION BY sent.id)
    )
    SELECT "formId", place, "itemId", mode, points, most, total, "totalMost", count(*)::int AS people
    FROM answers
    GROUP BY "formId", place, "itemId", mode, points, most, total, "totalMost"
    ORDER BY "formId", place, "itemId", mode, total, points`;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** All points are right; a part of them is not. */
const itemCells = (answers: readonly ItemAnswers[]): ItemCell[] =>
  [...Map.groupBy(answers, ({ formId, itemId, mode, total }) => `${formId} ${itemId} ${mode} ${total}`).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { formId, itemId, mode, total } = first;
    const right = sum(own.filter(({ points, most }) => points >= most).map(({ people }) => people));
    return [{ formId, itemId, mode, total, right, wrong: sum(own.map(({ people }) => people)) - right }];
  });

const formSpreads = (answers: readonly ItemAnswers[]): FormSpread[] =>
  [...Map.groupBy(answers, ({ formId }) => formId)].map(([formId, own]) => {
    const places = [...Map.groupBy(own, ({ place }) => place).values()];
    // Everybody who read has an answer, empty or not, at the first place that counts.
    const everybody = places[0] ?? [];
    return {
      formId,
      people: sum(everybody.map(({ people }) => people)),
      most: Math.max(0, ...everybody.map(({ totalMost }) => totalMost)),
      itemVariances: places.map((rows) => populationVariance(rows.flatMap(({ points, people }) => Array<number>(people).fill(points)))),
      totalVariance: populationVariance(everybody.flatMap(({ total, people }) => Array<number>(people).fill(total))),
    };
  });

const byMode = (rows: readonly (Count & { readonly mode: Mode })[]): { readonly [mode in Mode]: Count } => {
  const of = (mode: Mode): Count => {
    const row = rows.find((one) => one.mode === mode);
    return { of: row?.of ?? 0, count: row?.count ?? 0 };
  };
  return { ONLINE: of("ONLINE"), IN_PERSON: of("IN_PERSON") };
};

/** A review is decided once its result has been sent again, raised or kept. */
const decidedReviews = async (db: Db | Tx, period: Period) =>
  byMode(
    await db.$queryRaw`
      WITH ${sent(period)}
      SELECT sent.mode, count(*)::int AS of,
        (count(*) FILTER (WHERE sent.report->>'flags' LIKE '%RAISED_ON_REVIEW:%'))::int AS count
      FROM sent JOIN "ReviewRequest" q ON q."sittingId" = sent.id
      WHERE sent.state = 'RESULT_SENT' GROUP BY sent.mode`,
  );

const completedExams = async (db: Db | Tx, period: Period) =>
  byMode(
    await db.$queryRaw`
      SELECT "Session"."deliveryMode"::text AS mode, count(*)::int AS of,
        (count(*) FILTER (WHERE s.state = 'COMPLETED'))::int AS count
      FROM "Sitting" s JOIN "Session" ON "Session".id = s."sessionId"
      WHERE s.state IN ('COMPLETED', 'NOT_COMPLETED') AND ${inPeriod(period)}
        AND EXISTS (SELECT 1 FROM "ActivityRun" run WHERE run."sittingId" = s.id AND run."startedAt" IS NOT NULL)
      GROUP BY "Session"."deliveryMode"`,
  );

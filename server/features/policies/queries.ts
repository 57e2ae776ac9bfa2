import { gridOf, type Grid } from "#shared/domain/marking/rubric.ts";
import type { UnitId } from "#shared/domain/marking/units.ts";
import type { ExamRules } from "#shared/domain/policies/exam-rules.ts";
import { markingOf, recordingOf, rulesOf, scoringPolicyOf } from "#shared/domain/policies/stored-rules.ts";
import { firstRules, type RecordingRules } from "#shared/domain/recordings/retention.ts";
import { policyInForce } from "#shared/domain/results/policy-on.ts";
import { WEIGHTS, weightsOf, type Weights } from "#shared/scoring/policy.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** Every version of the rules, with its dates: a few rows in years, each of which never changes. */
export const policyVersions = (db: Db | Tx) =>
  db.scoringPolicy.findMany({ select: { version: true, effectiveFrom: true, policy: true } });

/** The rules that a report was computed by. */
export async function rulesOfVersion(db: Db | Tx, version: number): Promise<ExamRules> {
  const { policy } = await db.scoringPolicy.findUniqueOrThrow({ where: { version }, select: { policy: true } });
  return rulesOf(policy);
}

/** What was decided about recordings while that was not part of the rules of the exam. */
export async function recordedBefore(db: Db | Tx): Promise<RecordingRules> {
  const newest = await db.recordingPolicy.findFirst({
    orderBy: { version: "desc" },
    select: { version: true, isOralFilmed: true, areExtractsKept: true, reviewDays: true, keepDays: true },
  });
  return newest ? { ...newest, isOfExam: false } : firstRules;
}

/** What is recorded at this moment, and for how long it is kept. */
export async function recordingRulesOn(db: Db | Tx, now: Date): Promise<RecordingRules> {
  const inForce = await db.scoringPolicy.findFirst({
    where: { effectiveFrom: { lte: now } },
    orderBy: [{ effectiveFrom: "desc" }, { version: "desc" }],
    select: { version: true, policy: true },
  });
  const recording = inForce && recordingOf(inForce.policy);
  return recording ? { ...recording, version: inForce.version, isOfExam: true } : recordedBefore(db);
}

/** The grids of these units for a sitting: of the version that its report is computed by. */
export async function gridsOf(db: Db | Tx, sittingId: string, units: readonly UnitId[]): Promise<Grid[]> {
  const { session } = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { session: { select: { startsAt: true } } },
  });
  const gridOn = await gridsByDay(db);
  return units.map((unit) => gridOn(session.startsAt, unit));
}

/** The grids of sessions by their beginning; before the first version, those that an installation begins with. */
export async function gridsByDay(db: Db | Tx): Promise<(day: Date, unit: UnitId) => Grid> {
  const versions = (await policyVersions(db)).map(({ policy, ...row }) => ({ ...row, ...rulesOf(policy) }));
  const { rubric: first } = rulesOf({});
  return (day, unit) => gridOf(policyInForce(versions, day)?.rubric ?? first, unit);
}

export async function gridOfUnit(db: Db | Tx, sittingId: string, unit: UnitId): Promise<Grid> {
  const [grid] = await gridsOf(db, sittingId, [unit]);
  if (!grid) throw new Error(`The grid of ${unit} was asked for and not made.`);
  return grid;
}

/** Whether markers may see how the texts of a session were typed, by its beginning. */
export async function replayByDay(db: Db | Tx): Promise<(day: Date) => boolean> {
  const versions = await policyVersions(db);
  return (day) => markingOf(policyInForce(versions, day)?.policy ?? {}).mayReplay;
}

/** The weights of sessions by their beginning. */
export async function weightsByDay(db: Db | Tx): Promise<(day: Date) => Weights> {
  const versions = (await policyVersions(db)).map(({ policy, ...row }) => ({
    ...row,
    weights: weightsOf(scoringPolicyOf(policy)),
  }));
  return (day) => policyInForce(versions, day)?.weights ?? WEIGHTS;
}

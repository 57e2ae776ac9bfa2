import {
  agreementWithReferences,
  calibrationNeed,
  type CalibrationNeed,
  type ReferenceAgreement,
} from "#shared/equity/calibration.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { weightsByDay } from "../policies/queries.ts";
import { settledMarks } from "./correction-gate.ts";

/** Who has calibrated, and how far each marker is off the anchors. */

/** The rules in force: the newest. */
export async function calibrationPolicy(db: Db | Tx) {
  const policy = await db.calibrationPolicy.findFirst({
    orderBy: { version: "desc" },
    select: {
      version: true,
      isRequired: true,
      minExact: true,
      minAdjacent: true,
      refreshMonths: true,
      anchorPercent: true,
      driftPoints: true,
    },
  });
  if (!policy) throw new Error("CalibrationPolicy has no version.");
  return policy;
}

export interface Standing {
  readonly passedAt: Date | undefined;
  /** Beside the anchors that this marker has marked, as far as they count. */
  readonly anchors: ReferenceAgreement | undefined;
  readonly need: CalibrationNeed | undefined;
}

/**
 * Where these markers stand, whether the rules ask for it or not. It rests on anchors that they cannot correct any more: they
 * read it and feel it, and one text corrected there and back would tell whether it is an anchor. Whoever leads reads of those
 * alone that could be read by their marker since `toldBefore`.
 */
export async function standings(
  db: Db | Tx,
  raterIds: readonly string[],
  now: Date,
  toldBefore?: Date,
): Promise<ReadonlyMap<string, Standing>> {
  const policy = await calibrationPolicy(db);
  const passed = await db.calibrationAttempt.findMany({
    where: { raterId: { in: [...raterIds] }, isPassed: true },
    distinct: ["raterId"],
    orderBy: [{ raterId: "asc" }, { finishedAt: "desc" }],
    select: { raterId: true, finishedAt: true },
  });
  const marks = await anchorMarks(db, raterIds);
  const settled = await settledMarks(db, marks, toldBefore);
  const weightsOn = await weightsByDay(db);
  const byRater = Map.groupBy(marks, ({ raterId }) => raterId);
  return new Map(
    raterIds.map((raterId) => {
      const passedAt = passed.find((one) => one.raterId === raterId)?.finishedAt ?? undefined;
      const own = (byRater.get(raterId) ?? []).filter(({ id }) => settled.has(id)).map(({ bands, givenAt, sitting }) => ({
        bands,
        givenAt,
        reference: sitting.referenceText?.bands ?? [],
        weights: weightsOn(sitting.session.startsAt),
      }));
      const since = own.filter(({ givenAt }) => passedAt !== undefined && givenAt > passedAt);
      const need = calibrationNeed({ passedAt, since: agreementWithReferences(since) }, policy, now);
      return [raterId, { passedAt, anchors: agreementWithReferences(own), need }];
    }),
  );
}

/** Their marks of anchors as they stand, each with the moment when it was first given: a correction judges nothing anew. */
async function anchorMarks(db: Db | Tx, raterIds: readonly string[]) {
  const all = await db.mark.findMany({
    where: { raterId: { in: [...raterIds] }, round: "ANCHOR", sitting: { referenceText: { isNot: null } } },
    orderBy: { id: "asc" },
    select: {
      id: true,
      sittingId: true,
      unit: true,
      round: true,
      raterId: true,
      bands: true,
      lockedAt: true,
      supersedesId: true,
      supersededBy: { select: { id: true } },
      sitting: { select: { referenceText: { select: { bands: true } }, session: { select: { startsAt: true } } } },
    },
  });
  const nameOf = (mark: { readonly sittingId: string; readonly raterId: string }): string => `${mark.sittingId} ${mark.raterId}`;
  const firsts = new Map(all.filter(({ supersedesId }) => supersedesId === null).map((mark) => [nameOf(mark), mark.lockedAt]));
  return all
    .filter(({ supersededBy }) => supersededBy === null)
    .map(({ lockedAt, ...mark }) => ({ ...mark, givenAt: firsts.get(nameOf(mark)) ?? lockedAt }));
}

/** Of these markers, those to whom nothing is given before they calibrate. Nobody while the rules do not ask for it. */
export async function notCalibrated(db: Db | Tx, raterIds: readonly string[], now: Date): Promise<ReadonlySet<string>> {
  if (!(await calibrationPolicy(db)).isRequired) return new Set();
  const all = await standings(db, raterIds, now);
  return new Set(raterIds.filter((raterId) => all.get(raterId)?.need !== undefined));
}

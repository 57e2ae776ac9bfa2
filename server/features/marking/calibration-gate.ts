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
  /** Beside every anchor that this marker has marked. */
  readonly anchors: ReferenceAgreement | undefined;
  readonly need: CalibrationNeed | undefined;
}

/**
 * Where these markers stand, whether the rules ask for it or not. `IN_FORCE`: by every mark of theirs as it stands. `SETTLED`:
 * by those that they cannot correct any more, which is all that they read of themselves.
 */
export async function standings(
  db: Db | Tx,
  raterIds: readonly string[],
  now: Date,
  counted: "IN_FORCE" | "SETTLED" = "IN_FORCE",
): Promise<ReadonlyMap<string, Standing>> {
  const policy = await calibrationPolicy(db);
  const passed = await db.calibrationAttempt.findMany({
    where: { raterId: { in: [...raterIds] }, isPassed: true },
    distinct: ["raterId"],
    orderBy: [{ raterId: "asc" }, { finishedAt: "desc" }],
    select: { raterId: true, finishedAt: true },
  });
  const inForce = await db.mark.findMany({
    where: {
      raterId: { in: [...raterIds] },
      round: "ANCHOR",
      supersededBy: null,
      sitting: { referenceText: { isNot: null } },
    },
    orderBy: { id: "asc" },
    select: {
      id: true,
      sittingId: true,
      unit: true,
      round: true,
      raterId: true,
      bands: true,
      lockedAt: true,
      sitting: { select: { referenceText: { select: { bands: true } }, session: { select: { startsAt: true } } } },
    },
  });
  const settled = counted === "SETTLED" ? await settledMarks(db, inForce) : undefined;
  const marks = inForce.filter(({ id }) => settled?.has(id) ?? true);
  const weightsOn = await weightsByDay(db);
  const byRater = Map.groupBy(marks, ({ raterId }) => raterId);
  return new Map(
    raterIds.map((raterId) => {
      const passedAt = passed.find((one) => one.raterId === raterId)?.finishedAt ?? undefined;
      const own = (byRater.get(raterId) ?? []).map(({ bands, lockedAt, sitting }) => ({
        bands,
        lockedAt,
        reference: sitting.referenceText?.bands ?? [],
        weights: weightsOn(sitting.session.startsAt),
      }));
      const since = agreementWithReferences(
        own.filter(({ lockedAt }) => passedAt !== undefined && lockedAt > passedAt),
      );
      return [
        raterId,
        { passedAt, anchors: agreementWithReferences(own), need: calibrationNeed({ passedAt, since }, policy, now) },
      ];
    }),
  );
}

/** Of these markers, those to whom nothing is given before they calibrate. Nobody while the rules do not ask for it. */
export async function notCalibrated(db: Db | Tx, raterIds: readonly string[], now: Date): Promise<ReadonlySet<string>> {
  if (!(await calibrationPolicy(db)).isRequired) return new Set();
  const all = await standings(db, raterIds, now);
  return new Set(raterIds.filter((raterId) => all.get(raterId)?.need !== undefined));
}

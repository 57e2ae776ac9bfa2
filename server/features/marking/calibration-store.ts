import type { Band } from "#shared/domain/marking/units.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of ReferenceText, CalibrationSet, CalibrationPolicy, CalibrationAttempt and CalibrationMark. */

export const addReference = (
  tx: Tx,
  reference: {
    readonly sittingId: string;
    readonly setId: string | null;
    readonly bands: readonly Band[];
    readonly reasons: readonly string[];
    readonly agreedById: string;
    readonly agreedAt: Date;
  },
) =>
  tx.referenceText.createManyAndReturn({
    data: [{ ...reference, bands: [...reference.bands], reasons: [...reference.reasons] }],
    skipDuplicates: true,
    select: { id: true },
  });

export const retireReference = (
  tx: Tx,
  referenceId: string,
  retired: { readonly retiredById: string; readonly retiredAt: Date },
) => tx.referenceText.updateMany({ where: { id: referenceId, retiredAt: null }, data: retired });

export const addSet = (
  tx: Tx,
  set: { readonly name: string; readonly createdById: string; readonly createdAt: Date },
) => tx.calibrationSet.create({ data: set, select: { id: true } });

export const openSet = (tx: Tx, setId: string, openedAt: Date) =>
  tx.calibrationSet.updateMany({ where: { id: setId, openedAt: null }, data: { openedAt } });

/** Rules that are set, texts that join a set and sets that open follow one another. */
export const lockCalibration = (tx: Tx) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('marking-calibration', 0))`;

export const addPolicy = (
  tx: Tx,
  policy: {
    readonly version: number;
    readonly isRequired: boolean;
    readonly minExact: number;
    readonly minAdjacent: number;
    readonly refreshMonths: number;
    readonly anchorPercent: number;
    readonly driftPoints: number;
    readonly reason: string;
    readonly setById: string;
    readonly setAt: Date;
  },
) => tx.calibrationPolicy.create({ data: policy, select: { version: true } });

/** The count is 0 where an attempt is open already. */
export const startAttempt = (
  tx: Tx,
  attempt: {
    readonly raterId: string;
    readonly setId: string;
    readonly policyVersion: number;
    readonly startedAt: Date;
  },
) => tx.calibrationAttempt.createMany({ data: [attempt], skipDuplicates: true });

export const addCalibrationMark = (
  tx: Tx,
  mark: {
    readonly attemptId: string;
    readonly referenceId: string;
    readonly bands: readonly Band[];
    readonly comments: string;
    readonly markedAt: Date;
  },
) => tx.calibrationMark.createMany({ data: [{ ...mark, bands: [...mark.bands] }], skipDuplicates: true });

/** True while the attempt is open, which it then stays until the transaction ends. */
export const holdOpenAttempt = async (tx: Tx, attemptId: string): Promise<boolean> =>
  (
    await tx.$queryRaw<
      unknown[]
    >`SELECT id FROM "CalibrationAttempt" WHERE id = ${attemptId}::uuid AND "finishedAt" IS NULL FOR UPDATE`
  ).length === 1;

export const finishAttempt = (
  tx: Tx,
  attemptId: string,
  end: {
    readonly finishedAt: Date;
    readonly pairs: number;
    readonly exact: number;
    readonly adjacent: number;
    readonly isPassed: boolean;
  },
) => tx.calibrationAttempt.updateMany({ where: { id: attemptId, finishedAt: null }, data: end });

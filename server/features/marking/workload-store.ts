import type { FormLanguage } from "#shared/domain/forms/language.ts";
import type { MoveReason, WorkloadLimit } from "#shared/domain/marking/workload.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of WorkloadLimit, MarkerLanguages, MarkerAbsence and TaskMove. */

export const addLimit = (
  tx: Tx,
  limit: WorkloadLimit & { readonly raterId: string | null; readonly setById: string; readonly setAt: Date },
) => tx.workloadLimit.create({ data: limit, select: { id: true } });

export const addLanguages = (
  tx: Tx,
  given: { readonly raterId: string; readonly languages: readonly FormLanguage[]; readonly setById: string; readonly setAt: Date },
) => tx.markerLanguages.create({ data: { ...given, languages: [...given.languages] }, select: { id: true } });

export const addAbsence = (
  tx: Tx,
  absence: {
    readonly raterId: string;
    readonly fromDay: Date;
    readonly toDay: Date;
    readonly enteredById: string;
    readonly enteredAt: Date;
  },
) => tx.markerAbsence.create({ data: absence, select: { id: true } });

export const closeAbsence = (tx: Tx, absenceId: string, cancelled: { cancelledById: string; cancelledAt: Date }) =>
  tx.markerAbsence.updateMany({ where: { id: absenceId, cancelledAt: null }, data: cancelled });

export const addMoves = (
  tx: Tx,
  moves: readonly {
    fromTaskId: string;
    toTaskId: string;
    why: MoveReason;
    reason: string;
    movedById: string | null;
    movedAt: Date;
  }[],
) => tx.taskMove.createMany({ data: [...moves] });

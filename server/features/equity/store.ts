import type { Remedy } from "#shared/domain/equity/standing.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of EquityAnswer. */
export const addAnswer = (
  tx: Tx,
  row: {
    readonly statisticId: string;
    readonly periodFrom: Date;
    readonly periodTo: Date;
    readonly remedy: Remedy;
    readonly words: string;
    /** The statistic as the person who decided had it before them. */
    readonly seen: object;
    readonly authorId: string;
    readonly answeredAt: Date;
  },
) => tx.equityAnswer.create({ data: row, select: { id: true } });

import type { Reach } from "#shared/domain/answers/late-effect.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of LateDecision. */

export const addLateDecision = (
  tx: Tx,
  decision: {
    readonly runId: string;
    readonly isCounted: boolean;
    readonly reason: string;
    readonly through: Reach;
    readonly contentHash: string;
    readonly deciderId: string;
    readonly decidedAt: Date;
  },
) => tx.lateDecision.create({ data: decision, select: { id: true } });

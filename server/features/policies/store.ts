import type { ExamRules } from "#shared/domain/policies/exam-rules.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of PolicyProposal, PolicyDecision and, beside the seed, ScoringPolicy. */

/** Two people who act on the policy do it one after the other: one proposal waits, versions have one order. */
export const lockPolicy = (tx: Tx) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('scoring-policy', 0))`;

export const addProposal = (
  tx: Tx,
  row: { policy: ExamRules; reason: string; proposedById: string; proposedAt: Date },
) => tx.policyProposal.create({ data: row, select: { id: true } });

export const addDecision = (
  tx: Tx,
  row: {
    proposalId: string;
    outcome: "APPROVED" | "REFUSED" | "WITHDRAWN";
    reason: string;
    decidedById: string;
    decidedAt: Date;
  },
) => tx.policyDecision.create({ data: row, select: { proposalId: true } });

export const addVersion = (
  tx: Tx,
  row: {
    version: number;
    /** As it was proposed, to the letter. */
    policy: object;
    approvedBy: string;
    approvedAt: Date;
    effectiveFrom: Date;
    proposalId: string;
  },
) => tx.scoringPolicy.create({ data: row, select: { version: true } });

import type { AbsenceOutcome } from "#shared/domain/discussion/absence.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of Prompt, GateOpinion, FloorTurn and AbsenceDecision; all are append-only. */

export const addPrompt = (
  tx: Tx,
  prompt: { sessionId: string; sittingId: string; adviserId: string; text: string; createdAt: Date },
) => tx.prompt.create({ data: prompt, select: { id: true } });

export const addGateOpinion = (
  tx: Tx,
  opinion: { sittingId: string; adviserId: string; hasParticipated: boolean; reasons: string; createdAt: Date },
) => tx.gateOpinion.create({ data: opinion, select: { id: true } });

export const addFloorTurn = (
  tx: Tx,
  turn: { roomId: string; sittingId: string | null; adviserId: string; handAt: Date | null; givenAt: Date },
) => tx.floorTurn.create({ data: turn, select: { id: true } });

export const addAbsenceDecision = (
  tx: Tx,
  decision: {
    roomId: string;
    sittingId: string;
    adviserId: string;
    kind: AbsenceOutcome;
    reason: string;
    absentSince: Date;
    decidedAt: Date;
  },
) => tx.absenceDecision.create({ data: decision, select: { id: true } });

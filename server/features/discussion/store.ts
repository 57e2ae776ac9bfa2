import type { Tx } from "../../platform/db.ts";

/** Sole writer of Prompt and GateOpinion; both are append-only. */

export const addPrompt = (
  tx: Tx,
  prompt: { sessionId: string; sittingId: string; adviserId: string; text: string; createdAt: Date },
) => tx.prompt.create({ data: prompt, select: { id: true } });

export const addGateOpinion = (
  tx: Tx,
  opinion: { sittingId: string; adviserId: string; hasParticipated: boolean; reasons: string; createdAt: Date },
) => tx.gateOpinion.create({ data: opinion, select: { id: true } });

import type { IncidentAct, IncidentEffect } from "#shared/domain/incidents/incident-rules.ts";
import type { IncidentState, ReviewState } from "#shared/domain/incidents/incident-machine.ts";
import type { SoundMime } from "#shared/domain/incidents/sound-type.ts";
import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of Incident and of what hangs on it. */

/** Two acts on one incident happen one after the other. */
export const lockIncident = (tx: Tx, incidentId: string) =>
  tx.$queryRaw`SELECT id FROM "Incident" WHERE id = ${incidentId}::uuid FOR NO KEY UPDATE`;

export async function createIncident(
  tx: Tx,
  incident: {
    readonly sittingId: string;
    readonly taxonomyVersion: number;
    readonly code: string;
    readonly severity: number;
    readonly summary: string;
    readonly openedById: string;
    readonly openedAt: Date;
  },
  observationIds: readonly string[],
): Promise<string> {
  const { id } = await tx.incident.create({ data: { ...incident, state: "OPEN" }, select: { id: true } });
  const { sittingId } = incident;
  await tx.incidentEntry.createMany({
    data: observationIds.map((observationId) => ({ incidentId: id, observationId, sittingId })),
  });
  return id;
}

export const addAct = (
  tx: Tx,
  act: { incidentId: string; act: IncidentAct; activity: Activity | null; actorId: string; createdAt: Date },
) => tx.incidentAct.create({ data: act, select: { incidentId: true } });

export const moveIncident = (
  tx: Tx,
  incidentId: string,
  from: IncidentState,
  to: IncidentState,
  change: {
    readonly factsText?: string;
    readonly factsSentAt?: Date;
    readonly answerDueAt?: Date;
    readonly decisionId?: string;
    readonly decidedAt?: Date;
  } = {},
) => tx.incident.updateMany({ where: { id: incidentId, state: from }, data: { state: to, ...change } });

export const extendAnswer = (tx: Tx, incidentId: string, answerDueAt: Date) =>
  tx.incident.update({ where: { id: incidentId }, data: { answerDueAt }, select: { id: true } });

export const discloseEntries = (
  tx: Tx,
  given: { incidentId: string; sittingId: string; disclosedById: string; disclosedAt: Date },
  observationIds: readonly string[],
) => tx.disclosedEntry.createMany({ data: observationIds.map((observationId) => ({ ...given, observationId })) });

export const addStatement = (
  tx: Tx,
  statement: {
    incidentId: string;
    channel: "WRITTEN" | "CALL";
    text: string;
    companion: string;
    takenById: string;
    receivedAt: Date;
  },
) => tx.incidentStatement.create({ data: statement, select: { id: true } });

/** Written past what Prisma makes of a value: it takes long over forty megabytes. */
export const addRecording = (
  tx: Tx,
  recording: { statementId: string; mime: SoundMime; sha256: string; bytes: Uint8Array; addedById: string; createdAt: Date },
) => {
  const { statementId, mime, sha256, bytes, addedById, createdAt } = recording;
  return tx.$executeRaw`
    INSERT INTO "StatementRecording" ("statementId", mime, sha256, bytes, "addedById", "createdAt")
    VALUES (${statementId}::uuid, ${mime}, ${sha256}, ${Buffer.from(bytes)}, ${addedById}::uuid, ${createdAt})`;
};

export async function addDecision(
  tx: Tx,
  decision: {
    readonly incidentId: string;
    readonly effect: IncidentEffect;
    readonly activity: Activity | null;
    readonly reasons: string;
    readonly decidedById: string;
    readonly decidedAt: Date;
  },
  observationIds: readonly string[],
): Promise<string> {
  const { id } = await tx.incidentDecision.create({ data: decision, select: { id: true } });
  const { incidentId } = decision;
  await tx.decisionCitation.createMany({
    data: observationIds.map((observationId) => ({ decisionId: id, incidentId, observationId })),
  });
  return id;
}

export const addSignature = (
  tx: Tx,
  signature: { decisionId: string; signerId: string; agrees: boolean; note: string; signedAt: Date },
) => tx.incidentSignature.create({ data: signature, select: { decisionId: true } });

export const openReview = (tx: Tx, review: { incidentId: string; openedAt: Date; dueAt: Date }) =>
  tx.incidentReview.create({ data: { ...review, state: "OPEN" }, select: { incidentId: true } });

export const moveReview = (
  tx: Tx,
  incidentId: string,
  from: ReviewState,
  to: ReviewState,
  change: {
    readonly request?: string;
    readonly requestedAt?: Date;
    readonly conclusion?: string;
    readonly concludedById?: string;
    readonly concludedAt?: Date;
  },
) => tx.incidentReview.updateMany({ where: { incidentId, state: from }, data: { state: to, ...change } });

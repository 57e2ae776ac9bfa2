import { countsFrom } from "#shared/domain/incidents/incident-rules.ts";
import { soundFileName } from "#shared/domain/incidents/sound-type.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { secondSelect, waitsForSecond } from "./incident-lines.ts";

/** Reads of incidents, for other features. */

const holding = { severity: { gte: countsFrom }, state: { not: "DECIDED" } } as const;

/** While an incident that counts is open, nobody is told a result; marking goes on. */
export const isHeldByIncident = async (db: Db | Tx, sittingId: string): Promise<boolean> =>
  (await db.incident.count({ where: { sittingId, ...holding } })) > 0;

/** Of these sittings, those whose result waits for an incident. */
export async function sittingsHeldByIncident(db: Db | Tx, sittingIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.incident.findMany({
    where: { sittingId: { in: [...sittingIds] }, ...holding },
    select: { sittingId: true },
  });
  return new Set(rows.map(({ sittingId }) => sittingId));
}

/** Of these sittings, those with an incident that counts and is not decided; whether one waits for the second of two people. */
export async function openIncidentsOf(
  db: Db | Tx,
  sittingIds: readonly string[],
): Promise<ReadonlyMap<string, "OPEN" | "WAITS_FOR_SECOND">> {
  const rows = await db.incident.findMany({
    where: { sittingId: { in: [...sittingIds] }, ...holding },
    select: { sittingId: true, ...secondSelect },
  });
  const found = new Map<string, "OPEN" | "WAITS_FOR_SECOND">();
  for (const row of rows) {
    if (waitsForSecond(row)) found.set(row.sittingId, "WAITS_FOR_SECOND");
    else if (!found.has(row.sittingId)) found.set(row.sittingId, "OPEN");
  }
  return found;
}

/** The incidents of a sitting as its evidence gives them: everything that counted and was decided, and nobody's name. */
export async function incidentsWithoutNames(db: Db | Tx, sittingId: string) {
  const rows = await db.incident.findMany({
    where: { sittingId },
    orderBy: { openedAt: "asc" },
    select: {
      code: true,
      severity: true,
      taxonomyVersion: true,
      state: true,
      summary: true,
      openedAt: true,
      factsText: true,
      factsSentAt: true,
      answerDueAt: true,
      decisionId: true,
      acts: { select: { act: true, activity: true, createdAt: true }, orderBy: { createdAt: "asc" } },
      statements: {
        select: {
          channel: true,
          text: true,
          receivedAt: true,
          recording: { select: { mime: true, sha256: true, createdAt: true } },
        },
        orderBy: { receivedAt: "asc" },
      },
      decisions: {
        select: {
          id: true,
          effect: true,
          activity: true,
          reasons: true,
          decidedAt: true,
          signatures: { select: { agrees: true, signedAt: true } },
        },
        orderBy: { decidedAt: "asc" },
      },
      review: { select: { state: true, request: true, requestedAt: true, conclusion: true, concludedAt: true } },
    },
  });
  return rows.map(({ decisionId, decisions, statements, ...incident }) => ({
    ...incident,
    statements: statements.map(({ recording, ...said }) => (recording ? { ...said, recording } : said)),
    decisions: decisions.map(({ id, ...decision }) => ({ ...decision, isStanding: id === decisionId })),
  }));
}

/** The recorded calls of the incidents of a sitting, as the files that their evidence names by hash. */
export async function recordedCalls(db: Db | Tx, sittingId: string): Promise<{ name: string; bytes: Uint8Array }[]> {
  const rows = await db.statementRecording.findMany({
    where: { statement: { incident: { sittingId } } },
    orderBy: { createdAt: "asc" },
    select: { statementId: true, mime: true, sha256: true },
  });
  const files = [];
  for (const { statementId, mime, sha256 } of rows)
    files.push({ name: soundFileName(mime, sha256), bytes: await soundOf(db, statementId) });
  return files;
}

/** The sound of a call, past what Prisma makes of a value: it takes long over forty megabytes. */
export async function soundOf(db: Db | Tx, statementId: string): Promise<Uint8Array> {
  const [row] = await db.$queryRaw<{ bytes: Uint8Array }[]>`
    SELECT bytes FROM "StatementRecording" WHERE "statementId" = ${statementId}::uuid`;
  return row?.bytes ?? new Uint8Array();
}

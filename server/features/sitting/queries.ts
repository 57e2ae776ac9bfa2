import type { RunView } from "#shared/protocol/sitting.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** Reads of sittings, as views. */

export const runSelect = {
  id: true,
  activity: true,
  state: true,
  startedAt: true,
  endsAt: true,
  baseSeconds: true,
  timeEntries: { select: { cause: true, seconds: true, reason: true, createdAt: true }, orderBy: { createdAt: "asc" } },
} as const;

type RunRow = {
  id: string;
  activity: RunView["activity"];
  state: RunView["state"];
  startedAt: Date | null;
  endsAt: Date | null;
  baseSeconds: number;
  timeEntries: readonly { cause: RunView["ledger"][number]["cause"]; seconds: number; reason: string; createdAt: Date }[];
};

const order = ["READING", "DISCUSSION", "WRITING", "INTERVIEW"];

export function runViews(rows: readonly RunRow[]): RunView[] {
  return rows
    .toSorted((a, b) => order.indexOf(a.activity) - order.indexOf(b.activity))
    .map((row) => ({
      runId: row.id,
      activity: row.activity,
      state: row.state,
      startedAt: row.startedAt?.toISOString() ?? null,
      endsAt: row.endsAt?.toISOString() ?? null,
      baseSeconds: row.baseSeconds,
      ledger: row.timeEntries.map((entry) => ({
        cause: entry.cause,
        seconds: entry.seconds,
        reason: entry.reason,
        createdAt: entry.createdAt.toISOString(),
      })),
    }));
}

/** Is this sitting the account's own? */
export async function ownsSitting(db: Db | Tx, accountId: string, sittingId: string): Promise<boolean> {
  return (await db.sitting.count({ where: { id: sittingId, accountId, booking: { isActive: true } } })) === 1;
}

/** Is the account an adviser of the session that this sitting belongs to? */
export async function advisesSitting(db: Db | Tx, accountId: string, sittingId: string): Promise<boolean> {
  const where = { id: sittingId, session: { advisers: { some: { accountId } } } };
  return (await db.sitting.count({ where })) === 1;
}

export async function advisesSession(db: Db | Tx, accountId: string, sessionId: string): Promise<boolean> {
  return (await db.sessionAdviser.count({ where: { sessionId, accountId } })) === 1;
}

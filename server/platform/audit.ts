import { canonicalJson, type Json } from "#shared/kernel/canonical-json.ts";
import { sha256Hex } from "./hash.ts";
import type { Tx } from "./db.ts";

/** A fact for the record: who did what to which subject. `type` is `<subject>.<past participle>`. */
export interface AuditInput {
  readonly actorId: string | null;
  readonly type: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly data?: { readonly [key: string]: Json };
}

export const genesisHash = "0".repeat(64);
// Any constant serves, as long as nothing else takes it.
const chainLock = 7_302_011;

/** The hash of an entry covers everything in it and the hash before it. */
export function auditHash(entry: AuditInput & { seq: bigint; at: Date; prevHash: string }): string {
  return sha256Hex(
    canonicalJson({
      seq: entry.seq.toString(),
      at: entry.at.toISOString(),
      actorId: entry.actorId,
      type: entry.type,
      subjectType: entry.subjectType,
      subjectId: entry.subjectId,
      data: entry.data ?? {},
      prevHash: entry.prevHash,
    }),
  );
}

/**
 * Appends to the hash chain inside the caller's transaction. Takes the chain's lock until that transaction ends, so it
 * is called last.
 */
export async function appendAudit(tx: Tx, at: Date, entries: readonly AuditInput[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${chainLock})`;
  const last = await tx.auditEvent.findFirst({ orderBy: { seq: "desc" }, select: { seq: true, hash: true } });
  let seq = last?.seq ?? 0n;
  let prevHash = last?.hash ?? genesisHash;
  const rows = entries.map((entry) => {
    seq += 1n;
    const hash = auditHash({ ...entry, seq, at, prevHash });
    const row = { ...entry, data: entry.data ?? {}, seq: seq.toString(), at, prevHash, hash };
    prevHash = hash;
    return row;
  });
  // One parameter for any number of rows: what a season writes at once would otherwise be ten thousand of them.
  await tx.$executeRaw`
    INSERT INTO "AuditEvent" (seq, at, "actorId", type, "subjectType", "subjectId", data, "prevHash", hash)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row(
      seq bigint, at timestamp(3), "actorId" uuid, type text, "subjectType" text, "subjectId" text, data jsonb, "prevHash" text, hash text
    )`;
}

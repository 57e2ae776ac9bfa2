import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { Sql } from "../../platform/db.ts";
import type { Batch } from "./store.ts";

/** Reads and writes of many runs at once; the rows are those of `store.ts`. */

export interface Log {
  readonly head: number;
  /** What the page's texts hold, where this page was the last to write them. */
  readonly texts: ReadonlyMap<string, AnswerValue>;
}

/** How far the server has each page's log; with the texts where the page sent a patch. The runs are locked. */
export async function readLogs(
  sql: Sql,
  pages: readonly { readonly runId: string; readonly clientId: string; readonly hasPatch: boolean }[],
): Promise<Map<string, Log>> {
  const { rows } = await sql.query<{ runId: string; head: number | null; texts: Record<string, AnswerValue> | null }>({
    name: "read-logs",
    text: `SELECT page.run AS "runId", log.head, held.texts
      FROM unnest($1::uuid[], $2::text[], $3::bool[]) AS page (run, client, "hasPatch")
      LEFT JOIN "AnswerHead" AS log ON log."runId" = page.run AND log."clientId" = page.client
      LEFT JOIN LATERAL (
        SELECT json_object_agg(key, value) AS texts FROM "Answer"
        WHERE page."hasPatch" AND "runId" = page.run AND key IN ('text', 'notes') AND "clientId" = page.client
      ) AS held ON true`,
    values: [
      pages.map(({ runId }) => runId),
      pages.map(({ clientId }) => clientId),
      pages.map(({ hasPatch }) => hasPatch),
    ],
  });
  return new Map(
    rows.map(({ runId, head, texts }) => [runId, { head: head ?? 0, texts: new Map(Object.entries(texts ?? {})) }]),
  );
}

/** Appends, moves the heads and projects, in one statement. Every batch is of the main lane, each of another run. */
export async function appendMany(sql: Sql, batches: readonly Batch[]): Promise<void> {
  const ops = batches.flatMap((batch) => batch.ops.map((op) => ({ batch, op })));
  const newest = batches.flatMap((batch) =>
    [...new Map(batch.ops.map((op) => [op.key, op])).values()].map((op) => ({ batch, op })),
  );
  await sql.query({
    name: "append-many",
    text: `WITH op AS (
        INSERT INTO "AnswerOp" ("runId", "clientId", "leaseEpoch", seq, key, value, hash, "tMono", lane, "receivedAt")
        SELECT run, client, epoch, seq, key, value, hash, mono, 'MAIN', $17::timestamp
        FROM unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::text[], $6::jsonb[], $7::text[], $8::int[])
          AS given (run, client, epoch, seq, key, value, hash, mono)
      ), head AS (
        INSERT INTO "AnswerHead" ("runId", "clientId", head)
        SELECT * FROM unnest($9::uuid[], $10::text[], $11::int[])
        ON CONFLICT ("runId", "clientId") DO UPDATE SET head = EXCLUDED.head
      )
      INSERT INTO "Answer" ("runId", key, value, "leaseEpoch", "clientId", seq, "savedAt")
      SELECT run, key, value, epoch, client, seq, $17::timestamp
      FROM unnest($12::uuid[], $13::text[], $14::jsonb[], $15::int[], $18::text[], $16::int[])
        AS given (run, key, value, epoch, client, seq)
      ON CONFLICT ("runId", key) DO UPDATE SET value = EXCLUDED.value, "leaseEpoch" = EXCLUDED."leaseEpoch",
        "clientId" = EXCLUDED."clientId", seq = EXCLUDED.seq, "savedAt" = EXCLUDED."savedAt"
      WHERE ("Answer"."leaseEpoch", "Answer".seq) < (EXCLUDED."leaseEpoch", EXCLUDED.seq)`,
    values: [
      ops.map(({ batch }) => batch.runId),
      ops.map(({ batch }) => batch.clientId),
      ops.map(({ batch }) => batch.leaseEpoch),
      ops.map(({ op }) => op.seq),
      ops.map(({ op }) => op.key),
      ops.map(({ op }) => JSON.stringify(op.value)),
      ops.map(({ op }) => op.hash),
      ops.map(({ op }) => op.tMono ?? null),
      batches.map(({ runId }) => runId),
      batches.map(({ clientId }) => clientId),
      batches.map((batch) => batch.ops.at(-1)?.seq ?? 0),
      newest.map(({ batch }) => batch.runId),
      newest.map(({ op }) => op.key),
      newest.map(({ op }) => JSON.stringify(op.content)),
      newest.map(({ batch }) => batch.leaseEpoch),
      newest.map(({ op }) => op.seq),
      batches[0]?.receivedAt.toISOString(),
      newest.map(({ batch }) => batch.clientId),
    ],
  });
}

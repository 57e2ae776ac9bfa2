import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { Db } from "../../platform/db.ts";
import { poolOf } from "../../platform/db.ts";
import { heardNow, ordinaryRuns, runAsJson, type RunJson } from "../sitting/steps.ts";
import type { OwnRun } from "./policy.ts";
import type { Batch } from "./store.ts";

/** Reads and writes of many runs at once; the rows are those of `store.ts`. */

/** How one page's log stands: facts that stay true of this head for ever, because a log is only ever added to. */
export interface PageLog {
  readonly accountId: string;
  readonly own: OwnRun;
  readonly head: number;
  /** What the page's texts hold, where this page was the last to write them. */
  readonly texts: ReadonlyMap<string, AnswerValue>;
}

interface LogRow {
  readonly runId: string;
  readonly accountId: string;
  readonly sittingId: string;
  readonly activity: Activity;
  readonly formId: string;
  readonly documentId: string;
  readonly writingTool: "KEYBOARD" | "HANDWRITTEN";
  readonly head: number;
  readonly texts: Record<string, AnswerValue> | null;
}

export async function readLogs(
  db: Db,
  pages: readonly { readonly runId: string; readonly clientId: string }[],
): Promise<Map<string, PageLog>> {
  const { rows } = await poolOf(db).query<LogRow>({
    name: "read-logs",
    text: `SELECT run.id AS "runId", sitting."accountId", sitting.id AS "sittingId", run.activity::text AS activity,
        sitting."formId", sitting."documentId", sitting."writingTool"::text AS "writingTool",
        COALESCE(log.head, 0) AS head, held.texts
      FROM unnest($1::uuid[], $2::text[]) AS page (run, client)
      JOIN "ActivityRun" AS run ON run.id = page.run
      JOIN "Sitting" AS sitting ON sitting.id = run."sittingId"
      LEFT JOIN "AnswerHead" AS log ON log."runId" = page.run AND log."clientId" = page.client
      LEFT JOIN LATERAL (
        SELECT json_object_agg(key, value) AS texts FROM "Answer"
        WHERE "runId" = page.run AND key IN ('text', 'notes') AND "clientId" = page.client
      ) AS held ON true`,
    values: [pages.map(({ runId }) => runId), pages.map(({ clientId }) => clientId)],
  });
  return new Map(
    rows.map(({ runId, accountId, sittingId, activity, head, texts, ...sitting }) => [
      runId,
      { accountId, own: { sittingId, activity, sitting }, head, texts: new Map(Object.entries(texts ?? {})) },
    ]),
  );
}

/**
 * Appends, moves the heads and projects: one statement, which is its own transaction and has committed when it answers.
 * Only runs that take an ordinary save now, from a head that is still the expected one, are written to; they are
 * answered with their view. Anything else is left as it was. Every batch is of another run and of the main lane.
 */
export async function appendMany(
  db: Db,
  batches: readonly (Batch & { readonly accountId: string; readonly head: number })[],
): Promise<Map<string, RunJson>> {
  const ops = batches.flatMap((batch) => batch.ops.map((op) => ({ batch, op })));
  const newest = batches.flatMap((batch) =>
    [...new Map(batch.ops.map((op) => [op.key, op])).values()].map((op) => ({ batch, op })),
  );
  const { rows } = await poolOf(db).query<{ run: RunJson }>({
    name: "append-many",
    text: appendStatement,
    values: [
      batches[0]?.receivedAt.toISOString(),
      batches.map(({ runId }) => runId),
      batches.map(({ accountId }) => accountId),
      batches.map(({ clientId }) => clientId),
      batches.map(({ leaseEpoch }) => leaseEpoch),
      batches.map(({ head }) => head),
      batches.map((batch) => batch.head + batch.ops.length),
      ops.map(({ batch }) => batch.runId),
      ops.map(({ op }) => op.seq),
      ops.map(({ op }) => op.key),
      ops.map(({ op }) => JSON.stringify(op.value)),
      ops.map(({ op }) => op.hash),
      ops.map(({ op }) => op.tMono ?? null),
      newest.map(({ batch }) => batch.runId),
      newest.map(({ op }) => op.key),
      newest.map(({ op }) => JSON.stringify(op.content)),
      newest.map(({ op }) => op.seq),
    ],
  });
  return new Map(rows.map(({ run }) => [run.id, run]));
}

const appendStatement = `
  WITH page AS (
    SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::int[], $6::int[], $7::int[])
      AS page (run, account, client, epoch, head, "newHead")
  ), held AS (${ordinaryRuns("$1")}
  ), taken AS (
    INSERT INTO "AnswerHead" ("runId", "clientId", head)
    SELECT page.run, page.client, page."newHead" FROM page JOIN held ON held.id = page.run
    ON CONFLICT ("runId", "clientId") DO UPDATE SET head = EXCLUDED.head
      WHERE "AnswerHead".head = (SELECT page.head FROM page WHERE page.run = "AnswerHead"."runId")
    RETURNING "runId" AS run
  ), logged AS (
    INSERT INTO "AnswerOp" ("runId", "clientId", "leaseEpoch", seq, key, value, hash, "tMono", lane, "receivedAt")
    SELECT run, page.client, page.epoch, op.seq, op.key, op.value, op.hash, op.mono, 'MAIN', $1::timestamp
    FROM unnest($8::uuid[], $9::int[], $10::text[], $11::jsonb[], $12::text[], $13::int[])
      AS op (run, seq, key, value, hash, mono)
    JOIN taken USING (run) JOIN page USING (run)
  ), projected AS (
    INSERT INTO "Answer" ("runId", key, value, "leaseEpoch", "clientId", seq, "savedAt")
    SELECT run, newest.key, newest.value, page.epoch, page.client, newest.seq, $1::timestamp
    FROM unnest($14::uuid[], $15::text[], $16::jsonb[], $17::int[]) AS newest (run, key, value, seq)
    JOIN taken USING (run) JOIN page USING (run)
    ON CONFLICT ("runId", key) DO UPDATE SET value = EXCLUDED.value, "leaseEpoch" = EXCLUDED."leaseEpoch",
      "clientId" = EXCLUDED."clientId", seq = EXCLUDED.seq, "savedAt" = EXCLUDED."savedAt"
    WHERE ("Answer"."leaseEpoch", "Answer".seq) < (EXCLUDED."leaseEpoch", EXCLUDED.seq)
  ), heard AS (${heardNow("$1", `SELECT held."sittingId" FROM held JOIN taken ON taken.run = held.id`)}
  )
  SELECT ${runAsJson("held")} AS run FROM held JOIN taken ON taken.run = held.id`;

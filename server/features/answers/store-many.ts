import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { Db } from "../../platform/db.ts";
import { poolOf } from "../../platform/db.ts";
import { heardNow, ordinaryRuns, runAsJson, type RunJson } from "../sitting/steps.ts";
import type { OwnRun } from "./policy.ts";
import { storedOps, type Batch } from "./store.ts";

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

/** The head of a page's log: the end of its newest batch. */
const headOfPage = (page: string): string => `
  SELECT "lastSeq" AS head FROM "AnswerBatch"
  WHERE "runId" = ${page}.run AND "clientId" = ${page}.client ORDER BY "firstSeq" DESC LIMIT 1`;

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
      LEFT JOIN LATERAL (${headOfPage("page")}) AS log ON true
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
      batches.map(({ ops }) => JSON.stringify(storedOps(ops))),
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
    SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::int[], $6::int[], $7::int[], $8::json[])
      AS page (run, account, client, epoch, head, "newHead", ops)
  ), held AS (${ordinaryRuns("$1")}
  ), taken AS (
    INSERT INTO "AnswerBatch" ("runId", "clientId", "firstSeq", "lastSeq", "leaseEpoch", ops, lane, "receivedAt")
    SELECT run, client, page.head + 1, "newHead", epoch, ops, 'MAIN', $1::timestamp
    FROM page JOIN held ON held.id = run
    WHERE page.head = COALESCE((${headOfPage("page")}), 0)
    ON CONFLICT DO NOTHING
    RETURNING "runId" AS run
  ), projected AS (
    INSERT INTO "Answer" ("runId", key, value, "leaseEpoch", "clientId", seq, "savedAt")
    SELECT run, newest.key, newest.value, page.epoch, page.client, newest.seq, $1::timestamp
    FROM unnest($9::uuid[], $10::text[], $11::jsonb[], $12::int[]) AS newest (run, key, value, seq)
    JOIN taken USING (run) JOIN page USING (run)
    ON CONFLICT ("runId", key) DO UPDATE SET value = EXCLUDED.value, "leaseEpoch" = EXCLUDED."leaseEpoch",
      "clientId" = EXCLUDED."clientId", seq = EXCLUDED.seq, "savedAt" = EXCLUDED."savedAt"
    WHERE ("Answer"."leaseEpoch", "Answer".seq) < (EXCLUDED."leaseEpoch", EXCLUDED.seq)
  ), heard AS (${heardNow("$1", `SELECT held."sittingId" FROM held JOIN taken ON taken.run = held.id`)}
  )
  SELECT ${runAsJson("held")} AS run FROM held JOIN taken ON taken.run = held.id`;

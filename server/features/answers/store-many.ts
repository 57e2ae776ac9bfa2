import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { Db } from "../../platform/db.ts";
import { hotPoolOf } from "../../platform/db.ts";
import { sessionStands } from "../accounts/queries.ts";
import { heardNow, ordinaryRuns, runAsJson, type RunJson } from "../sitting/steps.ts";
import type { OwnRun } from "./policy.ts";
import { newestOf, storedOps, type Batch } from "./store.ts";

/** Reads and writes of many runs at once; the rows are those of `store.ts`. */

/** How one page's log stands: facts that stay true of this head for ever, because a log is only ever added to. */
export interface PageLog {
  readonly accountId: string;
  readonly own: OwnRun;
  readonly head: number;
  /** What the page's texts hold, where this page was the last to write them. */
  readonly texts: ReadonlyMap<string, AnswerValue>;
}

/** The next batch of a log that ends at `head`; who sends it has been found to be the log's own person. */
export interface NextBatch extends Batch {
  readonly authSessionId: string;
  readonly head: number;
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
  const { rows } = await hotPoolOf(db).query<LogRow>({
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
 * Appends and projects: one statement, which is its own transaction and has committed when it answers. Only runs that
 * take an ordinary save now, from a session that stands and a head that is still the expected one, are written to; they are answered with their
 * view. Anything else is left as it was. Every batch is of another run and of the main lane.
 *
 * Should another process add to the same page's log in the very moment between the look at its head and the lock, the
 * key of the log refuses the whole statement: everybody in it is then saved alone.
 */
export async function appendMany(db: Db, batches: readonly NextBatch[]): Promise<Map<string, RunJson>> {
  const { rows } = await hotPoolOf(db).query<{ run: RunJson }>({
    name: "append-many",
    text: appendStatement,
    values: [
      batches[0]?.receivedAt.toISOString(),
      batches.map(({ runId }) => runId),
      batches.map(({ clientId }) => clientId),
      batches.map(({ leaseEpoch }) => leaseEpoch),
      batches.map(({ head }) => head),
      batches.map(({ head, ops }) => head + ops.length),
      batches.map(({ ops }) => JSON.stringify(storedOps(ops))),
      batches.map(({ ops }) => JSON.stringify(newestOf(ops))),
      batches.map(({ authSessionId }) => authSessionId),
    ],
  });
  return new Map(rows.map(({ run }) => [run.id, run]));
}

const appendStatement = `
  WITH held AS (${ordinaryRuns(
    "$1",
    `unnest($2::uuid[], $3::text[], $4::int[], $5::int[], $6::int[], $7::json[], $8::jsonb[], $9::uuid[])
      AS page (run, client, epoch, head, "newHead", ops, newest, session)`,
    `${sessionStands("page.session", "$1")} AND page.head = COALESCE((${headOfPage("page")}), 0)`,
  )}
  ), logged AS (
    INSERT INTO "AnswerBatch" ("runId", "clientId", "firstSeq", "lastSeq", "leaseEpoch", ops, lane, "receivedAt")
    SELECT run, client, head + 1, "newHead", epoch, ops, 'MAIN', $1::timestamp FROM held
  ), projected AS (
    INSERT INTO "Answer" ("runId", key, value, "leaseEpoch", "clientId", seq, "savedAt")
    SELECT run, answer.key, answer.content, epoch, client, answer.seq, $1::timestamp
    FROM held, jsonb_to_recordset(held.newest) AS answer (key text, content jsonb, seq int)
    ON CONFLICT ("runId", key) DO UPDATE SET value = EXCLUDED.value, "leaseEpoch" = EXCLUDED."leaseEpoch",
      "clientId" = EXCLUDED."clientId", seq = EXCLUDED.seq, "savedAt" = EXCLUDED."savedAt"
    WHERE ("Answer"."leaseEpoch", "Answer".seq) < (EXCLUDED."leaseEpoch", EXCLUDED.seq)
  ), heard AS (${heardNow("$1", "held")}
  )
  SELECT ${runAsJson("held")} AS run FROM held`;

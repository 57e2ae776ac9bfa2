import { Client } from "pg";
import type { TestServer } from "./server.ts";

/** What no page shows: whose text bears which code, and which case a session sits. */

async function ask<Row extends object>(server: TestServer, sql: string, values: readonly unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** Before anybody comes: the people of one session are given the case and the documents of another session. */
export async function giveSameCase(server: TestServer, sessionId: string, asSessionId: string): Promise<void> {
  await ask(
    server,
    `WITH places AS (SELECT "sessionId", "documentId", "formId", row_number() OVER (PARTITION BY "sessionId" ORDER BY id) AS place, id
                     FROM "Sitting" WHERE "sessionId" IN ($1, $2)),
          pairs AS (SELECT here.id, there."documentId", there."formId" FROM places here JOIN places there USING (place)
                    WHERE here."sessionId" = $1 AND there."sessionId" = $2),
          moved AS (UPDATE "Sitting" s SET "formId" = p."formId", "documentId" = p."documentId" FROM pairs p WHERE s.id = p.id)
     UPDATE "Session" SET "formId" = (SELECT "formId" FROM "Session" WHERE id = $2) WHERE id = $1`,
    [sessionId, asSessionId],
  );
}

/** The sitting behind the code of every text that somebody has to mark. */
export async function sittingsByCode(server: TestServer): Promise<Map<string, string>> {
  const rows = await ask<{ blindCode: string; sittingId: string }>(
    server,
    `SELECT "blindCode", "sittingId" FROM "MarkingTask" WHERE unit = 'writing.EE'`,
    [],
  );
  return new Map(rows.map(({ blindCode, sittingId }) => [blindCode, sittingId]));
}

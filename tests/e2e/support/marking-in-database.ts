import { Client } from "pg";
import { seatPeople } from "#tests/bench/saves/people.ts";
import { dayText } from "#tests/support/day.ts";
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

/** So many people have written and handed in, and their texts wait for this marker. */
export async function textsInQueue(server: TestServer, email: string, count: number): Promise<void> {
  await seatPeople(server.databaseUrl, count);
  const now = new Date().toISOString();
  await ask(
    server,
    `UPDATE "Session" SET "startsAt" = $1, state = 'HELD' WHERE "bodyId" = (SELECT id FROM "Body" WHERE code = 'BENCH')`,
    [now],
  );
  const ours = `SELECT s.id FROM "Sitting" s JOIN "Session" e ON e.id = s."sessionId" JOIN "Body" b ON b.id = e."bodyId" WHERE b.code = 'BENCH'`;
  await ask(server, `UPDATE "Sitting" SET state = 'COMPLETED' WHERE id IN (${ours})`, []);
  await ask(server, `UPDATE "ActivityRun" SET state = 'COMPLETED', "closedAt" = $1 WHERE "sittingId" IN (${ours})`, [
    now,
  ]);
  const runs = `SELECT id FROM "ActivityRun" WHERE "sittingId" IN (${ours})`;
  await ask(
    server,
    `INSERT INTO "Answer" ("runId", key, value, "leaseEpoch", "clientId", seq, "savedAt")
     SELECT id, 'text', to_jsonb($2::text), 1, 'a-page-of-the-test', 1, $1 FROM (${runs}) r`,
    [now, dayText],
  );
  await ask(server, `INSERT INTO "Seal" ("runId", "contentHash", "sealedAt") SELECT id, '', $1 FROM (${runs}) r`, [
    now,
  ]);
  await ask(
    server,
    `INSERT INTO "MarkingTask" (id, "sittingId", unit, round, ordinal, "raterId", "blindCode", state, "createdAt", "dueAt")
     SELECT gen_random_uuid(), s.id, 'writing.EE', 'ORIGINAL', 1, a.id, upper(substr(md5(s.id::text), 1, 8)), 'ALLOTTED', $1, $1::timestamp + interval '9 days'
     FROM (${ours}) s, "Account" a WHERE a.email = $2`,
    [now, email],
  );
}

/** Whoever held the interview of this person and has not locked it reads results too; answers their address. */
export async function lateAdviserReads(server: TestServer, sittingId: string): Promise<string> {
  const [late] = await ask<{ email: string }>(
    server,
    `UPDATE "Account" a SET roles = array_append(a.roles, 'DIRECTOR')
     FROM "Sitting" s JOIN "Room" r ON r."sittingId" = s.id AND r.kind = 'INTERVIEW'
     WHERE s.id = $1 AND r."openedById" = a.id AND NOT EXISTS (SELECT 1 FROM "Mark" m WHERE m."sittingId" = s.id AND m."raterId" = a.id AND m.unit LIKE 'interview.%')
     RETURNING a.email`,
    [sittingId],
  );
  if (!late) throw new Error("Whoever held the interview has locked it.");
  return late.email;
}

export interface StoredMark {
  readonly blindCode: string;
  readonly bands: readonly number[];
  readonly criterionComments: readonly string[];
  readonly annotations: unknown;
}

/** What this marker has handed in. */
export const marksOf = (server: TestServer, email: string): Promise<StoredMark[]> =>
  ask<StoredMark>(
    server,
    `SELECT t."blindCode", m.bands, m."criterionComments", m.annotations FROM "Mark" m
     JOIN "MarkingTask" t ON t.id = m."taskId" JOIN "Account" a ON a.id = m."raterId" WHERE a.email = $1`,
    [email],
  );

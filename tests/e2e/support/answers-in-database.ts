import { Client } from "pg";
import type { TestServer } from "./server.ts";

/** What the server holds on disk, asked of the database itself and not of the program that is tested. */
export async function savedText(server: TestServer, sittingId: string): Promise<string> {
  const value = (await savedAnswers(server, sittingId, "WRITING")).get("text");
  return typeof value === "string" ? value : "";
}

export const savedReading = (server: TestServer, sittingId: string): Promise<ReadonlyMap<string, unknown>> =>
  savedAnswers(server, sittingId, "READING");

export const savedNotes = async (server: TestServer, sittingId: string): Promise<unknown> =>
  (await savedAnswers(server, sittingId, "DISCUSSION")).get("notes");

async function savedAnswers(
  server: TestServer,
  sittingId: string,
  activity: "READING" | "DISCUSSION" | "WRITING",
): Promise<ReadonlyMap<string, unknown>> {
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ key: string; value: unknown }>(
      `SELECT a.key, a.value FROM "Answer" a JOIN "ActivityRun" r ON r.id = a."runId"
       WHERE r."sittingId" = $1 AND r.activity = $2::"Activity"`,
      [sittingId, activity],
    );
    return new Map(rows.map(({ key, value }) => [key, value]));
  } finally {
    await client.end();
  }
}

/** The lease under which a run was written last. */
export async function leaseOf(server: TestServer, runId: string): Promise<number> {
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ leaseEpoch: number }>(`SELECT "leaseEpoch" FROM "ActivityRun" WHERE id = $1`, [runId]);
    return rows[0]?.leaseEpoch ?? 0;
  } finally {
    await client.end();
  }
}

/** The database answers every save with this SQLSTATE, as it would with its disk full, until it is repaired. */
export async function refuseWrites(server: TestServer, sqlState: string): Promise<() => Promise<void>> {
  const run = async (sql: string): Promise<void> => {
    const client = new Client({ connectionString: server.databaseUrl });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await run(`
    CREATE FUNCTION refuse_save() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '${sqlState}'; END $$;
    CREATE TRIGGER refuse_save BEFORE INSERT ON "AnswerBatch" FOR EACH STATEMENT EXECUTE FUNCTION refuse_save();`);
  return () => run(`DROP TRIGGER refuse_save ON "AnswerBatch"; DROP FUNCTION refuse_save();`);
}

import { Client } from "pg";
import type { TestServer } from "./server.ts";

/** What the server holds on disk, asked of the database itself and not of the program that is tested. */
export async function savedText(server: TestServer, sittingId: string): Promise<string> {
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ value: unknown }>(
      `SELECT a.value FROM "Answer" a JOIN "ActivityRun" r ON r.id = a."runId"
       WHERE r."sittingId" = $1 AND r.activity = 'WRITING' AND a.key = 'text'`,
      [sittingId],
    );
    const value = rows[0]?.value;
    return typeof value === "string" ? value : "";
  } finally {
    await client.end();
  }
}

import { Client } from "pg";
import type { TestServer } from "./server.ts";

/** What the server holds on disk, asked of the database itself and not of the program that is tested. */
export async function savedText(server: TestServer, sittingId: string): Promise<string> {
  const value = (await savedAnswers(server, sittingId, "WRITING")).get("text");
  return typeof value === "string" ? value : "";
}

export const savedReading = (server: TestServer, sittingId: string): Promise<ReadonlyMap<string, unknown>> =>
  savedAnswers(server, sittingId, "READING");

async function savedAnswers(
  server: TestServer,
  sittingId: string,
  activity: "READING" | "WRITING",
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

import { Client } from "pg";
import { noMeasures, type Measures } from "#shared/domain/accommodations/measures.ts";
import { staff } from "./people.ts";
import type { TestServer } from "./server.ts";

/** What no page can do: let time pass, or have been decided on another day. */
export async function inDatabase(server: TestServer, sql: string, values: readonly unknown[]): Promise<void> {
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    await client.query(sql, [...values]);
  } finally {
    await client.end();
  }
}

/** Decided the day before, as the directorate decides it. */
export const grant = (server: TestServer, sittingId: string, measures: Partial<Measures>): Promise<void> =>
  inDatabase(
    server,
    `INSERT INTO "AccommodationDecision" (id, "registrationId", outcome, measures, reason, "decidedById", "decidedAt")
     SELECT gen_random_uuid(), s."registrationId", 'GRANTED', $2, '', a.id, now() - interval '1 day'
     FROM "Sitting" s, "Account" a WHERE s.id = $1 AND a.email = $3`,
    [sittingId, JSON.stringify({ ...noMeasures, ...measures }), staff.director],
  );

export const grantCaptions = (server: TestServer, sittingId: string): Promise<void> => grant(server, sittingId, { hasCaptions: true });

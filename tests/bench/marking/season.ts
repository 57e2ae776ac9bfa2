import { randomUUID } from "node:crypto";
import { Client } from "pg";
import type { TestApp } from "#tests/support/app.ts";
import { ensurePolicy } from "#tests/support/exam-fixture.ts";
import { seatPeople } from "../saves/people.ts";

/** A season of sittings that are over: sealed, marked by both advisers, no text marked yet. */

export async function ask(databaseUrl: string, sql: string, values: readonly unknown[] = []): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(sql, [...values]);
  } finally {
    await client.end();
  }
}

const oralBands = { "discussion.CO": [4, 3], "discussion.EO": [3, 4, 3, 3], "interview.CO": [4, 3], "interview.EO": [4, 3, 3, 3] };

export async function prepareSeason(app: TestApp, databaseUrl: string, sittings: number, raters: number): Promise<void> {
  await ensurePolicy(app);
  await seatPeople(databaseUrl, sittings);
  const [one, other] = [await app.account({ roles: ["ADVISER"] }), await app.account({ roles: ["ADVISER"] })];
  const createdAt = app.clock.now();
  await app.deps.db.account.createMany({
    data: Array.from({ length: raters }, (_none, index) => ({
      id: randomUUID(),
      email: `marker-${index}@example.test`,
      givenName: "Sam",
      familyName: `Correction ${index}`,
      roles: ["RATER" as const],
      createdAt,
    })),
  });
  await ask(databaseUrl, `UPDATE "Session" SET "startsAt" = $1, state = 'HELD'`, [createdAt]);
  await ask(databaseUrl, `UPDATE "Sitting" SET state = 'COMPLETED'`);
  await ask(databaseUrl, `UPDATE "ActivityRun" SET state = 'COMPLETED', "closedAt" = $1`, [createdAt]);
  await ask(
    databaseUrl,
    `INSERT INTO "ActivityRun" (id, "sittingId", activity, state, "baseSeconds", "startedAt", "closedAt")
     SELECT gen_random_uuid(), s.id, a.activity::"Activity", 'COMPLETED', 60, $1, $1
     FROM "Sitting" s CROSS JOIN (VALUES ('READING'), ('DISCUSSION'), ('INTERVIEW')) AS a(activity)`,
    [createdAt],
  );
  await ask(
    databaseUrl,
    `INSERT INTO "Seal" ("runId", "contentHash", "sealedAt") SELECT id, '', $1 FROM "ActivityRun" WHERE activity IN ('READING', 'WRITING')`,
    [createdAt],
  );
  for (const [unit, bands] of Object.entries(oralBands))
    for (const [ordinal, raterId] of [one, other].entries())
      await ask(
        databaseUrl,
        `INSERT INTO "Mark" (id, "sittingId", unit, round, ordinal, "raterId", bands, comments, "lockedAt")
         SELECT gen_random_uuid(), id, $1, 'ORIGINAL', $2, $3, $4, '', $5 FROM "Sitting"`,
        [unit, ordinal + 1, raterId, bands, createdAt],
      );
  await ask(databaseUrl, "ANALYZE");
}

/** Each text that somebody has is marked by them. */
export async function markEveryText(app: TestApp, databaseUrl: string): Promise<void> {
  await ask(
    databaseUrl,
    `INSERT INTO "Mark" (id, "sittingId", unit, round, ordinal, "raterId", "taskId", bands, comments, "lockedAt")
     SELECT gen_random_uuid(), "sittingId", unit, round, ordinal, "raterId", id, '{4,3,3,3,4}', '', $1 FROM "MarkingTask"`,
    [app.clock.now()],
  );
  await ask(databaseUrl, `UPDATE "MarkingTask" SET state = 'MARKED'`);
}

/** Copies of the reports that are there, until there are so many. */
export const multiplyReports = (databaseUrl: string, count: number): Promise<void> =>
  ask(
    databaseUrl,
    `INSERT INTO "Report" (id, "sittingId", "policyVersion", input, "inputHash", report, "computedAt")
     SELECT gen_random_uuid(), r."sittingId", r."policyVersion", r.input, r."inputHash", r.report, r."computedAt"
     FROM "Report" r CROSS JOIN generate_series(1, 1 + $1 / (SELECT count(*)::int FROM "Report")) LIMIT $1 - (SELECT count(*)::int FROM "Report")`,
    [count],
  );

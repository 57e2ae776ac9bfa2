import { randomUUID } from "node:crypto";
import { Client } from "pg";
import type { TestApp } from "#tests/support/app.ts";
import { addRules, ensurePolicy } from "#tests/support/exam-fixture.ts";
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

/** Each text that somebody has is marked by them: two of one text differ by a band here and there, never so far that a third is asked. */
export async function markEveryText(app: TestApp, databaseUrl: string): Promise<void> {
  await ask(
    databaseUrl,
    `INSERT INTO "Mark" (id, "sittingId", unit, round, ordinal, "raterId", "taskId", bands, comments, "lockedAt")
     SELECT gen_random_uuid(), "sittingId", unit, round, ordinal, "raterId", id,
       ARRAY[3 + (hashtext(id::text) & 1), 3 + (hashtext(id::text || 'E2') & 1), 3, 3, 4], '', $1 FROM "MarkingTask"`,
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

/**
 * The first half of the sessions was held eight months before, by the people of the second half, who were told a failure or
 * a pass then: each of them has two exams, and the rules of the latest let the first one count.
 */
export async function makeRetakes(app: TestApp, databaseUrl: string): Promise<void> {
  const half = `SELECT id FROM (SELECT id, ntile(2) OVER (ORDER BY id) AS half FROM "Session") AS s WHERE half = 1`;
  await ask(databaseUrl, `UPDATE "Session" SET "startsAt" = "startsAt" - interval '8 months' WHERE id IN (${half})`);
  const pairs = `
    SELECT earlier.id, earlier."registrationId", later."accountId" FROM
      (SELECT id, "registrationId", row_number() OVER (ORDER BY id) AS place FROM "Sitting" WHERE "sessionId" IN (${half})) AS earlier
      JOIN (SELECT "accountId", row_number() OVER (ORDER BY id) AS place FROM "Sitting" WHERE "sessionId" NOT IN (${half})) AS later USING (place)`;
  await ask(databaseUrl, `UPDATE "Registration" r SET "accountId" = p."accountId" FROM (${pairs}) AS p WHERE r.id = p."registrationId"`);
  await ask(databaseUrl, `UPDATE "Sitting" s SET "accountId" = p."accountId" FROM (${pairs}) AS p WHERE s.id = p.id`);
  const told = `UPDATE "Result" SET state = 'RESULT_SENT', "sentAt" = $1::timestamp - interval '8 days', "outcomeSentAt" = $1::timestamp - interval '8 days', "sentReportId" = "currentReportId" WHERE "sittingId" IN`;
  await ask(databaseUrl, `${told} (SELECT id FROM "Sitting" WHERE "sessionId" IN (${half}))`, [app.clock.now()]);
  await addRules(app, (rules) => ({ ...rules, retake: { scope: "FAILED_ONLY", creditMonths: 12 } }));
  await ask(databaseUrl, "ANALYZE");
}

/** Everybody was told, half of the sessions were held at the Office: a year to compare. */
export async function tellEverybody(app: TestApp, databaseUrl: string): Promise<void> {
  await ask(
    databaseUrl,
    `UPDATE "Result" SET state = 'RESULT_SENT', "sentAt" = $1, "outcomeSentAt" = $1, "sentReportId" = "currentReportId", "sentCombinationId" = "currentCombinationId"
     WHERE "sentReportId" IS NULL`,
    [app.clock.now()],
  );
  await ask(
    databaseUrl,
    `UPDATE "Session" SET "deliveryMode" = 'IN_PERSON'
     WHERE id IN (SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM "Session") AS s WHERE place % 2 = 0)`,
  );
  await ask(databaseUrl, "ANALYZE");
}

import { Client } from "pg";
import { afterEach, expect, test } from "vitest";
import { clockOfDatabase } from "#server/platform/database-clock.ts";
import { createDb } from "#server/platform/db.ts";

import type { TestDatabase } from "#tests/support/database.ts";
import { createTestDatabase } from "#tests/support/database.ts";

const made: TestDatabase[] = [];
afterEach(async () => {
  await Promise.all(made.splice(0).map((database) => database.drop()));
});

async function make(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  made.push(database);
  return database;
}

async function query(database: TestDatabase, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: database.connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test("a test database carries every migration, and none of them failed", async () => {
  const database = await make();
  const pending = await query(database, "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NULL");
  expect(pending).toEqual([]);
});

test("two test databases do not see each other", async () => {
  const [first, second] = await Promise.all([make(), make()]);
  await query(first, "CREATE TABLE only_here (id int)");
  const tables = "SELECT to_regclass('only_here') IS NOT NULL AS found";
  expect([await query(first, tables), await query(second, tables)]).toEqual([[{ found: true }], [{ found: false }]]);
});

test("[PLAT-13] the database tells its time in milliseconds", async () => {
  const db = createDb((await make()).connectionString, 1);
  const told = async (): Promise<number> => {
    const [row] = await db.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`;
    return row?.at.getTime() ?? NaN;
  };
  const [before, asked, after] = [await told(), await clockOfDatabase(db), await told()];
  await db.$disconnect();
  expect([before <= asked, asked <= after + 1]).toEqual([true, true]);
});

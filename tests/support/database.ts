import { randomBytes } from "node:crypto";

import { deployMigrations } from "#prisma/migrate.ts";
import {
  createDatabaseFromTemplate,
  dropDatabase,
  ensureDatabase,
  withDatabase,
} from "#server/platform/embedded-postgres.ts";

export type TestDatabase = {
  readonly connectionString: string;
  /** Drops it, even while somebody is still connected. */
  drop(): Promise<void>;
};

/**
 * A migrated, empty database for one test file or one test, copied in some tens of milliseconds from a template that
 * the run prepared. Needs TEST_DATABASE_URL and TEST_DATABASE_TEMPLATE, which vitest's global set-up and `npm test`
 * provide.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env["TEST_DATABASE_URL"];
  const template = process.env["TEST_DATABASE_TEMPLATE"];
  if (!server || !template) {
    throw new Error("No test database server. Run the tests with tests/vitest.config.ts or with `npm test`.");
  }
  const admin = withDatabase(server, "postgres");
  const name = `test_${randomBytes(8).toString("hex")}`;
  const connectionString = await createDatabaseFromTemplate(admin, template, name);
  return { connectionString, drop: () => dropDatabase(admin, name) };
}

/** Creates the database that the others are copied from; answers its name. Nobody may stay connected to it. */
export async function prepareTemplate(server: string): Promise<string> {
  const name = `template_${randomBytes(8).toString("hex")}`;
  const connectionString = await ensureDatabase(withDatabase(server, "postgres"), name);
  await deployMigrations(connectionString);
  return name;
}

import { readFileSync } from "node:fs";

import type { TestProject } from "vitest/node";

import { startTemporaryPostgres } from "#server/platform/embedded-postgres.ts";

import { prepareTemplate } from "./database.ts";

/**
 * Before the first test: a PostgreSQL server of this run's own and a migrated template, unless `npm test` has already
 * provided them. The tests' processes find both in their environment.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  if (process.env["TEST_DATABASE_TEMPLATE"] || !(await anyNeedsSupport(project))) return async () => undefined;
  const given = process.env["TEST_DATABASE_URL"];
  const temporary = given ? undefined : await startTemporaryPostgres();
  const server = given || temporary?.connectionString || "";
  try {
    process.env["TEST_DATABASE_URL"] = server;
    process.env["TEST_DATABASE_TEMPLATE"] = await prepareTemplate(server);
  } catch (error) {
    await temporary?.stop();
    throw error;
  }
  return async () => temporary?.stop();
}

/** A run of pure tests only, such as `vitest run shared/scoring`, does not wait for a database. */
async function anyNeedsSupport(project: TestProject): Promise<boolean> {
  const filters = process.argv.slice(2).filter((argument) => !argument.startsWith("-") && argument !== "run");
  const chosen = (await project.globTestFiles(filters)).testFiles;
  const files = chosen.length > 0 ? chosen : (await project.globTestFiles()).testFiles;
  return files.some((file) => readFileSync(file, "utf8").includes("support/"));
}

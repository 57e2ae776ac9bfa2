/**
 * Migrations without Prisma's native schema engine, which is a download. Same folder, same `_prisma_migrations` table,
 * same checksums: where the native engine can be had, `prisma migrate deploy --config prisma/prisma.config.ts` works too.
 *
 *   node prisma/migrate.ts new NAME    write the next migration (NEXT.sql, when it exists, is appended and removed)
 *   node prisma/migrate.ts drift       exit 1 when schema.prisma says more than the migrations
 *   node prisma/migrate.ts deploy      apply what is missing to DATABASE_URL (default: the embedded server)
 *   node prisma/migrate.ts put-aside NAME   forget a failed attempt, once its script is corrected
 *   node prisma/migrate.ts status      what the database has, what it lacks, what failed; exit 1 unless up to date
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { startEmbeddedPostgres } from "#server/platform/embedded-postgres.ts";

import { deploy, putAside, status } from "./engine/deploy.ts";
import { prismaFolder } from "./engine/migration-list.ts";
import { drift, newMigration } from "./engine/new-migration.ts";

const folder = prismaFolder(process.env["EPREUVE_PRISMA_DIR"] ?? import.meta.dirname);

/** Applies the missing migrations and answers their names. Safe when several processes do it at once. */
export function deployMigrations(connectionString: string): Promise<string[]> {
  return deploy(folder, connectionString);
}

async function main(command: string | undefined, name: string | undefined): Promise<number> {
  switch (command) {
    case "new":
      return name === undefined ? usage() : writeNew(name);
    case "drift":
      return reportDrift();
    case "deploy":
      return withDatabase(applyMissing);
    case "put-aside":
      return name === undefined ? usage() : withDatabase((database) => forgetFailure(database, name));
    case "status":
      return withDatabase(reportStatus);
    default:
      return usage();
  }
}

async function writeNew(label: string): Promise<number> {
  const name = await newMigration(folder, label, new Date());
  console.log(name === undefined ? "Nothing to migrate: the schema has not changed." : `✓ ${name}/migration.sql`);
  return 0;
}

async function reportDrift(): Promise<number> {
  const found = await drift(folder);
  if (found === undefined) {
    console.log("✓ The migrations say everything that schema.prisma says.");
    return 0;
  }
  console.error(`schema.prisma says more than the migrations; run: npm run db new NAME\n${found.trim()}`);
  return 1;
}

async function applyMissing(connectionString: string): Promise<number> {
  const applied = await deployMigrations(connectionString);
  for (const name of applied) console.log(`✓ ${name}`);
  if (applied.length === 0) console.log("✓ Nothing to apply: the database is up to date.");
  return 0;
}

async function forgetFailure(connectionString: string, name: string): Promise<number> {
  await putAside(connectionString, name);
  console.log(`✓ ${name} may be applied again.`);
  return 0;
}

async function reportStatus(connectionString: string): Promise<number> {
  const { history, failedMigrationNames, editedMigrationNames } = await status(folder, connectionString);
  for (const name of failedMigrationNames)
    console.error(`failed: ${name} (correct its script, then: npm run db put-aside ${name})`);
  for (const name of editedMigrationNames) console.error(`edited after it was applied: ${name}`);
  if (history !== null) console.error(JSON.stringify(history, null, 2));
  if (history !== null || failedMigrationNames.length + editedMigrationNames.length > 0) return 1;
  console.log("✓ The database is up to date.");
  return 0;
}

/** DATABASE_URL, or else the embedded server, adopted or started for the time of the command. */
async function withDatabase(work: (connectionString: string) => Promise<number>): Promise<number> {
  const given = process.env["DATABASE_URL"];
  if (given !== undefined && given !== "") return work(given);
  const dataDir = `${process.env["EPREUVE_DATA_DIR"] ?? ".data"}/postgres`;
  const embedded = await startEmbeddedPostgres({ dataDir, onProgress: console.log });
  try {
    return await work(embedded.connectionString);
  } finally {
    await embedded.stop();
  }
}

function usage(): number {
  console.error("Usage: node prisma/migrate.ts new NAME | drift | deploy | put-aside NAME | status");
  return 1;
}

if (import.meta.main) {
  const settings = path.join(import.meta.dirname, "..", ".env");
  if (existsSync(settings)) process.loadEnvFile(settings);
  process.exitCode = await main(process.argv[2], process.argv[3]).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  });
}

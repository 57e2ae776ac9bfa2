import type { DiagnoseMigrationHistoryOutput, SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import { Pool } from "pg";

import { withEngine } from "./load-engine.ts";
import type { PrismaFolder } from "./migration-list.ts";
import { readMigrations } from "./migration-list.ts";
import { ScriptingPg } from "./scripting-pg.ts";

// Any constant will do, as long as every deploy uses the same one.
const deployLock = 4_117_202_611;

const noFilters = { externalTables: [], externalEnums: [] };

/** Applies what is missing and answers its names. Whoever comes second waits, then finds nothing left to do. */
export async function deploy(folder: PrismaFolder, connectionString: string): Promise<string[]> {
  return withDatabase(connectionString, async (engine) => {
    const result = await engine.applyMigrations({ migrationsList: readMigrations(folder), filters: noFilters });
    return result.appliedMigrationNames;
  });
}

export async function status(folder: PrismaFolder, connectionString: string): Promise<DiagnoseMigrationHistoryOutput> {
  const input = { migrationsList: readMigrations(folder), optInToShadowDatabase: false, filters: noFilters };
  return withDatabase(connectionString, (engine) => engine.diagnoseMigrationHistory(input));
}

/** A failed migration left nothing behind but its record, which blocks the next deploy until it is put aside. */
export async function putAside(connectionString: string, migrationName: string): Promise<void> {
  await withDatabase(connectionString, (engine) => engine.markMigrationRolledBack({ migrationName }));
}

async function withDatabase<T>(connectionString: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const pool = new Pool({ connectionString });
  // A server that goes away is reported by the query that then fails.
  pool.on("error", () => undefined);
  try {
    const guard = await pool.connect();
    try {
      await guard.query("SELECT pg_advisory_lock($1)", [deployLock]);
      return await withEngine(new ScriptingPg(pool), work);
    } finally {
      // The lock goes with its connection.
      guard.release(true);
    }
  } finally {
    await pool.end();
  }
}

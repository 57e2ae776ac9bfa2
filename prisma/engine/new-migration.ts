import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { DiffTarget } from "@prisma/schema-engine-wasm/schema_engine_bg";

import { withEngine } from "./load-engine.ts";
import type { PrismaFolder } from "./migration-list.ts";
import { readIfPresent } from "./migration-list.ts";
import { noDatabase } from "./no-database.ts";

const noFilters = { externalTables: [], externalEnums: [] };

/**
 * Writes the migration that leads from the committed snapshot to the present schema, followed by the hand-written
 * NEXT.sql (triggers, CHECKs: what a Prisma schema cannot say). Answers its name, or `undefined` when there is nothing
 * to write.
 */
export async function newMigration(folder: PrismaFolder, label: string, now: Date): Promise<string | undefined> {
  const generated = await difference(folder, true);
  const written = readIfPresent(folder.next);
  const parts = [generated, written].flatMap((part) => (part === undefined || part.trim() === "" ? [] : [part.trim()]));
  if (parts.length === 0) return undefined;
  const stamp = now.toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const name = `${stamp}_${label.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_")}`;
  mkdirSync(join(folder.migrations, name), { recursive: true });
  writeFileSync(join(folder.migrations, name, "migration.sql"), `${parts.join("\n\n")}\n`);
  writeFileSync(folder.lock, '# Written by prisma/migrate.ts; Prisma reads it too.\nprovider = "postgresql"\n');
  writeFileSync(folder.snapshot, readFileSync(folder.schema, "utf8"));
  rmSync(folder.next, { force: true });
  return name;
}

/** What the schema says and no migration does yet, in words; `undefined` when they agree. */
export async function drift(folder: PrismaFolder): Promise<string | undefined> {
  const script = await difference(folder, true);
  return script === undefined ? undefined : await difference(folder, false);
}

async function difference(folder: PrismaFolder, script: boolean): Promise<string | undefined> {
  const snapshot = readIfPresent(folder.snapshot);
  const from: DiffTarget =
    snapshot === undefined
      ? { tag: "empty" }
      : { tag: "schemaDatamodel", files: [{ path: folder.snapshot, content: snapshot }] };
  const schema = readFileSync(folder.schema, "utf8");
  const to: DiffTarget = { tag: "schemaDatamodel", files: [{ path: folder.schema, content: schema }] };
  const result = await withEngine(noDatabase(), (engine) =>
    engine.diff({ from, to, script, exitCode: true, filters: noFilters }),
  );
  return result.exitCode === 0 ? undefined : (result.stdout ?? "");
}

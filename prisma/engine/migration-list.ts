import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { MigrationList } from "@prisma/schema-engine-wasm/schema_engine_bg";

/** The files of one Prisma folder. */
export type PrismaFolder = {
  readonly schema: string;
  readonly migrations: string;
  readonly snapshot: string;
  readonly next: string;
  readonly lock: string;
};

export function prismaFolder(root: string): PrismaFolder {
  const migrations = join(root, "migrations");
  return {
    schema: join(root, "schema.prisma"),
    migrations,
    snapshot: join(migrations, "schema.snapshot.prisma"),
    next: join(migrations, "NEXT.sql"),
    lock: join(migrations, "migration_lock.toml"),
  };
}

/** The migrations as the engine wants them: their names in order, with their scripts. */
export function readMigrations(folder: PrismaFolder): MigrationList {
  const names = existsSync(folder.migrations)
    ? readdirSync(folder.migrations, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [entry.name] : [],
      )
    : [];
  return {
    baseDir: folder.migrations,
    lockfile: { path: "migration_lock.toml", content: readIfPresent(folder.lock) ?? null },
    shadowDbInitScript: "",
    migrationDirectories: names.sort().map((name) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: readScript(join(folder.migrations, name, "migration.sql")) },
    })),
  };
}

function readScript(file: string): MigrationList["migrationDirectories"][number]["migrationFile"]["content"] {
  const script = readIfPresent(file);
  return script === undefined ? { tag: "error", value: `${file} is missing` } : { tag: "ok", value: script };
}

export function readIfPresent(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";

// The compiler knows this only with the browser's types, which have no business here.
declare namespace WebAssembly {
  function instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
}

let loaded: Promise<void> | undefined;

/**
 * Prisma's own schema engine as WebAssembly. It is instantiated by hand: importing the package's main entry does the
 * same, but prints an ExperimentalWarning.
 */
async function load(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = await readFile(join(dirname(entry), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glueWithoutTimers() });
  glue.__wbg_set_wasm(instance.exports);
  const begin = instance.exports["__wbindgen_start"];
  if (typeof begin !== "function") throw new Error("The schema engine's WebAssembly has no start function.");
  begin();
}

/** The engine sets a ten-second lock timer and never clears it; that must not keep a finished process alive. */
function glueWithoutTimers(): object {
  const unreferenced = (callback: () => void, ms: number) => setTimeout(callback, ms).unref();
  const functions = Object.entries(glue).map(([name, value]) =>
    name.startsWith("__wbg_setTimeout_") ? [name, unreferenced] : [name, value],
  );
  return Object.fromEntries(functions);
}

/** Runs `work` with an engine over the database that this adapter reaches. */
export async function withEngine<T>(
  database: SqlMigrationAwareDriverAdapterFactory,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  await (loaded ??= load());
  const adapter = bindMigrationAwareSqlAdapterFactory(database);
  const engine = await glue.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
  try {
    return await work(engine);
  } catch (error) {
    throw explain(error);
  } finally {
    engine.free();
  }
}

/** The engine throws its report as JSON in the message; people need the sentence in it. */
function explain(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  try {
    const report: unknown = JSON.parse(error.message);
    if (typeof report === "object" && report !== null && "message" in report) return new Error(String(report.message));
  } catch {
    // Not a report: the message is already a sentence.
  }
  return error;
}

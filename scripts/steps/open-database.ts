import { join } from "node:path";

import { startEmbeddedPostgres } from "#server/platform/embedded-postgres.ts";

import { dataFolder } from "./project.ts";
import { note } from "./say.ts";

export type OpenDatabase = {
  readonly connectionString: string;
  readonly description: string;
  stop(): Promise<void>;
};

/** The database that DATABASE_URL names, or the embedded one in the data folder. */
export async function openDatabase(env: NodeJS.ProcessEnv): Promise<OpenDatabase> {
  const given = env["DATABASE_URL"];
  if (given) {
    return { connectionString: given, description: `external, ${new URL(given).host}`, stop: async () => undefined };
  }
  const dataDir = join(dataFolder(env), "postgres");
  const embedded = await startEmbeddedPostgres({ dataDir, onProgress: note });
  const { port } = new URL(embedded.connectionString);
  return { ...embedded, description: `embedded PostgreSQL, ${embedded.origin}, port ${port}` };
}

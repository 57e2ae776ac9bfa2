import { realpathSync } from "node:fs";

import { Client, escapeIdentifier } from "pg";

import { postgresUser } from "./cluster.ts";

/** The address of the maintenance database, from which others are created and dropped. */
export function adminConnection(port: number, password: string): string {
  return `postgresql://${postgresUser}:${password}@127.0.0.1:${port}/postgres`;
}

/** The same server, another database. */
export function withDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/** True when a server answers and really serves `dataDirectory`, not a stranger that took its port. */
export async function answers(connectionString: string, dataDirectory: string): Promise<boolean> {
  try {
    return await withClient(connectionString, async (client) => {
      const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
      return rows[0] !== undefined && realpathSync(rows[0].data_directory) === realpathSync(dataDirectory);
    });
  } catch {
    return false;
  }
}

/** Creates the database when it is missing; two processes may try at once. */
export async function ensureDatabase(admin: string, name: string): Promise<string> {
  await withClient(admin, async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount !== 0) return;
    await client.query(`CREATE DATABASE ${escapeIdentifier(name)}`).catch((error: unknown) => {
      const duplicate = error instanceof Error && "code" in error && (error.code === "42P04" || error.code === "23505");
      if (!duplicate) throw error;
    });
  });
  return withDatabase(admin, name);
}

/**
 * A copy of `template` under a new name, in some tens of milliseconds. Nobody may be connected to the template
 * meanwhile; a connection that is just closing is waited for.
 */
export async function createDatabaseFromTemplate(admin: string, template: string, name: string): Promise<string> {
  await withClient(admin, async (client) => {
    const statement = `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(template)}`;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.query(statement);
        return;
      } catch (error) {
        const inUse = error instanceof Error && "code" in error && error.code === "55006";
        if (!inUse || attempt === 20) throw error;
        await client.query("SELECT pg_sleep(0.1)");
      }
    }
  });
  return withDatabase(admin, name);
}

/** Drops the database even while somebody is connected to it. */
export async function dropDatabase(admin: string, name: string): Promise<void> {
  await withClient(admin, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
  });
}

async function withClient<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 5_000 });
  // A server that goes away while the client is idle must not end this process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

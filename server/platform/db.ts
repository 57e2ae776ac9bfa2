import { PrismaPg } from "@prisma/adapter-pg";
import { Pool, type PoolClient } from "pg";
import { Prisma, PrismaClient } from "#generated/prisma/client.ts";

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;
/** A connection in a transaction, for the few statements that serve many requests at once. */
export type Sql = Pick<PoolClient, "query">;
export { Prisma };

const pools = new WeakMap<Db, Pool>();

/** Connects lazily; `connectionLimit` bounds the pool of this process. */
export function createDb(connectionString: string, connectionLimit = 12): Db {
  const pool = new Pool({ connectionString, max: connectionLimit });
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  const db = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 20_000 } });
  pools.set(db, pool);
  return db;
}

/** The same connections without Prisma between: for set-based statements on a hot path. */
export function poolOf(db: Db): Pool {
  const pool = pools.get(db);
  if (!pool) throw new Error("This database was not made by createDb.");
  return pool;
}

/** Commits what `work` writes, or nothing of it. */
export async function inTransaction<T>(db: Db, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await poolOf(db).connect();
  // A connection that breaks between two statements is reported by the next one.
  const onError = (): void => undefined;
  client.on("error", onError);
  let fault: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    fault = error instanceof Error ? error : new Error("A transaction failed.", { cause: error });
    await client.query("ROLLBACK").then(
      () => (fault = undefined),
      () => undefined,
    );
    throw error;
  } finally {
    client.off("error", onError);
    // One that could not even roll back is closed, so that nobody gets it next.
    client.release(fault);
  }
}

/** True when the database gave this transaction up so that another one could go on: running it again is safe. */
export function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  // A raw statement's error keeps the database's own code in its message.
  return error.code === "P2034" || (error.code === "P2010" && error.message.includes("40P01"));
}

import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { Prisma, PrismaClient } from "#generated/prisma/client.ts";

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;
export { Prisma };

const pools = new WeakMap<Db, Pool>();

/** Connects lazily; `connectionLimit` bounds the pool of this process. */
export function createDb(connectionString: string, connectionLimit = 12): Db {
  // A connection whose other end is gone, as a cut cable leaves it, must not hold anybody's save for minutes.
  const pool = new Pool({ connectionString, max: connectionLimit, keepAlive: true, query_timeout: 30_000 });
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

/** True when the database gave this transaction up so that another one could go on: running it again is safe. */
export function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  // A raw statement's error keeps the database's own code in its message.
  return error.code === "P2034" || (error.code === "P2010" && error.message.includes("40P01"));
}

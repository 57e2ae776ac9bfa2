import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { Prisma, PrismaClient } from "#generated/prisma/client.ts";

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;
export { Prisma };

const pools = new WeakMap<Db, HotPool>();

const patience = { keepAlive: true, query_timeout: 30_000 } as const;

/** Prisma's connections; with them, and ending with them, the few that hot statements use. */
class HotPool extends Pool {
  readonly hot: Pool;

  constructor(connectionString: string, max: number) {
    // A connection whose other end is gone, as a cut cable leaves it, must not hold anybody's save for minutes.
    super({ ...patience, connectionString, max });
    // Plans are made once for each connection and rest on indexes, whatever the tables held at that moment.
    const options = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off";
    this.hot = new Pool({ ...patience, connectionString, max: 4, options });
    // One that breaks while nobody uses it is replaced when it is next needed.
    this.hot.on("error", () => undefined);
  }

  override async end(): Promise<void> {
    await Promise.all([this.hot.end(), super.end()]);
  }
}

/** Connects lazily; `connectionLimit` bounds the pool of this process, four for hot statements aside. */
export function createDb(connectionString: string, connectionLimit = 12): Db {
  const pool = new HotPool(connectionString, connectionLimit);
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  const db = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 20_000 } });
  pools.set(db, pool);
  return db;
}

/** Connections without Prisma between, for named, set-based statements on a hot path that find every row by an index. */
export function hotPoolOf(db: Db): Pool {
  const pool = pools.get(db);
  if (!pool) throw new Error("This database was not made by createDb.");
  return pool.hot;
}

/** One for each database, made when it is first asked for. */
export function perDb<Made>(make: (db: Db) => Made): (db: Db) => Made {
  const all = new WeakMap<Db, Made>();
  return (db) => {
    const known = all.get(db) ?? make(db);
    all.set(db, known);
    return known;
  };
}

/** True when the database gave this transaction up so that another one could go on: running it again is safe. */
export function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  // A raw statement's error keeps the database's own code in its message.
  return error.code === "P2034" || (error.code === "P2010" && error.message.includes("40P01"));
}

import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "#generated/prisma/client.ts";

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;
export { Prisma };

/** Connects lazily; `connectionLimit` bounds the pool of this process. */
export function createDb(connectionString: string, connectionLimit = 12): Db {
  const adapter = new PrismaPg({ connectionString, max: connectionLimit });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 20_000 } });
}

/** True when the database gave this transaction up so that another one could go on: running it again is safe. */
export function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  // A raw statement's error keeps the database's own code in its message.
  return error.code === "P2034" || (error.code === "P2010" && error.message.includes("40P01"));
}

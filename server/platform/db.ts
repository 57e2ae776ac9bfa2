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

/** True when a unique index refused the write: `target` narrows it to one index's fields. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

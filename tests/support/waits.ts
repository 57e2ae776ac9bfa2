import { expect } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import type { TestApp } from "./app.ts";

/** Until so many commands are seen to wait for a lock. */
const untilWaiting = async (tx: Tx, count: number): Promise<void> => {
  const waiting = async (): Promise<number> => {
    // Within a transaction the list of connections stays as it was first read: one that was opened since would never be seen.
    await tx.$executeRaw`SELECT pg_stat_clear_snapshot()`;
    const [row] = await tx.$queryRaw<{ waiting: bigint }[]>`
      SELECT count(*) AS waiting FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return Number(row?.waiting ?? 0);
  };
  await expect.poll(waiting).toBeGreaterThanOrEqual(count);
};

/** What a command does while somebody else holds what it needs: it is begun under their lock, and seen to wait for it. */
export const begunUnderLock = <T>(
  app: TestApp,
  lock: (tx: Tx) => Promise<unknown>,
  command: () => Promise<T>,
  meanwhile: (tx: Tx) => Promise<unknown> = async () => undefined,
): Promise<{ readonly done: Promise<T> }> =>
  app.deps.db.$transaction(async (tx) => {
    await lock(tx);
    const done = command();
    await untilWaiting(tx, 1);
    await meanwhile(tx);
    // Within an object: what waits for this transaction cannot be waited for by it.
    return { done };
  });

/** Commands at the same moment: each is begun once those before it are seen to wait for the same lock, which they get in this order. */
export const begunTogether = <T>(
  app: TestApp,
  lock: (tx: Tx) => Promise<unknown>,
  commands: readonly (() => Promise<T>)[],
): Promise<{ readonly done: Promise<T[]> }> =>
  app.deps.db.$transaction(async (tx) => {
    await lock(tx);
    const begun: Promise<T>[] = [];
    for (const command of commands) {
      begun.push(command());
      await untilWaiting(tx, begun.length);
    }
    return { done: Promise.all(begun) };
  });

import { expect } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import type { TestApp } from "./app.ts";

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
    const isWaiting = async (): Promise<boolean> => {
      const [row] = await tx.$queryRaw<{ waiting: bigint }[]>`
        SELECT count(*) AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return Number(row?.waiting ?? 0) > 0;
    };
    await expect.poll(isWaiting).toBe(true);
    await meanwhile(tx);
    // Within an object: what waits for this transaction cannot be waited for by it.
    return { done };
  });

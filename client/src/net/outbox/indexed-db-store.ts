import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { OutboxEntry, OutboxStore } from "./outbox-types.ts";

interface Schema extends DBSchema {
  readonly entries: { readonly key: [string, string, number]; readonly value: OutboxEntry };
}

const strict = { durability: "strict" } as const;
// Sorts after every number of a page.
const lastNumber = Number.MAX_SAFE_INTEGER;

/** The device's own copy: a transaction is complete when it would survive a power cut. */
export function createIndexedDbStore(): OutboxStore {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const database = (): Promise<IDBPDatabase<Schema>> => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  const open = (): Promise<IDBPDatabase<Schema>> => {
    // Asks the browser not to clear this under pressure; a refusal changes nothing else.
    void navigator.storage?.persist?.().catch(() => false);
    return openDB<Schema>("epreuve-outbox", 1, {
      upgrade: (created) => void created.createObjectStore("entries", { keyPath: ["runId", "clientId", "seq"] }),
      terminated: () => (opened = undefined),
    });
  };
  // A connection that has failed is not asked again: the next access opens another one.
  const within = async <T>(work: (opened: IDBPDatabase<Schema>) => Promise<T>): Promise<T> => {
    const connection = await database();
    try {
      return await work(connection);
    } catch (error) {
      opened = undefined;
      connection.close();
      throw error;
    }
  };
  return {
    read: (runId) => within((from) => from.getAll("entries", IDBKeyRange.bound([runId], [runId, []]))),
    write: (entries) =>
      within(async (to) => {
        const transaction = to.transaction("entries", "readwrite", strict);
        for (const entry of entries) void transaction.store.put(entry);
        await transaction.done;
      }),
    forget: (runId, clientId, upTo) =>
      within(async (from) => {
        const transaction = from.transaction("entries", "readwrite", strict);
        void transaction.store.delete(
          IDBKeyRange.bound([runId, clientId, 0], [runId, clientId, Math.min(upTo, lastNumber)]),
        );
        await transaction.done;
      }),
  };
}

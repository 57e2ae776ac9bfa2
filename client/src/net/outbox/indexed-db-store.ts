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
  return {
    read: async (runId) => (await database()).getAll("entries", IDBKeyRange.bound([runId], [runId, []])),
    write: async (entries) => {
      const transaction = (await database()).transaction("entries", "readwrite", strict);
      for (const entry of entries) void transaction.store.put(entry);
      await transaction.done;
    },
    forget: async (runId, clientId, upTo) => {
      const transaction = (await database()).transaction("entries", "readwrite", strict);
      void transaction.store.delete(
        IDBKeyRange.bound([runId, clientId, 0], [runId, clientId, Math.min(upTo, lastNumber)]),
      );
      await transaction.done;
    },
  };
}

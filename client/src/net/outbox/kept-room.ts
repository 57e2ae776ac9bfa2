import { openDB, type DBSchema, type IDBPDatabase } from "idb";

/**
 * What this device keeps of a room that is open, beside the operations that wait: the person's own text with its undo
 * history, and what a rescue file needs. Never exam content; gone as soon as the activity has ended.
 */
export interface KeptRoom {
  readonly runId: string;
  readonly sittingId: string;
  readonly rescueKey: string;
  readonly rescueAfterMinutes: number;
  /** The person's own text, when the activity has one. */
  readonly text?: string;
  /** In which language it is written: that of the case. */
  readonly lang?: string;
  readonly undo?: readonly KeptEdit[];
  readonly redo?: readonly KeptEdit[];
}

interface KeptEdit {
  readonly at: number;
  readonly removed: string;
  readonly inserted: string;
}

interface Schema extends DBSchema {
  readonly rooms: { readonly key: string; readonly value: KeptRoom };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;
function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>("epreuve-room", 1, {
    upgrade: (created) => void created.createObjectStore("rooms", { keyPath: "runId" }),
    terminated: () => (opened = undefined),
  }).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/** Adds to what is known of the room; a comfort, so a device that refuses changes nothing else. */
export async function keepRoom(room: Pick<KeptRoom, "runId"> & Partial<KeptRoom>): Promise<void> {
  try {
    const transaction = (await database()).transaction("rooms", "readwrite");
    const known = await transaction.store.get(room.runId);
    await transaction.store.put({ sittingId: "", rescueKey: "", rescueAfterMinutes: 0, ...known, ...room });
    await transaction.done;
  } catch {
    // The operations themselves are kept by the outbox, which says so when it cannot.
  }
}

export const keptRoom = async (runId: string): Promise<KeptRoom | undefined> => (await database()).get("rooms", runId);

export async function keptRoomsOf(sittingId: string): Promise<readonly KeptRoom[]> {
  const rooms = await (await database()).getAll("rooms");
  return rooms.filter((room) => room.sittingId === sittingId);
}

export async function forgetRoom(runId: string): Promise<void> {
  await (await database()).delete("rooms", runId).catch(() => undefined);
}

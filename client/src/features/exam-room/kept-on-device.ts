import { useEffect, useState } from "react";
import { createIndexedDbStore } from "#client/net/outbox/indexed-db-store.ts";
import { keptRoomsOf, type KeptRoom } from "#client/net/outbox/kept-room.ts";
import { sealRescue } from "#client/net/outbox/seal-rescue.ts";
import { saveFile } from "#client/net/save-file.ts";
import { rescueFileName } from "#shared/domain/rescue/rescue-file.ts";

const store = createIndexedDbStore();
const lookAgainMs = 5_000;

export type Kept =
  | { readonly state: "looking" | "unreadable" }
  | { readonly state: "known"; readonly rooms: readonly KeptRoom[]; readonly unsent: number };

/** What this device holds for a sitting, read without the server and looked at again from time to time. */
export function useKept(sittingId: string): Kept {
  const [kept, setKept] = useState<Kept>({ state: "looking" });
  // Another page of the same person may be sending meanwhile.
  useEffect(() => {
    let isGone = false;
    const look = async (): Promise<void> => {
      const found = await read(sittingId).catch((): Kept => ({ state: "unreadable" }));
      if (!isGone) setKept(found);
    };
    void look();
    const timer = setInterval(() => void look(), lookAgainMs);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [sittingId]);
  return kept;
}

async function read(sittingId: string): Promise<Kept> {
  const rooms = await keptRoomsOf(sittingId);
  const entries = await Promise.all(rooms.map(({ runId }) => store.read(runId)));
  return { state: "known", rooms, unsent: entries.flat().length };
}

/** One file for each activity that has something to rescue, sealed for the server. Answers how many there were. */
export async function downloadRescue(rooms: readonly KeptRoom[]): Promise<number> {
  let files = 0;
  for (const { sittingId, runId, rescueKey } of rooms) {
    const entries = await store.read(runId);
    if (entries.length === 0) continue;
    const sealed = await sealRescue(rescueKey, { sittingId, runId }, { runId, entries });
    saveFile(new Blob([JSON.stringify(sealed)], { type: "application/json" }), rescueFileName(sealed));
    files += 1;
  }
  return files;
}

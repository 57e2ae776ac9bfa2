import { useEffect, useState } from "react";
import { createIndexedDbStore } from "#client/net/outbox/indexed-db-store.ts";
import { keptRoomsOf, type KeptRoom } from "#client/net/outbox/kept-room.ts";
import type { OutboxEntry } from "#client/net/outbox/outbox-types.ts";
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

/** What a file is sealed for. */
export type RescueRoom = Pick<KeptRoom, "sittingId" | "runId" | "rescueKey">;

/**
 * One file for each activity that has something to rescue, sealed for the server. Answers how many there were. `ofPage` is
 * what a page that is open has itself: all there is where the device takes nothing.
 */
export async function downloadRescue(rooms: readonly RescueRoom[], ofPage: readonly OutboxEntry[] = []): Promise<number> {
  let files = 0;
  for (const { sittingId, runId, rescueKey } of rooms) {
    const entries = await rescuedEntries(runId, ofPage.filter((entry) => entry.runId === runId));
    if (entries.length === 0) continue;
    const sealed = await sealRescue(rescueKey, { sittingId, runId }, { runId, entries });
    saveFile(new Blob([JSON.stringify(sealed)], { type: "application/json" }), rescueFileName(sealed));
    files += 1;
  }
  return files;
}

/** Of a number that both have, the page knows better. */
async function rescuedEntries(runId: string, ofPage: readonly OutboxEntry[]): Promise<readonly OutboxEntry[]> {
  if (ofPage.length === 0) return store.read(runId);
  const here = new Set(ofPage.map(({ clientId, seq }) => `${clientId} ${seq}`));
  const kept = await store.read(runId).catch(() => []);
  return [...kept.filter(({ clientId, seq }) => !here.has(`${clientId} ${seq}`)), ...ofPage];
}

import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Deps } from "../../platform/deps.ts";
import { sha256Hex } from "../../platform/hash.ts";
import { segmentName } from "../../platform/journal/journal-writer.ts";
import { repeat } from "../../platform/repeat.ts";
import { createShelf, type Shelf } from "../../platform/shelf/shelf.ts";
import { segmentPath, trackFolder } from "./recording-store.ts";

const everyMs = 5_000;

/**
 * Brings the sealed segments of this node to the store, where one is configured: those that are in the books, as they were
 * sealed. A store that is away is asked again; meanwhile the folder of the node keeps everything. Nothing that the store has
 * not taken is removed here.
 */
export function startShelving(deps: Pick<Deps, "db" | "config" | "log">): { stop(): Promise<void> } {
  const { shelf: options } = deps.config.recording;
  if (!options) return { stop: async () => undefined };
  const shelf = createShelf(options);
  let isAway = false;
  return repeat(async () => {
    try {
      await shelveOnce(deps, shelf);
      if (isAway) deps.log.info("recordings: the store answers again");
      isAway = false;
    } catch (error) {
      if (!isAway) deps.log.error({ err: error }, "recordings: the store does not take segments, they wait");
      isAway = true;
    }
  }, everyMs);
}

export async function shelveOnce({ db, config }: Pick<Deps, "db" | "config">, shelf: Shelf): Promise<number> {
  const { folder } = config.recording;
  let taken = 0;
  for (const recordingId of await namesIn(folder))
    for (const trackId of await namesIn(join(folder, recordingId))) {
      const path = trackFolder(folder, recordingId, trackId);
      const names = (await namesIn(path)).filter((name) => name.endsWith(".seg"));
      if (names.length === 0) continue;
      const entered = await db.recordingSegment.findMany({ where: { trackId }, select: { seq: true, sha256: true } });
      for (const { seq, sha256 } of entered) {
        const name = segmentName(seq, "seg");
        if (!names.includes(name)) continue;
        const bytes = await readFile(join(path, name));
        // Altered since it was sealed: it stays where somebody can look at it.
        if (sha256Hex(bytes) !== sha256) continue;
        await shelf.put(segmentPath(recordingId, trackId, seq), bytes);
        await rm(join(path, name));
        taken += 1;
      }
    }
  return taken;
}

const idName = /^[0-9a-f-]{36}$|\.seg$/;

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
  return names.filter((name) => idName.test(name)).toSorted((a, b) => (a < b ? -1 : 1));
}

import { setTimeout as pause } from "node:timers/promises";
import { repeat } from "../platform/repeat.ts";
import { migrationMs } from "./room.ts";
import type { MediaDeps } from "./media-deps.ts";
import type { Rooms } from "./rooms.ts";

const everyMs = 1_000;
const peoplePerWorker = 60;
/** What is recorded and remembered passes through this one process, however many workers there are. */
const peoplePerNode = 150;

export interface Reporting {
  /** Lets go of every room: resolves once everybody is elsewhere, at once where there is no elsewhere, and never late. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Tells the directory each second that this node lives, and ends what is over. A hint says so sooner; this one cannot be
 * missed. When the database is away rooms go on: only new ones cannot be placed.
 */
export async function startReporting(
  { office, config, log }: Pick<MediaDeps, "office" | "config" | "log">,
  rooms: Rooms,
): Promise<Reporting> {
  const capacity = config.media.capacity ?? Math.min(peoplePerNode, peoplePerWorker * rooms.workerCount);
  let isSilent = false;
  let isStopping = false;
  let canGo = false;
  const report = async (): Promise<void> => {
    try {
      const url = config.media.url ?? "";
      const isDraining = isStopping || rooms.isUnwell;
      const node = { url, capacity, load: await rooms.load(), isDraining, ...rooms.census() };
      const { closed, moved, expelled = [], clips = [] } = await office.report(node);
      await Promise.all(closed.map((id) => rooms.close(id)));
      for (const { room, peer } of expelled) rooms.expel(room, peer);
      for (const id of moved) rooms.moveAway(id);
      canGo = moved.length > 0;
      for (const clip of clips)
        rooms.keepClip(clip).catch((error: unknown) => log.error({ err: error, clip: clip.clipId }, "media: an extract could not be kept"));
      if (isSilent) log.info("media: the directory answers again");
      isSilent = false;
    } catch (error) {
      if (!isSilent) log.error({ err: error }, "media: the directory does not answer");
      isSilent = true;
    }
  };

  await report();
  const reports = repeat(report, everyMs);
  return {
    drain: async () => {
      isStopping = true;
      await report();
      const end = performance.now() + migrationMs;
      while (canGo && rooms.census().people > 0 && performance.now() < end) await pause(100);
    },
    stop: async () => {
      await reports.stop();
      await office.leave().catch((error: unknown) => log.error({ err: error }, "media: could not leave the directory"));
    },
  };
}

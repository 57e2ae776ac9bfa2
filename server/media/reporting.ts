import { repeat } from "../platform/repeat.ts";
import type { MediaDeps } from "./service.ts";
import type { Rooms } from "./rooms.ts";

const everyMs = 1_000;
const peoplePerWorker = 60;

/**
 * Tells the directory each second that this node lives, and ends what is over. A hint says so sooner; this one cannot be
 * missed. When the database is away rooms go on: only new ones cannot be placed.
 */
export async function startReporting(
  { office, config, log }: Pick<MediaDeps, "office" | "config" | "log">,
  rooms: Rooms,
): Promise<{ stop(): Promise<void> }> {
  const capacity = config.media.capacity ?? peoplePerWorker * rooms.workerCount;
  let isSilent = false;
  const report = async (): Promise<void> => {
    try {
      const url = config.media.url ?? "";
      const { closed, moved, clips = [] } = await office.report({ url, capacity, load: await rooms.load(), ...rooms.census() });
      await Promise.all(closed.map((id) => rooms.close(id)));
      for (const id of moved) rooms.moveAway(id);
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
    stop: async () => {
      await reports.stop();
      await office.leave().catch((error: unknown) => log.error({ err: error }, "media: could not leave the directory"));
    },
  };
}

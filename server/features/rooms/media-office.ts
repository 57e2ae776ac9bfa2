import type { Deps } from "../../platform/deps.ts";
import type { MediaOffice } from "../../platform/media-office.ts";
import { dismissNode, reportNode } from "./store.ts";

/** The application's side of one media node: the directory, and which of its rooms are over. */
export function createMediaOffice({ db, config }: Pick<Deps, "db" | "config">): MediaOffice {
  const { node } = config.media;
  return {
    report: async ({ rooms, ...facts }) => {
      await reportNode(db, node, facts);
      if (rooms.length === 0) return { closed: [], moved: [] };
      const known = await db.room.findMany({
        where: { id: { in: [...rooms] } },
        select: { id: true, state: true, mediaNodeId: true },
      });
      return {
        closed: known.filter(({ state }) => state === "CLOSED").map(({ id }) => id),
        moved: known.filter(({ state, mediaNodeId }) => state !== "CLOSED" && mediaNodeId !== node).map(({ id }) => id),
      };
    },
    leave: async () => {
      await dismissNode(db, node);
    },
  };
}

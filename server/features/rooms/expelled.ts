import type { Db } from "../../platform/db.ts";
import type { NodeReport } from "../../platform/media-office.ts";

/**
 * Who is present in a room of supervision that they may not watch any more, or in a discussion that they do not write down
 * any more: a hint that was lost, or a ticket that was signed at the very moment of the withdrawal, costs no more than a
 * report.
 */
export async function expelledOf(db: Db, present: NodeReport["present"]): Promise<{ room: string; peer: string }[]> {
  const rooms = await db.room.findMany({
    where: {
      id: { in: present.map(({ room }) => room) },
      kind: { in: ["SUPERVISION", "DISCUSSION"] },
      session: { watchers: { some: { withdrawal: { isNot: null } } } },
    },
    select: {
      id: true,
      kind: true,
      session: {
        select: {
          advisers: { select: { accountId: true } },
          watchers: { select: { accountId: true, duty: true, withdrawal: { select: { watcherId: true } } } },
        },
      },
    },
  });
  return rooms.flatMap(({ id, kind, session: { advisers, watchers: entrusted } }) => {
    const watchers = entrusted.filter(({ duty }) => duty === (kind === "SUPERVISION" ? "WATCH" : "CAPTIONS"));
    const standing = [...advisers, ...watchers.filter(({ withdrawal }) => withdrawal === null)];
    const may = new Set(standing.map(({ accountId }) => accountId));
    const were = new Set(watchers.map(({ accountId }) => accountId));
    const here = present.find(({ room }) => room === id)?.peers ?? [];
    return here.filter((peer) => were.has(peer) && !may.has(peer)).map((peer) => ({ room: id, peer }));
  });
}

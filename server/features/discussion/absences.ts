import { absenceRule, absenceStage } from "#shared/domain/discussion/absence.ts";
import type { DiscussionFrame } from "#shared/domain/discussion/frame.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** Who is missing, by what the server itself has seen. */

export interface Absence {
  readonly since: string;
  readonly stage: "HELD" | "RELAY" | "TO_DECIDE";
  readonly rule: "GO_ON" | "RESTART";
}

export interface AbsencePlace {
  readonly roomId: string;
  readonly openedAt: Date;
  readonly frame: Pick<DiscussionFrame, "participants" | "part" | "startedAt">;
}

/** By sitting. At a table nobody is heard from a page: there the people look up. */
export async function absencesIn(
  db: Db | Tx,
  { roomId, openedAt, frame }: AbsencePlace,
  now: Date,
): Promise<ReadonlyMap<string, Absence>> {
  // A discussion that began again gives whoever is still missing their whole time to come back.
  const beganMs = Math.max(openedAt.getTime(), frame.startedAt === undefined ? 0 : Date.parse(frame.startedAt));
  const sittings = await db.sitting.findMany({
    where: {
      id: { in: frame.participants },
      runs: { some: { activity: "DISCUSSION", state: { in: ["OPEN", "INTERRUPTED"] } } },
    },
    select: {
      id: true,
      presence: { select: { lastSeenAt: true } },
      account: { select: { roomEntries: { where: { roomId }, select: { connectedAt: true } } } },
    },
  });
  // Both have to be there: a page that lives without sound is as missing as one that is closed. A ticket is no
  // connection: a page whose way to the media node is barred asks for one after the other.
  const missing = sittings.flatMap(({ id, presence, account }) => {
    const signs = [presence?.lastSeenAt, account.roomEntries[0]?.connectedAt];
    const since = new Date(Math.min(...signs.map((sign) => Math.max(sign?.getTime() ?? 0, beganMs))));
    const stage = absenceStage(since.getTime(), now.getTime());
    return stage ? [{ id, since: since.toISOString(), stage }] : [];
  });
  const rule = absenceRule({ left: sittings.length - missing.length, part: frame.part });
  return new Map(missing.map(({ id, since, stage }) => [id, { since, stage, rule }]));
}

import type { Db, Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { unwrapKey } from "../../platform/journal/key-wrap.ts";
import { readFilm, type ReadFilm } from "../../platform/journal/read-voices.ts";
import { recordingRulesOn } from "../policies/queries.ts";
import { segmentPath, trackFolder } from "./recording-store.ts";

/** Reads of extracts, for those who decide about what happened. Whoever opens one notes it in the person's record. */

export const clipsOf = (db: Db | Tx, sittingId: string) =>
  db.recordingClip.findMany({
    where: { sittingId },
    select: { id: true, state: true, askedAt: true, secondsBefore: true, secondsAfter: true },
    orderBy: { askedAt: "asc" },
  });

export const clipFact = (db: Db | Tx, clipId: string) =>
  db.recordingClip.findUnique({ where: { id: clipId }, select: { id: true, state: true, sittingId: true } });

/** The room in which a session's people are supervised now, with those who have been in it, where extracts are kept. */
export async function extractRoom(
  db: Db | Tx,
  sessionId: string,
  now: Date,
): Promise<{ readonly roomId: string; readonly people: ReadonlySet<string> } | null> {
  if (!(await recordingRulesOn(db, now)).areExtractsKept) return null;
  const room = await db.room.findFirst({
    where: { kind: "SUPERVISION", sessionId, state: "LIVE", mediaNodeId: { not: null } },
    select: { id: true, entries: { select: { accountId: true } } },
  });
  return room && { roomId: room.id, people: new Set(room.entries.map(({ accountId }) => accountId)) };
}

/** What was kept, with one of its pictures; undefined where there is nothing, or nothing any more. */
export async function recordedClip(
  { db, config, log }: Pick<Deps, "db" | "config" | "log">,
  clipId: string,
  picture: "camera" | "screen",
): Promise<ReadFilm | undefined> {
  const tracks = await db.recordingTrack.findMany({
    where: { clipId, endedAt: { not: null } },
    select: {
      id: true,
      recordingId: true,
      key: { select: { id: true, wrapped: true } },
      segments: { select: { seq: true, sha256: true }, orderBy: { seq: "asc" } },
    },
  });
  const read = tracks.flatMap(({ id, recordingId, key, segments }) => {
    if (!key.wrapped) return [];
    const named = segments.map((segment) => ({ ...segment, shelfName: segmentPath(recordingId, id, segment.seq) }));
    const folder = trackFolder(config.recording.folder, recordingId, id);
    return [{ trackId: id, folder, key: unwrapKey(config.recording.masterKey, key.id, key.wrapped), segments: named }];
  });
  if (read.length === 0) return undefined;
  const film = await readFilm({ people: [read], film: { person: 0, picture }, shelf: config.recording.shelf });
  if (film.isDamaged) log.error({ clip: clipId }, "recordings: an extract is not what was sealed");
  return film.durationMs > 0 ? film : undefined;
}
